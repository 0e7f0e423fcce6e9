"""The words of the HTML report's interface, in Chinese and in English.

A page carries both languages; the `lang` attribute of its root says which one is seen, so that the switch needs no
reload and no script is needed to read either.
"""

from __future__ import annotations

from typing import NamedTuple

from policydiff import words
from policydiff.report.markup import shown


class Pair(NamedTuple):
    """One wording in both languages."""

    zh: str
    en: str

    def __html__(self) -> str:
        """Both wordings as markup; the style sheet shows the one in the page's language.

        >>> Pair("新增", "Added").__html__()
        '<span lang="zh">新增</span><span lang="en">Added</span>'
        >>> Pair("16 个月", "16 个月").__html__()
        '16 个月'
        """
        if self.zh == self.en:
            return shown(self.zh)
        return f'<span lang="zh">{shown(self.zh)}</span><span lang="en">{shown(self.en)}</span>'


def both(text: str) -> Pair:
    """The same wording in either language: a number, or the document's own words."""
    return Pair(text, text)


# Words that the template names.
WORDS: dict[str, Pair] = {
    "skip": Pair("跳到全文对照", "Skip to the full text"),
    "report": Pair("变化报告", "Report of changes"),
    "switch": Pair("English", "中文"),
    "theme": Pair("明暗", "Light or dark"),
    "contents": Pair("目录", "Contents"),
    "documents": Pair("所比较的两份文件", "The two documents"),
    "number": Pair("文号", "Number"),
    "issued": Pair("日期", "Date"),
    "issuer": Pair("发文机关", "Issuer"),
    "status": Pair("性质", "Status"),
    "source": Pair("来源", "Source"),
    "size": Pair("篇幅", "Length"),
    "not_known": Pair("未登记", "not recorded"),
    "headlines": Pair("要点", "What is new"),
    "numbers": Pair("数字", "Numbers"),
    "targets": Pair("目标变化", "Targets"),
    "indicator": Pair("指标", "Indicator"),
    "outcome": Pair("变化", "Change"),
    "qualitative": Pair("定性目标", "Qualitative targets"),
    "qualitative_why": Pair("没有数值，只并列，不判断松紧。", "No value: set side by side, not judged."),
    "no_targets": Pair("两份文件都没有量化目标。", "Neither document sets a quantified target."),
    "duties": Pair("责任变化", "Responsibilities"),
    "by_unit": Pair("按单位", "by unit"),
    "unit": Pair("单位", "Unit"),
    "continued": Pair("延续", "Kept"),
    "show_in_text": Pair("在全文中看", "show in the text"),
    "units_kept": Pair("任务未变的单位", "Units whose tasks stayed"),
    "no_duties": Pair("两份文件都没有写明责任单位。", "Neither document names responsible units."),
    "clauses": Pair("条款变化", "Clauses"),
    "added": Pair("新增", "Added"),
    "removed": Pair("取消", "Dropped"),
    "moved": Pair("移动", "Moved"),
    "reshaped": Pair("拆分与合并", "Split and merged"),
    "none": Pair("无", "None"),
    "all_compared": Pair("正文条款全部作了比较。", "All clauses were compared."),
    "more": Pair("其余", "More"),
    "terms": Pair("用语变化", "Vocabulary"),
    "terms_why": Pair(
        "两年用得多寡差别最大的词；点词在全文中查找。",
        "Words whose use differs most; choose one to find it in the text.",
    ),
    "term": Pair("词", "Word"),
    "difference": Pair("增减", "Difference"),
    "full_text": Pair("全文对照", "Full text side by side"),
    "no_partner": Pair("无对应条款", "no counterpart"),
    "legend": Pair("读法", "How to read"),
    "legend_ins": Pair("增加的字", "words added"),
    "legend_del": Pair("删去的字", "words deleted"),
    "legend_moved": Pair("移走或移来的字", "words moved"),
    "legend_target": Pair("目标", "target"),
    "legend_duty": Pair("责任括号", "responsible units"),
    "legend_form": Pair("只有标点、全半角等形式不同", "only punctuation or width differs"),
    "doubts": Pair("还原与存疑", "Repairs and doubts"),
    "repairs": Pair("还原", "Repairs"),
    "rule": Pair("规则", "Rule"),
    "before": Pair("源文", "Source"),
    "after": Pair("还原为", "Became"),
    "no_repairs": Pair("没有改动源文的任何字。", "Nothing of the source was mended."),
    "notes": Pair("存疑", "Doubts"),
    "no_notes": Pair("没有存疑之处。", "No doubts."),
    "not_compared": Pair("未比较", "Not compared"),
    "hashes": Pair("两侧文本的 SHA-256", "SHA-256 of the two texts"),
    "made_by": Pair(
        "由 policydiff 生成；本页不含任何外部资源。", "Made by policydiff; this page loads nothing from elsewhere."
    ),
    # the tool bar and the dialogs
    "toolbar": Pair("查看与查找", "View and find"),
    "filters": Pair("筛选", "Filter"),
    "all": Pair("全部", "All"),
    "kind": Pair("变化种类", "Kind of change"),
    "all_units": Pair("全部单位", "All units"),
    "only_targets": Pair("只看目标", "Only targets"),
    "hide_cosmetic": Pair("隐去形式差异", "Hide cosmetic"),
    "find": Pair("查找", "Find"),
    "previous": Pair("上一处变化", "Previous change"),
    "next": Pair("下一处变化", "Next change"),
    "view": Pair("版式", "Layout"),
    "view_merged": Pair("单栏", "One column"),
    "help": Pair("帮助", "Help"),
    "close": Pair("关闭", "Close"),
    "key": Pair("键", "Key"),
    "does": Pair("作用", "What it does"),
    "key_next": Pair("下一处、上一处变化", "Next and previous change"),
    "key_find": Pair("到查找框", "Go to the search box"),
    "key_find_next": Pair("（查找框中）下一处、上一处", "(in the search box) next and previous hit"),
    "key_view": Pair("对照或单栏", "Side by side or one column"),
    "key_help": Pair("本说明", "This help"),
    "single_keys": Pair("启用单个字母的快捷键（n p / v ?）", "Use single-letter shortcuts (n p / v ?)"),
    "help_links": Pair(
        "条款标号、表格各行左侧都是链接：复制它即可直达该处。",
        "Clause labels and the first cell of each row are links: copy one to point to that place.",
    ),
    "help_cite": Pair(
        "“引用”复制《标题》（文号）条款号和原文；选中几个字再按，只引所选。",
        "“Cite” copies title, number, clause and wording; select some words first to quote only those.",
    ),
    "help_pair": Pair(
        "“配对”可标记配错的条款或另选对应条款，攒好后存成 overrides 文件，重新比较时生效。",
        "“Pair” marks a wrong pair or chooses another partner; save the overrides file and compare again.",
    ),
    "to_target": Pair("目标", "target"),
    "to_duty": Pair("责任", "units"),
    "cite": Pair("引用", "Cite"),
    "pair": Pair("配对", "Pair"),
    "pair_title": Pair("更正配对", "Correct this pair"),
    "pair_wrong": Pair("这一对配错了", "This pair is wrong"),
    "pair_other": Pair("改与此条配对", "Pair it with"),
    "reason": Pair("理由", "Reason"),
    "record": Pair("记下", "Record"),
    "cancel": Pair("取消", "Cancel"),
    "tray": Pair("已记下的更正", "Corrections recorded"),
    "save": Pair("存为 overrides 文件", "Save overrides file"),
    "clear": Pair("清空", "Clear"),
}

# Kinds of change: sign and word. The keys are the tokens that the script filters by.
KINDS: dict[str, tuple[str, Pair]] = {
    "added": ("＋", Pair("新增", "Added")),
    "removed": ("－", Pair("取消", "Dropped")),
    "revised": ("△", Pair("改写", "Revised")),
    "rewritten": ("▲", Pair("重写", "Rewritten")),
    "moved": ("⇄", Pair("移动", "Moved")),
    "passage": ("⇢", Pair("文字移动", "Text moved")),
    "split": ("⇉", Pair("拆分", "Split")),
    "merged": ("⇇", Pair("合并", "Merged")),
    "redistributed": ("⤨", Pair("重组", "Reshuffled")),
    "reshaped": ("⇉", Pair("拆并", "Split or merged")),
    "cosmetic": ("·", Pair("形式", "Cosmetic")),
    "renumbered": ("№", Pair("改号", "Renumbered")),
    "same": ("＝", Pair("未变", "Unchanged")),
}

# What became of a unit's task: style, sign and word.
DUTIES: dict[str, tuple[str, str, Pair]] = {
    "gained": ("added", "＋", Pair("新承担", "gained")),
    "taken": ("moved", "←", Pair("接办", "taken over")),
    "changed": ("changed", "△", Pair("角色改变", "role changed")),
    "handed": ("moved", "→", Pair("移交", "handed over")),
    "lost": ("removed", "－", Pair("不再承担", "lost")),
    "kept": ("kept", "", Pair("延续", "kept")),
}

STATUS_ORDER = ("tightened", "loosened", "changed", "added", "removed", "kept")  # of targets
# The signs of what became of a target; tightened and loosened carry the way that the number went instead.
TARGET_SIGNS = {"tightened": "", "loosened": "", "changed": "△", "added": "＋", "removed": "－", "kept": "＝"}

# Sentences with places to fill; what is filled in may be a link.
SENTENCES: dict[str, Pair] = {
    "title": Pair("{new} 与 {old} 相比变了什么", "What changed from {old} to {new}"),
    "added": Pair("新增 {clause}", "New: {clause}"),
    "added_by": Pair("新增 {clause}，责任单位：{units}", "New: {clause}; units: {units}"),
    "added_more": Pair("另有 {more} 条新增条款", "New clauses besides: {more}"),
    "removed": Pair("取消 {clauses}", "Dropped: {clauses}"),
    "targets_tightened": Pair("{count} 项指标收紧：{targets}", "Targets tightened ({count}): {targets}"),
    "targets_loosened": Pair("{count} 项指标放宽：{targets}", "Targets loosened ({count}): {targets}"),
    "targets_changed": Pair("{count} 项指标改变：{targets}", "Targets changed ({count}): {targets}"),
    "targets_added": Pair("{count} 项新指标：{targets}", "New targets ({count}): {targets}"),
    "targets_removed": Pair("{count} 项指标不再提出：{targets}", "Targets dropped ({count}): {targets}"),
    "reassigned": Pair("{count} 项任务换了单位：{tasks}", "Tasks that changed hands ({count}): {tasks}"),
    "moved": Pair("移动 {clauses}", "Moved: {clauses}"),
    "nothing": Pair("两份文本没有实质差别。", "The two texts do not differ in substance."),
    "etc": Pair("等", "and others"),
}

# What the report says of what it left out. `{old}` and `{new}` are counts.
LEFT_OUT: dict[str, Pair] = {
    "achieved": Pair(
        "已完成的成绩（旧 {old} 项、新 {new} 项）不是目标，未作比较。",
        "Results already achieved ({old} old, {new} new) are no targets and were not compared.",
    ),
}
NOT_COMPARED = frozenset({"attachment-absent"})  # codes of notes that say so

# Units of measure whose English is certain; others stay as the document writes them.
UNITS_EN = {"个月": "month", "个百分点": "percentage point", "年": "year", "天": "day", "日": "day"}

# The rules by which a source was mended, in words; a rule without words is shown by its name.
RULES: dict[str, Pair] = {
    "mirror-reading": Pair("去掉转载站加注的拼音", "readings added by the mirror, taken out"),
    "mirror-shift": Pair("还原被错位破坏的字", "characters broken by a byte shift, restored"),
    "mirror-width": Pair("标点恢复全角", "punctuation made full-width again"),
    "mirror-space": Pair("恢复全角空格", "wide spaces restored"),
    "script": Pair("繁体转回简体", "back to simplified script"),
    "script-choice": Pair("繁简多义字择定", "choice among simplified forms"),
    "markup": Pair("去掉标记符号", "markup taken out"),
    "furniture": Pair("略去的非正文内容", "left out: no part of the document"),
}
# What was left out because it is not of the document, by the names of ingest's rules; `words` has the readers'.
FURNITURE: dict[str, Pair] = {
    "disclaimer": Pair("观点声明", "disclaimer"),
    "original-title": Pair("“原标题”行", "line naming the original title"),
    "lead-in": Pair("网站导语", "the site's lead-in"),
    "news-agency": Pair("电头", "dateline of a news agency"),
    "comments": Pair("网友评论", "readers' comments"),
    "cookies": Pair("Cookie 提示", "cookie notice"),
    "crumbs": Pair("导航路径", "breadcrumbs"),
    "page-data": Pair("页面信息", "page data"),
    "reads": Pair("阅读次数", "count of readers"),
    "button": Pair("按钮", "buttons"),
    "scan-code": Pair("扫码提示", "scan-code prompt"),
    "source-line": Pair("来源行及其后", "source line and what follows"),
    "byline": Pair("编辑署名", "editors' byline"),
    "self-description": Pair("网站自述", "the site's self-description"),
    "neighbours": Pair("相关链接", "related links"),
    "copyright": Pair("版权声明", "copyright notice"),
    "site-footer": Pair("页脚", "page footer"),
    "licence": Pair("许可声明", "licence notice"),
    "prompt": Pair("点击提示", "prompt to click"),
    "editors-note": Pair("编者按", "editors' note"),
    "posted": Pair("发布时间与来源", "when and where it was posted"),
    "site-name": Pair("网站名称", "the site's name"),
    "invitation": Pair("关注邀请", "invitation to follow"),
    "links": Pair("站内链接", "the site's links"),
    "back-link": Pair("返回链接", "link back"),
    "download": Pair("下载地址", "download address"),
    "the-end": Pair("结束标记", "end mark"),
    "read-on": Pair("阅读原文提示", "prompt to read on"),
}


def rule_words(rule: str) -> Pair:
    """What a repair's rule says to a reader; a rule without words shows its code.

    >>> rule_words("furniture-source-line").zh, rule_words("mirror-width").zh
    ('略去非正文：来源行及其后', '标点恢复全角')
    """
    kind, _, name = rule.partition("-")
    if kind == "furniture" and name:
        what = FURNITURE.get(name) or Pair(*words.LEFT_OUT.get(name, (name, name)))
        return Pair(f"略去非正文：{what.zh}", f"left out: {what.en}")
    return RULES.get(rule, both(rule))
