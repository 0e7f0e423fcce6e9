"""Made laws and reports, and a real law. Every line has an identity that survives its rewording; labels come last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

STATUTE = Path(__file__).parent.parent / "align_floors" / "afresh" / "new.txt"
_ARTICLE = re.compile("第[一二三四五六七八九十]+条 ")

WHO = (
    "市场监管部门 教育部门 民政部门 水务部门 林草部门 交通部门 文旅部门 卫健部门 医保部门 住建部门 农业部门 商务部门 "
    "应急部门 统计部门 档案机构 气象机构 图书馆 博物馆 社区居委会 行业协会 物业企业 供水企业 公交企业 养老机构 检测机构"
).split()
DOES = (
    "建立 完善 公布 核查 登记 更新 编制 修订 保护 修缮 推广 试点 扩建 培训 评估 整治 清理 补贴 奖励 监测 抽查 归集 移交 "
    "保存 调解 检修 改造 采购 配备 引进"
).split()
WHAT = (
    "老旧电梯台账 校外托管名单 古树名木档案 农村公路养护标准 二次供水水箱 冷链仓库 社区食堂 残疾人辅具 气象预警终端 "
    "非遗传承人补助 早稻育秧大棚 垃圾分类驿站 充电桩布局规划 家庭医生签约服务 河道采砂许可 校车线路 消防水源 公共自行车 "
    "博物馆藏品目录 检验检测报告 小微企业贷款贴息 特种设备操作证 乡镇污水管网 碳汇林地 渔业休渔公告 夜间经济街区 "
    "地下管线图纸 工伤预防课程 灵活就业者保险 老字号商标 学生近视筛查 危房鉴定结论 殡葬服务价格 直播带货信用记录 "
    "茶园绿色防控 城市书房 无障碍坡道 快递末端网点 应急物资储备 机关食堂节约制度 数据开放目录 知识产权质押登记 "
    "中药材种植基地 跨境电商仓 公租房轮候名册 志愿服务时长 湿地监测样点 疫苗冷藏记录 职业技能等级证书 产业园区标准厂房"
).split()
HOW = (
    "在每年第一季度 会同财政部门 委托第三方 通过政务平台 按照实际需要 分批分类 自受理之日起 在节假日前 以乡镇为单位 "
    "根据风险等级 面向社会公开 征求公众意见后 结合年度预算 依托网格力量 采取以奖代补方式 经专家论证"
).split()
END = "并向社会公布 形成长效机制 确保落实到位 接受群众监督 纳入年度考核 不得收取费用 优先安排资金 及时反馈结果".split()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who it is, what labels it (article, section, item or nothing), and its words."""

    id: str
    kind: str
    text: str


def sentence(random: Random) -> str:
    """A sentence of a law or of a report's task; two seldom share more than a word."""
    verbs, things = random.sample(DOES, 2), random.sample(WHAT, 2)
    who, how, end = random.choice(WHO), random.choice(HOW), random.choice(END)
    return f"{who}应当{how}{verbs[0]}{things[0]}，{verbs[1]}{things[1]}，{end}。"


def law(random: Random, articles: int) -> list[Line]:
    """Articles, two in five of them with one or two paragraphs more."""
    lines = [Line("t", "", "某市公共服务管理条例")]
    for n in range(articles):
        lines.append(Line(f"a{n}", "article", sentence(random) + (sentence(random) if random.random() < 0.5 else "")))
        below = random.choice((0, 0, 0, 1, 2))
        lines += [Line(f"a{n}p{k}", "paragraph", sentence(random)) for k in range(below)]
    return lines


def statute() -> list[Line]:
    """A law as it was passed: chapters, articles, their paragraphs, and what is listed in them."""
    lines = []
    for n, text in enumerate(STATUTE.read_text("utf-8").splitlines()):
        label = _ARTICLE.match(text)
        if label:
            lines.append(Line(f"l{n}", "article", text[label.end() :]))
        else:
            inside = bool(lines) and lines[-1].kind in ("article", "paragraph", "entry") and not text.startswith("第")
            lines.append(Line(f"l{n}", ("entry" if text.startswith("（") else "paragraph") if inside else "", text))
    return lines


def report(random: Random, sections: int) -> list[Line]:
    """Headings, each with paragraphs of a topic, two sentences, a target and an office in brackets."""
    lines = [Line("t", "", "某市年度工作要点"), Line("s", "section", "重点任务")]
    for n in range(sections):
        verb, thing = random.choice(DOES), random.choice(WHAT)
        lines.append(Line(f"i{n}", "item", f"着力{verb}{thing}"))
        for k in range(random.choice((2, 3, 4))):
            what = random.choice(WHAT)
            target = f"新建{what}{random.randrange(11, 99)}处。"
            office = f"（{random.choice(WHO)}负责）"
            text = f"{random.choice(DOES)}{what}。{sentence(random)}{sentence(random)}{target}{office}"
            lines.append(Line(f"i{n}p{k}", "task", text))
    return lines


def written(lines: Sequence[Line]) -> str:
    """The document, numbered from the top."""
    return "\n".join(_labelled(lines))


def _labelled(lines: Sequence[Line]) -> Iterator[str]:
    counts = {"article": 0, "section": 0, "item": 0}
    labels = {"article": "第{}条　", "section": "{}、", "item": "（{}）"}
    for line in lines:
        if line.kind in counts:
            counts[line.kind] += 1
            yield labels[line.kind].format(han(counts[line.kind])) + line.text
        else:
            yield line.text


def han(number: int) -> str:
    """A number below a hundred in Han digits.

    >>> [han(n) for n in (7, 10, 13, 40, 58)]
    ['七', '十', '十三', '四十', '五十八']
    """
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return (("" if tens < 2 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")
