"""Every sentence that a person reads, in Chinese and in English.

Notes carry a code and values; here the code becomes a sentence. A code without a sentence is an error in
the program, and a test walks all of them.
"""

from __future__ import annotations

from typing import Literal

from policydiff.model import Head, Note

Lang = Literal["zh", "en"]

NOTES: dict[str, tuple[str, str]] = {
    "repeat-undecided": (
        "“{text}”前后重复，次序与上下文均不能确定如何对应（旧 {old}；新 {new}），未作对应",
        "“{text}” is repeated; neither order nor neighbours tell which is which (old {old}; new {new}): not linked",
    ),
    "override-unfit": (
        "人工指定的 {action}（{old} → {new}，{reason}）与现有文本或另一条指定不符，未采用，请核对",
        "the override {action} ({old} → {new}, {reason}) does not fit the text or contradicts another: not followed",
    ),
    "override-followed": (
        "按人工指定处理：{action}（{old} → {new}，{reason}）",
        "an override was followed: {action} ({old} → {new}, {reason})",
    ),
    "numbering-gap": (
        "编号“{label}”与前文不连续（应为第 {expected} 项），可能有遗漏",
        "number “{label}” does not follow on (expected {expected}); something may be missing",
    ),
    "attachment-absent": (
        "附件《{title}》只列了名称，正文未附，未作比较",
        "attachment “{title}” is listed but not part of the text, so it was not compared",
    ),
    "issuer-slip": (
        "原文“{wrong}”疑为笔误，应为“{right}”（{reason}）；未作改动",
        "“{wrong}” seems to be the issuer's slip for “{right}” ({reason}); left as it is",
    ),
    "correction-unfit": (
        "corrections.toml 中的“{wrong}”不在此条中，请核对",
        "“{wrong}” of corrections.toml does not stand in this clause; check it",
    ),
    "text-edited": (
        "text.txt 在收录之后被人工修改过；还原记录的位置以收录时为准",
        "text.txt was edited after it was added; the repairs speak of the text as it was added",
    ),
    "target-no-indicator": (
        "“{quote}”中有数量，但未能确定所指指标，未列为目标",
        "“{quote}” holds a quantity whose indicator could not be told; not taken as a target",
    ),
    "target-unread": (
        "“{quote}”中的数量似为目标，但未能读出",
        "a quantity of “{quote}” seems to be a target but could not be read",
    ),
    "target-unpaired": (
        "“{quote}”中指标与数值的个数不一致，未列为目标",
        "the indicators and the values of “{quote}” could not be paired; not taken as targets",
    ),
    "responsibility-unread": (
        "“{quote}”似为责任分工，但未能读出各单位的职责",
        "“{quote}” seems to say who is responsible but could not be read",
    ),
    "script-converted": (
        "原文是另一种字体，应要求转换后显示；一字对应多字之处按词判定，引用前请与原文核对",
        "the text is in the other script and was converted as asked; check it against the original before citing",
    ),
    "scripts-differ": (
        "两份文本一简一繁，按同一字体比较，按各自的字体显示",
        "one text is in simplified and one in traditional script: compared in one, each shown in its own",
    ),
    "mirror-unrepaired": (
        "转换损坏处未能还原：“{before}”（源文第 {start} 字）",
        "could not be restored: “{before}” (source offset {start})",
    ),
    "mirror-script": (
        "文中的引号是「」，转载之前可能就是繁体；已按简体还原，请与原件核对",
        "the quotation marks are 「」, so the text may have been traditional before the mirror; it was turned into "
        "simplified script; check it against the original",
    ),
    "misread": (
        "文件曾被当作 {taken_for} 误读后保存，已按 {truth} 还原",
        "the file was saved after being misread as {taken_for}; it was undone to {truth}",
    ),
    "lines-wrapped": (
        "文本似按每行约 {width} 字断行，各行都当作一段；请先把断行合并成段再比较",
        "the text seems to be cut into lines of about {width} characters, each taken for a paragraph; "
        "join the lines of each paragraph first",
    ),
    "lost-characters": (
        "文中有 {count} 个字在此前的转换中丢失（�），第一处在源文第 {start} 字",
        "{count} characters were lost in an earlier conversion (�), the first at source offset {start}",
    ),
    "mirror-doubt": (
        "转换损坏处“{before}”按上下文还原为“{after}”（源文第 {start} 字），请核对",
        "“{before}” was restored as “{after}” by the text around it (source offset {start}); check it",
    ),
    "bytes-unreadable": (
        "有 {count} 处字节不合 {encoding} 编码，读作�，请核对",
        "{count} bytes do not fit the encoding {encoding} and are shown as �; check them",
    ),
    "page-hidden": (
        "网页把正文设为隐藏，仍已读取，请核对",
        "the page hides its text; it was read all the same; check it",
    ),
    "tracked-changes": (
        "文件带修订标记，按全部接受读取：插入 {insertions} 处，删除 {deletions} 处，移动 {moves} 处",
        "tracked changes were read as accepted: {insertions} insertions, {deletions} deletions, {moves} moves",
    ),
    "objects-unread": (
        "文件中有 {count} 处图片或嵌入的对象，其中的文字未读取",
        "the file has {count} pictures or embedded objects; words in them were not read",
    ),
    "symbols-unknown": (
        "有 {count} 个符号字体中的符号读不出，记作�",
        "{count} signs of symbol fonts could not be read and are shown as �",
    ),
    "pages-scanned": (
        "第 {pages} 页是扫描图片，没有文字，未读取",
        "page {pages}: a scan without text, not read",
    ),
    "characters-unmapped": (
        "有 {count} 个字形没有注明是什么字，未能读出",
        "{count} characters could not be read, because their font does not say what they mean",
    ),
    "text-from-ocr": (
        "文字由 OCR（文字识别）得来，可能有误，请与页面核对",
        "the text comes from OCR and may have errors; check it against the pages",
    ),
}


Pair = tuple[str, str]

STATUS: dict[str, Pair] = {
    "official": ("官方文本", "official"),
    "copy": ("转载件", "copy"),
    "sample": ("示例，非官方原文", "sample, not official"),
    "unknown": ("来源未核", "source unverified"),
}
TARGET_KIND: dict[str, Pair] = {
    "target": ("目标", "target"),
    "achieved": ("已完成", "achieved"),
    "qualitative": ("定性目标", "qualitative"),
}
ROLE: dict[str, Pair] = {
    "lead": ("牵头", "lead"),
    "responsible": ("负责", "responsible"),
    "participate": ("参与", "participates"),
    "shared": ("分工负责", "shared"),
    "guide": ("指导", "guides"),
}
PRESENCE: dict[str, Pair] = {
    "kept": ("保留", "kept"),
    "added": ("新增", "added"),
    "removed": ("取消", "dropped"),
    "split": ("拆分", "split"),
    "merged": ("合并", "merged"),
    "redistributed": ("重新分布", "redistributed"),
}
WORDING: dict[str, Pair] = {
    "same": ("文字未变", "same words"),
    "cosmetic": ("仅标点或字形", "punctuation or form only"),
    "revised": ("改写", "revised"),
    "rewritten": ("重写", "rewritten"),
}
PLACE: dict[str, Pair] = {
    "same": ("位置未变", "same place"),
    "renumbered": ("仅编号变动", "renumbered"),
    "moved": ("移动", "moved"),
}
TARGET_STATUS: dict[str, Pair] = {
    "added": ("新增", "added"),
    "removed": ("取消", "dropped"),
    "tightened": ("收紧", "tightened"),
    "loosened": ("放宽", "loosened"),
    "changed": ("变更", "changed"),
    "kept": ("未变", "kept"),
}
RESPONSIBILITY_STATUS: dict[str, Pair] = {
    "added": ("新增", "added"),
    "removed": ("不再承担", "dropped"),
    "role_changed": ("角色变化", "role changed"),
    "reassigned": ("移交", "reassigned"),
    "kept": ("延续", "kept"),
}
MEASURE: dict[str, Pair] = {
    "level": ("水平", "level"),
    "change": ("增减", "change"),
    "increment": ("新做", "increment"),
}
DIRECTION: dict[str, Pair] = {"up": ("升", "up"), "down": ("降", "down")}
FORM: dict[str, Pair] = {
    "bracket": ("括号", "bracket"),
    "sentence": ("句中", "sentence"),
    "table": ("表格", "table"),
}
# The columns of the tables in flat.py, by their names in csv and in data frames, without old_ and new_.
COLUMNS: dict[str, Pair] = {
    "record": ("记录", "record"),
    "id": ("编号", "id"),
    "change": ("变化", "change"),
    "presence": ("条款", "presence"),
    "wording": ("文字", "wording"),
    "position": ("位置", "position"),
    "clause": ("条款地址", "clause id"),
    "clauses": ("条款地址", "clause ids"),
    "place": ("条款", "clause"),
    "text": ("条文", "text"),
    "moved_text": ("移动的文字", "moved passages"),
    "target_changes": ("目标变化", "target changes"),
    "responsibility_changes": ("责任变化", "responsibility changes"),
    "status": ("变化", "change"),
    "indicator": ("指标", "indicator"),
    "kind": ("类别", "kind"),
    "shown": ("目标", "target"),
    "measure": ("口径", "measure"),
    "direction": ("方向", "direction"),
    "comparator": ("比较", "comparator"),
    "value": ("数值", "value"),
    "value_high": ("数值上限", "upper value"),
    "unit": ("单位", "unit"),
    "deadline": ("期限", "deadline"),
    "baseline": ("基数", "baseline"),
    "delta": ("差", "difference"),
    "delta_unit": ("差的单位", "unit of difference"),
    "quote": ("原文", "words"),
    "start": ("起", "start"),
    "end": ("止", "end"),
    "normal": ("规范名称", "normal form"),
    "role": ("角色", "role"),
    "form": ("形式", "form"),
    "task": ("任务", "task"),
    "implied": ("所据规定", "implied by"),
    "term": ("词", "term"),
    "count": ("次数", "count"),
    "difference": ("增减", "difference"),
    "score": ("对数似然", "log-likelihood"),
}
# What only the files for offices say: docx, xlsx, md.
OUTPUTS: dict[str, Pair] = {
    "heading": ("{subject}新旧条文对照表", "{subject} Old and New Text Side by Side"),
    "title": ("标题", "Title"),
    "overview": ("总览", "Overview"),
    "texts": ("条款对照", "Clauses"),
    "targets": ("目标变化", "Targets"),
    "responsibilities": ("责任变化", "Responsibilities"),
    "terms": ("词语", "Vocabulary"),
    "stated_targets": ("目标", "Targets"),
    "stated_responsibilities": ("责任", "Responsibilities"),
    "counts": ("计数", "Counts"),
    "mended": ("{id}：还原 {count} 处（{rules}）", "{id}: {count} repairs ({rules})"),
    "page": ("第 {page} 页　共 {pages} 页", "Page {page} of {pages}"),
    "whole": (
        "整条新增或取消的，只在“变化”栏注明；未注明的条文没有变化。",
        "A clause that is new or dropped as a whole is marked in the last column only; no mark, no change.",
    ),
    "cut": (
        "……（过长，此处截去 {count} 字，全文见 docx 或 html）",
        "… (cut by {count} characters; docx and html have all)",
    ),
    "target_line": ("目标：{indicator} {outcome}", "Target: {indicator} {outcome}"),
    "task_line": ("责任：{units} {outcome}（{roles}）", "Unit: {units} {outcome} ({roles})"),
}
LEFT_OUT: dict[str, Pair] = {
    "navigation": ("网页导航", "the page's navigation"),
    "page-frame": ("网页页眉页脚", "the page's frame"),
    "page-control": ("网页按钮和控件", "the page's controls"),
    "metadata": ("网页上的公文信息表", "the table of data above the document"),
    "repeated-title": ("网页重复的标题", "the title said again by the page"),
    "hidden": ("隐藏文字", "hidden text"),
    "reading": ("注音", "readings of characters"),
    "deleted": ("修订中已删除的文字", "text deleted by a tracked change"),
    "moved-away": ("修订中已移走的文字", "text moved away by a tracked change"),
    "placeholder": ("待填写的提示文字", "a placeholder nobody filled in"),
    "comment": ("批注", "a comment"),
    "header": ("页眉", "a page header"),
    "footer": ("页脚", "a page footer"),
    "page-number": ("页码", "a page number"),
    "running-head": ("页眉或页脚", "a running head or foot"),
    "repeated-header": ("续表的表头", "a table's head said again on the next page"),
    "watermark": ("水印", "a watermark"),
}
SAMPLE: Pair = (
    "{id} 是为本项目制作的示例，不是官方原文，请勿引用；运行 policydiff fetch {id} 可换成官方原文。",
    "{id} is a sample made for this project, not the official wording; do not cite it; "
    "policydiff fetch {id} puts the official text in its place.",
)
UNOFFICIAL: dict[str, Pair] = {
    "copy": ("{id} 是他人转载的文本，引用前请与原件核对。", "{id} is somebody else's copy; check it before citing."),
    "unknown": (
        "{id} 的来源未经核实，引用前请与原件核对。",
        "The source of {id} is unverified; check it before citing.",
    ),
}


def pick(pair: Pair, lang: Lang) -> str:
    """The wording in the language asked for."""
    return pair[lang == "en"]


def status_line(head: Head, lang: Lang) -> str | None:
    """What a reader must know of a text that is not the issuer's own; None for an official one.

    >>> status_line(Head(id="2020", status="copy"), "zh")
    '2020 是他人转载的文本，引用前请与原件核对。'
    """
    pair = SAMPLE if head.status == "sample" else UNOFFICIAL.get(head.status)
    return pick(pair, lang).format(id=head.id) if pair else None


def plain_number(value: float) -> str:
    """A number as it is written: no point where it is whole, at most six places.

    >>> plain_number(92.0), plain_number(17.5), plain_number(0.333333)
    ('92', '17.5', '0.333333')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def note(note: Note, lang: Lang = "zh") -> str:
    """Say a recorded doubt as a sentence.

    >>> note(Note("mirror-unrepaired", None, (("before", "?F"), ("start", "12"))))
    '转换损坏处未能还原：“?F”（源文第 12 字）'
    """
    return NOTES[note.code][lang == "en"].format(**dict(note.values))
