"""Names of offices: which of them mean the same office, and what looks like one at all.

The table lists each office under the short form that the State Council's own documents use, then the other
names. A user adds to it in `corpora/units.toml`; `OfficeNames.extended` takes what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policydiff.facts.lexicon import either

OFFICES: dict[str, str] = {
    "发展改革委": "国家发展改革委 国家发展和改革委员会 发展和改革委员会 国家发改委 发改委",
    "教育部": "国家教育部 教育部门",
    "科技部": "科学技术部",
    "工业和信息化部": "工信部 工业信息化部",
    "国家民委": "国家民族事务委员会 民委",
    "公安部": "",
    "安全部": "国家安全部",
    "民政部": "",
    "司法部": "",
    "财政部": "",
    "人力资源社会保障部": "人力资源和社会保障部 人社部",
    "自然资源部": "",
    "生态环境部": "",
    "住房城乡建设部": "住房和城乡建设部 住建部",
    "交通运输部": "",
    "水利部": "",
    "农业农村部": "",
    "商务部": "",
    "文化和旅游部": "文旅部 文化旅游部",
    "卫生健康委": "国家卫生健康委 国家卫生健康委员会 卫健委 国家卫健委",
    "退役军人部": "退役军人事务部",
    "应急部": "应急管理部 国家应急部",
    "人民银行": "中国人民银行 央行",
    "审计署": "国家审计署",
    "国资委": "国务院国资委 国务院国有资产监督管理委员会 国有资产监督管理委员会",
    "海关总署": "",
    "税务总局": "国家税务总局",
    "市场监管总局": "国家市场监督管理总局 国家市场监管总局 市场监督管理总局",
    "广电总局": "国家广播电视总局 广播电视总局 国家广电总局",
    "体育总局": "国家体育总局",
    "统计局": "国家统计局",
    "医保局": "国家医保局 国家医疗保障局 医疗保障局",
    "国管局": "国家机关事务管理局 机关事务管理局",
    "知识产权局": "国家知识产权局",
    "版权局": "国家版权局",
    "气象局": "中国气象局",
    "银保监会": "中国银保监会 中国银行保险监督管理委员会",
    "金融监管总局": "国家金融监督管理总局 国家金融监管总局",
    "证监会": "中国证监会 中国证券监督管理委员会",
    "粮食和储备局": "国家粮食和储备局 国家粮食和物资储备局 粮食和物资储备局",
    "能源局": "国家能源局",
    "林草局": "国家林草局 国家林业和草原局 林业和草原局",
    "铁路局": "国家铁路局",
    "民航局": "中国民航局 中国民用航空局",
    "邮政局": "国家邮政局",
    "文物局": "国家文物局",
    "中医药局": "国家中医药局 国家中医药管理局 中医药管理局",
    "药监局": "国家药监局 国家药品监督管理局 药品监督管理局",
    "疾控局": "国家疾控局 国家疾病预防控制局",
    "外汇局": "国家外汇局 国家外汇管理局 外汇管理局",
    "移民局": "国家移民局 国家移民管理局",
    "数据局": "国家数据局",
    "标准委": "国家标准委 国家标准化管理委员会",
    "网信办": "中央网信办 国家网信办 国家互联网信息办公室 中央网络安全和信息化委员会办公室",
    "扶贫办": "国务院扶贫办 国务院扶贫开发领导小组办公室",
    "乡村振兴局": "国家乡村振兴局",
    "全国总工会": "中华全国总工会",
    "共青团中央": "团中央",
    "全国妇联": "中华全国妇女联合会",
    "全国工商联": "中华全国工商业联合会",
    "中国残联": "中国残疾人联合会",
    "供销合作总社": "中华全国供销合作总社",
    "高法院": "最高人民法院 最高法",
    "高检院": "最高人民检察院 最高检",
    "各地方知识产权局": "各地知识产权局 地方知识产权局 各地方知识产权管理部门 各地方知识产权管理局",
    "各省级人民政府": "各省、自治区、直辖市人民政府 省级人民政府 各省（区、市）人民政府 各省级政府",
    "各有关部门": "有关部门 各相关部门 相关部门",
}

# How an office below the ministries writes the same part of its name: 市发展和改革委员会 is 市发展改革委.
_SAME_PART: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"发展和?改革委(?:员会)?$|发改委$", "发展改革委"),
        (r"发展和改革局$|发改局$", "发展改革局"),
        (r"工业和信息化局$|工信局$|工信厅$", "工业和信息化局"),
        (r"人力资源和?社会保障局$|人社局$", "人力资源社会保障局"),
        (r"住房和?城乡建设局$|住建局$", "住房城乡建设局"),
        (r"卫生健康委(?:员会)?$|卫健委$", "卫生健康委"),
        (r"市场监督管理局$", "市场监管局"),
        (r"文化广电和旅游局$|文广旅局$", "文化广电旅游局"),
        (r"国有资产监督管理委员会$", "国资委"),
        (r"委员会$", "委"),
    )
)


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """Other names of offices, each with the normal form that stands for all."""

    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(_table(OFFICES)))

    def normal(self, name: str) -> str:
        """The form under which a unit is known to be the same one elsewhere; the name itself where none is known.

        >>> names = OfficeNames()
        >>> {names.normal(n) for n in ("发展改革委", "国家发展改革委", "国家发展和改革委员会")}
        {'发展改革委'}
        >>> names.normal("市发展和改革委员会"), names.normal("运用促进司")
        ('市发展改革委', '运用促进司')
        """
        plain = _plain(name)
        known = self.aliases.get(plain)
        if known:
            return known
        for pattern, part in _SAME_PART:
            if pattern.search(plain):
                return pattern.sub(part, plain)
        return plain

    def extended(self, more: Mapping[str, Iterable[str]]) -> OfficeNames:
        """These names and more: normal form to other names.

        >>> OfficeNames().extended({"战略规划司": ["规划司"]}).normal("规划司")
        '战略规划司'
        """
        return OfficeNames(MappingProxyType({**self.aliases, **_table({k: " ".join(v) for k, v in more.items()})}))


def _table(offices: Mapping[str, str]) -> dict[str, str]:
    return {_plain(name): normal for normal, names in offices.items() for name in (normal, *names.split())}


def _plain(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")


_OFFICE_WORDS = """
    部 委 局 署 司 厅 办 会 院 所 处 科 室 组 站 社 中心 政府 单位 部门 机构 机关 公司 集团 企业 总社 总台 大队
    支队 海关 银行 支行 分行 总行 农商行
    学校 大学 高校 医院 基地 平台 馆 电视台 专班 指挥部 联席会议 保险 电网 石油 石化 电信 移动 联通 铁塔
"""
_BODIES = "党组 工会 团委 共青团中央 妇联 残联 工商联 科协 侨联 文联 台办 团体 组织 协会 学会 商会 主体 军队 兵团"
_AREAS = "园区 开发区 新区 街道 乡镇 镇街 镇 乡 村 县 区 市 省 州 盟 旗 各地 地方 地区 中央"
# 运用促进司 | 运用促进; 各省（区、市）人民政府
_OFFICE_END = re.compile(rf"(?:{either(_OFFICE_WORDS, _BODIES, _AREAS)})(?:[（(][^（）()]*[）)])?$")
# 对本级人大负责 | 对外联络部
_NO_OFFICE_BEGIN = """
    含 包括 对 向 谁 自行 依法 按规定 一并 全面 终身 共同 主要 具体 本人 不 未 已 并 应(?!急) 可 将 如 其 该 及时 统一
    统筹
"""
# 谁主管谁负责, 牵头单位 | 市场监管局
_NO_OFFICE_WORDS = "落实 负责 推进 完成 牵头 (?:责任|配合|参与|指导)(?:单位|部门)"
_NO_OFFICE = re.compile(
    rf"^(?:{either(_NO_OFFICE_BEGIN)})|[谁的了着过]|[。；：:！？]|\d{{3,}}|{either(_NO_OFFICE_WORDS)}"
)


def looks_like_office(name: str) -> bool:
    """Whether a name ends like an office's.

    >>> looks_like_office("专利局初审流程部"), looks_like_office("各省（区、市）人民政府"), looks_like_office("谁主管")
    (True, True, False)
    """
    return 2 <= len(name) <= 30 and bool(_OFFICE_END.search(name)) and not _NO_OFFICE.search(name)


def may_be_office(name: str) -> bool:
    """Whether a name could be an office's where the words around it say that it is one: 联席办, 省市."""
    return 2 <= len(name) <= 30 and not _NO_OFFICE.search(name)
