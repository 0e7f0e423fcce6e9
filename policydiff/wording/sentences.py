"""Sentences with places to fill: headlines, counts, what was left out."""

from __future__ import annotations

from policydiff.wording.both import Both

# Sentences with places to fill; what is filled in may be a link.
SENTENCES: dict[str, Both] = {
    "title": Both("{new} 与 {old} 相比变了什么", "What changed from {old} to {new}"),
    "added": Both("新增 {clause}", "New: {clause}"),
    "added_by": Both("新增 {clause}，责任单位：{offices}", "New: {clause}; units: {offices}"),
    "added_more": Both("另有 {more} 项新任务", "New tasks besides: {more}"),
    "added_clauses": Both("新增 {count} 条：{clauses}", "New clauses ({count}): {clauses}"),
    "removed_clauses": Both("取消 {count} 条：{clauses}", "Dropped clauses ({count}): {clauses}"),
    "added_paragraphs": Both("新增 {count} 段：{clauses}", "New paragraphs ({count}): {clauses}"),
    "removed_paragraphs": Both("取消 {count} 段：{clauses}", "Dropped paragraphs ({count}): {clauses}"),
    "moved_paragraphs": Both("移动 {count} 段：{clauses}", "Moved paragraphs ({count}): {clauses}"),
    # The same of a law, whose articles have paragraphs and items.
    "added_parts": Both("新增 {count} 款（项）：{clauses}", "New parts of articles ({count}): {clauses}"),
    "removed_parts": Both("取消 {count} 款（项）：{clauses}", "Dropped parts of articles ({count}): {clauses}"),
    "moved_parts": Both("移动 {count} 款（项）：{clauses}", "Moved parts of articles ({count}): {clauses}"),
    "became_article": Both("{count} 款独立成条：{clauses}", "Paragraphs that became articles ({count}): {clauses}"),
    "became_paragraph": Both(
        "{count} 条并为他条的款：{clauses}", "Articles that became paragraphs ({count}): {clauses}"
    ),
    "changed_article": Both(
        "{count} 款移入他条：{clauses}", "Paragraphs taken over by other articles ({count}): {clauses}"
    ),
    "removed": Both("取消 {clauses}", "Dropped: {clauses}"),
    "divided": Both("{count} 处任务拆分或合并：{tasks}", "Tasks split or merged ({count}): {tasks}"),
    "heading_added": Both("新设标题 {clauses}", "New headings: {clauses}"),
    "heading_removed": Both("不再单列 {clauses}", "No longer headings of their own: {clauses}"),
    "targets_tightened": Both("{count} 项指标收紧：{targets}", "Targets tightened ({count}): {targets}"),
    "targets_loosened": Both("{count} 项指标放宽：{targets}", "Targets loosened ({count}): {targets}"),
    "targets_changed": Both("{count} 项指标改变：{targets}", "Targets changed ({count}): {targets}"),
    "targets_added": Both("{count} 项新指标：{targets}", "New targets ({count}): {targets}"),
    "targets_removed": Both("{count} 项指标不再提出：{targets}", "Targets dropped ({count}): {targets}"),
    "targets_not_repeated": Both(
        "{count} 项多年目标没有重提：{targets}", "Targets for several years not said again ({count}): {targets}"
    ),
    "reassigned": Both("{count} 项任务换了单位：{tasks}", "Tasks that changed hands ({count}): {tasks}"),
    "renamed": Both("{old} 通篇改称 {new}（{count} 项任务）", "{old} is called {new} throughout ({count} tasks)"),
    "replaced": Both("{count} 个用语替换：{terms}", "Terms replaced ({count}): {terms}"),
    "moved": Both("移动 {count} 条：{clauses}", "Moved ({count}): {clauses}"),
    "moved_tasks": Both("{count} 项任务换了位置：{clauses}", "Tasks in another place ({count}): {clauses}"),
    "review": Both(
        "回顾部分：新增 {added} 条，取消 {removed} 条，移动 {moved} 条",
        "In the review of the past: {added} new, {removed} dropped, {moved} moved",
    ),
    "revised": Both("改写 {count} 条：{clauses}", "Reworded ({count}): {clauses}"),
    "reshaped": Both("拆分或合并 {count} 条：{clauses}", "Split or merged ({count}): {clauses}"),
    "figures": Both("{count} 处数额改变：{figures}", "Numbers changed ({count}): {figures}"),
    "phrases": Both("新提法：{phrases}", "New phrases: {phrases}"),
    "only_form": Both(
        "没有实质变化；{count} 处只是标点、字形、题头、引用条号之类不同。",
        "No change of substance; only form, titles, numbers of cited articles and the like differ ({count}).",
    ),
    "nothing": Both("两份文本没有实质差别。", "The two texts do not differ in substance."),
    "etc": Both("等", " and others"),
}
# What the report says of what it left out. `{old}` and `{new}` are counts.
NOT_COMPARED: dict[str, Both] = {
    "achieved": Both(
        "已完成的成绩（旧 {old} 项、新 {new} 项）不是目标，未作比较。",
        "Results already achieved ({old} old, {new} new) are no targets and were not compared.",
    ),
}
# By the kind of change that is not counted.
NOT_COUNTED: dict[str, Both] = {
    "formal": Both(
        "另有 {count} 处只涉及题名、称呼、日期、引出下文的话，不计",
        "not counted: {count} of titles, salutations, dates and lead-ins",
    ),
    "only_references": Both(
        "另有 {count} 条只是引用随条号改动，不计",
        "not counted: {count} in which only references follow the new numbering",
    ),
}
DIGEST = Both("{new} 与 {old} 相比：{claims}。", "{new} against {old}: {claims}.")
BELOW = Both("其下另有 {count} 条", "and {count} below it")
LEAP = Both("（第 {old} 位 → 第 {new} 位）", " (from place {old} to place {new})")
# Where the other document has what stands under a dropped or new heading; True where it has most of it.
KEPT_AT = {
    ("added", True): Both("其下内容原在{place}", "what stands under it was in {place}"),
    ("removed", True): Both("其下内容见{place}", "what stood under it is in {place}"),
    ("added", False): Both("部分内容原在{place}", "part of it was in {place}"),
    ("removed", False): Both("部分内容见{place}", "part of it is in {place}"),
}
WHENCE = Both("← {place}", "← {place}")
# Behind the place where a part of a law was.
CROSSED = {
    "became_article": Both("← {place}，独立成条", "← {place}, now an article of its own"),
    "became_paragraph": Both("← {place}，并为本条的款", "← {place}, now a paragraph of this article"),
    "changed_article": Both("← {place}，移入本条", "← {place}, taken over by this article"),
}
PLACES = Both("{count} 处", "{count} places")
# By whether the other clause stood before, and stands before.
PASSED = {
    (False, True): Both("原在 {place} 之前，今在其后", "was before {place}, is behind it"),
    (True, False): Both("原在 {place} 之后，今在其前", "was behind {place}, is before it"),
}
BRACKETED = Both("（{said}）", " ({said})")
TITLE = Both("{old} → {new} 变化报告{subject}", "{old} → {new} report of changes{subject}")
BY = Both("{word} {difference}", "{word} by {difference}")  # 收紧 1 个月
SIZE = Both("{characters:,} 字，{clauses} 条", "{characters:,} characters, {clauses} clauses")
REPAIRED = Both("还原 {count:,} 处", "{count:,} repairs")
UNCHANGED = Both("未变 {count} 条，{size:,} 字", "{count} unchanged clauses, {size:,} characters")
UNCHANGED_ONE = Both("未变 1 条，{size:,} 字", "1 unchanged clause, {size:,} characters")
TARGETS_OF = Both("指标{status}", "targets {status}")
OFFICES_AFFECTED = Both("单位任务有变", "units affected")

# The terminal.
CLAUSE_COUNTS = Both("条款：{counts}", "clauses: {counts}")
REPAIR_COUNT = Both("还原与略去 {count} 处（-v 列出）", "{count} repairs and omissions (-v lists them)")
MORE_NOTES = Both("! 另有存疑 {count} 处（-v 列出）", "! {count} more doubts (-v lists them)")
MORE_ROWS = Both("…… 另有 {count} 项，见报告", "… {count} more in the report")
FAULT = Both(
    "程序出错（{error}）；加 -v 可看细节，请附上文件报告",
    "a fault in policydiff ({error}); -v shows it, please report it",
)
KEPT_ASIDE = Both("旧文件夹在 {path}", "the old folder is in {path}")
REPORT_AT = Both("报告：{path}", "report: {path}")
ADDED_HEAD = {
    "doc_number": Both("文号", "number"),
    "issuer": Both("发文机关", "issuer"),
    "issued": Both("日期", "date"),
    "status": Both("性质", "status"),
    "encoding": Both("编码", "encoding"),
}
ADDED_COUNTS = {
    "clauses": Both("条款", "clauses"),
    "targets": Both("目标", "targets"),
    "responsibilities": Both("责任", "responsibilities"),
    "repairs": Both("还原与略去", "repairs"),
    "notes": Both("存疑", "doubts"),
}
