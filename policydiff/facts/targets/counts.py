"""Forms that count: so many built, done, given, chosen, trained, reached."""

from __future__ import annotations

import re
from dataclasses import replace

from policydiff.facts import lexicon as lex
from policydiff.facts.targets.context import (
    ADD_VERB,
    ALLOTTED,
    DONE,
    EVENT,
    RATE_BEHIND,
    THINGS,
    Frame,
    Site,
    change,
    increment,
    level,
    opening,
    orders,
    shared_object,
)
from policydiff.facts.targets.nouns import LEAD, PURPOSE, SHUT, is_generic, object_behind, skip_lead, subject
from policydiff.model import Span

_any = lex.either
# 新建改建 | 建筑; 完成望城路等 | 等待
_ADDED = re.compile(rf"(?P<verb>{ADD_VERB})了?(?P<listed>[^，。；]{{2,60}}等)?$")
# 淘汰、停建、缓建煤电产能 | 淘汰煤电
_OTHER_VERBS = re.compile(r"(?:[、或和][\u4e00-\u9fff]{2}(?=[、或和])|[、或和][\u4e00-\u9fff]{2})+")
# 新建和改造提升8000万亩 | 改造农村公路
_ONLY_VERBS = re.compile(rf"(?:[、和并及与]*(?:{_any(lex.ADD_PAIRED)}))+")
# 粮食种植要完成 | 要素
_AUXILIARY = re.compile(_any(lex.AUXILIARY))
# Verbs that are nouns as well: 公路水运投资 | 新建
_NOUNISH = re.compile(
    r"(?:投资|投入|培训|建设|改造|开工|治理|搬迁|收购|储备|销售|生产|种植|播种|招聘|招收|发行|投放|利用|转移|救助|资助|接待)$"
)
_GIVEN_FOR = re.compile("支持|用于|专项用于|重点支持|主要用于")
_MORE_OF = re.compile("增加|扩大|增")
_GIVES = ("拿出", "投入", "下达", "拨付", "筹集", "筹措")
_ALONE = tuple("投资 培训 招聘 销售 造林 绿化 植树 扩招 招生 融资 引资 脱贫 搬迁 退耕 还林 种植".split())
# 棚户区新开工9万套: of these verbs none makes a noun with what is built.
_PLAIN = ("开工", "新开工", "建成", "竣工", "基本建成")
# 投资5亿元的项目 says what the project costs; 新增8000万吨的能力 says what is added.
_COSTS = re.compile(r"(?:投资|投入|注资|收入|使用|年产|建筑|占地)$")
# Units that say how big a plant is rather than how much is to be built: 大唐700万吨露天矿.
_CAPACITY = ("吨", "千瓦", "只", "头", "千伏", "兆瓦", "立方米", "人", "岁", "年")
_NO_SHARE = ("吨", "千瓦", "只", "元")
# 设立总规模达50亿元的 | 投资总规模50亿元的
_SIZED = re.compile(
    r"(?P<verb>设立|组建|建立|新设|成立|发行|筹集|募集|发起|打造|落实|争取)(?:一[只支批个])?"
    r"(?:首期|初始|基金)?(?:总?规模|总?额度|总?金额|总额)(?:达到?|为|约|近|不低于|不少于)*$"
)
# 加快锦绣路等 | 加快推进大唐
_HASTENED = re.compile(r"加快(?:推进)?[^，。；\d]{2,40}等$")
_BUILT = re.compile(r"[^，。；、]{2,16}(?:建设|改造|整治|治理|修复|施工)")
_FOR_SO_MANY = re.compile(r"(?<!应)用于(?:全年|开展|完成)?(?:不少于|至少|约)?$")
# 以上产业项目 | 以上贷款
_BIG_THING = re.compile(r"的?[^，。；、]{0,8}(?:项目|企业|产业|集群|园区|公司|平台)")
# 在全国100个城市 | 在建
_IN_PLACES = re.compile(rf"在(?:{_any(lex.WHOLE)}|有条件的)?(?:不少于|至少|约)?$")
# 大力开展职业培训 | 开展
_DOES = re.compile(r"(?:大力|全面|率先|首批)?(?:开展|实施|进行|启动|推行|推广|组织开展)(?!的)")
# 选择10个城市，在全市域范围内开展试点: what is chosen is not what is counted.
_CHOSEN = re.compile(r"(?:选择|选取|遴选|选定|确定|选|支持|组织|推动|指导)$")
# 城市开展专利转化计划 | 开展
_TRIES = re.compile(r"[^，。；]{2,24}?(?:开展|进行|创建|争创)(?P<noun>[^，。；]{2,})")
_TRIED = re.compile(r"，[^，。；\d]{0,16}?(?:开展|实施|进行|启动)(?P<noun>[^，。；\d]{2,30})(?=[，。；]|$)")
# 每个行政村至少有 | 每年
_EACH_HAS = re.compile(
    r"(?:每(?:个|所|家|座|名)?|各(?=[区县市镇乡街村省州地校])|全部|所有)[^，。；]{1,24}?(?:均|都|各)?(?:至少|不少于)?"
    r"(?:建?有|拥有|配备|设有|建成|建设|设立)$"
)
_EACH_BARE = re.compile(r"[\s　]*(?:确保|力争|实现)?每(?:个|所|家|座|名)?[^，。；\d]{1,12}")
# 集中对呼伦大街等 | 对
_TREATED = re.compile(r"对[^，。；]{0,60}$")
# 主干道路进行综合改造 | 道路
_TREATS = re.compile(r"(?P<noun>[^，。；、]{2,16}?)(?:进行|实施|开展)[^，。；、]{2,12}")
# 要确保城区绿带、 | 保障
_ENSURED = re.compile(r"[^，。；]{0,4}(?:确保|力争)[^，。；]{0,40}")
# 徐泾学校、世外高中等 | 等待
_EXAMPLES = re.compile(r"[^，。；]{2,60}等")
_ALL_OF = re.compile(rf"(?:{_any(lex.WHOLE)}|最后|剩余|余下|在|有|将|把|使|让)+")
# 7%左右的速度可以实现就业 | 速度
_PACE_BEHIND = re.compile(r"的?(?:增长)?(?:速度|增速)")


# 为全区23000名老年人提供服务 | 成为100强
_FOR_WHOM = re.compile(
    rf"(?<![成作认])(?:为|对|给|向|帮助|组织|推荐)(?:{_any(lex.WHOLE)}|全区|全镇|辖区|符合条件的|困难)*(?:约|近)?$"
)
_SERVED = re.compile(
    r"(?P<noun>[^，。；、对为向在]{2,24}?)(?:免费|上门|集中|统一|常态化|分类|精准|依法)*"
    r"(?P<deed>提供|开展|进行|实施|发放|接种|体检|筛查|适配|配备|办理|建立|安装|加装|更换|维修|解决|落实|购买|购置|添置|改造|免除|减免|授予"
    r"|给予(?!.*奖励))(?![^，。；]*的$)"
)
# 推动1200家企业实施改造, 引领带动15万家企业“上云” | 推动56个民族
_HELPS = re.compile(
    r"(?:推动|带动|引导|促进|帮助|指导|支持|助力|服务|推进|组织|动员|引领)(?:全[省市县区])?(?:超过|约|近|至少|不少于)?$"
)
_HELPED = re.compile(
    r"(?P<noun>[^，。；、对为向在]{2,20}?)(?:全面|率先|基本|成功|依法|有序)*"
    r"(?:实现|实施|完成|开展|达到|建立|建成|上市|落地|接入|上云|上线|入园|智改|入规|升规|转型|改造|进行|参加|参与|就业|创业|脱贫|退出|“)"
)
_AREAS = ("省", "市", "国", "县", "村", "乡", "镇", "民族")
# 1天办结 | 1天后
_TAKES = re.compile(
    r"内?(?:全部|即可|可)?(?:办结|办好|办成|办完|完成|审结|出证|领取|拿证|领证|到账|答复|响应|审批|审核)"
)
_BRIEF = ("天", "日", "个工作日", "工作日", "小时", "个小时", "分钟")
_WITHIN = re.compile("[于在自]$")
_STEP = re.compile(r"(?:环节|步骤|手续|跑动)")
_IN_ALL = re.compile(r"(?:实现|推行|推动|做到|达到|力争)?(?P<noun>[^，。；、]{2,24})$")


def served(site: Site) -> Frame | None:
    """为1.8万名适龄女生免费接种疫苗, 对300户困难家庭进行改造: for whom something is done."""
    is_counted = site.quantity.dimension in ("people", "count")
    found = _SERVED.match(site.right) if is_counted and _FOR_WHOM.search(site.whole_left) else None
    if not found or site.quantity.behind:
        return None
    frame = _with_its_deed(site, found)
    if site.end < site.stop:  # 为35所学校更换课桌椅2万套: the deed governs the second quantity as well
        return replace(frame, tail=site.quantity.end + found.start("deed"))
    return frame


def helped(site: Site) -> Frame | None:
    """推动1200家企业实施数字化改造: who is brought to do something."""
    if site.quantity.dimension not in ("people", "count") or site.quantity.unit in _AREAS:
        return None
    found = _HELPED.match(site.right) if _HELPS.search(site.whole_left) else None
    if not found or (site.quantity.behind and site.right.startswith("的")) or found["noun"].startswith(_AREAS):
        return None
    return _with_its_deed(site, found)


def _with_its_deed(site: Site, found: re.Match[str]) -> Frame:
    """Who is counted together with what is done for or by them: 适龄女生免费接种疫苗."""
    begin = site.quantity.end + site.right.startswith("的")
    done = site.quantity.end + found.end()
    comma = site.text.find("、", done, site.end)
    end = comma if comma > 0 else site.end
    return increment(Span(begin, max(end, done)), tail=max(end, done))


def takes(site: Site) -> Frame | None:
    """开办企业全流程1个环节、1天办结: how many steps and days something takes."""
    is_step = _STEP.match(site.right) if site.quantity.unit in ("个", "次", "项") else None
    is_time = site.quantity.unit in _BRIEF and not _WITHIN.search(site.left) and _TAKES.match(site.right)
    if not (is_step or is_time):
        return None
    tail = site.quantity.end + is_step.end() if is_step else 0
    listed = site.listed is not None and site.listed.way == "lasts" and not site.left.strip("、和及 　")
    if listed:
        return level(None, way="lasts", tail=tail)
    found = _IN_ALL.search(site.text, skip_lead(site.text, site.start, site.core), site.core)
    return level(Span(*found.span("noun")), way="lasts", tail=tail) if found else None


def done_in_places(site: Site) -> Frame | None:
    """在10个左右紧缺领域开展职业培训: what is done in so many places."""
    found = _IN_PLACES.search(site.whole_left)
    done = _DOES.search(site.text, site.quantity.end, site.end) if found else None
    noun = object_behind(site.text, done.end(), site.end) if done else None
    if not noun:
        return None
    form = level if site.quantity.dimension == "ratio" else increment
    return form(noun, tail=noun.end)


def each_has(site: Site) -> Frame | None:
    """每个行政村至少有1名乡村医生."""
    found = _EACH_HAS.search(site.left) if site.quantity.dimension in ("people", "count") else None
    if site.quantity.dimension == "count" and site.quantity.comparator == ">=":  # 每个镇街至少1个片区
        found = found or _EACH_BARE.fullmatch(site.left)
    noun = object_behind(site.text, site.quantity.end, site.end) if found else None
    return level(noun, tail=noun.end) if noun else None


def sized(site: Site) -> Frame | None:
    """设立总规模50亿元的产业基金: so much is brought together, and what it is stands behind."""
    found = _SIZED.search(site.whole_left) if site.quantity.dimension == "money" else None
    noun = object_behind(site.text, site.quantity.end, site.end) if found and site.right.startswith("的") else None
    return increment(noun, verb=found["verb"], tail=noun.end, way="does") if noun and found else None


def verb_value_noun(site: Site) -> Frame | None:
    """新建30家中心; behind it in a list also a bare 、20家基地."""
    found = _ADDED.search(site.left)
    verb = found["verb"] if found else _list_verb(site) or _for_so_many(site) or _hastened(site)
    noun = object_behind(site.text, site.quantity.end, site.end) if verb else None
    if verb and noun is None and (other := shared_object(site)):
        return increment(other, verb=verb, way="does")
    if noun is None or _is_size(site) or (_COSTS.search(verb) and site.right.startswith("的")):
        return None
    if _CHOSEN.search(verb):
        noun = _chosen_for(site, noun)
    if site.quantity.dimension == "ratio":  # 试点要覆盖10%左右的县
        reached = subject(site.text, site.start, site.start + found.start()) if found else None
        return level(reached or noun, verb=verb, tail=noun.end, way="does")
    if ALLOTTED.search(verb) and site.quantity.dimension == "money":
        return level(noun, verb=verb, tail=noun.end, way="does")
    return increment(noun, verb=verb, tail=noun.end, way="does")


def _for_so_many(site: Site) -> str:
    """用于1500万人次以上的职工培训."""
    is_for = site.quantity.dimension == "people" and _FOR_SO_MANY.search(site.whole_left)
    return "用于" if is_for else ""


def _hastened(site: Site) -> str:
    """加快锦绣路等17条道路建设: the verb of building stands last."""
    is_built = site.quantity.dimension == "count" and _BUILT.fullmatch(site.right)
    return "加快" if is_built and _HASTENED.search(site.whole_left) else ""


def _is_size(site: Site) -> bool:
    """引进30亿元以上产业项目: so big each of them is."""
    return site.quantity.dimension == "money" and bool(site.quantity.behind) and bool(_BIG_THING.match(site.right))


def _list_verb(site: Site) -> str:
    """The verb of the list in which a quantity stands: that of the one before it, or of a first without one."""
    before = site.listed or site.carried
    if before and before.verb and LEAD.fullmatch(site.left or "、"):
        return before.verb
    if site.whole_left[-1:] in ("、", "和", "及"):  # 实施中小河流治理、5000亩沙区治理
        found = opening(site)
        return found["verb"] if found and orders(found) else ""
    return ""


def _chosen_for(site: Site, noun: Span) -> Span:
    """What so many are chosen for, where the phrase or the next one says it."""
    found = _TRIED.match(site.text, site.stop) if site.stop == site.end else None
    found = found or _TRIES.match(site.text, noun.start, noun.end)
    return (object_behind(site.text, *found.span("noun")) or noun) if found else noun


def verb_place_value_noun(site: Site) -> Frame | None:
    """开通至俄蒙的3条航线, 改造兴安岭100万平方米棚户区: a place stands between verb and quantity."""
    if site.quantity.dimension not in THINGS or site.quantity.unit.endswith(_CAPACITY):
        return None
    found = opening(site)
    is_item = site.listed is not None and bool(site.listed.verb) and 0 < len(site.left) <= 6
    if not is_item and not (found and orders(found) and "、" not in found["noun"]):
        return None
    noun = object_behind(site.text, site.quantity.end, site.end)
    verb = site.listed.verb if site.listed and is_item else found["verb"] if found else ""
    return increment(noun, verb=verb, tail=noun.end, way="does") if noun else None


def treated(site: Site) -> Frame | None:
    """对呼伦大街等7条主干道路进行综合改造."""
    found = _TREATS.match(site.right) if _TREATED.search(site.left) and site.quantity.dimension == "count" else None
    if not found or site.quantity.behind:
        return None
    end = site.quantity.end
    return increment(Span(end + found.start("noun"), end + found.end("noun")), tail=end + found.end())


def noun_value_outcome(site: Site) -> Frame | None:
    """农村贫困人口183人全部稳定脱贫, 规上企业20家上市: noun, quantity, what becomes of them."""
    done = DONE.match(site.right) if site.quantity.dimension in THINGS else None
    noun = subject(site.text, site.start, site.core) if done else None
    if not done or not noun or not SHUT.match(site.right, done.end()):
        return None
    return increment(noun, tail=site.quantity.end + done.end())


def verb_noun_value(site: Site) -> Frame | None:
    """完成铁路投资7320亿元: verb, noun, quantity."""
    is_given = site.quantity.dimension == "money" and _GIVEN_FOR.match(site.right)
    found = _opening_anywhere(site) if is_given or SHUT.match(site.right) else None
    if not found or _ONLY_VERBS.fullmatch(site.text, *found.span("noun")):
        return None
    noun, verb = Span(*found.span("noun")), found["verb"]
    others = _OTHER_VERBS.match(site.text, noun.start, noun.end)
    noun = Span(others.end(), noun.end) if others else noun
    words = site.words(noun)
    is_bare = words in ("项目", "工程")  # 新开工项目160个
    is_compound = EVENT.search(words) and (verb.endswith("新增") or EVENT.search(verb))  # 新增就业, 退耕还林
    if is_bare or is_compound or (is_generic(words) and not (words.endswith("投资") or found["allot"])):
        noun = Span(found.start("verb"), noun.end)
    if found["allot"] and site.quantity.dimension in ("money", "ratio", "time"):
        return level(noun, verb=verb, way="does")
    if found["up"] and _MORE_OF.match(verb) and site.quantity.dimension in ("people", "count"):
        return increment(noun, verb=verb, way="does")  # 增加学位5000个 is 新增学位5000个
    if found["up"] or found["down"]:
        return change("up" if found["up"] else "down", noun, verb=verb, way="does")
    if site.quantity.dimension == "ratio" and words.endswith("的"):  # 完成土建工程量的60%
        return level(Span(noun.start, noun.end - 1), verb=verb, way="does")
    return increment(noun, verb=verb, way="does")


def _opening_anywhere(site: Site) -> re.Match[str] | None:
    """The opening at the head of the phrase, else the last one behind an auxiliary: 全市要新建学校."""
    found = opening(site)
    if found is None:
        for auxiliary in _AUXILIARY.finditer(site.text, site.start, site.core):
            found = opening(site, auxiliary.end()) or found
    return found


def noun_verb_value(site: Site) -> Frame | None:
    """住房建成470万套, 公路水运投资1.8万亿元: the verb of doing stands last."""
    found = _ADDED.search(site.left)
    if not found or found["listed"]:
        return None
    verb, start = found["verb"], site.start + found.start("verb")
    if not (SHUT.match(site.right) or (verb in (*_ALONE, *_GIVES) and PURPOSE.match(site.right))):
        return None
    noun = subject(site.text, site.start, start)
    if (
        noun and verb == "投入" and noun.end == start and not site.words(noun).endswith("已")
    ):  # 科技投入1461亿元: money set aside
        return level(Span(noun.start, start + len(verb)), verb=verb, way="done")
    noun = None if verb in _GIVES and site.quantity.dimension == "money" else noun
    is_noun = verb not in _PLAIN and (_NOUNISH.search(verb) or EVENT.search(verb))
    if verb in _ALONE or (noun and verb != "新增" and is_noun):
        noun = Span(noun.start if noun else start, start + len(verb))
    return increment(noun, verb=verb, way="done")


def value_noun_outcome(site: Site) -> Frame | None:
    """60%的中小学达到标准; 力争100个社区全面建成: what so many of them will have done."""
    begin = site.quantity.end + site.right.startswith("的")
    if SHUT.match(site.text, begin, site.end) or not DONE.search(site.text, begin, site.stop):
        return None
    # 700万吨露天矿完成核准 names a mine; 7%的速度可以实现 explains.
    if site.quantity.dimension == "time" or site.quantity.unit.endswith(_NO_SHARE):
        return None
    if RATE_BEHIND.match(site.right) or _PACE_BEHIND.match(site.right):
        return None
    if not (_is_all_of(site.left) or _ENSURED.fullmatch(site.left)):
        return None
    if site.quantity.dimension == "ratio":
        noun = _up_to_comma(site.text, begin, site.end)
        return level(noun, tail=noun.end)
    noun = object_behind(site.text, begin, site.end) or _up_to_comma(site.text, begin, site.end)
    return increment(noun, tail=noun.end)


def _is_all_of(left: str) -> bool:
    """Whether the words before a quantity only say when and how, or name some of what it counts."""
    at, last = 0, -1
    while at != last:
        last = at
        for pattern in (LEAD, _ALL_OF):
            found = pattern.match(left, at)
            at = found.end() if found else at
    return at == len(left) or bool(_EXAMPLES.fullmatch(left))


def _up_to_comma(text: str, begin: int, end: int) -> Span:
    comma = text.find("、", begin, end)
    is_whole = comma < 0 or (not DONE.search(text, begin, comma) and bool(DONE.search(text, comma, end)))
    end = end if is_whole else comma  # 100%的镇卫生院、村卫生站建设达标
    while text[end - 1] in "和及与、":
        end -= 1
    return Span(begin, end)
