"""`python -m tests.mutants [MODULE...]`: one slip of the pen at a time put into a module; which of them no test sees.

Each mutant runs in a process of its own, which has the slip in memory alone: no file is touched. What survives is
listed with its line, for a person to look at: some change nothing that can be seen.
"""

from __future__ import annotations

import argparse
import ast
import importlib.machinery
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What is mutated, and the tests that must see it: folders, since pytest reads a module that is named itself from its file.
TESTS: dict[str, list[str]] = {
    "text/official/numbers.py": ["policydiff/text/official", "tests/test_numbers.py", "tests/test_parse.py", "tests/test_facts_quantities.py"],
    "ingest/mirror/byte_shift.py": ["policydiff/ingest/mirror", "tests/test_mirror.py"],
    "ingest/mirror/annotated_copy.py": ["policydiff/ingest/mirror", "tests/test_mirror.py"],
    "ingest/mirror/pinyin.py": ["policydiff/ingest/mirror", "tests/test_mirror.py"],
    "ingest/mirror/script.py": ["policydiff/ingest/mirror", "tests/test_mirror.py"],
    "ingest/mirror/likelihood.py": ["policydiff/ingest/mirror", "tests/test_mirror.py"],
    **{
        f"classify/{name}.py": ["policydiff/classify", *(f"tests/test_classify{t}.py" for t in ("", "_laws", "_targets", "_terms", "_renamings")), "tests/test_report_claims.py", "tests/test_json.py"]
        for name in ("targets", "indicators", "pairing", "responsibilities", "changes", "movement", "figures", "references")
    },
}  # fmt: skip
OPTIONS = [
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "--hypothesis-profile=mutants",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]
SECONDS = 60  # of processor time for all tests of one mutant; a slip that makes them endless is seen too
_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.And: ast.Or,
    ast.Or: ast.And, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


def _bare(tree: ast.Module) -> None:
    """Leave out what no test can see: docstrings and types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            body = [n for n in node.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
            node.body = body or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant("a type")


Slip = tuple[ast.AST, str, object, str]  # a node, which of its fields gets which value, and that in words


def slips(tree: ast.Module) -> Iterator[Slip]:
    """What can be slipped in a module."""
    _bare(tree)
    for node in ast.walk(tree):
        yield from _operators(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "operand", ast.UnaryOp(ast.Not(), node.operand), "not → not not"
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
            value = not node.value if isinstance(node.value, bool) else node.value + 1
            yield node, "value", value, f"{node.value} → {value}"
        if isinstance(node, ast.IfExp | ast.If):
            yield node, "test", ast.UnaryOp(ast.Not(), node.test), "if → if not"
        if isinstance(node, ast.Return) and ast.unparse(node) not in ("return", "return None"):
            yield node, "value", ast.Constant(None), "return → return None"
        if isinstance(node, ast.Continue):
            yield node, "__class__", ast.Break, "continue → break"


def _operators(node: ast.AST) -> Iterator[Slip]:
    op, ops = getattr(node, "op", None), getattr(node, "ops", [None])
    for field, was in (("op", op), ("ops", ops[0])):
        if type(was) in _SWAPS:
            new = _SWAPS[type(was)]()
            yield (
                node,
                field,
                [new, *ops[1:]] if field == "ops" else new,
                f"{type(was).__name__} → {type(new).__name__}",
            )


def mutant(path: Path, number: int) -> tuple[int, str, ast.Module]:
    """The module with its slip of that number: the line, what it is, the tree."""
    tree = ast.parse(path.read_text("utf-8"))
    node, field, value, what = list(slips(tree))[number]
    setattr(node, field, value)
    return getattr(node, "lineno", 0), what, ast.fix_missing_locations(tree)


def survives(path: Path, tree: ast.Module, tests: list[str]) -> bool:
    """Whether no test sees it, asked in a process of its own."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    status = 1
    try:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        with Path(os.devnull).open("w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
        original = importlib.machinery.SourceFileLoader.get_code
        code = compile(tree, str(path), "exec", dont_inherit=True)
        importlib.machinery.SourceFileLoader.get_code = lambda self, name: (
            code if Path(self.path) == path else original(self, name)
        )  # type: ignore[method-assign]
        import pytest

        status = int(pytest.main([*OPTIONS, *tests]))
    finally:
        os._exit(status)


def _prepare() -> None:
    """Load once for all processes what is ours in none, and let Hypothesis stop at the first example that fails."""
    import hypothesis
    import lxml.etree
    import numpy
    import pandas
    import rapidfuzz

    del lxml, numpy, pandas, rapidfuzz
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", phases=phases, deadline=None, database=None, max_examples=60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=list(TESTS), metavar="MODULE", help=", ".join(TESTS))
    parser.add_argument("--most", type=int, default=40, help="mutants a module, taken at random")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    os.chdir(ROOT)
    _prepare()
    for module in given.modules:
        path = ROOT / "policydiff" / module
        if not survives(path, ast.parse(path.read_text("utf-8")), TESTS[module]):
            sys.exit(f"{module}: its tests fail without any slip")
        count = len(list(slips(ast.parse(path.read_text("utf-8")))))
        chosen = sorted(random.Random(given.seed).sample(range(count), min(given.most, count)))
        left = [
            (line, what)
            for n in chosen
            for line, what, tree in [mutant(path, n)]
            if survives(path, tree, TESTS[module])
        ]
        print(f"{module}: {len(chosen)} of {count} mutants, {len(left)} survive", flush=True)
        for line, what in left:
            print(f"    {line}: {what:24} {path.read_text('utf-8').splitlines()[line - 1].strip()[:100]}", flush=True)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
