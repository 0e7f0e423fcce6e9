"""What the pages of a corpus say: the index, the search, the feed, and the command that makes them."""

from __future__ import annotations

from policydiff.wording.both import Both

WORDS: dict[str, Both] = {
    "title": Both("政策文件历年比较", "Policy documents, year by year"),
    "kicker": Both("语料库", "corpus"),
    "search": Both("搜索", "Search"),
    "search_title": Both("在各年文本中搜索", "Search the texts of all years"),
    "history": Both("历年变化", "History"),
    "feed": Both("订阅", "Feed"),
    "index": Both("首页", "Index"),
    "other": Both("其他文件", "Other documents"),
    "document": Both("文件", "Document"),
    "title_column": Both("标题", "Title"),
    "issued": Both("成文日期", "Issued"),
    "status": Both("性质", "Status"),
    "source": Both("来源", "Source"),
    "changes": Both("与前一份相比", "Against the one before"),
    "report": Both("变化报告", "report"),
    "gap": Both("缺", "missing"),
    "unreadable": Both("读不出的文件", "Documents that cannot be read"),
    "not_known": Both("未注明", "not known"),
    "skip": Both("跳到正文", "Skip to the text"),
    "theme": Both("明 / 暗", "Light / dark"),
    "switch": Both("English", "中文"),
    "query": Both("要找的文字，逐字匹配", "the words to look for, as they are"),
    "find": Both("查找", "Find"),
    "no_script": Both("搜索需要启用脚本", "the search needs scripts"),
    "found": Both("{all} 份文件中有 {years} 份，共 {places} 处", "{places} places in {years} of {all} documents"),
    "more": Both("再显示一些", "Show more"),
    "footer": Both("由 policydiff 生成；引用请以原件为准", "Made by policydiff; cite the originals"),
}
COUNTS: dict[str, Both] = {
    "added": Both("新增 {count} 条", "{count} clauses added"),
    "removed": Both("取消 {count} 条", "{count} dropped"),
    "reshaped": Both("拆分合并 {count} 处", "{count} split or merged"),
    "revised": Both("改写 {count} 条", "{count} revised"),
    "moved": Both("移动 {count} 条", "{count} moved"),
    "tightened": Both("收紧指标 {count} 项", "{count} targets tightened"),
    "loosened": Both("放宽指标 {count} 项", "{count} targets loosened"),
    "nothing": Both("没有实质变化", "no change of substance"),
}
BUILT = Both(
    "{folder}：写出 {written} 个文件，未变 {kept} 个，移除 {removed} 个",
    "{folder}: {written} files written, {kept} unchanged, {removed} removed",
)
KEPT = Both("{path} 已存在，未改动", "{path} is there already and was left as it is")
NEXT = Both(
    "下一步：policydiff add 年份 文件，然后 policydiff check", "next: policydiff add YEAR FILE, then policydiff check"
)
