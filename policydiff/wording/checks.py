"""What `check` says: one sentence a code and one that advises; severities, columns, what stands around them."""

from __future__ import annotations

from typing import NamedTuple

from policydiff.wording.both import Both


class Said(NamedTuple):
    """What a finding of a code says, and what to do about it."""

    message: Both
    advice: Both


CHECKS: dict[str, Said] = {
    "unreadable": Said(
        Both("读不出这一年：{reason}", "this year cannot be read: {reason}"),
        Both("按所说改正后再查", "mend what it says and check again"),
    ),
    "head-missing": Said(
        Both("document.toml 缺 {fields}", "document.toml lacks {fields}"),
        Both(
            "补上；缺日期则先后按名称排，缺 series 则按标题归类",
            "fill them in; order and series are guessed without them",
        ),
    ),
    "head-sample": Said(
        Both("这是示例，不是发文机关的原文", "this is a sample, not the issuer's own wording"),
        Both(
            "运行 policydiff fetch {document} 换成官方文本",
            "policydiff fetch {document} puts the official text in its place",
        ),
    ),
    "head-date": Said(
        Both("成文日期“{issued}”不是有效日期", "the date “{issued}” is none of the calendar"),
        Both("写成 YYYY-MM-DD", "write it as YYYY-MM-DD"),
    ),
    "head-year": Said(
        Both("“{said}”与名称 {name} 不是同一年", "“{said}” and the name {name} are not of one year"),
        Both("核对日期和标题；可能放错了文件夹", "check the date and the title; the text may lie in the wrong folder"),
    ),
    "source-missing": Said(
        Both(
            "source/ 中没有来源文件 {name}（按 sha256 查找）",
            "source/ does not hold the source {name} (looked for by its sha256)",
        ),
        Both(
            "把当初取得的文件放回 source/，或改正 document.toml",
            "put the file that was obtained back, or correct document.toml",
        ),
    ),
    "source-changed": Said(
        Both("来源文件 {name} 被改动过：sha256 是 {found}", "the source {name} was altered: its sha256 is {found}"),
        Both(
            "来源须与取得时逐字节相同；换回原件，或用 add --replace 重新收录",
            "a source stays as it was obtained: put the original back, or add it anew with --replace",
        ),
    ),
    "source-unlisted": Said(
        Both("document.toml 未提到 source/{name}", "document.toml does not name source/{name}"),
        Both("在 [[sources]] 中写明，或移走", "name it under [[sources]], or take it away"),
    ),
    "source-read-anew": Said(
        Both(
            "现在读来源得到的文本与收录时不同（{count} 处）",
            "the sources are read otherwise now than when they were added ({count} places)",
        ),
        Both("用 add --replace 重新收录，再核对差别", "add them anew with --replace and look at the difference"),
    ),
    "text-differs": Said(
        Both(
            "文本与来源不一致：来源是“{was}”，text.txt 是“{now}”",
            "the text is not the source's: “{was}” there, “{now}” here",
        ),
        Both(
            "改回；若是有意改正，在 corrections.toml 用 [[edit]] 记下 before、after、reason",
            "put it back, or record it in corrections.toml: an [[edit]] with before, after and reason",
        ),
    ),
    "text-unrecorded": Said(
        Both(
            "text.txt 收录后被改过，来源不在，无从核对",
            "text.txt was edited after it was added, and there is no source to hold it against",
        ),
        Both(
            "补上来源；确认无误后把 text_sha256 改为 {sha256}",
            "add the source; if the text is right, set text_sha256 to {sha256}",
        ),
    ),
    "edit-unfit": Said(
        Both(
            "corrections.toml 的 [[edit]] 对不上来源：没有“{quote}”",
            "an [[edit]] of corrections.toml does not fit the source: no “{quote}”",
        ),
        Both("删去或改正这一条", "delete it or correct it"),
    ),
    "correction-unfit": Said(
        Both(
            "corrections.toml 中的“{quote}”不在所指的条款中",
            "“{quote}” of corrections.toml does not stand in its clause",
        ),
        Both("删去或改正这一条", "delete it or correct it"),
    ),
    "mojibake": Said(
        Both("乱码“{quote}”：文字曾按错误的编码读取", "garbled “{quote}”: text that was read in a wrong encoding"),
        Both("似为“{read}”；按来源改正", "probably “{read}”; correct it by the source"),
    ),
    "lost-character": Said(
        Both("“{around}”中有丢失的字（{sign}）", "a character is lost in “{around}” ({sign})"),
        Both("按来源补上", "put it in by the source"),
    ),
    "question-mark": Said(
        Both("“{around}”中的 ? 像是转换时丢了字", "the ? in “{around}” looks like a character lost in a conversion"),
        Both("按来源补上；确是问号则改为全角", "put it in by the source; a real question mark is ？"),
    ),
    "reading-left": Said(
        Both("残留注音“{quote}”", "a reading is left over: “{quote}”"),
        Both("删去“{reading}”及括号", "delete “{reading}” and its brackets"),
    ),
    "other-script": Said(
        Both(
            "“{around}”混入另一种字体，应作“{right}”",
            "“{around}” has characters of the other script; it should read “{right}”",
        ),
        Both("改为全文的字体", "write them in the script of the text"),
    ),
    "half-width": Said(
        Both(
            "半角标点 {signs}，共 {count} 处：“{around}”",
            "half-width punctuation {signs}, {count} in this clause: “{around}”",
        ),
        Both("改为全角 {wide}", "write {wide}"),
    ),
    "half-width-throughout": Said(
        Both(
            "全文多处用半角标点 {signs}，共 {count} 处，首处“{around}”",
            "half-width punctuation {signs} throughout, {count} places, the first “{around}”",
        ),
        Both("如非原文如此，改为全角 {wide}", "write {wide}, unless the original has it so"),
    ),
    "numbering-gap": Said(
        Both("编号“{label}”跳过了第 {missing} 项", "number “{label}” leaves out {missing}"),
        Both(
            "查来源是否有遗漏；原文如此则接受并写明",
            "see whether the source has more; accept it with a reason if the original has it so",
        ),
    ),
    "numbering-repeat": Said(
        Both("编号“{label}”重复（前一处 {other}）", "number “{label}” comes twice (before at {other})"),
        Both("应为第 {expected} 项；核对来源", "it should be {expected}; check the source"),
    ),
    "numbering-jump": Said(
        Both("编号“{label}”倒退，应为第 {expected} 项", "number “{label}” goes back; {expected} was expected"),
        Both("核对次序，可能有段落错位", "check the order; paragraphs may have changed places"),
    ),
    "empty-clause": Said(
        Both("“{label}”之后没有内容", "there is nothing behind “{label}”"),
        Both("补上内容，或删去编号", "put the words in, or delete the label"),
    ),
    "heading-alone": Said(
        Both(
            "标题“{heading}”之下没有正文，相邻各条都有",
            "there is no text under the heading “{heading}”, and there is under its neighbours",
        ),
        Both("查来源是否漏了段落", "see whether a paragraph of the source was left out"),
    ),
    "bracket-unread": Said(
        Both("“{quote}”似为责任分工，未能读出", "“{quote}” seems to say who is responsible and could not be read"),
        Both("查括号、顿号和单位名称是否有误", "check its brackets, commas and the names of offices"),
    ),
    "target-unread": Said(
        Both("“{quote}”中的数量未能读成目标", "a quantity of “{quote}” could not be read as a target"),
        Both(
            "查数字和单位是否有误；表述如此可不理会",
            "check the number and its unit; if that is how it is put, let it be",
        ),
    ),
    "office-slip": Said(
        Both(
            "“{office}”此前没有出现过，是否应为“{nearest}”？", "“{office}” was never named before; is it “{nearest}”?"
        ),
        Both("改正；确有此单位则加入 corpora/units.toml", "correct it, or add the office to corpora/units.toml"),
    ),
    "office-new": Said(
        Both("“{office}”在本系列中第一次出现", "“{office}” is named for the first time in this series"),
        Both(
            "核对名称；机构更名可在 corpora/units.toml 写明",
            "check the name; corpora/units.toml takes other names of an office",
        ),
    ),
    "task-without-office": Said(
        Both("“{quote}”没有写明责任单位，相邻各条都有", "“{quote}” names no office, and its neighbours do"),
        Both("查来源是否漏了括号", "see whether a bracket of the source was left out"),
    ),
    "contradiction": Said(
        Both(
            "“{indicator}”有两个不同的值：“{quote}”与第 {line} 行“{other}”",
            "“{indicator}” has two values: “{quote}” and “{other}” in line {line}",
        ),
        Both("核对两处；口径不同则应写明", "check both; if they measure different things, the text should say so"),
    ),
    "target-loosened": Said(
        Both(
            "“{indicator}”比 {year} 年放宽：原为“{old}”，现为“{quote}”",
            "“{indicator}” asks for less than {year}: “{old}” then, “{quote}” now",
        ),
        Both("确认是有意调整", "make sure that it is meant"),
    ),
    "override-unfit": Said(
        Both("人工指定（{old} → {new}）与现有文本不符", "the override ({old} → {new}) does not fit the texts"),
        Both("改正或删去这一条", "correct it or delete it"),
    ),
    "override-orphan": Said(
        Both("{name} 不是语料库中任何两份文件的名称", "{name} names no two documents of the corpus"),
        Both("改名为 旧-新.toml，或删去", "rename it to OLD-NEW.toml, or delete it"),
    ),
    "report-stale": Said(
        Both("报告 {name} 不是由现有文本得出的", "the report {name} is not the one that the texts give now"),
        Both("运行 policydiff compare {old} {document} 重新生成", "policydiff compare {old} {document} makes it anew"),
    ),
    "acceptance-unfit": Said(
        Both(
            "document.toml 接受的 {fingerprint} 现在已不存在",
            "document.toml accepts {fingerprint}, which is found no longer",
        ),
        Both("删去这条 [[accepted]]", "delete this [[accepted]]"),
    ),
    "acceptance-unreasoned": Said(
        Both(
            "document.toml 的一条 [[accepted]] 没有 fingerprint 或 reason，未采用",
            "an [[accepted]] of document.toml has no fingerprint or no reason: not followed",
        ),
        Both("补上两项", "give both"),
    ),
}
SEVERITY: dict[str, Both] = {
    "error": Both("错误", "error"),
    "warning": Both("警告", "warning"),
    "notice": Both("提示", "notice"),
    "accepted": Both("已接受", "accepted"),
}
COLUMNS: dict[str, Both] = {
    "severity": Both("级别", "Severity"),
    "place": Both("位置", "Place"),
    "message": Both("问题", "Finding"),
    "advice": Both("处理", "What to do"),
}
TEXTS: dict[str, Both] = {
    "title": Both("检查结果", "Check"),
    "clean": Both("检查了 {documents} 份文件，没有问题", "{documents} checked, nothing found"),
    "counts": Both(
        "检查了 {documents} 份文件：错误 {error}，警告 {warning}，提示 {notice}，已接受 {accepted}",
        "{documents} checked: errors {error}, warnings {warning}, notices {notice}, accepted {accepted}",
    ),
    "accepted": Both("已接受：{reason}", "accepted: {reason}"),
    "all": Both("全部检查结果", "All findings"),
    "more": Both(
        "另有 {count} 项未在此标注（GitHub 每类只显示 10 项）；全部结果见本步骤的日志和任务摘要",
        "{count} more are not shown here (GitHub shows ten of a kind); the step's log and the job summary have all",
    ),
    "cut": Both(
        "_摘要有长度限制，此处略去 {count} 节；全文见 policydiff compare 生成的报告。_",
        "_The summary is limited in length: {count} sections were left out; the report of policydiff compare has all._",
    ),
    "no-substance": Both(
        "{old} → {new}：没有实质变化；{count} 处只是形式不同（全半角、空格、标点、字形），已略去",
        "{old} → {new}: no change of substance; {count} differences of form alone (width, space, punctuation, "
        "script) set aside",
    ),
    "substance": Both(
        "{old} → {new}：有实质变化；另有 {count} 处只是形式不同，已略去",
        "{old} → {new}: changes of substance; {count} differences of form were set aside",
    ),
}
