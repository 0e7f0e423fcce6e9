"""Copies by mirror sites: what they are known by, how they are undone, and what of them stays."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from policydiff.ingest.mirror.likelihood import Likelihood
from policydiff.ingest.mirror.pinyin import PLAIN, TONED, annotation, parse, reads
from policydiff.ingest.patches import TracedText
from policydiff.ingest.source import read_text
from policydiff.text.normalise import essence
from tests.mirror_corruption import corrupt, some

CORPUS = Path(__file__).parents[1] / "corpora" / "2020"
CLEAN = (CORPUS / "text.txt").read_text("utf-8").strip()
COPY = next((CORPUS / "source").iterdir()).read_text("utf-8")

# The table of the mirror that made the copy: what it annotated, and what it annotated astride.
TABLE = sorted({found[1] for found in re.finditer(r"([一-龥])\([a-z]*[āáǎàēéěèīíǐìōóǒòūúǔù][a-z]*\)", COPY)} | {"範"})


def places(source):
    """Every place of the source that is told as doubtful or not undone."""
    return [int(dict(note.values)["start"]) for note in source.notes]


def wrong(source, true):
    """Where the restored text differs in more than punctuation: (what it should be, what it is, told or not)."""
    told = [(r.start, r.end) for r in source.repairs if any(r.start <= p < r.end for p in places(source))]
    lost = 0
    for op in Levenshtein.opcodes(source.text, true):
        got, want = source.text[op.src_start : op.src_end], true[op.dest_start : op.dest_end]
        if op.tag == "equal" or essence(got) == essence(want):
            continue
        before = len(corrupt_prefix(source, op.src_start))
        near = any(start - 40 <= before <= end + 40 for start, end in [*told, *((p, p + 1) for p in places(source))])
        yield want, got, near
        lost += 1


def corrupt_prefix(source, at):
    """The part of the source that the text up to `at` came from, reckoned from the repairs."""
    raw_at = text_at = 0
    for repair in source.repairs:
        if repair.rule == "script-choice" or repair.start < raw_at:
            continue
        if text_at + repair.start - raw_at >= at:
            break
        text_at += repair.start - raw_at + len(repair.after)
        raw_at = repair.end
    return source.raw[: raw_at + at - text_at]


# ---------------------------------------------------------------- the copy at hand


def test_the_copy_at_hand_comes_out_without_a_wrong_character():
    assert read_text(COPY).text == CLEAN


def test_the_three_places_that_were_out_of_step_are_recorded():
    mended = [(r.before, r.after) for r in read_text(COPY).repairs if r.rule == "mirror-shift"]
    assert mended == [("?,F", "。现"), ("?fàn)顩r", "状况"), ("?jīng)Q", "决")]


def test_the_corruptor_does_what_the_mirror_did():
    """It makes of the clean text the very characters of the copy, the three places included."""
    ours, theirs = corrupt(CLEAN, annotated=TABLE).split("\n"), COPY.split("\n")[3:]
    same = [line for line in ours if line in theirs]
    assert [line for line in ours if line not in same] == [ours[-2]]  # the line with the portal's prompt
    assert sum(line.count("?") for line in same) == 3


# ---------------------------------------------------------------- there and back

LOSSLESS = {
    "as-the-copy": {"annotated": TABLE},
    "every-character": {},
    "some-characters": {"annotated": some(0.3, 1)},
    "pair-by-pair": {"annotated": some(0.5, 2), "in_order": True},
    "opencc": {"script": "s2t", "annotated": some(0.4, 3)},
    "taiwan": {"script": "s2tw", "annotated": some(0.4, 4)},
    "hong-kong": {"script": "s2hk", "annotated": some(0.4, 5)},
    "spaces-and-digits": {"annotated": some(0.3, 6), "bracket": "({} )", "digits": True},
    "capitals": {"annotated": some(0.3, 7), "capital": True},
    "wide-punctuation": {"annotated": some(0.3, 8), "punctuation": {}},
    "nothing-eaten": {"annotated": some(0.3, 9), "eats": ""},
}


@pytest.mark.parametrize("style", LOSSLESS.values(), ids=LOSSLESS.keys())
def test_a_copy_that_lost_only_lone_bytes_comes_back(style):
    source = read_text(corrupt(CLEAN, **style, nothing="private"))
    errors = list(wrong(source, CLEAN))
    assert len(errors) <= len(CLEAN) / 1500  # one in five thousand over many texts, at most three in one
    assert [error for error in errors if not error[2]] == []


@pytest.mark.parametrize("nothing", ["pair", "byte"])
@pytest.mark.parametrize("share", [0.05, 0.4, 1.0])
def test_where_whole_characters_were_lost_every_wrong_one_is_told(share, nothing):
    source = read_text(corrupt(CLEAN, annotated=some(share, 11), nothing=nothing))
    errors = list(wrong(source, CLEAN))
    assert len(errors) <= len(CLEAN) / 400
    assert [error for error in errors if not error[2]] == []


PHRASES = (
    "全面贯彻新发展理念", "强化知识产权保护", "发展状况报告", "专利导航决策机制", "总任务科学合理地确定",
    "加快建设现代化产业体系", "加强顶层设计", "深化改革创新", "着力提升审查质量", "成效显著", "完善法律制度",
    "实行严格的监督管理", "各地区各部门要认真落实", "推动高质量发展", "保持对经济恢复必要的支持力度",
    "新建30家技术与创新支持中心（TISC）", "商标注册平均审查周期压减至4个月", "按照职责分工负责",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PHRASES), min_size=3, max_size=9).map("，".join).map(lambda s: s + "。")
TEXTS = st.lists(SENTENCES, min_size=3, max_size=8).map("\n".join)


@settings(max_examples=30, deadline=None)
@given(text=TEXTS, share=st.sampled_from([0.1, 0.5, 1.0]), seed=st.integers(0, 50), in_order=st.booleans())
def test_any_text_comes_back_or_the_place_is_told(text, share, seed, in_order):
    annotated = some(share, seed)
    source = read_text(corrupt(text, annotated=annotated, in_order=in_order, nothing="private"))
    if annotation(source.raw) is None:
        return  # so few of its characters stand in the table that it does not show to be a mirror copy
    assert [error for error in wrong(source, text) if not error[2]] == []


# ---------------------------------------------------------------- shifts

AROUND = "推動(dòng)知識(shí)產(chǎn)權(quán)高質(zhì)量發(fā)展,認(rèn)真實(shí)施。\n{}\n進(jìn)一步強(qiáng)化統(tǒng)計(jì)監(jiān)測。"


@pytest.mark.parametrize(
    ("mirrored", "true"),
    [
        pytest.param("工作指引(2020)》?,F(xiàn)予印發(fā)", "工作指引（2020）》。现予印发", id="comma-astride"),
        pytest.param("中國產(chǎn)業(yè)發(fā)展?fàn)顩r報(bào)告", "中国产业发展状况报告", id="one-character"),
        pytest.param("專利導(dǎo)航?jīng)Q策機(jī)制", "专利导航决策机制", id="letter-at-once"),
        pytest.param("總?cè)蝿湛茖W合理地確定", "总任务科学合理地确定", id="several-characters"),
        pytest.param("總?cè)蝿?wù)科學(xué)合理地確定", "总任务科学合理地确定", id="reading-within"),
        pytest.param("總?(cè)蝿湛茖W合理地確定", "总任务科学合理地确定", id="bracket-left"),
        pytest.param("總\ufffd(Cè )蝿湛茖W合理地確定", "总任务科学合理地确定", id="replacement-sign"),
        pytest.param("總?ce4)蝿湛茖W合理地確定", "总任务科学合理地确定", id="tone-digit"),
        pytest.param("為什么開(kāi)展調(diào)查?我們(men)為了誰?", "为什么开展调查？我们为了谁？", id="question-marks"),
        pytest.param("中美歐(ōu(zī))日韓(hán)", "中美欧日韩", id="reading-in-a-reading"),
        pytest.param("網(wǎng)址http://a.gov.cn/b?c=1", "网址http://a.gov.cn/b?c=1", id="address"),
        pytest.param("總彛╟è）蝿湛茖W合理地確定", "总任务科学合理地确定", id="wide-bracket-swallowed"),
        pytest.param("目????錄", "目　　录", id="spaces-within"),
        pytest.param("局長(zhǎng)????張(zhāng)國(guó)強(qiáng)", "局长　　张国强", id="spaces-behind-a-reading"),
        pytest.param("1.2??適用範(fàn)圍", "1.2　适用范围", id="space-behind-number"),
        pytest.param("局長(zhǎng)??張(zhāng)國(guó)強(qiáng)", "局长　张国强", id="one-space-within"),
        pytest.param(
            "愛(?i)心企業(yè)、差額(?)選舉(jǔ)、冬奧(?o)會(huì)", "爱心企业、差额选举、冬奥会", id="capital-lost"
        ),
    ],
)
def test_what_is_out_of_step_is_put_back(mirrored, true):
    assert read_text(AROUND.format(mirrored)).text.split("\n")[1] == true


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param("總體。總cè)蝿湛茖W合理地", id="with-the-bracket"),
        pytest.param("總體。總(cè)蝿湛茖W合理地", id="alone"),
    ],
)
def test_a_lone_byte_that_went_without_a_trace_is_put_back_and_told(damaged):
    source = read_text(AROUND.format(damaged))
    assert source.text.split("\n")[1] == "总体。总任务科学合理地"
    assert [note.code for note in source.notes] == ["mirror-doubt"]


def test_a_reading_of_the_mirrors_own_is_no_lost_byte():
    source = read_text(AROUND.format("總(zhì)計(jì)與總(zhì)數(shù)"))
    assert "总计与总数" in source.text
    assert "?" not in source.text


def test_a_reading_that_is_of_no_character_is_told():
    source = read_text(AROUND.format("展?fàn)顩r,深化═huò)改革"))
    assert "huò" in source.text
    [note] = source.notes
    assert (note.code, source.raw[int(dict(note.values)["start"]) :][:3]) == ("mirror-unrepaired", "huò")


def test_nothing_is_learned_behind_a_lost_byte_that_another_one_stands_before():
    likelihood = Likelihood("展?蒲薪標準化高蒲薪標準?綠展綠展綠展", lambda character: character)
    assert likelihood.followers("綠") == []


def test_what_cannot_be_undone_stays_and_is_told():
    source = read_text(AROUND.format("深化?改革開(kāi)放"))
    assert "?" in source.text
    [note] = source.notes
    assert (note.code, dict(note.values)["before"]) == ("mirror-unrepaired", "?")
    assert source.raw[int(dict(note.values)["start"])] == "?"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("詳見http://a.cn/b:c。發(fā)展,實(shí)施", "详见http://a.cn/b:c。发展，实施", id="an-address"),
        pytest.param("印發(fā)Hello, world,推進(jìn)", "印发Hello, world，推进", id="latin"),
        pytest.param("在1:2和1,050萬,發(fā)展", "在1:2和1,050万，发展", id="numbers"),
        pytest.param("站|(xiāng)色", "站|色", id="behind-half-a-character"),
    ],
)
def test_what_a_mirror_left_alone_stays(raw, text):
    assert read_text(f"國家知識(shí)產(chǎn)權(quán)局關(guān)于{raw}").text == f"国家知识产权局关于{text}"


# ---------------------------------------------------------------- what a mirror is, and what it is not


@pytest.mark.parametrize(
    ("text", "syllable"),
    [
        pytest.param("國家知識(shí)產(chǎn)權(quán)局關(guān)于印發(fā)", TONED, id="marks"),
        pytest.param("國家知識（shí）產（chǎn）權（quán）局關（guān）于印發", TONED, id="wide-brackets"),
        pytest.param("識(shí)產(chǎn)權(quán)關(guān)發(fā)" + "展?fàn)" * 4 + "識產權關發" * 2, TONED, id="few-but-some-astride"),
        pytest.param("識(shí)產(chǎn)權(quán)關(guān)發(fā)" + "識產權關發" * 2, None, id="few-of-many-places"),
        pytest.param("國家知識(shi2)產(chan3)權(quan2)局", TONED, id="digits"),
        pytest.param("會(huì )議決定產(chǎn )業(yè )政策", TONED, id="spaces"),
        pytest.param("國(guo)務(wu)院關(guan)於(yu)產(chan)業(ye)發(fa)展(zhan)規(gui)劃(hua)實(shi)施進(jin)度報(bao)告", PLAIN, id="no-tones"),
        pytest.param("樂(le)達(da)貝(bei)這(zhe)餎(le)羅(luo)馬(ma)麼(me)們(men)達(da)這(zhe)樂(le)國(guo)務(wu)院關(guan)產(chan)業(ye)發(fa)展規(gui)劃(hua)實(shi)施進(jin)度報(bao)告條(tiao)動(dong)議(yi)", PLAIN, id="no-tones-and-light-ones"),
        pytest.param("李堃(kūn)、王喆(zhé)、张犇(bēn)、赵垚(yáo)、周翀(chōng)、吴玥(yuè)、郑珺(jùn)、陈昇(shēng)", None, id="rare-names"),
        pytest.param("国家知识产权局关于印发（TISC）的通知", None, id="latin-in-brackets"),
        pytest.param("國家知識產權局關於印發(TISC)的通知", None, id="traditional"),
        pytest.param("“行”读háng(háng)时指行业，重(zhòng)要、重(chóng)新，长(cháng)短、长(zhǎng)大", None, id="about-pinyin"),
        pytest.param("安徽六安（lù ān）、尉犁（yù lí）、任（rén）县", None, id="place-names"),
        pytest.param("「動」字讀(dòng)，國語注音", None, id="one-only"),
        pytest.param("", None, id="empty"),
    ],
)  # fmt: skip
def test_a_mirror_is_known_by_its_readings(text, syllable):
    assert annotation(text) == syllable


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("新建30家技术与创新支持中心（TISC）", id="latin"),
        pytest.param("国家知识产权局（专利局）", id="words"),
        pytest.param("任（rén）县与尉犁（yùlí）", id="readings-of-the-issuer"),
        pytest.param("增长6%—6.5%，共1,500项，比例为2:1，时间10:30", id="numbers"),
        pytest.param("网址http://www.cnipa.gov.cn/a?b=1,2", id="address"),
        pytest.param("按照PCT (Patent Cooperation Treaty)的规定", id="latin-run"),
    ],
)
def test_what_the_issuer_wrote_stays(line):
    mirrored = corrupt(line, annotated=TABLE)
    assert read_text(AROUND.format(mirrored)).text.split("\n")[1] == line


def test_a_traditional_document_stays_as_its_issuer_wrote_it():
    text = "行政院知識產權保護著作權法\n第一條 為保障著作人著作權益,特制定本法。\n第二條 主管機關為內政部。"
    assert read_text(text).text == text
    assert read_text(text).repairs == ()


@pytest.mark.parametrize("space", ["??", "　"])
def test_full_width_spaces_that_became_question_marks(space):
    text = "　　第一章　总则\n　　第一条　为了保护知识产权，推动高质量发展，制定本办法。"
    mirrored = corrupt(f"{text}\n{CLEAN[:600]}", annotated=TABLE, space=space)
    assert read_text(mirrored).text.startswith("第一章　总则\n第一条　为了保护知识产权，推动高质量发展，制定本办法。\n")


def test_text_in_brackets_that_a_mirror_left_wide_is_not_narrowed_or_widened():
    mirrored = corrupt(CLEAN[:900], annotated=TABLE, punctuation={"，": ","})
    assert read_text(mirrored).text == CLEAN[:900].strip()


# ---------------------------------------------------------------- script


@pytest.mark.parametrize(
    ("mirrored", "true"),
    [
        pytest.param("著力推動(dòng)顯著成效", "着力推动显著成效", id="zhe"),
        pytest.param("沿著道路,著作權(quán)", "沿着道路，著作权", id="zhu"),
        pytest.param("乾部隊伍,乾隆年間", "干部队伍，乾隆年间", id="gan"),
        pytest.param("以後、皇后、什麼", "以后、皇后、什么", id="hou"),
        pytest.param("答覆反覆覆蓋", "答复反复覆盖", id="fu"),
        pytest.param("瞭解瞭望", "了解瞭望", id="liao"),
        pytest.param("衞生爲本枱帳", "卫生为本台帐", id="hong-kong"),
        pytest.param("批準精準標準", "批准精准标准", id="zhun"),
    ],
)
def test_script_goes_back_by_words(mirrored, true):
    assert read_text(AROUND.format(mirrored)).text.split("\n")[1] == true


def test_every_choice_of_script_is_listed_and_the_rest_is_counted():
    source = read_text(AROUND.format("著力推動(dòng)顯著成效"))
    assert [(r.before, r.after) for r in source.repairs if r.rule == "script-choice"] == [("著", "着"), ("著", "著")]
    [script] = [r for r in source.repairs if r.rule == "script"]
    plain = TracedText.of(source.raw).text.translate(str.maketrans("", "", "著"))
    assert script.count == sum(not c.encode("gb2312", "ignore") and c > "㐀" for c in plain)


def test_every_character_with_a_choice_is_listed_once_with_its_place():
    source = read_text(AROUND.format("蒐集陞級,邨莊賙濟(jì),龢平"))
    listed = [(r.before, r.after, source.raw[r.start : r.end]) for r in source.repairs if r.rule == "script-choice"]
    assert listed == [
        ("蒐", "搜", "蒐"),
        ("陞", "升", "陞"),
        ("邨", "邨", "邨"),
        ("賙", "周", "賙"),
        ("龢", "和", "龢"),
    ]


def test_readings():
    assert parse("lǜ") == parse("lv4") == parse("Lǜ ")
    assert reads("調", "diào")
    assert not reads("調", "xiàn")
    assert not reads("", "xiàn")


@pytest.mark.parametrize(("quoted", "doubted"), [("「{}」", True), ("“{}”", False)], ids=["corner", "curly"])
def test_a_copy_that_may_have_been_traditional_before_is_told(quoted, doubted):
    source = read_text(AROUND.format(quoted.format("發(fā)展規(guī)劃(huà)")))
    assert ("mirror-script" in {note.code for note in source.notes}) == doubted
