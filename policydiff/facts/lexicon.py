"""The words by which Chinese policy documents say what is to be done to how much.

Every table is meant to be read and added to. Within an alternation the longer word wins, so the order of the
words does not matter.
"""

from __future__ import annotations

import re

from policydiff.text.official.numbers import HAN


def either(*tables: str) -> str:
    """An alternation of the words of some tables, the longest first.

    >>> either("增长 增", "降低")
    '增长|降低|增'
    """
    words = {w for table in tables for w in table.split()}
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


def guarded(words: str, not_before: dict[str, str]) -> str:
    """An alternation in which a word does not count before the characters that make it part of another.

    >>> guarded("先 再", {"先": "进"})
    '先(?![进])|再'
    """
    listed = sorted(set(words.split()), key=lambda w: (-len(w), w))
    return "|".join(f"{w}(?![{not_before[w]}])" if w in not_before else w for w in listed)


# Verbs that change a value. With 到, 至 or 为 behind them they name the level that is to be reached.
UP = "增长 提高 增加 上升 提升 扩大 递增 上涨 上浮 上调 拓展 扩展 扩容 延伸 增 涨 升"
DOWN = """
    下降 降低 减少 压减 压缩 缩短 下调 减轻 削减 回落 缩减 精简 淘汰 退出 关停 关闭 化解 压降 下浮 节约 缩小 减免
    取消 清退 调减 核减 裁减 去除 减 降 缩
"""
# 增速, 增值税: the sign behind such a verb makes it a noun.
CHANGE_NOT = {"增": "速幅值量", "涨": "幅", "升": "级幅", "降": "幅水", "减": "排", "提升": "改"}
# Compounds of verb and object that say by how much somebody is relieved.
RELIEF = "减税 减负 降费 退税 让利 降本 减税降费 退税减税 减费让利 减税退税 减租 减息 降税"
# 比去年预算低0.4个百分点: verbs of change only behind a comparison.
MORE = "高 多 快"
LESS = "低 少 慢"

# Verbs that do, build, give or spend so many: the quantity is an increment.
_BUILD = """
    新增 新建 新开工 新改建 新开通 新设 新立 新植 新培育 新引进 新认定 增设 增建 增配 增开 增补 补充 建设 布局建设
    规划建设 投资建设 建成 建立 修建 兴建 扩建 改建 改扩建 新建改建 新改扩建 续建 共建 援建 改造 开工 开工建设 竣工
    打造 筹建 新创 新创建 造林 绿化 植树 种植 栽植 栽种 补植 增殖 放流 播种 整治 治理 修复 恢复 复垦 退耕 开通 开行
    铺设 敷设 架设 安装 布局 布设 设立 设置 打通 疏浚 加固 维修 硬化 亮化 加装 拆除 征收 搭建 开发 开辟 创设 建好 建强
    投用 投产 达产 提升改造 提质改造 改善提升 优化提升
    提档升级 提质升级 更新 更换 升级 净增
"""
_RAISE = """
    选拔 选聘 招募 录用 录取 聘任 聘用 调训 认证 培育 培养 培训 轮训 扶持 支持 引进 招引 引入 引才 落地 签约 创建 申报
    创成 命名 评选 评定 认定 选择 选取 遴选 筛选 确定 选树 树立 争创 增创 培育形成 孵化 集聚 聚集 汇聚 入驻 上市 吸引
    招收 招聘
    招录 扩招 选派 派遣 增派 派出 轮换 带动 形成 发展 研发 攻克 突破 转化
"""
_GIVE = """
    投放 投入 投资 注入 发放 下达 拨付 兑付 发行 代发 增发 筹集 募集 筹措 争取 落实 融入 引导 撬动 拿出 使用 资助 救助
    保障 吸纳 腾出 生产 收购 储备 销售 采购 购置 供应 提供 供给 配备 配置 利用 回收 输送 盘活 收储 出让 供地 储气
"""
_CARRY_OUT = """
    推出 推广 推行 推介 推动 推进 实施 安排实施 组织 组织开展 组建 举办 承办 开展 启动 完成 解决 安置 转移 帮扶 搬迁
    清理 清理腾退 清欠 出版 制定 修订 制修订 参与制定 参与制修订 主导制定
    发布 编制 出台 检查 走访 排查 抽查 抽检 查处 审结 审查 办理 办结 处理 处置 授权 受理 登记 注册 核准
    获批 备案 接待 覆盖 抓好 做好 办好 完善 优化 建档 谋划 策划 包装 流转 托管 关爱 宣传
"""
ADD = " ".join((_BUILD, _RAISE, _GIVE, _CARRY_OUT))
# The same in one sign, which is no verb behind another: 建 | 基建, 在建, 育 | 抚育
ADD_ONE_SIGN = (
    "(?:(?<![基党城援共搭组构修重扩兴改包土营续承在创筹])建(?![设筑成立行材制管军党国交议档])"
    "|(?<![抚教体培发德选繁保生养])育(?![种苗婴儿])|(?<![品良物播栽耕补抢复套])种(?![业子植质苗养源])|(?<![维装检必进编])修(?![订改复正养])"
    "|扩(?![大展容散招建])|(?<![高校单])招(?![商标生聘]))"
)
# Signs behind such a verb that make it part of a noun: 安置房建设, 投资者, 生产总值, 增创新平台.
VERB_NOT = {
    "增创": "新", "安置": "房点区", "保障": "性房网水能机", "投资": "者额率商基管", "开发": "区商性银",
    "绿化": "带率面覆", "培训": "机基班中", "生产": "总线力性者资许企",
    "治理": "体能率", "销售": "收额总", "清理": "规",
    "支持": "中平系", "引导": "基", "组织": "部化", "利用": "率外", "使用": "率权",
    "配备": "率", "覆盖": "率面", "登记": "率", "注册": "资商", "供应": "链量", "储备": "粮库林", "处理": "率厂设",
    "回收": "率", "转化": "率", "完成": "率", "普及": "率", "发展": "改规", "监测": "站点", "流转": "税",
    "发行": "人", "收储": "公库", "采购": "商人",
}  # fmt: skip
# Those that come second in a pair, 新建改建; others begin the noun there: 建设保障性住房.
ADD_PAIRED = """
    新建 改建 扩建 改扩建 建成 改造 培育 壮大 打造 开工 开工建设 完成 实施 推广 引进 发展 提升 修复 整治 拆除 补植
    筹集 通车 投产 投用 达产
"""
# Verbs that make things which can be counted, even by Han numerals: 建设十五个示范区 | 推进三项改革
_MAKE = """
    新建 新增 建设 建成 建立 打造 培育 培养 引进 引入 创建 创成 设立 开工 改造 扩建 改建 兴建 修建 认定 选树 评选 命名
    组建 孵化 布局 开通 推出 签约 落地 招引 培训 开设 增设 开办 建
"""
COUNTABLE_VERB = re.compile(rf"(?:{either(_MAKE)})(?:了|约|近|首批)?$")
# 改造老旧小区二十个，| 改造提升: the same with what is made between the verb and so many of it.
COUNTABLE_OBJECT = re.compile(rf"(?:{either(_MAKE, DOWN)})[\u4e00-\u9fff、“”（）]{{2,24}}$")
# Verbs whose object is money set aside or a line held: the quantity is a level.
ALLOCATE = "安排 拟安排 计划安排 预算安排 守住 严守 坚守 守牢 保有 保持 维持 确保 稳定"
# Words that link an indicator to its level.
LINK = """
    达到 高达 达 为 是 保持在 稳定在 控制在 维持在 保持 稳定 控制 维持 在 完成 实现 占 占到 按 拟按 定为 设定为
    拟定为 安排 新安排 执行 继续执行
    调整为 确定为 统一为 收窄到 回升到 恢复到 发展到 控制到 稳定到 到 至 超额完成 预期为 目标为
    力争 争取 确保 不断 接近
"""

# Nouns that are themselves an event: with a number behind them they are an increment (城镇新增就业1100万人).
EVENT = """
    就业 再就业 落户 造林 绿化 植树 培训 扩招 招生 搬迁 脱贫 摘帽 退耕 还林 还草 以旧换新 上云 提质增效 抚育 管护
    治理 改造 整治 招聘 招工 铺轨 上市 种植
    播种 招商 安置 转移 投放 发行 放款 融资 引资 发债 入驻 开工 建成 竣工 认定 备案 核准 参保 扩面 回收 修复 维修 硬化
    拆迁 流转 移民
"""
# Nouns that say how fast something else changes: 涨幅3% is a change of the thing whose rise it is.
RATE_UP = "涨幅 增幅 增速 升幅 增长率 增长速度 增长幅度 上涨幅度 提高幅度 增长目标 增长预期目标 增长"
RATE_DOWN = "降幅 降速 下降率 降低率 下降幅度 降低幅度 压减率"
# Nouns that are no indicator alone: 规模近9.8万亿元 needs the thing whose size it is.
GENERIC = """
    资金 专项资金 规模 总规模 总产量 总产值 总收入 总量 总额 面积 数量 比例 比重 占比 金额 总金额 总值 产值 余额 人数
    户数 件数 均价 总数 累计 合计 总计 投资 总投资 年产值 销售收入 产量 产能 价格 标准 目标 水平 增速 速度 幅度 指标
    份额 综合产值 里程 总里程 装机 总装机 装机容量
"""
# Nouns of people: 今年高校毕业生820多万人 describes, it promises nothing.
PEOPLE = "毕业生 在校生 学生 老人 老年人 农民工 居民 群众 网民 人口 职工 患者 儿童 劳动力 党员 退役军人"

# Words before a verb or a noun that say when, whether or how, never what.
MODAL = """
    要 将 拟 应 应当 须 必须 需 需要 可 可以 力争 争取 确保 努力 计划 准备 预计 预期 继续 进一步 先 再 就 还 也 又
    全面 大力 全力 切实 逐步 稳步 着力 积极 加快 统筹 持续 深入 扎实 努力实现 力争实现 确保实现 确保完成 力争完成 实现
    推动 促进 保证 全部 总体上 原则上 至少 最少 累计 合计 共计 一定 不断 带头
    有序 稳妥 优先 集中 带动 有效 严格 坚持 坚决 仍 主动 滚动 尽快
    尽早 按期 如期 首批 首次 初步 适当 大幅 大幅度 较大幅度 明显 显著 基本
"""
# Words that join a statement to the one before.
CONNECTIVE = "同时 转为 并 并且 以及 及 和 另外 此外 从而 进而 但 但是 而 则 使 让 把"
# What a noun that begins like one of these goes on with: 先进制造业, 可再生能源, 预期寿命, 再就业.
MODAL_NOT = {
    "先": "进行导锋", "再": "就生造担贷融保",
    "就": "业地近医读学餐", "还": "林草款贷建田湖迁原本", "可": "再支持用控比靠视吸",
    "应": "急届用对收税", "使": "用命馆", "让": "利", "需": "求", "要": "素求点", "并": "购网联", "和": "谐田平",
    "及": "格时", "将": "军", "把": "手关握", "计划": "生单", "预期": "寿", "有效": "发专注商灌投需期", "继续": "教",
    "准备": "金", "集中": "供处采居式", "统筹": "区基", "优先": "股", "推动": "力", "基本": "养医公农药生民草水保",
    "带动": "力", "而": "且", "努力": "程", "一定": "规数比程条期",
}  # fmt: skip
# The same, but only directly before a verb: 各 begins 各级政府 and 一般 begins 一般公共预算.
SPREAD = """
    共 共计 总计 合计 统一 平均 年均 月均 分别 均 都 各 每年 每月 每天 日均 当年 实际 名义 同比 环比 总体 一般 总共 人均
    年人均 月人均 每人 约 由 只 在 大规模 高质量 高标准
"""
# Those of them that, in the middle of a phrase, part its subject from what is done.
AUXILIARY = (
    "使 让 可使 要 将 拟 应 须 需 力争 争取 确保 计划 预计 继续 再 共 累计 年内 全年 今年 每年 实现 完成 首批 初步"
)
# The territory that a document speaks of anyway.
WHOLE = "全国 全省 全市 全县 全区 全州 全旗 全域 我国 我省 我市 我县 我区 本市 本省 本区 国内"
# 中央财政拟投入433亿元: who pays is no indicator.
PAYER = """
    全国财政 中央财政 中央政府 国务院 中央财政预算 中央预算 国家财政 中央和地方财政 地方财政 各级财政 省级财政
    市级财政 省财政 市财政 县财政 区财政 中央 国家 地方 各级政府 政府 各级 各地 各地区 各部门 我们
    各县区 各区县 各市县 各镇街 各乡镇
"""
# What follows a payer or a territory that only says who acts.
PAYS = """
    提出 为此 增加 拟 将 要 再 计划 预计 每年 共 累计 安排 投入 拿出 发行 筹集 新增 下达 今年 年内 全年 力争 确保 应
    新建 完成 改造 建成 培育 引进 实施 开展 组织 发放 减少 压减 淘汰
"""

# Terms of an entitlement or a penalty: 最高15万元, 给予50万元奖励, 处5万元罚款 promise nothing to be reached.
TERMS = """
    给予 奖励 奖补 补贴 补助 返还 可返还 可申请 申请 享受 可享受 罚款 处 处以 收取 缴纳 缴存 抵扣 扣除 减按 按 按照
    一次性 发给 不予 参照 贴息 报销 补偿
"""
# 对…达到25%的企业: a condition says who is meant, not what is to be achieved.
CONDITION = re.compile(
    # 对年应纳税所得额100万元至300万元部分 | 对地方转移支付增长9.5%
    r"^(?:凡|对|对于|针对|符合|满足|年满|不满|如果|若|当|经认定|未达到|每逢)[^，。；]*(?:的|者|部分|企业|单位|个人|人员|家庭|机构|项目)$"
    # 达到企业现有在职职工人数25%并与其签订1年以上劳动合同的 | 达到25%的目标
    r"|.*(?<!目)的$"
)

# 2020年, 一九五八年 | 一五年
YEAR = rf"(?:(?:19|20)\d\d|[一二][〇○零八九][{HAN}]{{2}})年"
_SPAN = rf"[{HAN}\d]{{1,3}}"
_PART_OF_YEAR = r"(?:\d{1,2}月)?(?:上半年|下半年|年?底|年?末|前三季度|[一二三四]季度)?"
# “十四五”期间 | “十四五”规划
_PLAN_PERIOD = r"[“\"]?十[一二三四五六]五[”\"]?(?:时期|期间|规划期|末|前三年|以来)?"
_TO_COME = rf"(?:今后|未来|近期|远期|此后){_SPAN}?(?:个?年|到{_SPAN}年|段时期|个时期)?"
# 到2020年底 | 2020亿元
TIME = (
    "(?:到|至|自|从|在|于|截至)?(?:"
    + "|".join(
        (
            rf"{YEAR}(?:至|到|—|-){YEAR}",
            YEAR + _PART_OF_YEAR,
            "今明两年|今年|明年|本年度?|当年|年内|年底|年末|全年|上半年|下半年|今冬明春|本届政府任期",
            _PLAN_PERIOD,
            _TO_COME,
            rf"{_SPAN}年内|{_SPAN}年时间",
            r"\d{1,2}月(?:份|底|末|上旬|中旬|下旬|\d{1,2}日(?!起))?",
            "第?[一二三四1-4]季度",
        )
    )
    + ")(?:年?底|年?末)?(?:以?前|之前|以内|之内|内|时|起|开始|以来|间|期间)?"
)
