"""What batch, pairs and reuse say."""

from __future__ import annotations

from policydiff.wording.both import Both

BATCH: dict[str, Both] = {
    "comparing": Both("比较中", "Comparing"),
    "done": Both("已比较 {pairs} 对，失败 {errors} 对：{folder}", "Compared {pairs} pairs, {errors} failed: {folder}"),
    "reading": Both("读取中", "Reading"),
    "unread": Both("略去 {name}：{zh}", "left out {name}: {en}"),
    "proposed": Both(
        "提出 {next} 对前后文件、{source} 对来源：{path}",
        "Proposed pairs of a series: {next}, of sources: {source}; {path}",
    ),
    "see_errors": Both("失败的原因见 errors.parquet", "errors.parquet says why they failed"),
}
