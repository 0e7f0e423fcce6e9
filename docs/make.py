"""Makes what is derived: the command reference, the JSON reference and its schemas, the page of tricky cases.

`make docs` writes them; a test fails where one of them is not what this makes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from schemas import schemas  # noqa: E402 – the path comes first

from policydiff import __version__  # noqa: E402 – likewise
from policydiff.batch.parquet import columns  # noqa: E402 – likewise
from policydiff.cli import cli  # noqa: E402 – likewise

MADE = "<!-- made by `make docs`; do not edit -->\n"
WIDTH = 100


def commands() -> str:
    """Every command's --help."""
    whole = _context(cli, None, "policydiff")
    parts = ["# Commands\n", MADE, "The same text as `policydiff COMMAND --help`.\n", _help(whole)]
    for name in cli.list_commands(whole):
        command = cli.get_command(whole, name)
        if command is not None and not command.hidden:
            parts.append(_help(_context(command, whole, name)))
    return "\n".join(parts)


def _context(command: click.Command, parent: click.Context | None, name: str) -> click.Context:
    settings = command.context_settings | {"terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)


def _help(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.command.get_help(context)}\n```\n"


def written_schemas() -> dict[Path, str]:
    """The derived schemas as files."""
    folder = ROOT / "policydiff" / "schemas"
    return {
        folder / f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas().items()
    }


def json_reference() -> str:
    """Every schema as tables: field, form, meaning."""
    derived = schemas()
    others = {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in sorted((ROOT / "policydiff" / "schemas").glob("*.json"))
        if path.stem not in derived
    }
    parts = [
        "# JSON\n",
        MADE,
        "UTF-8, keys in a fixed order, floats rounded to six places. The schemas are in `policydiff/schemas/`.",
        "Offsets are half-open and count Unicode code points. Fields may be added; none is renamed.\n",
    ]
    for name, schema in (derived | others).items():
        parts += [f"## {schema['title']}\n", *_table(schema)]
        for key, inner in schema.get("$defs", {}).items():
            if "properties" in inner:
                parts += [f"### {name}: {key}\n", *_table(inner)]
    return "\n".join(parts)


def _table(schema: dict[str, Any]) -> Iterator[str]:
    if "description" in schema:
        yield schema["description"] + "\n"
    yield "| field | form | meaning |\n|---|---|---|"
    for key, field in schema["properties"].items():
        yield f"| `{key}` | {_form(field)} | {field.get('description', '')} |"
    yield ""


def _form(field: dict[str, Any]) -> str:
    """The form of a field in a few words."""
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " ".join(f"`{json.dumps(v, ensure_ascii=False)}`" for v in field["enum"])
    if "$ref" in field:
        return field["$ref"].rsplit("/", 1)[-1]
    if "anyOf" in field:
        return " or ".join(map(_form, field["anyOf"]))
    kind = field.get("type", "any")
    if kind == "array":
        inside = field.get("prefixItems")
        return f"[{', '.join(map(_form, inside))}]" if inside else f"list of {_form(field.get('items', {}))}"
    return " or ".join(kind) if isinstance(kind, list) else kind


def cases() -> str:
    """The page of tricky cases: why each is one, and its two texts."""
    parts = [
        "# Tricky cases\n",
        MADE,
        "Each is a test: `tests/cases/NAME/` holds the two texts and what must come out (`expected.toml`).\n",
    ]
    for folder in sorted((ROOT / "tests" / "cases").iterdir()):
        if (folder / "why.md").is_file():
            why = (folder / "why.md").read_text("utf-8").strip()
            parts += [f"## {folder.name.replace('-', ' ')}\n", why + "\n"]
            for side in ("old", "new"):
                text = folder / f"{side}.txt"
                if text.is_file():
                    parts.append(f"{side}:\n\n```text\n{text.read_text('utf-8').strip()}\n```\n")
    return "\n".join(parts)


def _locked() -> list[tuple[str, str]]:
    """Name and version of every package that is installed with the program, or to build it."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE)


def licences() -> str:
    """What is installed, with its licence."""
    spdx = tomllib.loads((ROOT / "docs" / "licences.toml").read_text("utf-8"))
    rows = [f"| {name} | {version} | {spdx[name]} |" for name, version in _locked()]
    return "\n".join(["# Licences\n", MADE, "| package | version | licence |\n|---|---|---|", *rows]) + "\n"


def sbom() -> str:
    """The same as a CycloneDX document; the hashes stand in the lock file."""
    spdx = tomllib.loads((ROOT / "docs" / "licences.toml").read_text("utf-8"))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "policydiff", "version": __version__}},
        "components": [
            {
                "type": "library",
                "name": name,
                "version": version,
                "purl": f"pkg:pypi/{name}@{version}",
                "licenses": [{"expression": spdx[name]}],
            }
            for name, version in _locked()
        ],
    }
    return json.dumps(document, indent=1) + "\n"


def batch() -> str:
    """docs/batch.md with the columns that its data set has now."""
    types = {"text": "string", "count": "int64", "number": "double"}
    lines = [
        f"- {name}, {stands}: {', '.join(keys)}"
        for name, own in columns().items()
        for kind, stands in types.items()
        if (keys := [f"`{c.key}`" for c in own if c.kind == kind])
    ]
    page = (ROOT / "docs" / "batch.md").read_text("utf-8")
    before, begin, rest = page.partition("<!-- columns: made by `make docs` -->\n")
    _, end, after = rest.partition("<!-- /columns -->")
    return "".join([before, begin, *(f"{line}\n" for line in lines), end, after])


def pages() -> dict[Path, str]:
    """Everything that is made, by its place."""
    docs = ROOT / "docs"
    made = {docs / "commands.md": commands(), docs / "json.md": json_reference(), docs / "cases.md": cases()}
    made |= {docs / "batch.md": batch(), docs / "licences.md": licences(), docs / "sbom.cdx.json": sbom()}
    return written_schemas() | made


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8", newline="\n")
