"""What the first screen claims: one count for one thing, the weightiest first, nothing that is a matter of form."""

from functools import cache

import pytest

from policydiff.model import Comparison, Document, Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from policydiff.report.html.page import render_html
from policydiff.report.records import comparison_record
from policydiff.report.said.model import Report
from policydiff.report.said.report import say
from policydiff.report.said.spoken import sentence
from policydiff.report.text.csv import render_csv
from policydiff.report.text.md import render_md

SPEECH_OLD = """政府工作报告
各位代表：
一、2021年工作回顾
去年国内生产总值增长8.1%，粮食产量再创新高，居民收入继续增加。
各位代表！
过去一年的成绩来之不易，是全国各族人民团结奋斗的结果。
二、2022年工作安排
（一）稳住宏观经济大盘。国内生产总值增长5.5%左右，用好政策空间，找准发力方向。
（二）深化重点领域改革。加快转变政府职能，促进多种所有制经济共同发展。
（三）坚定实施扩大内需战略。推动消费持续恢复，积极扩大有效投资，完善县域商业体系。
今年要办好以下三件事。
县里的道路要修好，学校要建好，医院要办好，老人要照顾好。"""
SPEECH_NEW = """政府工作报告
各位代表！
一、2022年工作回顾
去年国内生产总值增长3%，粮食产量再创新高，居民收入继续增加。
去年我们着力稳住了外贸外资基本盘，新建了一批自由贸易试验区和综合保税区。
各位代表！
过去一年的成绩来之不易，是全国各族人民团结奋斗的结果。
二、2023年工作安排
（一）坚定实施扩大内需战略。推动消费持续恢复，积极扩大有效投资，完善县域商业体系。
（二）稳住宏观经济大盘。国内生产总值增长5%左右，用好政策空间，找准发力方向。
（三）深化重点领域改革。加快转变政府职能，促进多种所有制经济共同发展。
（四）推动绿色转型。建设新型能源体系，加强城乡环境基础设施建设，开展荒漠化防治。
今年重点抓好五件事：
县里的道路要修好，学校要建好，医院要办好，老人要照顾好。
国务院总理　李某某"""
LAW_OLD = """养犬管理条例
2008年4月23日 市人民代表大会常务委员会通过
第一章　总则
第一条　为了规范养犬行为，根据有关法律，制定本条例。
第二条　养犬人应当为犬只办理登记，按时接种狂犬病疫苗。
第三条　携犬出户应当使用长度不超过二米的犬绳牵引。"""
LAW_NEW = """养犬管理条例
2008年4月23日 市人民代表大会常务委员会通过
2024年6月1日 市人民代表大会常务委员会修正
第一章　总则
第一条　为了规范养犬行为，根据有关法律，制定本条例。
第二条　养犬人应当为犬只办理登记，按时接种狂犬病疫苗。
第三条　携犬出户应当使用长度不超过一点五米的犬绳牵引。
第二章　收容
第四条　公安机关设立犬只收容场所，负责收容走失犬只和没收犬只。
第五条　收容的犬只三十日内无人认领的，可以由他人领养。"""


REORDERED_OLD = """二、今年工作安排
（一）统筹城乡发展
加快推进城镇老旧小区改造，完善供水供气管网，建设海绵城市和智慧停车设施。
（二）加强廉政建设和反腐败工作
扎实推进惩治和预防腐败体系建设，着力解决人民群众反映强烈的突出问题，严肃查处违纪违法案件。
（三）发展循环经济
建设废旧物资回收网络，推广余热余压利用，打造静脉产业园。
对工业园区实施循环化改造，推行清洁生产审核。
强化农业面源污染治理，推进秸秆和畜禽粪污综合利用，创建生态循环农业示范县。"""
REORDERED_NEW = """二、今年工作安排
（一）统筹城乡发展
加快推进城镇老旧小区改造，完善供水供气管网，建设海绵城市和智慧停车设施。
强化农业面源污染治理，推进秸秆和畜禽粪污综合利用，创建生态循环农业示范县，支持家庭农场。
（四）深化行政体制改革
推进审批事项下放，规范中介服务，建设一体化政务平台，让群众少跑腿。
深化国资国企改革，剥离办社会职能，推行职业经理人制度，整合投融资平台。
健全多层次资本市场，推动地方金融机构补充资本，防范化解中小银行风险，规范互联网贷款业务。
分类推进事业单位改革，完善法人治理结构，建立以绩效为导向的收入分配办法。
扎实推进惩治和预防腐败体系建设，严肃查处违纪违法案件，着力解决群众反映强烈的突出问题。"""
DIVIDED_OLD = """二、今年工作安排
（一）全面加强社会建设，不断保障和改善民生
落实惠民政策，完善社会保障体系，提高城乡低保标准，建设社区养老服务站。
加大教育投入力度，新建公办幼儿园，推进县域医共体建设，丰富群众文化生活。
启动平安城市创建，完善网格化管理，化解信访积案，加强安全生产监管。
（二）推进农业现代化
建设高标准农田，推广良种良法，培育家庭农场和农民合作社，发展设施农业。"""
DIVIDED_NEW = """二、今年工作安排
（一）着力保障和改善民生
继续落实惠民政策，完善社会保障体系，提高城乡低保标准，建设社区养老服务站。
（二）大力发展社会事业
加大教育投入力度，新建公办幼儿园，深化县域医共体建设，丰富群众文化生活。
（三）加强社会管理创新
深化平安城市创建，完善网格化管理，化解信访积案，加强安全生产监管。
（四）推进农业现代化
建设高标准农田，推广良种良法，培育家庭农场和农民合作社，发展设施农业。"""
TEXTS = {
    "divided": (DIVIDED_OLD, DIVIDED_NEW),
    "speech": (SPEECH_OLD, SPEECH_NEW),
    "law": (LAW_OLD, LAW_NEW),
    "reordered": (REORDERED_OLD, REORDERED_NEW),
}


@cache
def compared(name: str) -> Comparison:
    old, new = TEXTS[name]
    return compare(parse(old, Head(id="旧")), parse(new, Head(id="新")))


@cache
def told(name: str) -> Report:
    return say(compared(name))


def headlines(name: str, lang: str = "zh") -> list[str]:
    return [sentence(h.sentence, lang) for h in told(name).headlines]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["speech", "law"])
def test_strip_lists_and_filters_count_the_same(name):
    report = told(name)
    strip = {n.href.removeprefix("#list-"): int(n.value) for n in report.counts if n.href.startswith("#list-")}
    rows = [row for row in report.rows.values() if not row.stub]
    for found in report.lists:
        assert found.count == strip[found.kind] == sum(found.kind in row.kinds.split() for row in rows)
        below = sum(int(line.below.zh.split()[1]) for line in (*found.lines, *found.rest) if line.below)
        assert found.count == len(found.lines) + len(found.rest) + below
    for choice in report.text.kinds:
        assert choice.count == sum(choice.value in row.kinds.split() for row in rows)


def test_a_task_that_became_the_first_leads():
    assert headlines("speech")[0].startswith("1 项任务换了位置：二（一） 坚定实施扩大内需战略（第 3 位 → 第 1 位）")


def test_a_heading_is_not_dropped_where_its_text_goes_on():
    said = headlines("reordered")
    assert "不再单列 二（二） 加强廉政建设和反腐败工作（其下内容见二（四）第5段）" in said
    assert "取消 二（三） 发展循环经济（部分内容见二（一）第2段）" in said
    [dropped] = [found for found in told("reordered").lists if found.kind == "removed"]
    assert [line.detail.zh for line in dropped.lines if line.heading] == [
        "其下内容见二（四）第5段",
        "部分内容见二（一）第2段",
    ]


def test_a_task_that_became_several_is_told_with_all_of_them():
    assert headlines("divided")[0] == (
        "1 处任务拆分或合并：二（一） 全面加强社会建设，不断保障和改善民生 → "
        "二（一） 着力保障和改善民生、二（二） 大力发展社会事业、二（三） 加强社会管理创新"
    )
    turned = say(compare(*(parse(text, Head(id=name)) for text, name in ((DIVIDED_NEW, "旧"), (DIVIDED_OLD, "新")))))
    assert sentence(turned.headlines[0].sentence, "zh").endswith("→ 二（一） 全面加强社会建设，不断保障和改善民生")
    assert not any(s.startswith("拆分或合并") for s in headlines("divided"))


def test_plan_comes_before_review_and_the_review_is_counted():
    said = headlines("speech")
    assert any(s.startswith("新增 二（四） 推动绿色转型") for s in said)
    assert said[-1] == "回顾部分：新增 1 条，取消 0 条，移动 0 条"
    assert not any("外贸外资基本盘" in s for s in said)


@pytest.mark.parametrize("words", ["各位代表", "五件事", "三件事", "李某某", "2024年6月1日", "政府工作报告"])
def test_form_leads_no_report_and_counts_for_nothing(words):
    for name in ("speech", "law"):
        report = told(name)
        assert not any(words in s for s in headlines(name))
        assert not any(words in line.excerpt for found in report.lists for line in (*found.lines, *found.rest))


def test_what_was_not_counted_is_said():
    assert [row.new[0].place for row in told("law").rows.values() if row.kinds == "formal"] != []
    assert told("law").not_counted.zh.startswith("另有 1 处")


def test_a_new_chapter_leads_and_counts_its_articles():
    assert headlines("law")[0] == "新增 第二章 收容"
    added = next(found for found in told("law").lists if found.kind == "added")
    assert added.count == 3
    assert [line.below.zh for line in added.lines] == ["其下另有 2 条"]


def test_texts_that_differ_in_form_alone_say_so():
    old, new = parse("一、加强保护，服务发展。", Head(id="旧")), parse("一、加强保护、服务发展。", Head(id="新"))
    [only] = say(compare(old, new)).headlines
    assert sentence(only.sentence, "zh").startswith("没有实质变化；1 处")


RULE_OLD = """养犬管理条例
第一条　遗弃犬只的，由公安机关处五千元以下罚款；三十日内不得再次养犬。"""
RULE_NEW = """养犬管理条例
第一条　遗弃犬只的，由公安机关处五万元以下罚款；十五日内不得再次养犬。"""


def test_numbers_of_a_rule_stand_side_by_side_with_their_article():
    report = say(compare(parse(RULE_OLD, Head(id="旧")), parse(RULE_NEW, Head(id="新"))))
    found = {row.kind.zh: (row.old.value.zh, row.new.value.zh, row.new.place) for row in report.figures}
    assert found["罚款"] == ("五千元以下", "五万元以下", "第一条")
    assert found["期限"][:2] == ("三十日内", "十五日内")
    assert any(
        sentence(h.sentence, "zh").startswith("2 处数额改变：第一条 罚款 五千元以下 → 五万元以下")
        for h in report.headlines
    )


def test_the_indicators_of_a_year_are_listed_though_they_stay():
    old = parse(SPEECH_OLD.replace("5.5%左右", "5%左右"), Head(id="2022"))
    report = say(compare(old, parse(SPEECH_NEW, Head(id="2023"))))
    [gdp] = [row for row in report.key if "国内生产总值" in row.indicator]
    assert gdp.outcome.zh == "未变"
    assert (gdp.new.value.zh, gdp.new.value.en, gdp.new.strength) == ("增长 5%左右", "up about 5%", None)
    assert "国内生产总值" in report.digest.zh or report.digest.zh.startswith("2023 与 2022 相比")


def test_nothing_is_said_of_form_where_words_changed():
    old, new = (parse(f"一、加强知识{c}权保护，做好服务。", Head(id=c)) for c in "产?")
    assert [sentence(h.sentence, "zh")[:4] for h in say(compare(old, new)).headlines] == ["改写 1"]


STATUTE_OLD = """养犬管理条例
第一条　养犬人应当为犬只办理登记，按时接种狂犬病疫苗。
犬只走失的，养犬人应当在二十四小时内向登记机关书面报告走失情况和犬只特征。
第二条　携犬出户应当使用犬绳牵引，避让老人、儿童和孕妇。"""
STATUTE_NEW = """养犬管理条例
第一条　养犬人应当为犬只办理登记，按时接种狂犬病疫苗。
第二条　犬只走失的，养犬人应当在二十四小时内向登记机关书面报告走失情况和犬只特征。
第三条　携犬出户应当使用犬绳牵引，避让老人、儿童和孕妇。"""


def test_a_paragraph_that_became_an_article_is_told_as_that():
    report = say(compare(parse(STATUTE_OLD, Head(id="旧")), parse(STATUTE_NEW, Head(id="新"))))
    said = [sentence(h.sentence, "zh") for h in report.headlines]
    assert any(s.startswith("1 款独立成条：第二条 ") and s.endswith("（← 第一条第2款）") for s in said), said


def test_an_office_renamed_throughout_is_one_statement():
    tasks = ("开展产品质量监督抽查", "加强特种设备安全监察", "健全计量检定体系", "完善标准化工作机制")

    def year(office: str, name: str) -> Document:
        lines = [f"（{'一二三四'[i]}）{task}。（{office}负责）" for i, task in enumerate(tasks)]
        return parse("一、重点任务\n" + "\n".join(lines), Head(id=name))

    found = compare(year("质量技术监督局", "旧"), year("市场监督管理局", "新"))
    said = say(found)
    spoken = [sentence(h.sentence, "zh") for h in said.headlines]
    # Whatever says that a task changed hands names the office that had it.
    assert [s for s in spoken if "质量技术监督局" in s] == ["质量技术监督局 通篇改称 市场监督管理局（4 项任务）"]
    assert [sentence(h.sentence, "zh") for h in said.renamings] == [
        "质量技术监督局 通篇改称 市场监督管理局（4 项任务）"
    ]
    assert said.offices == ()
    assert [(row.office, len(row.kept)) for row in said.offices_kept] == [("市场监督管理局", 4)]
    assert "质量技术监督局" in render_html(found).split('id="duties"')[1].split("</section>")[0]


def test_a_text_without_a_title_line_is_untitled():
    old, new = (parse(f"一、任务\n（一）{words}。", Head(id=name)) for name, words in (("旧", "修路"), ("新", "建桥")))
    page = render_html(compare(old, new))
    assert page.count("<p class=doc-title>") == 2
    assert all("（无标题）" in p.split("</p>")[0] for p in page.split("<p class=doc-title>")[1:])
    assert "| 标题 | （无标题） | （无标题） |" in render_md(compare(old, new))


RENUMBERED_OLD = """养犬管理条例
第一条　养犬人应当为犬只办理登记，按时接种狂犬病疫苗。
第二条　违反第一条规定的，由公安机关责令限期改正。
第三条　违反第一条规定，情节严重的，依照第二条处罚，没收犬只。"""
RENUMBERED_NEW = """养犬管理条例
第一条　为了规范养犬行为，保障公民健康和人身安全，制定本条例。
第二条　养犬人应当为犬只办理登记，按时接种狂犬病疫苗。
第三条　违反第二条规定的，由公安机关责令限期改正。
第四条　违反第二条规定，情节严重的，依照第三条从重处罚，没收犬只，不得再次养犬。"""


def test_references_that_follow_the_new_numbering_are_told_as_that_and_do_not_count():
    found = compare(parse(RENUMBERED_OLD, Head(id="旧")), parse(RENUMBERED_NEW, Head(id="新")))
    report = say(found)
    rows = {row.new[0].place: row for row in report.rows.values() if row.new}
    assert rows["第三条"].kinds == "only_references"
    assert [t.said.zh for t in rows["第三条"].tags if t.kind == "only_references"] == ["仅引用随条号改 第一条 → 第二条"]
    assert "引用随条号改 第一条 → 第二条，第二条 → 第三条" in rows["第四条"].outcome.zh
    assert next(int(n.value) for n in report.counts if n.style == "revised") == 1
    assert report.not_counted.zh == "另有 1 条只是引用随条号改动，不计"
    assert not any("第三条" in s for s in (sentence(h.sentence, "zh") for h in report.headlines))
    # In the text the numbers are drawn as labels are, not as new words.
    drawn = [z.style for z in rows["第三条"].new[0].zones if any(p.tag == "ins" for p in z.pieces)]
    assert set(drawn) == {"lb"}
    told_in = comparison_record(found)["summary"]["told"]
    assert (told_in["only_references"], told_in["revised"]) == (1, 1)
    assert "仅引用随条号改 第一条 → 第二条" in render_csv(found)


def test_two_texts_of_two_matters_are_told_as_that():
    old = (
        "无废城市建设方案\n"
        + "".join(f"（{n}）推进固体废物源头减量第{n}项，健全回收体系。\n" for n in "一二三四五六七八九十") * 10
    )
    new = (
        "体育竞赛表演意见\n"
        + "".join(f"（{n}）举办第{n}类精品赛事，培育运动项目协会。\n" for n in "一二三四五六七八九十") * 10
    )
    told = say(compare(parse(old, Head(id="旧")), parse(new, Head(id="新"))))
    assert sentence(told.headlines[0].sentence, "zh").startswith("两份文件相同的文字只占 0%")
    same = say(compare(parse(old, Head(id="旧")), parse(old, Head(id="新"))))
    assert "相同的文字" not in sentence(same.headlines[0].sentence, "zh")


def test_paragraphs_that_only_changed_places_are_a_change():
    lines = ("加强知识产权保护，完善侵权惩罚性赔偿制度。", "扩大对外开放，缩减外资准入负面清单，办好进口博览会。")
    old, new = (parse("一、任务\n" + "\n".join(x), Head(id=n)) for n, x in (("旧", lines), ("新", lines[::-1])))
    [only] = say(compare(old, new)).headlines
    assert sentence(only.sentence, "zh").startswith("移动 1 段：")


def test_goals_for_several_years_that_a_year_does_not_repeat_are_not_given_up():
    lines = ("今年城镇新增就业1100万人以上。", "到2025年，森林覆盖率提高到24.1%。", "今年新建改建农村公路20万公里。")
    old, new = (
        parse("二、2022年工作安排\n" + "\n".join(x), Head(id=n)) for n, x in (("2022", lines), ("2023", lines[:1]))
    )
    said = [sentence(h.sentence, "zh") for h in say(compare(old, new)).headlines]
    assert any(s.startswith("1 项多年目标没有重提：森林覆盖率") for s in said), said
    assert any(s.startswith("1 项指标不再提出：") and "农村公路" in s for s in said), said


def test_a_heading_that_parted_from_its_words_is_not_split():
    words = "加强农田水利建设，稳定粮食播种面积，提高农业综合生产能力。"
    run_in = f"一、任务\n（一）抓好农业生产。{words}\n（二）推进乡村建设。改善生产生活条件，整治人居环境。"
    apart = run_in.replace("生产。加强", "生产\n加强")
    report = say(compare(parse(run_in, Head(id="旧")), parse(apart, Head(id="新"))))
    assert not any("拆分" in sentence(h.sentence, "zh") for h in report.headlines)
    assert all(n.value == "0" for n in report.counts)
