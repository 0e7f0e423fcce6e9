"""Compare successive versions of Chinese policy documents, clause by clause.

A tour, in the order in which text flows (bytes → source → document → facts → alignment → changes → report):

- `ingest`    bytes → clean text, with every repair recorded
- `parse`     clean text → the tree of clauses that tile it
- `facts`     document → targets and responsibilities, each with its exact place
- `align`     two documents → which clause carries on which
- `classify`  alignment and facts → what changed, and how
- `pipeline`  the order of these stages
- `report`    a comparison → HTML, JSON, terminal
- `corpus`    years on disk; `cli` the command line; `model` every type that passes between stages

>>> comparison = compare("2019", "2020")                       # doctest: +SKIP
>>> comparison.target_changes[0].status                        # doctest: +SKIP
'tightened'
"""

TYPE_CHECKING = False  # as type checkers know it; `typing` would load with every `import policydiff`
if TYPE_CHECKING:
    from policydiff import tables
    from policydiff.api import compare, extract, read, to_dict, to_html, to_json
    from policydiff.errors import PolicydiffError
    from policydiff.model import Comparison, Document, Facts

__version__ = "0.1.0"
__all__ = [
    "Comparison",
    "Document",
    "Facts",
    "PolicydiffError",
    "__version__",
    "compare",
    "extract",
    "read",
    "tables",
    "to_dict",
    "to_html",
    "to_json",
]


def __getattr__(name: str) -> object:
    # The stages load when one of the names above is asked for, not with `policydiff --help`.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    if name == "tables":  # the door to pandas opens when somebody asks for it
        return import_module("policydiff.tables")
    homes = [import_module(f"policydiff.{home}") for home in ("errors", "api", "model")]
    return next(getattr(home, name) for home in homes if hasattr(home, name))
