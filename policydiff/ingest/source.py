"""A file → clean text (interim; being replaced)."""

from __future__ import annotations

import re
from pathlib import Path

from policydiff.errors import SourceError
from policydiff.ingest import mirror, script
from policydiff.ingest.trail import Patch, Trail
from policydiff.model import Source


def read_source(path: Path) -> Source:
    data = path.read_bytes()
    try:
        raw = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name} 读不懂；请另存为 UTF-8。", f"{path.name} cannot be read.") from error
    if not raw.strip() or "\0" in raw:
        raise SourceError(f"{path.name} 没有文字；请换文件。", f"{path.name} holds no text.")
    return read_text(raw, markdown=path.suffix == ".md")


def read_text(raw: str, *, encoding: str = "utf-8", markdown: bool = False) -> Source:
    trail = Trail.of(raw)
    notes = ()
    syllable = mirror.annotation(raw)
    if markdown:
        trail = trail.patched(
            Patch(m.start(), m.end(), "", "markup")
            for m in re.finditer(r"(?m)^#+ |\*\*|<!--.*?-->", trail.text)
        )
    lines = []
    if syllable:
        trail, notes = mirror.restore(trail, syllable)
        trail = trail.patched(script.convert(trail.text))
        t = trail.text
        a = [m.end() for m in re.finditer("对非正常专利申请、非正常商标注册申请行为的打击力度。\n", t)]
        b = t.find("\n来源：")
        trail = trail.patched([Patch(0, a[0], "", "lead")] if a else [])
        t = trail.text
        b = t.find("\n来源：")
        if b > 0:
            trail = trail.patched([Patch(b, len(t), "", "tail")])
        trail = trail.patched(Patch(m.start(), m.end(), "", "inline") for m in re.finditer("（点击阅读原文下载附件）", trail.text))
    i = trail.text.find("本作品是中华人民共和国的\n")
    text = trail.text[: i if i > 0 else None]
    lines = [x.strip().strip("\u200b\u200d\u3000") for x in text.split("\n") if x.strip()]
    return Source(raw=raw, text="\n".join(x for x in lines if x), encoding=encoding, repairs=trail.repairs(), notes=notes)
