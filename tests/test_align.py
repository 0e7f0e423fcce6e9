"""What the alignment promises: kinds, repeats, named parts, moved text, cost."""

import pytest

from policydiff.align import evidence
from policydiff.align.align import align
from policydiff.align.blocks import Block, blocks
from policydiff.align.evidence import gather
from policydiff.align.options import Options
from policydiff.model import Document, Facts, Head, Responsibility, Span, Target
from policydiff.parse.tree import parse
from policydiff.wording.notes import doubt


def document(text: str, name: str = "x") -> Document:
    return parse(text, Head(id=name))


def links(found) -> set[tuple[str, str]]:
    return {(x.old, x.new) for g in found.groups for x in g.links}


def basis(found, old: str, new: str):
    return next(x.basis for g in found.groups for x in g.links if (x.old, x.new) == (old, new))


OLD = "一、扩大消费。支持汽车、家电以旧换新，发放消费券。\n二、扩大投资。推进重大项目建设，用好专项债券。\n三、开展业务轮训。编写教材，选派师资。"
NEW = "一、扩大消费。继续支持汽车、家电以旧换新。\n二、扩大投资。加快重大项目建设，用好专项债券资金。\n三、守住生态红线。治理水土流失。"


@pytest.fixture
def pair() -> tuple[Document, Document]:
    return document(OLD, "old"), document(NEW, "new")


def test_without_overrides_the_two_that_go_on_are_linked(pair):
    assert links(align(*pair)) == {("一", "一"), ("二", "二")}


def test_every_clause_is_in_one_group_and_groups_come_in_order(pair):
    found = align(*pair)
    assert [(g.old, g.new) for g in found.groups] == [
        (("一",), ("一",)), (("二",), ("二",)), (("三",), ()), ((), ("三",)),
    ]  # fmt: skip


def test_a_basis_has_named_parts_rounded_and_alike_both_ways(pair):
    parts = basis(align(*pair), "二", "二")
    assert {"score", "words", "sentences", "order", "heading", "length"} <= parts.keys()
    assert parts["heading"] == 1.0
    assert all(value == round(value, 6) for value in parts.values())
    assert parts == basis(align(*reversed(pair)), "二", "二")


def test_shared_rare_words_weigh_more_than_shared_common_ones():
    frame = "加强知识产权工作，支持企业{}。"
    old = document(
        "\n".join(
            f"{n}、{frame.format(w)}" for n, w in zip("一二三四", ["复工复产", "上市", "出海", "用工"], strict=True)
        )
    )
    new = document("一、加强知识产权工作，帮助企业复工复产。\n二、加强知识产权工作，支持企业技术改造。")
    found = align(old, new)
    assert ("一", "一") in links(found)


def test_facts_in_common_are_a_part_of_the_score(pair):
    old, new = pair
    facts = [
        Facts(
            (Target(clause="二", quote="专项债券", start=0, end=1, kind="target", indicator="专项债券", measure="level",
                    direction=None, comparator="=", value=1.0, value_high=None, unit="亿元"),),
            (Responsibility(clause="二", quote="（甲司负责）", start=0, end=1, office="甲司", office_key="甲司",
                            role="responsible", form="bracket", task=Span(0, 1)),),
        )
        for _ in pair
    ]  # fmt: skip
    parts = basis(align(old, new, old_facts=facts[0], new_facts=facts[1]), "二", "二")
    assert parts["facts"] == 1.0
    assert parts["score"] > basis(align(old, new), "二", "二")["score"]


def test_a_note_on_an_undecided_repeat_names_the_places():
    old = document("一、议程\n宣布开会。\n全体起立。\n宣读倡议。")
    new = document("一、议程\n签到领取文件。\n全体起立。\n奏唱国歌。\n全体起立。\n合影留念。")
    [note] = align(old, new).notes
    assert note.code == "repeat-undecided"
    assert dict(note.values) == {"text": "全体起立。", "old": "一/¶2", "new": "一/¶2、一/¶4"}
    assert "全体起立" in doubt(note).zh
    assert "all" not in doubt(note).zh


def test_repeats_that_both_sides_have_as_many_of_pair_in_order():
    old, new = document("甲\n同上。\n乙\n同上。"), document("丙\n同上。\n丁\n同上。")
    assert links(align(old, new)) >= {("正文/¶2", "正文/¶2"), ("正文/¶4", "正文/¶4")}


LIST = (
    "第一条 检测机构有下列情形之一的，由主管部门责令改正，处一万元以上三万元以下罚款：\n"
    "（一）拒绝、阻碍监督检查的；\n（二）伪造检测数据的；\n（三）转让资质证书的；\n（四）超出资质范围开展检测的{}。\n"
    "第二条 主管部门应当建立信用档案，公布下列信息：\n"
    "（一）机构名称和法定代表人；\n（二）资质等级和有效期；\n（三）表彰奖励情况；\n（四）行政许可变更情况{}。"
)


def test_a_formula_of_the_review_is_not_that_of_the_plan_however_often_it_stands():
    review = "一、2022年工作回顾\n全年地区生产总值增长8.1%，城镇新增就业1269万人。\n"
    plan = "二、2023年工作安排\n今年要着力扩大国内需求，把恢复和扩大消费摆在优先位置。\n"
    call = "各位代表！"
    old = document(f"{review}{plan}{call}\n全面推进依法行政，建设法治政府。\n{call}\n国防和军队建设取得新进展。")
    new = document(f"{review}{call}\n疫情发生三年多来，始终坚持生命至上。\n{call}\n粮食产量再创新高。\n{plan}")
    found = align(old, new)
    assert not [x for x in links(found) if x[0][0] != x[1][0]]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("here", "there"),
    [
        pytest.param(
            "未按照规定保存检测原始记录和检测报告的", "未按照规定保存检测原始记录和检测报告的", id="identical"
        ),
        pytest.param("未按照规定保存检测原始记录和检测报告的", "没有按照规定保存检测原始记录和检测报告的", id="nearly"),
    ],
)
def test_an_item_that_went_from_one_article_to_another_has_moved(here, there):
    old, new = document(LIST.format("；\n（五）" + here, "")), document(LIST.format("", "；\n（五）" + there))
    found = align(old, new)
    assert basis(found, "第一条/（五）", "第二条/（五）")["moved"] == 1.0
    assert len(links(found)) == len(old.clauses) == len(new.clauses)


def test_a_short_item_that_went_from_one_article_to_another_is_a_formula():
    old, new = document(LIST.format("；\n（五）其他情形", "")), document(LIST.format("", "；\n（五）其他情形"))
    assert ("第一条/（五）", "第二条/（五）") not in links(align(old, new))


def test_moved_text_has_exact_places_and_joins_neighbouring_sentences():
    kept = (
        "全面推行网上办理，压缩审批环节，推动更多事项一次办成，完善政务服务评价制度，评价结果向社会公开并与考核挂钩。"
    )
    other = "推进跨部门联合检查，完善信用分级分类管理，严厉打击假冒伪劣行为，健全缺陷产品召回制度，畅通投诉举报渠道。"
    went = "建立企业诉求快速响应机制。对反映的问题五个工作日内予以答复。"
    old, new = document(f"一、{kept}{went}\n二、{other}"), document(f"一、{kept}\n二、{went}{other}")
    [moved] = align(old, new).moved_text
    assert (moved.old.clause, moved.new.clause) == ("一", "二")
    assert old.text[moved.old.start : moved.old.end] == went
    assert new.text[moved.new.start : moved.new.end] == went


def test_a_formula_that_stands_everywhere_has_not_moved():
    old, new = (
        document("一、甲乙丙丁。各部门按职责分工负责抓好落实。\n二、子丑寅卯。"),
        document("一、甲乙丙丁。\n二、子丑寅卯。各部门按职责分工负责抓好落实。\n三、各部门按职责分工负责抓好落实。"),
    )
    assert align(old, new).moved_text == ()


def test_a_sentence_that_its_partner_carries_on_has_not_moved_where_another_quotes_it():
    old = document(
        "第一条 有下列情形之一的农产品，不得销售：\n（一）含有的致病性寄生虫、微生物或者生物毒素不符合标准的；\n"
        "第二条 国家引导农产品标准化生产，鼓励生产优质农产品。"
    )
    new = document(
        "第一条 有下列情形之一的农产品，不得销售：\n（一）含有的致病性寄生虫、微生物或者生物毒素不符合标准；\n"
        "第二条 国家引导农产品标准化生产，鼓励生产优质农产品。\n第三条 有下列行为之一的，责令停业：\n"
        "（一）销售含有的致病性寄生虫、微生物或者生物毒素不符合标准的农产品；"
    )
    assert ("第一条/（一）", "第一条/（一）") in links(align(old, new))
    assert align(old, new).moved_text == ()


def test_what_stands_beside_a_moved_sentence_and_went_along_is_part_of_the_passage():
    check = "对难以判明是否是未成年人的，应当要求其出示身份证件。"
    went = f"销售烟酒的应当设置不向未成年人销售的标志；{check}"
    hotel = f"旅馆接待未成年人入住，应当询问其父母的联系方式和同住人员的身份关系。{check}"
    venue = (
        "学校周边不得设置营业性娱乐场所、酒吧、互联网上网服务营业场所。"
        "国家鼓励研究开发有利于未成年人健康成长的网络内容，营业性歌舞娱乐场所不得允许未成年人进入。"
    )
    society = "国家鼓励社会组织、企业事业单位参与未成年人保护，开展形式多样的有利于未成年人健康成长的社会活动。"
    old = document(f"一、{venue}{went}\n二、{society}\n三、{hotel}")
    new = document(f"一、{venue}\n二、{society}{went}\n三、{hotel}")
    [moved] = align(old, new).moved_text
    assert old.text[moved.old.start : moved.old.end] == went
    assert new.text[moved.new.start : moved.new.end] == went


def test_one_paragraph_that_goes_on_does_not_carry_its_chapter_along():
    shared = "全面贯彻党的十九大精神，统筹推进“五位一体”总体布局。"
    old = document(
        f"一、加快发展职业教育\n（一）{shared}\n（二）启动证书制度试点，培育培训评价组织。\n"
        "（三）推动校企合作，建设实训基地。\n（四）完善高层次应用型人才培养体系。"
    )
    new = document(
        f"一、整治小区幼儿园\n（一）{shared}\n（二）摸底排查城镇配套园，建立台账。\n"
        "（三）移交不到位的限期整改。\n（四）确保如期移交举办公办园。"
    )
    assert links(align(old, new)) == {("一/（一）", "一/（一）")}


def test_empty_and_one_sided_documents():
    nothing, text = document(""), document("一、总体要求")
    assert align(nothing, nothing).groups == ()
    assert [(g.old, g.new) for g in align(text, nothing).groups] == [(("一",), ())]
    assert [(g.old, g.new) for g in align(nothing, text).groups] == [((), ("一",))]


def test_a_document_against_itself_is_all_identical():
    text = document(OLD)
    assert links(align(text, text)) == {(c.id, c.id) for c in text.clauses}


def test_the_pairs_that_are_looked_at_grow_as_the_text_does():
    def law(articles: int, verb: str) -> tuple[Block, ...]:
        text = "{0}的单位{1}在变更后三十日内办理{2}登记，并提交证明材料。"
        rules = (f"第{han(i)}条 {text.format(subject(i), verb, subject(i * 3))}" for i in range(1, articles + 1))
        return blocks(document("\n".join(rules)))

    for articles in (50, 400):
        old, new = law(articles, "应当"), law(articles, "必须依法")
        candidates = set(gather(old, new).candidates.tuples())
        assert {(i, i) for i in range(articles)} <= candidates
        assert len(candidates) < 5 * articles


def han(number: int) -> str:
    digits = "零一二三四五六七八九"
    return "".join(digits[int(d)] for d in str(number))


def subject(number: int) -> str:
    """A subject of its own for each number: two characters out of a few hundred."""
    return chr(0x4E00 + number * 37 % 900) + chr(0x5200 + number * 91 % 900) + chr(0x6000 + number * 53 % 900)


def test_options_are_thresholds_and_one_that_is_out_of_reach_links_nothing_by_score(pair):
    assert links(align(*pair, options=Options(text_bar=99.0, slot_bar=99.0, move_bar=99.0))) == set()


def test_what_stands_in_an_attachment_is_compared_with_attachments():
    task = "压减专利审查周期，提高审查质量和审查效率，优化审查资源配置，完善审查业务指导体系"
    rest = "（一）加强保护，完善快速维权机制，健全行政执法体系，推进协同保护。"
    old = document(f"一、重点任务\n{rest}\n（二）{task}。\n附件\n任务清单\n一、开展业务轮训，编写教材，选派师资。")
    new = document(f"一、重点任务\n{rest}\n附件\n任务清单\n一、{task}，年底前完成。")
    attached = {c.id for d in (old, new) for c in d.clauses if c.id.startswith("附件")}
    assert attached
    assert all((a in attached) == (b in attached) for a, b in links(align(old, new)))


def test_a_bare_heading_goes_on_in_the_item_that_took_its_paragraphs():
    old = document(
        "一、保障民生\n（一）大力抓好农业生产，促进乡村全面振兴。\n稳定粮食播种面积，扩种大豆油料，加强高标准农田建设。\n"
        "健全防止返贫监测帮扶机制，支持脱贫地区发展特色产业。\n（二）完善养老服务\n发展社区养老助餐，培训护理员。"
    )
    new = document(
        "一、保障民生\n（一）稳住农业基本盘。稳定粮食播种面积，加强高标准农田建设，健全防止返贫监测帮扶机制，"
        "支持脱贫地区发展特色产业。\n（二）完善养老服务\n发展社区养老助餐，培训护理员。"
    )
    expected = {("一/（一）", "一/（一）"), ("一/（一）/¶1", "一/（一）"), ("一/（一）/¶2", "一/（一）")}
    assert expected <= links(align(old, new))
    assert {(b, a) for a, b in expected} <= links(align(new, old))


def test_in_how_many_parts_sentences_are_looked_up_changes_nothing(monkeypatch):
    paragraphs = "\n".join(f"{subject(i)}的单位依法办理登记。提交{subject(i * 3)}材料。" for i in range(40))
    old, new = blocks(document(f"第一条 总则\n{paragraphs}\n第二条 附则")), blocks(document(paragraphs))
    whole = gather(old, new)
    monkeypatch.setattr(evidence, "_AT_ONCE", 7)
    parts = gather(old, new)
    assert whole.candidates.tuples() == parts.candidates.tuples()
    for one, other in ((whole.old, parts.old), (whole.new, parts.new)):
        for name in ("block", "weight", "sentence", "other", "held"):
            assert getattr(one.voices, name).tolist() == getattr(other.voices, name).tolist()
