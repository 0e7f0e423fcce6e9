"""Doubts as sentences, and what a reader must know of a text that is not the issuer's own.

A note carries a code and values. A code without a sentence is a fault of the program, and a test walks all of them.
"""

from __future__ import annotations

from policydiff.model import Head, Note
from policydiff.wording.both import Both

NOTES: dict[str, Both] = {
    "repeat-undecided": Both(
        "“{text}”前后重复，次序与上下文均不能确定如何对应（旧 {old}；新 {new}），未作对应",
        "“{text}” is repeated; neither order nor neighbours tell which is which (old {old}; new {new}): not linked",
    ),
    "override-unfit": Both(
        "人工指定的 {action}（{old} → {new}，{reason}）未采用：{fault}，请核对",
        "the override {action} ({old} → {new}, {reason}) was not followed: {fault}",
    ),
    "override-followed": Both(
        "按人工指定处理：{action}（{old} → {new}，{reason}）",
        "an override was followed: {action} ({old} → {new}, {reason})",
    ),
    "numbering-gap": Both(
        "编号“{label}”与前文不连续（应为第 {expected} 项），可能有遗漏",
        "number “{label}” does not follow on (expected {expected}); something may be missing",
    ),
    "attachment-absent": Both(
        "附件《{title}》只列了名称，正文未附，未作比较",
        "attachment “{title}” is listed but not part of the text, so it was not compared",
    ),
    "issuer-slip": Both(
        "原文“{wrong}”疑为笔误，应为“{right}”（{reason}）；未作改动",
        "“{wrong}” seems to be the issuer's slip for “{right}” ({reason}); left as it is",
    ),
    "correction-unfit": Both(
        "corrections.toml 中的“{wrong}”不在此条中，请核对",
        "“{wrong}” of corrections.toml does not stand in this clause; check it",
    ),
    "text-edited": Both(
        "text.txt 在收录之后被人工修改过；还原记录的位置以收录时为准",
        "text.txt was edited after it was added; the repairs speak of the text as it was added",
    ),
    "target-no-indicator": Both(
        "“{quote}”中有数量，但未能确定所指指标，未列为目标",
        "“{quote}” holds a quantity whose indicator could not be told; not taken as a target",
    ),
    "target-unread": Both(
        "“{quote}”中的数量似为目标，但未能读出",
        "a quantity of “{quote}” seems to be a target but could not be read",
    ),
    "target-unpaired": Both(
        "“{quote}”中指标与数值的个数不一致，未列为目标",
        "the indicators and the values of “{quote}” could not be paired; not taken as targets",
    ),
    "responsibility-unread": Both(
        "“{quote}”似为责任分工，但未能读出各单位的职责",
        "“{quote}” seems to say who is responsible but could not be read",
    ),
    "script-converted": Both(
        "原文是另一种字体，应要求转换后显示；一字对应多字之处按词判定，引用前请与原文核对",
        "the text is in the other script and was converted as asked; check it against the original before citing",
    ),
    "little-in-common": Both(
        "两份文件相同的文字只占 {percent}%；若不是同一文件的前后版本，下面的新增、取消便没有意义",
        "only {percent} % of the text is the same; if these are not versions of one document, what is called new and "
        "dropped means nothing",
    ),
    "scripts-differ": Both(
        "两份文本一简一繁，按同一字体比较，按各自的字体显示",
        "one text is in simplified and one in traditional script: compared in one, each shown in its own",
    ),
    "mirror-unrepaired": Both(
        "转换损坏处未能还原：“{before}”（源文第 {start} 字）",
        "could not be restored: “{before}” (source offset {start})",
    ),
    "mirror-script": Both(
        "文中的引号是「」，转载之前可能就是繁体；已按简体还原，请与原件核对",
        "the quotation marks are 「」, so the text may have been traditional before the mirror; it was turned into "
        "simplified script; check it against the original",
    ),
    "misread": Both(
        "文件曾被当作 {taken_for} 误读后保存，已按 {truth} 还原",
        "the file was saved after being misread as {taken_for}; it was undone to {truth}",
    ),
    "digits-torn": Both(
        "“{text}”（源文第 {start} 字）中的数字似被空格拆开，未作改动，请核对原件",
        "the digits of “{text}” (source offset {start}) seem to be torn apart by a space; left as they are, check them",
    ),
    "lines-wrapped": Both(
        "文本按每行约 {width} 字断行，已连成段落；句末恰在行末之处可能连错，请核对",
        "the text was cut into lines of about {width} characters, which were joined to paragraphs; "
        "check the places where a sentence ends at a line's end",
    ),
    "lost-characters": Both(
        "文中有 {count} 个字在此前的转换中丢失（�），第一处在源文第 {start} 字",
        "{count} characters were lost in an earlier conversion (�), the first at source offset {start}",
    ),
    "mirror-doubt": Both(
        "转换损坏处“{before}”按上下文还原为“{after}”（源文第 {start} 字），请核对",
        "“{before}” was restored as “{after}” by the text around it (source offset {start}); check it",
    ),
    "bytes-unreadable": Both(
        "有 {count} 处字节不合 {encoding} 编码，读作�，请核对",
        "{count} bytes do not fit the encoding {encoding} and are shown as �; check them",
    ),
    "page-hidden": Both(
        "网页把正文设为隐藏，仍已读取，请核对",
        "the page hides its text; it was read all the same; check it",
    ),
    "tracked-changes": Both(
        "文件带修订标记，按全部接受读取：插入 {insertions} 处，删除 {deletions} 处，移动 {moves} 处",
        "tracked changes were read as accepted: {insertions} insertions, {deletions} deletions, {moves} moves",
    ),
    "objects-unread": Both(
        "文件中有 {count} 处图片或嵌入的对象，其中的文字未读取",
        "the file has {count} pictures or embedded objects; words in them were not read",
    ),
    "symbols-unknown": Both(
        "有 {count} 个符号字体中的符号读不出，记作�",
        "{count} signs of symbol fonts could not be read and are shown as �",
    ),
    "pages-scanned": Both(
        "第 {pages} 页是扫描图片，没有文字，未读取",
        "page {pages}: a scan without text, not read",
    ),
    "characters-unmapped": Both(
        "有 {count} 个字形没有注明是什么字，未能读出",
        "{count} characters could not be read, because their font does not say what they mean",
    ),
    "text-from-ocr": Both(
        "文字由 OCR（文字识别）得来，可能有误，请与页面核对",
        "the text comes from OCR and may have errors; check it against the pages",
    ),
}
SAMPLE = Both(
    "{id} 是为本项目制作的示例，不是官方原文，请勿引用；运行 policydiff fetch {id} 可换成官方原文。",
    "{id} is a sample made for this project, not the official wording; do not cite it; "
    "policydiff fetch {id} puts the official text in its place.",
)
UNOFFICIAL: dict[str, Both] = {
    "copy": Both(
        "{id} 是他人转载的文本，引用前请与原件核对。", "{id} is somebody else's copy; check it before citing."
    ),
    "unknown": Both(
        "{id} 的来源未经核实，引用前请与原件核对。",
        "The source of {id} is unverified; check it before citing.",
    ),
}


# Which part of an override does not fit.
OVERRIDE_FAULTS: dict[str, Both] = {
    "old-clause": Both("旧文没有条款“{part}”", "the old text has no clause “{part}”"),
    "new-clause": Both("新文没有条款“{part}”", "the new text has no clause “{part}”"),
    "old-fact": Both(
        "旧文条款中没有读出“{part}”，写法见 facts 的输出",
        "in the old clause “{part}” was not read; see what facts lists",
    ),
    "new-fact": Both(
        "新文条款中没有读出“{part}”，写法见 facts 的输出",
        "in the new clause “{part}” was not read; see what facts lists",
    ),
    "contradiction": Both("与另一条指定相矛盾", "it contradicts another one"),
}


def doubt(note: Note) -> Both:
    """Say a recorded doubt as a sentence.

    >>> doubt(Note("mirror-unrepaired", None, (("before", "?F"), ("start", "12")))).zh
    '转换损坏处未能还原：“?F”（源文第 12 字）'
    """
    values: dict[str, object] = dict(note.values)
    if note.code == "override-unfit":
        values["fault"] = OVERRIDE_FAULTS[str(values.get("fault", "contradiction"))].filled(**values)
    return NOTES[note.code].filled(**values)


def standing(head: Head) -> Both | None:
    """What a reader must know of a text that is not the issuer's own; None for an official one.

    >>> standing(Head(id="2020", status="copy")).zh
    '2020 是他人转载的文本，引用前请与原件核对。'
    """
    said = SAMPLE if head.status == "sample" else UNOFFICIAL.get(head.status)
    return said and said.filled(id=head.id)
