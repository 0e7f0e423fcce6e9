"""What the codes of the model are called: one wording a code, in lower case, as it stands inside a sentence.

A renderer that begins a line with one writes `codes.PRESENCE[code].capital`.
"""

from __future__ import annotations

from policydiff.wording.both import Both, alike

STATUS: dict[str, Both] = {
    "official": Both("官方文本", "official"),
    "copy": Both("转载件", "copy"),
    "sample": Both("示例，非官方原文", "sample, not official"),
    "unknown": Both("来源未核", "source unverified"),
}

TARGET_KIND: dict[str, Both] = {
    "target": Both("目标", "target"),
    "achieved": Both("已完成", "achieved"),
    "qualitative": Both("定性目标", "qualitative"),
}

STRENGTH: dict[str, Both] = {
    "确保": Both("确保", "ensured"),
    "力争": Both("力争", "striven for"),
    "左右": Both("左右", "about"),
    "约束性": Both("约束性", "binding"),
    "预期性": Both("预期性", "expected"),
}

HORIZON: dict[str, Both] = {
    "year": Both("当年", "this year"),
    "multi": Both("多年", "several years"),
    "past": Both("已过", "past"),
}

ROLE: dict[str, Both] = {
    "lead": Both("牵头", "lead"),
    "responsible": Both("负责", "responsible"),
    "participate": Both("参与", "participates"),
    "shared": Both("分工负责", "shared"),
    "guide": Both("指导", "guides"),
}

PRESENCE: dict[str, Both] = {
    "kept": Both("保留", "kept"),
    "added": Both("新增", "added"),
    "removed": Both("取消", "dropped"),
    "split": Both("拆分", "split"),
    "merged": Both("合并", "merged"),
    "redistributed": Both("重组", "redistributed"),
}

WORDING: dict[str, Both] = {
    "same": Both("文字未变", "same words"),
    "cosmetic": Both("仅标点或字形", "punctuation or form only"),
    "revised": Both("改写", "revised"),
    "rewritten": Both("重写", "rewritten"),
}

PLACE: dict[str, Both] = {
    "same": Both("位置未变", "same place"),
    "renumbered": Both("改号", "renumbered"),
    "moved": Both("移动", "moved"),
}

TARGET_STATUS: dict[str, Both] = {
    "added": Both("新增", "added"),
    "removed": Both("不再提出", "dropped"),
    "tightened": Both("收紧", "tightened"),
    "loosened": Both("放宽", "loosened"),
    "changed": Both("变更", "changed"),
    "kept": Both("未变", "kept"),
}

FIGURE_KIND: dict[str, Both] = {
    "fine": Both("罚款", "fine"),
    "period": Both("期限", "time limit"),
    "percentage": Both("比例", "share"),
    "age": Both("年龄", "age"),
    "other": Both("其他数额", "other number"),
}
VALUE_DIRECTION: dict[str, Both] = {"raised": Both("提高", "raised"), "lowered": Both("降低", "lowered")}
# Why a side sets nothing for an indicator; `id` is that document's.
ABSENCE: dict[str, Both] = {
    "otherwise": Both("{id} 定的是别的时段或口径", "{id} sets it for another period or in another measure"),
    "figure": Both("{id} 有数值，未读作目标", "{id} gives a figure that was not read as a target"),
    "not_set": Both("{id} 提到而未定数值", "{id} speaks of it and sets no value"),
    "not_found": Both("{id} 未见这一名称", "{id} does not name it"),
}
RESPONSIBILITY_STATUS: dict[str, Both] = {
    "added": Both("新承担", "added"),
    "removed": Both("不再承担", "dropped"),
    "role_changed": Both("角色变化", "role changed"),
    "reassigned": Both("移交", "handed over"),
    "kept": Both("延续", "kept"),
}

# What became of a clause as a report tells it, of all facets together: its filters, its lists, its tags.
KINDS: dict[str, Both] = {
    **{code: PRESENCE[code] for code in ("added", "removed", "split", "merged", "redistributed")},
    **{code: WORDING[code] for code in ("revised", "rewritten", "cosmetic")},
    **{code: PLACE[code] for code in ("moved", "renumbered")},
    "passage": Both("文字移动", "text moved"),
    "reshaped": Both("拆并", "split or merged"),
    "references": Both("引用随条号改", "references follow the new numbering"),
    "only_references": Both("仅引用随条号改", "only references follow the new numbering"),
    "same": Both("未变", "unchanged"),
}
# The same from the office's side: who a task came from, and who it went to.
OFFICE_OUTCOME: dict[str, Both] = {
    "gained": RESPONSIBILITY_STATUS["added"],
    "taken": Both("接办", "taken over"),
    "changed": RESPONSIBILITY_STATUS["role_changed"],
    "handed": RESPONSIBILITY_STATUS["reassigned"],
    "lost": RESPONSIBILITY_STATUS["removed"],
    "kept": RESPONSIBILITY_STATUS["kept"],
}
MEASURE: dict[str, Both] = {
    "level": Both("水平", "level"),
    "change": Both("增减", "change"),
    "increment": Both("新做", "increment"),
}

DIRECTION: dict[str, Both] = {"up": Both("升", "up"), "down": Both("降", "down")}

FORM: dict[str, Both] = {
    "bracket": Both("括号", "bracket"),
    "sentence": Both("句中", "sentence"),
    "table": Both("表格", "table"),
}

# What a reader of a format left out of the text.
LEFT_OUT: dict[str, Both] = {
    "navigation": Both("网页导航", "the page's navigation"),
    "page-frame": Both("网页页眉页脚", "the page's frame"),
    "page-control": Both("网页按钮和控件", "the page's controls"),
    "metadata": Both("网页上的公文信息表", "the table of data above the document"),
    "repeated-title": Both("网页重复的标题", "the title said again by the page"),
    "hidden": Both("隐藏文字", "hidden text"),
    "reading": Both("注音", "readings of characters"),
    "deleted": Both("修订中已删除的文字", "text deleted by a tracked change"),
    "moved-away": Both("修订中已移走的文字", "text moved away by a tracked change"),
    "placeholder": Both("待填写的提示文字", "a placeholder nobody filled in"),
    "comment": Both("批注", "a comment"),
    "header": Both("页眉", "a page header"),
    "footer": Both("页脚", "a page footer"),
    "page-number": Both("页码", "a page number"),
    "running-head": Both("页眉或页脚", "a running head or foot"),
    "repeated-header": Both("续表的表头", "a table's head said again on the next page"),
    "note-mark": Both("注释序号", "the mark of a note"),
    "watermark": Both("水印", "a watermark"),
}

# The rules by which a source was mended, in words; a rule without words is shown by its name.
RULES: dict[str, Both] = {
    "mirror-reading": Both("去掉转载站加注的拼音", "readings added by the mirror, taken out"),
    "mirror-shift": Both("还原被错位破坏的字", "characters broken by a byte shift, restored"),
    "mirror-width": Both("标点恢复全角", "punctuation made full-width again"),
    "mirror-space": Both("恢复全角空格", "wide spaces restored"),
    "script": Both("繁体转回简体", "back to simplified script"),
    "script-choice": Both("繁简多义字择定", "choice among simplified forms"),
    "character": Both("形近或兼容字符换回通用字符", "look-alike and compatibility forms made ordinary characters"),
    "space": Both("各种空格统一为普通空格", "every kind of space made an ordinary one"),
    "lines-joined": Both("句中断行连成一段", "lines of one sentence joined"),
    "table-row": Both("逐格成行的表格还原为行", "cells that stood a line each joined to the rows of a table"),
    "note-mark": Both("去掉注释序号", "marks of notes taken out"),
    "markup": Both("去掉标记符号", "markup taken out"),
    "attachment-label": Both("为另行发布的附件加上标签", "label for an attachment that was published apart"),
    "furniture": Both("略去的非正文内容", "left out: no part of the document"),
}

# What was left out because it is not of the document, by the names of ingest's rules.
FURNITURE: dict[str, Both] = {
    "disclaimer": Both("观点声明", "disclaimer"),
    "original-title": Both("“原标题”行", "line naming the original title"),
    "lead-in": Both("网站导语", "the site's lead-in"),
    "news-agency": Both("电头", "dateline of a news agency"),
    "comments": Both("网友评论", "readers' comments"),
    "cookies": Both("Cookie 提示", "cookie notice"),
    "crumbs": Both("导航路径", "breadcrumbs"),
    "page-data": Both("页面信息", "page data"),
    "reads": Both("阅读次数", "count of readers"),
    "button": Both("按钮", "buttons"),
    "scan-code": Both("扫码提示", "scan-code prompt"),
    "source-line": Both("来源行及其后", "source line and what follows"),
    "byline": Both("编辑署名", "editors' byline"),
    "self-description": Both("网站自述", "the site's self-description"),
    "neighbours": Both("相关链接", "related links"),
    "copyright": Both("版权声明", "copyright notice"),
    "site-footer": Both("页脚", "page footer"),
    "licence": Both("许可声明", "licence notice"),
    "prompt": Both("点击提示", "prompt to click"),
    "editors-note": Both("编者按", "editors' note"),
    "posted": Both("发布时间与来源", "when and where it was posted"),
    "site-name": Both("网站名称", "the site's name"),
    "invitation": Both("关注邀请", "invitation to follow"),
    "links": Both("站内链接", "the site's links"),
    "back-link": Both("返回链接", "link back"),
    "download": Both("下载地址", "download address"),
    "contents": Both("目录", "the list of contents"),
    "imprint": Both("版记（抄送、印发）", "imprint"),
    "the-end": Both("结束标记", "end mark"),
    "read-on": Both("阅读原文提示", "prompt to read on"),
}


def rule(code: str) -> Both:
    """What a repair's rule says to a reader; a rule without words shows its code.

    >>> rule("furniture-source-line").zh, rule("mirror-width").zh
    ('略去非正文：来源行及其后', '标点恢复全角')
    """
    kind, _, name = code.partition("-")
    if kind == "furniture" and name:
        what = FURNITURE.get(name) or LEFT_OUT.get(name) or alike(name)
        return Both(f"略去非正文：{what.zh}", f"left out: {what.en}")
    return RULES.get(code, alike(code))
