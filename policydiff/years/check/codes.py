"""The codes of the findings: how grave each is, and the smallest corpus in which it is found.

An example maps paths below the corpus to what stands there. docs/checks.md is made from this page, and a test
finds each code in its own example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.years.check.model import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its severity, and a corpus that shows it."""

    severity: Severity
    example: Mapping[str, str]


def _text(*lines: str) -> Mapping[str, str]:
    return {"2020/text.txt": "\n".join(lines) + "\n"}


_TASKS = (
    "一、重点任务",
    "（一）推进专利审查提质增效。（审查业务管理部负责）",
    "（二）加强商标品牌建设。（商标局负责）",
)
_PLAIN = {"2020/text.txt": "一、总体要求。坚持稳中求进。\n"}
_PAIR = {"2019/text.txt": "一、总体要求。坚持稳中求进。\n", **_PLAIN}
_NO_HASH = "0" * 64
_SOURCE_TOML = (
    '[[sources]]\nname = "a.txt"\nsha256 = "d394c4923e126baa4379e37808304f01b7a3564bf6e9e4203e2cdd1c95b37aa0"\n'
)
_WITH_SOURCE = {
    "2020/text.txt": "一、总体要求。坚持稳中求进。\n",
    "2020/source/a.txt": "一、总体要求。坚持稳中求进，提质增效。\n",
    "2020/document.toml": _SOURCE_TOML,
}
_TEXT_HASH = "6699392e2be0c537b2bb34f48169bba7fa9255f3668f18d0606e736712d03f1e"
_EDIT = '[[edit]]\nbefore = "稳中有进"\nafter = "稳中求进"\nreason = "来源有误"\n'

CODES: Mapping[str, Code] = {
    # ------------------------------------------------------------ files
    "unreadable": Code("error", {"2020/document.toml": 'title = "年度工作指引"\n'}),
    "head-missing": Code("notice", _PLAIN),
    "head-sample": Code("notice", {**_PLAIN, "2020/document.toml": 'status = "sample"\n'}),
    "head-date": Code("error", {**_PLAIN, "2020/document.toml": 'issued = "2020-02-30"\n'}),
    "head-year": Code("notice", {**_PLAIN, "2020/document.toml": 'issued = "2015-03-05"\n'}),
    "source-missing": Code(
        "warning", {**_PLAIN, "2020/document.toml": f'[[sources]]\nname = "a.html"\nsha256 = "{_NO_HASH}"\n'}
    ),
    "source-changed": Code(
        "error",
        {
            **_PLAIN,
            "2020/document.toml": f'[[sources]]\nname = "a.txt"\nsha256 = "{_NO_HASH}"\n',
            "2020/source/a.txt": "一、总体要求。坚持稳中求进。\n",
        },
    ),
    "source-unlisted": Code("notice", {**_PLAIN, "2020/source/b.txt": "一、总体要求。\n"}),
    "source-read-anew": Code(
        "notice", {**_WITH_SOURCE, "2020/document.toml": f'text_sha256 = "{_TEXT_HASH}"\n{_SOURCE_TOML}'}
    ),
    "text-differs": Code("warning", _WITH_SOURCE),
    "text-unrecorded": Code("warning", {**_PLAIN, "2020/document.toml": f'text_sha256 = "{_NO_HASH}"\n'}),
    "edit-unfit": Code("warning", {**_WITH_SOURCE, "2020/corrections.toml": _EDIT}),
    "correction-unfit": Code(
        "warning",
        {
            **_PLAIN,
            "2020/corrections.toml": '[[correction]]\nclause = "一"\nwrong = "稳中有进"\nright = "稳中求进"\n'
            'reason = "惯用语"\n',
        },
    ),
    # ------------------------------------------------------------ characters
    "mojibake": Code("error", _text("一、总体要求。提高鐭ヨ瘑浜ф潈质量。")),
    "lost-character": Code("error", _text("一、总体要求。提高知识\ufffd权质量。")),
    "question-mark": Code("error", _text("一、总体要求。提高知识?权质量。")),
    "reading-left": Code("warning", _text("一、总体要求。提高知识产(chǎn)权质量。")),
    "other-script": Code("warning", _text("一、总体要求。提高知识產权质量，实现发展。")),
    "half-width": Code("notice", _text("一、总体要求。坚持稳中求进,提高质量。")),
    "half-width-throughout": Code(
        "notice",
        _text(*(f"第{n}条 加强保护,推进发展。" for n in "一二三四五六七八九十"), "第十一条 加强保护,推进发展。"),
    ),
    # ------------------------------------------------------------ structure
    "numbering-gap": Code("warning", _text("一、总体要求。稳中求进。", "三、组织保障。加强领导。")),
    "numbering-repeat": Code(
        "warning", _text("一、总体要求。稳中求进。", "二、重点任务。提质增效。", "二、组织保障。加强领导。")
    ),
    "numbering-jump": Code(
        "warning",
        _text(
            "一、总体要求。稳中求进。",
            "二、重点任务。提质增效。",
            "三、组织保障。加强领导。",
            "二、附则。本文自印发之日起施行。",
        ),
    ),
    "empty-clause": Code("warning", _text("一、总体要求。稳中求进。", "二、", "三、组织保障。加强领导。")),
    "heading-alone": Code(
        "warning", _text("一、总体要求", "坚持稳中求进。", "二、重点任务", "三、组织保障", "加强组织领导。")
    ),
    # ------------------------------------------------------------ targets and responsibilities
    "bracket-unread": Code("warning", _text(*_TASKS, "（三）加强国际合作。（由商标局和有关方面按分工落实）")),
    "target-unread": Code("notice", _text("一、主要目标。达到90%以上。")),
    "office-slip": Code(
        "warning", _text(*_TASKS, "（三）严格审查。（审查业务管里部负责）", "（四）做好审查。（审查业务管理部负责）")
    ),
    "office-new": Code(
        "notice",
        {
            "2019/text.txt": "\n".join(_TASKS) + "\n",
            "2020/text.txt": "\n".join((*_TASKS, "（三）加强国际合作。（国际合作司负责）")) + "\n",
        },
    ),
    "task-without-office": Code("notice", _text(*_TASKS, "（三）加强国际合作。深化双边交流。")),
    "contradiction": Code(
        "warning",
        _text(
            "一、主要目标。商标注册平均审查周期压减至4个月以内。", "二、重点任务。商标注册平均审查周期压减至5个月以内。"
        ),
    ),
    "target-loosened": Code(
        "notice",
        {
            "2019/text.txt": "一、主要目标。商标注册平均审查周期压减至4个月以内。\n",
            "2020/text.txt": "一、主要目标。商标注册平均审查周期压减至5个月以内。\n",
        },
    ),
    # ------------------------------------------------------------ what depends on the year
    "override-unfit": Code(
        "warning",
        {**_PAIR, "overrides/2019-2020.toml": '[[clause]]\naction = "link"\nold = "九"\nnew = "一"\nreason = "改写"\n'},
    ),
    "override-orphan": Code("warning", {**_PAIR, "overrides/2018-2020.toml": ""}),
    "report-stale": Code("warning", {**_PAIR, "../reports/2019-2020.json": "{}\n"}),
    "acceptance-unfit": Code(
        "warning",
        {**_PLAIN, "2020/document.toml": '[[accepted]]\nfingerprint = "0123456789abcdef"\nreason = "原文如此"\n'},
    ),
    "acceptance-unreasoned": Code(
        "warning", {**_PLAIN, "2020/document.toml": '[[accepted]]\nfingerprint = "0123456789abcdef"\n'}
    ),
}
