"""What stands above the columns of a table, on the terminal and in files."""

from __future__ import annotations

from policydiff.wording.both import Both

# By their names in csv and in data frames, without old_ and new_.
COLUMNS: dict[str, Both] = {
    "record": Both("记录", "record"),
    "id": Both("编号", "id"),
    "change": Both("变化", "change"),
    "presence": Both("条款", "presence"),
    "wording": Both("文字", "wording"),
    "position": Both("位置", "position"),
    "references": Both("引用随条号改", "references follow the new numbering"),
    "clause": Both("条款地址", "clause id"),
    "clauses": Both("条款地址", "clause ids"),
    "place": Both("条款", "clause"),
    "text": Both("条文", "text"),
    "moved_text": Both("移动的文字", "moved passages"),
    "target_changes": Both("目标变化", "target changes"),
    "responsibility_changes": Both("责任变化", "responsibility changes"),
    "status": Both("变化", "change"),
    "indicator": Both("指标", "indicator"),
    "kind": Both("类别", "kind"),
    "shown": Both("目标", "target"),
    "measure": Both("口径", "measure"),
    "direction": Both("方向", "direction"),
    "comparator": Both("比较", "comparator"),
    "value": Both("数值", "value"),
    "value_high": Both("数值上限", "upper value"),
    "unit": Both("单位", "unit"),
    "deadline": Both("期限", "deadline"),
    "baseline": Both("基数", "baseline"),
    "strength": Both("力度", "strength"),
    "horizon": Both("时限", "horizon"),
    "year": Both("年份", "year"),
    "delta": Both("差", "difference"),
    "delta_unit": Both("差的单位", "unit of difference"),
    "quote": Both("原文", "words"),
    "start": Both("起", "start"),
    "end": Both("止", "end"),
    "normal": Both("规范名称", "normal form"),
    "role": Both("角色", "role"),
    "form": Both("形式", "form"),
    "task": Both("任务", "task"),
    "implied": Both("所据规定", "implied by"),
    "absent": Both("未设原因", "why not set"),
    "figure": Both("种类", "kind"),
    "phrase": Both("新提法", "new phrase"),
    "sentence": Both("首见的句子", "first sentence"),
    "term": Both("词", "term"),
    "count": Both("次数", "count"),
    "difference": Both("增减", "difference"),
    "score": Both("对数似然", "log-likelihood"),
}
# The terminal's tables.
CORPUS = (
    Both("年份", "id"), Both("标题", "title"), Both("文号", "number"), Both("日期", "date"), Both("性质", "status"),
    Both("条款", "clauses"),
)  # fmt: skip
TARGETS = (
    Both("条款", "clause"), Both("指标", "indicator"), Both("目标", "target"), Both("期限", "by"), Both("类别", "kind")
)  # fmt: skip
RESPONSIBILITIES = (Both("条款", "clause"), Both("单位", "unit"), Both("角色", "role"), Both("原文", "words"))
TARGET_CHANGES = (
    Both("指标", "indicator"), Both("旧", "old"), Both("新", "new"), Both("变化", "change"), Both("条款", "clause")
)  # fmt: skip
RESPONSIBILITY_CHANGES = (Both("单位", "unit"), Both("变化", "change"), Both("旧", "old"), Both("新", "new"))
