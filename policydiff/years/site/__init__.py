"""The pages of a corpus: a report for each pair of neighbours, the history, an index, a search, a feed.

- `plan`     which files a corpus has, and what each is made from
- `build`    makes what is not there yet or was made from something else
- `index`    the first page; `search` the search page and its texts; `feed` the Atom feed
"""

from policydiff.years.site.build import Built, build_site

__all__ = ["Built", "build_site"]
