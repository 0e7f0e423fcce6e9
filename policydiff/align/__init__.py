"""Two documents → which clause of the one carries on which of the other.

What is aligned, and what there is to go by:

- `options`    every threshold           `links`   pairs, and the partners of either side
- `blocks`     a document → what is linked as one: articles, paragraphs; later the clauses inside them
- `rows`       rows of different length in flat arrays     `pairs`   the pairs that are looked at, in columns
- `known`      what is settled before the words are weighed
- `rarity`     what a pair of characters weighs     `holders`   which blocks hold it
- `evidence`   what the words say: shared rare pairs of characters, and for which block each sentence speaks
- `position`   what the position says: neighbours, parents, headings, what became of the clauses underneath
- `shared_facts`   what the targets and responsibilities say     `scores`   the named parts of a score

The passes, in the order in which they run:

1. `identical`   kinds, and identical text
2. `lexical`     rounds of scoring; in each `best_first` takes links, each word counted for one link only
3. `absorbed`    articles that another one took in
4. `gaps`        what stands between two links
5. `repeats`     text that stands several times
6. `afresh`      whether a law was written afresh; if so, all this again by other thresholds
7. `clauses`     links between articles → links between their clauses
8. `relocated`   clauses that moved out of one block into another
9. `obey`        what a person ruled, over all of this
10. `movement`    sentences that moved

`align` is the whole, in this order.
"""
