"""Made documents: the kinds of text that are hard to compare, in any size, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Pair = tuple[str, str]

_CHARACTERS = (
    "业务中心产品人员企业优势传统体系供给保护信用健康储备元素光伏公共共享养殖军民农村准入创新制造办法功能加工动力劳动"
    "医疗区域升级协同单位卫生发展口岸史料合作名录商贸器械国防园区土地城乡培训基础境外处置外资委托媒体学科安全宣传家庭"
    "密码对接导航岗位工匠市场帮扶平台广播应急建筑开放引进归集当地性能情报戏剧房屋执法技术投资护理报告指标损害推广措施"
    "收入改造政务救助教材数据文化旅游景点智能服务期货本科材料标准桥梁检测森林模型森防次序正版母婴气象水利汽车河湖治理"
    "法律海洋消费清洁渔港湿地演出灌溉灾情煤炭物流特区环境现代理论生态用地电网畜牧病虫知识矿山碳汇社会种业科研税费空间"
    "窗口管网粮食精神纠纷纺织经营结构统计网络职工职能肥料自贸航道良种节水芯片草原营商融资行政街道表彰补偿装备规划训练"
    "议题许可评价试点诉讼财政质量贷款资本超算路径运输通信遗产邮政部署酒店采购金融铁路银行镇域队伍防汛隧道集群需求青年"
    "韧性预算食品饮水驿站骨干高校鱼类鲜活麦田黄金齿轮"
)
_OFFICES = (
    "办公厅 发展改革委 财政部 教育部 科技部 商务部 农业农村部 自然资源部 市场监管总局 税务总局 统计局 水利部".split()
)
_VERBS = "加快推进 深入实施 统筹做好 全面落实 着力完善 稳步扩大 依法规范 持续优化 积极支持 重点建设".split()
_MEANS = "明确责任分工 细化工作措施 完善配套政策 加强督促检查 强化经费保障 健全长效机制 做好宣传解读".split()
_SHARED = 400  # sentences: as many as a long report has formulas and standing phrases


def chinese(number: int) -> str:
    """A whole number below 100,000 as an article's label has it.

    >>> [chinese(n) for n in (7, 10, 12, 105, 1010, 30000)]
    ['七', '十', '十二', '一百零五', '一千零一十', '三万']
    """
    out, zero = "", False
    for power, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + name
        zero = digit == 0
    return out.removeprefix("一") if out.startswith("一十") else out


def _word(random: Random) -> str:
    start = 2 * random.randrange(len(_CHARACTERS) // 2)
    return _CHARACTERS[start : start + 2]


def _sentence(random: Random) -> str:
    matter = "".join(_word(random) for _ in range(random.randint(2, 4)))
    other = "".join(_word(random) for _ in range(random.randint(2, 3)))
    return f"{random.choice(_VERBS)}{matter}和{other}工作，{random.choice(_MEANS)}。"


def _articles(bodies: list[str]) -> str:
    """Each body with its label; no law counts beyond 9,999 in Han numerals, so what is beyond is in digits."""
    return "\n".join(f"第{chinese(i) if i < 10_000 else i}条　{body}" for i, body in enumerate(bodies, 1))


def _revised(random: Random, body: str) -> str:
    """The body a year on: a third as it was, a third with a sentence put in another's place, a third with one more."""
    sentences = [f"{s}。" for s in body.split("。") if s]
    match random.randrange(3):
        case 0:
            sentences[random.randrange(len(sentences))] = _sentence(random)
        case 1:
            sentences.insert(random.randint(0, len(sentences)), _sentence(random))
    return "".join(sentences)


def distinct(size: int) -> Pair:
    """Articles that have nothing in common with one another; two in three are revised."""
    random = Random(f"distinct {size}")
    old = ["".join(_sentence(random) for _ in range(3)) for _ in range(size)]
    return _articles(old), _articles([_revised(random, body) for body in old])


def shared(size: int) -> Pair:
    """Articles that all draw on the same few hundred sentences, put together anew in the second year."""
    random = Random(f"shared {size}")
    pool = [_sentence(random) for _ in range(_SHARED)]
    old = ["".join(random.sample(pool, 3)) for _ in range(size)]
    new = [body if random.random() < 0.3 else "".join(random.sample(pool, 3)) for body in old]
    return _articles(old), _articles(new)


def near(size: int) -> Pair:
    """Articles that differ in an office and a number alone, as the rows of a long task list do."""
    random = Random(f"near {size}")

    def row(number: int) -> str:
        return f"{random.choice(_OFFICES)}应当在{number}个工作日内办结本辖区内的行政许可申请，并将结果向社会公布。"

    old = [row(random.randint(1, 90)) for _ in range(size)]
    return _articles(old), _articles([body if random.random() < 0.5 else row(random.randint(1, 90)) for body in old])


def dropped(size: int) -> Pair:
    """The same articles with a tenth of them gone, and all labels behind them another number."""
    random = Random(f"dropped {size}")
    old = ["".join(_sentence(random) for _ in range(3)) for _ in range(size)]
    return _articles(old), _articles([body for body in old if random.random() >= 0.1])


def paragraph(size: int) -> Pair:
    """One paragraph of `size` characters; a sentence in five is another one in the second year."""
    random = Random(f"paragraph {size}")
    old: list[str] = []
    while sum(map(len, old)) < size:
        old += [_sentence(random) for _ in range(max(1, size // 1000))]
    new = [_sentence(random) if random.random() < 0.2 else s for s in old]
    return "".join(old)[:size], "".join(new)[:size]


def lines(size: int) -> Pair:
    """Short lines without labels, as a list of names has; one in ten is another one in the second year."""
    random = Random(f"lines {size}")

    def line() -> str:
        return "".join(_word(random) for _ in range(random.randint(2, 5)))

    old = [line() for _ in range(size)]
    return "\n".join(old), "\n".join(line() if random.random() < 0.1 else x for x in old)


def brackets(size: int) -> Pair:
    """One line of `size` characters that opens brackets and never closes them: what patterns go astray on."""
    return "一、" + "（" * (size - 2), "一、" + "（" * (size - 3) + "）"


def growth(size: int) -> Pair:
    """One line of `size` characters, 增长5%、 over and over."""
    return "一、" + "增长5%、" * (size // 5), "一、" + "增长6%、" * (size // 5)


def report(size: int = 20_000) -> Pair:
    """Two years of a report of `size` characters: sections, items, offices in brackets, targets, much of it new."""
    random = Random(f"report {size}")

    def item() -> str:
        target = f"{_word(random)}{_word(random)}增长{random.randint(3, 12)}%以上。" if random.random() < 0.4 else ""
        who = f"（{random.choice(_OFFICES)}牵头，{random.choice(_OFFICES)}参与）" if random.random() < 0.6 else ""
        return "".join(_sentence(random) for _ in range(random.randint(2, 5))) + target + who

    def text(items: list[str]) -> str:
        out: list[str] = []
        for i, body in enumerate(items):
            section, place = divmod(i, 8)
            if not place:
                out.append(f"{chinese(section + 1)}、{_VERBS[section % len(_VERBS)]}")
            out.append(f"（{chinese(place + 1)}）{body}")
        return "\n".join(out)

    old: list[str] = []
    while len(text(old)) < size:
        old.append(item())
    new = [random.choices([body, _revised(random, body), item()], weights=(2, 5, 3))[0] for body in old]
    for _ in range(len(new) // 12):  # some went elsewhere
        new.insert(random.randrange(len(new)), new.pop(random.randrange(len(new))))
    return text(old), text(new)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hard text: how it is made, in which sizes, and what the sizes count."""

    name: str
    make: Callable[[int], Pair]
    sizes: tuple[int, ...]
    counts: str


_CLAUSES = (1_000, 3_000, 10_000, 30_000)
_SIGNS = (1_000, 4_000, 16_000, 64_000)
KINDS = (
    Kind("distinct", distinct, _CLAUSES, "clauses"),
    Kind("shared", shared, _CLAUSES, "clauses"),
    Kind("near", near, _CLAUSES, "clauses"),
    Kind("dropped", dropped, _CLAUSES, "clauses"),
    Kind("lines", lines, _CLAUSES, "lines"),
    Kind("paragraph", paragraph, (3_000, 10_000, 30_000, 100_000), "characters"),
    Kind("brackets", brackets, _SIGNS, "characters"),
    Kind("growth", growth, _SIGNS, "characters"),
)
