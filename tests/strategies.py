"""What Hypothesis builds the tests' documents from: pieces of real policy Chinese, labels of every family."""

from hypothesis import strategies as st

WORDS = (
    "知识产权 高质量发展 复工复产 疫情防控 地理标志 质押融资 公共服务 审查周期 行政裁决 深入推进 进一步完善 加强 "
    "各地区 国务院 营商环境 16个月 20% 1100万人 6%—6.5% “十四五” （专利） 《意见》 、 ， ； 的 和 C919 TISC"
).split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join).map(lambda s: s + "。")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map("".join)
LABELS = st.sampled_from(
    ["", "", "一、", "二、", "三、", "（一）", "（二）", "(三)", "1.", "2．", "（1）", "①", "——", "第一章　", "第二章　",
     "第一条　", "第二条　", "第十条之一　", "附件：", "附件1　", "1.1　", "目录"]
)  # fmt: skip
LINES = st.tuples(LABELS, PARAGRAPHS).map("".join)
TEXTS = st.lists(LINES, min_size=1, max_size=14).map("\n".join)
# Anything at all, for what must hold of any text: no surrogates, no line breaks that are not \n.
ANY_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40).filter(
    lambda s: s.strip()
)
ANY_TEXTS = st.lists(st.one_of(LINES, ANY_LINE), min_size=1, max_size=10).map("\n".join)
