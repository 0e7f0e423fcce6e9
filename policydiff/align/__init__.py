"""Two documents → which clause of the one carries on which of the other.

- `units`      a document → what is linked as one: articles, paragraphs; later the clauses inside them
- `evidence`   what the words say: shared rare pairs of characters, and for which unit each sentence speaks
- `place`      what the place says: neighbours, parents, headings, what became of the clauses underneath
- `scores`     the named parts of a score      `linking`  best first, each word counted for one link only
- `exact`      kinds, identical text, repeats   `rounds`   the order of these, and of the rounds of scoring
- `inner`      links between articles → links between their clauses      `moved`  sentences that changed place
- `facts`, `overrides`   what the other stages and a person have to say   `align`   the whole, in order
"""
