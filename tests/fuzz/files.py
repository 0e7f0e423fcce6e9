"""Files of every format, broken: a text is changed, packed as a file of some kind, and broken again."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.reader_files import block, docx, para, pdf, table

TEXTS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "cases").glob("*/*.txt"))]
LAW = "某市条例\n第一章 总则\n第一条 为了保护专利权，制定本条例。\n（一）拟订规划；\n第二条 罚款五千元以上。\n附件：1.任务清单\n"
PLAN = "一、主要目标\n到2025年，商标网上申请比例不低于92%。（商标局牵头，运用促进司、各省局负责）\n——审查周期压减至16个月以内。\n"
# What has meaning somewhere: labels, brackets that do not close, controls, wide and odd signs, numbers without end.
PIECES = [
    "（", "）", "【", "《", "\t", "\n", "\r\n", "\u3000", "一、", "（一）", "第一条", "第九千九百九十九条", "——", "附件", "附件1", "|", "|---|",
    "%", "不低于", "万亿元", "9" * 400, "一" * 300, "１０", "二〇二〇年", "牵头", "负责", "（责任单位：", "、", "。" * 50, "\x00", "\x1b]52;c;eA==\x07",
    "\ufeff", "\ufffd", "\u202e", "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "\U00020000", "⼀", "é́", "<p>",
    "<table><tr><td rowspan=99999 colspan=-1>", "</div>" * 30, "&#x110000;", "&lt;", "<!--", "<script>", "{{ x }}", "${x}", "=1+1", "-", "0", "1e999",
]  # fmt: skip
Random = random.Random


def mutated_text(text: str, rng: Random) -> str:
    """A text with some pieces put in, taken out, doubled, or with its lines in another order."""
    for _ in range(rng.randint(1, 6)):
        at, to = sorted(rng.randint(0, len(text)) for _ in range(2))
        match rng.randrange(5):
            case 0:
                text = text[:at] + rng.choice(PIECES) * rng.choice((1, 1, 1, 3, 40)) + text[at:]
            case 1:
                text = text[:at] + text[min(to, at + 20) :]
            case 2:
                text = text[:to] + text[at:to][:2000] + text[to:]
            case 3:
                lines = text.split("\n")
                rng.shuffle(lines)
                text = "\n".join(lines)
            case 4:
                text = text[:at] + rng.choice(TEXTS)[:500] + text[at:]
    return text


def mutated_bytes(data: bytes, rng: Random) -> bytes:
    """Bytes with some flipped, cut, doubled or overwritten."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(found) + 1)
        match rng.randrange(4):
            case 0:
                found[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del found[at : at + rng.choice((1, 1, 10, 1000))]
            case 2:
                found[at:at] = found[at : at + rng.choice((1, 20, 400))]
            case 3:
                found[at:at] = rng.choice(PIECES).encode("utf-8")[:60]
    return bytes(found)


def _base(rng: Random) -> str:
    return mutated_text(rng.choice([LAW, PLAN, *TEXTS]), rng) if rng.random() < 0.8 else rng.choice([LAW, PLAN])


def _html(text: str, rng: Random) -> bytes:
    rows = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = f'<html><head><meta charset="utf-8"><title>{text[:20]}</title></head><body><div class="nav"><a href="/">首页</a></div>{rows}</body></html>'
    return mutated_text(page, rng).encode("utf-8", "replace")


def _docx(text: str, rng: Random) -> bytes:
    clean = "".join(c for c in text if c.isprintable() or c == "\n")
    rows = [["指标", "2025年"], [clean[:8].strip(), "5%"]]
    data = docx("".join(para(line) for line in clean.split("\n")) + table(rows))
    parts = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    broken = rng.choice(parts.namelist())
    with zipfile.ZipFile(out, "w") as archive:
        for name in parts.namelist():
            part = parts.read(name)
            if name == broken:
                part = (
                    mutated_bytes(part, rng)
                    if rng.random() < 0.5
                    else mutated_text(part.decode(), rng).encode("utf-8", "replace")
                )
            archive.writestr(name, part)
    return out.getvalue()


def _mht(text: str, rng: Random) -> bytes:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n"
    return mutated_bytes(head.encode() + _html(text, rng) + b"\n--x--\n", rng)


WRITERS: dict[str, Callable[[str, Random], bytes]] = {
    "a.txt": lambda text, rng: text.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5")), "replace"),
    "a.md": lambda text, _: text.encode("utf-8", "replace"),
    "a.html": _html,
    "a.mht": _mht,
    "a.docx": _docx,
    "a.pdf": lambda text, rng: mutated_bytes(pdf(block([line[:30] for line in text.split("\n")[:20]])), rng),
}


def write_file(folder: Path, rng: Random) -> Path:
    """One file of some format, broken in some way."""
    name = rng.choice(list(WRITERS))
    data = WRITERS[name](_base(rng), rng)
    if rng.random() < 0.2:
        data = mutated_bytes(data, rng)
    path = folder / (rng.choice(list(WRITERS)) if rng.random() < 0.1 else name)
    path = path.with_stem(f"{rng.randrange(10**6)}")
    path.write_bytes(data)
    return path


def of_files(folder: Path, rng: Random) -> Iterator[list[str]]:
    """Two broken files, shown, read for facts, compared, put into a corpus."""
    old, new = write_file(folder, rng), write_file(folder, rng)
    yield ["show", old.name, *rng.choice(([], ["-v"], ["--format", "json"], ["--script", "traditional"]))]
    yield [
        "facts",
        new.name,
        *rng.choice(([], ["--format", "json"], ["--format", "csv"], ["--format", "xlsx", "-o", "f.xlsx"])),
    ]
    form = rng.choice(("html", "json", "docx", "xlsx", "csv", "md"))
    yield ["compare", old.name, new.name, "--format", form, "--lang", rng.choice(("zh", "en"))]
    yield ["add", "2021", old.name, new.name]
    yield ["show", "2021"]
