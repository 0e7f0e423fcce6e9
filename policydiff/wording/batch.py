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
REUSE: dict[str, Both] = {
    "shares": Both(
        "{lower} 对照 {upper}：照抄 {copied}，细化 {elaborated}，自有 {new}",
        "{lower} against {upper}: copied {copied}, elaborated {elaborated}, its own {new}",
    ),
    "more": Both("另有 {count} 段", "and {count} more"),
    "targets": Both("逐级目标", "Targets through the levels"),
    "of_upper": Both("上级的 {share} 倍", "{share} times the upper level's"),
    "no_targets": Both("没有上下两级都提出的目标", "No target that two levels both set"),
}
# A target of a lower level beside the upper one's: 层层加码 is what researchers look for.
GAPS: dict[str, Both] = {"tightened": Both("加码", "stricter"), "loosened": Both("减码", "less strict")}
