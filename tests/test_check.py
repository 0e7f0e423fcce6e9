"""check: every code is found where it should be, a sound text gives none, and a finding keeps its identity."""

import subprocess
from pathlib import Path

import pytest

from policydiff.errors import CorpusError
from policydiff.wording.checks import CHECKS
from policydiff.years.check import check
from policydiff.years.check.codes import CODES
from policydiff.years.check.page import checks_page
from tests.conftest import CORPORA
from tests.years_samples import GUIDANCE, corpus


def codes(root, *years, **options):
    return [f.code for f in check(root, years, **options).findings]


def graver(root):
    return [f for f in check(root).open if f.severity != "notice"]


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_found_in_its_own_example(code, tmp_path):
    root = corpus(tmp_path, CODES[code].example)
    found = [f for f in check(root).findings if f.code == code]
    assert found
    assert {f.severity for f in found} == {CODES[code].severity}
    for finding in found:
        path = tmp_path / finding.file
        if path.is_file() and path.suffix == ".txt":
            lines = path.read_text("utf-8").split("\n")
            assert 1 <= finding.line <= len(lines)
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert all(finding.message)
        assert all(finding.advice)


def test_codes_and_sentences_are_the_same_set():
    assert set(CODES) == set(CHECKS)


def test_the_page_of_codes_is_the_one_that_the_rules_make():
    page = Path(__file__).parents[1] / "docs" / "checks.md"
    assert page.read_text("utf-8") == checks_page()


def test_a_sound_corpus_has_neither_errors_nor_warnings(tmp_path):
    assert graver(CORPORA) == []
    assert graver(corpus(tmp_path, {"2019/text.txt": GUIDANCE, "2020/text.txt": GUIDANCE})) == []


SPOILS = [
    # mojibake
    ("utf-8 read as gbk", "推动知识产权高质量", "鎺ㄥ姩鐭ヨ瘑浜ф潈楂樿川閲", "mojibake"),
    ("two characters of utf-8 read as gbk", "规范申请", "瑙勮寖申请", "mojibake"),
    ("utf-8 read as latin-1", "规范申请行为", "è§„èŒƒç”³è¯·è¡Œä¸º", "mojibake"),
    ("gbk read as latin-1", "深化双边交流", "Éî»¯Ë«±ß½»Á÷", "mojibake"),
    ("lost for good", "完善审查流程", "完善锟斤拷锟斤拷程", "mojibake"),
    # single characters
    ("replacement character", "知识产权", "知识\ufffd权", "lost-character"),
    ("private use", "知识产权", "知识\ue0a5权", "lost-character"),
    ("question mark for a character", "知识产权", "知识?权", "question-mark"),
    ("question marks for two", "高质量", "高??", "question-mark"),
    ("reading", "知识产权", "知识产(chǎn)权", "reading-left"),
    ("wide reading", "规范申请", "规（guī）范申请", "reading-left"),
    ("traditional", "深化双边交流", "深化雙邊交流", "other-script"),
    ("one traditional", "知识产权", "知識产权", "other-script"),
    ("half-width comma", "稳中求进，推动", "稳中求进,推动", "half-width"),
    ("half-width brackets", "（商标局负责，办公室参与）", "(商标局负责，办公室参与)", "half-width"),
    # structure
    ("a number left out", "（二）加强商标", "（三）加强商标", "numbering-gap"),
    ("a section left out", "二、主要目标\n商标注册平均审查周期压减至4个月以内。新建30家技术支持中心。\n", "", "numbering-gap"),
    ("a number twice", "（三）加强国际", "（二）加强国际", "numbering-repeat"),
    ("a section twice", "四、组织保障", "三、组织保障", "numbering-repeat"),
    ("numbers going back", "四、组织保障", "二、组织保障", "numbering-jump"),
    ("nothing behind the label", "（三）加强国际合作。深化双边交流。（国际合作司负责）", "（三）", "empty-clause"),
    ("no heading behind the label", "二、主要目标\n", "二、\n", "empty-clause"),
    ("no text below", "坚持稳中求进，推动知识产权高质量发展。\n", "", "heading-alone"),
    # responsibilities and targets
    ("bracket not closed well", "（审查业务管理部负责）", "（由审查业务管理部和有关方面按分工抓好落实）", "bracket-unread"),
    ("bracket not closed", "（审查业务管理部负责）", "（审查业务管理部负责", "bracket-unread"),
    ("bracket not opened", "（审查业务管理部负责）", "审查业务管理部负责）", "bracket-unread"),
    ("bracket without a role", "（审查业务管理部负责）", "（审查业务管理部，商标局）", "bracket-unread"),
    ("office misspelt", "（国际合作司负责）\n四", "（国际合做司负责）\n四", "office-slip"),
    ("no office", "（商标局负责，办公室参与）", "", "task-without-office"),
    ("two values", "完善审查流程。", "商标注册平均审查周期压减至5个月以内。", "contradiction"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), [s[1:] for s in SPOILS], ids=[s[0] for s in SPOILS])
def test_a_spoiled_text_is_found_by_its_code_at_its_place(old, new, code, tmp_path):
    assert GUIDANCE.count(old) == 1 or code not in ("numbering-gap", "office-slip")
    spoiled = GUIDANCE.replace(old, new, 1)
    root = corpus(tmp_path, {"2019/text.txt": GUIDANCE, "2020/text.txt": spoiled})
    found = [f for f in check(root, ["2020"]).findings if f.code == code]
    assert found
    place = spoiled.count("\n", 0, GUIDANCE.index(old)) + 1
    assert place in {f.line for f in found} | {f.line + 1 for f in found} | {f.line - 1 for f in found}


SOUND = [
    ("a question is asked", "为什么要改革?因为要发展。到底行不行?大家来评。", "question-mark"),
    ("a rare name with its reading", "推广彧（yù）城经验。", "reading-left"),
    ("a word explained", "“重”（zhòng）字当头。", "reading-left"),
    ("Latin words", "推广 TISC（技术与创新支持中心）和 café 文化，质量±5%。", "mojibake"),
    ("rare characters of names", "汪鑫淼、李犇、王赟、赵喆到会。", "mojibake"),
    ("narrow signs in numbers and addresses", "增长1,525家，16:00前见http://a.cn/b?c，PM2.5降至35。", "half-width"),
    ("characters of both scripts", "著名品牌、瞭望台、乾坤湾。", "other-script"),
    ("a level and its change", "商标注册量达到500万件，增长5%。全年商标注册量达到500万件。", "contradiction"),
    ("a year's and five years' value", "今后五年城镇新增就业5500万人。今年城镇新增就业1100万人。", "contradiction"),
    ("to be assured and to be striven for", "确保国内生产总值增长7%，力争增长7.5%。", "contradiction"),
    ("a table of contents without its first line", "（二）回避\n（三）证据\n（一）管辖\n某案由某院管辖。\n（二）回避\n某人回避。\n（三）证据\n举证。", "numbering-gap"),
    ("a list that begins anew", "目标如下：\n1.提高质量。\n2.提高效率。\n要求如下：\n1.加强领导。\n2.落实责任。", "numbering-jump"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), [s[1:] for s in SOUND], ids=[s[0] for s in SOUND])
def test_what_only_looks_spoiled_is_left_alone(text, code, tmp_path):
    root = corpus(
        tmp_path, {"2020/text.txt": f"一、总体要求\n{text}\n推动实现高质量发展，加强条件建设，应对国际形势。\n"}
    )
    assert code not in codes(root)


def test_a_traditional_document_may_be_so_and_a_stray_simplified_character_may_not(tmp_path):
    text = "第一條　為保護專利權，實現產業發展，依規定制定本法。\n第二條　主管機關為經濟部。\n"
    assert codes(corpus(tmp_path / "a", {"2020/text.txt": text})) == ["head-missing"]
    found = codes(corpus(tmp_path / "b", {"2020/text.txt": text.replace("機關", "机關")}))
    assert "other-script" in found


# ---------------------------------------------------------------- files


def added(run_in, text):
    """A corpus whose year 2020 was made by `add`."""
    from policydiff import api

    source = run_in / "2020.txt"
    source.write_text(text, "utf-8")
    api.add(run_in / "corpora", "2020", [str(source)], today="2020-01-01")
    return run_in / "corpora"


def test_a_text_edited_by_hand_is_told_until_the_edit_is_recorded(tmp_path):
    root = added(tmp_path, GUIDANCE)
    assert codes(root) == ["head-missing"]
    text = root / "2020" / "text.txt"
    text.write_text(text.read_text("utf-8").replace("4个月", "5个月"), "utf-8")
    (found,) = [f for f in check(root).findings if f.code == "text-differs"]
    assert (found.line, found.column, found.severity) == (4, 14, "warning")
    recorded = '[[edit]]\nbefore = "压减至4个月"\nafter = "压减至5个月"\nreason = "来源录入有误"\n'
    (root / "2020" / "corrections.toml").write_text(recorded, "utf-8")
    assert codes(root) == ["head-missing"]


def test_a_line_taken_out_by_hand_is_told_too(tmp_path):
    root = added(tmp_path, GUIDANCE)
    text = root / "2020" / "text.txt"
    text.write_text("\n".join(text.read_text("utf-8").split("\n")[:-2]) + "\n", "utf-8")
    assert "text-differs" in codes(root)


def test_a_source_that_was_altered_is_an_error_and_one_that_went_a_warning(tmp_path):
    root = added(tmp_path, GUIDANCE)
    source = root / "2020" / "source" / "2020.txt"
    source.write_text(GUIDANCE + "五、附则。\n", "utf-8")
    report = check(root)
    assert [f.code for f in report.findings if f.severity == "error"] == ["source-changed"]
    assert report.fails()
    source.unlink()
    report = check(root)
    assert "source-missing" in [f.code for f in report.findings]
    assert not report.fails()
    assert report.fails(strict=True)


def test_one_broken_year_is_a_finding_and_breaks_no_other(tmp_path):
    files = {
        "2019/text.txt": GUIDANCE,
        "2020/text.txt": GUIDANCE.replace("知识产权", "知识?权"),
        "2021/document.toml": "[",
    }
    report = check(corpus(tmp_path, files))
    assert [(f.document, f.code) for f in report.findings if f.severity == "error"] == [
        ("2020", "question-mark"),
        ("2021", "unreadable"),
    ]


def test_files_out_of_form_are_findings_of_their_year(tmp_path):
    files = {
        **{f"{y}/text.txt": GUIDANCE for y in (2018, 2019, 2020)},
        "2019/corrections.toml": 'edit = "一"\n',
        "overrides/2019-2020.toml": "[",
        "2018/document.toml": "accepted = 3\n",
    }
    found = [(f.document, f.code, f.file) for f in check(corpus(tmp_path, files)).findings if f.severity == "error"]
    assert found == [
        ("2019", "unreadable", "corpora/2019/corrections.toml"),
        ("2020", "unreadable", "corpora/overrides/2019-2020.toml"),
    ]


def test_a_stale_report_is_told_and_a_fresh_one_is_not(tmp_path):
    from policydiff import api

    root = corpus(tmp_path, {"2019/text.txt": GUIDANCE, "2020/text.txt": GUIDANCE.replace("30家", "40家")})
    reports = tmp_path / "reports"
    reports.mkdir()
    comparison = api.compare("2019", "2020", corpus=root)
    for form, lang in (("html", "zh"), ("json", "en"), ("md", "zh")):
        (reports / f"2019-2020.{form}").write_bytes(api.to_bytes(comparison, form, lang=lang))
    assert "report-stale" not in codes(root)
    (root / "2020" / "text.txt").write_text(GUIDANCE, "utf-8")
    assert codes(root).count("report-stale") == 3


# ---------------------------------------------------------------- identity and acceptance


def test_a_fingerprint_holds_when_lines_move_and_changes_with_the_words(tmp_path):
    spoiled = GUIDANCE.replace("知识产权", "知识?权")
    one = corpus(tmp_path / "a", {"2020/text.txt": spoiled})
    moved = corpus(tmp_path / "b", {"2020/text.txt": f"某局年度工作指引\n{spoiled}"})
    other = corpus(tmp_path / "c", {"2020/text.txt": spoiled.replace("知识?权", "知?产权")})
    marks = [{f.fingerprint for f in check(r).findings if f.code == "question-mark"} for r in (one, moved, other)]
    assert marks[0] == marks[1] != marks[2]


def test_findings_alike_in_one_clause_have_fingerprints_of_their_own(tmp_path):
    root = corpus(tmp_path, {"2020/text.txt": "一、总体要求。\n甲乙丙丁戊?己庚辛壬癸子。甲乙丙丁戊?己庚辛壬癸子。\n"})
    marks = [f.fingerprint for f in check(root).findings if f.code == "question-mark"]
    assert len(marks) == len(set(marks)) == 2


def test_what_is_accepted_with_a_reason_fails_no_longer_and_an_acceptance_that_fits_nothing_is_told(tmp_path):
    root = corpus(tmp_path, {"2020/text.txt": GUIDANCE.replace("知识产权", "知识?权")})
    (found,) = [f for f in check(root).findings if f.code == "question-mark"]
    accepted = f'[[accepted]]\nfingerprint = "{found.fingerprint}"\nreason = "原文如此"\n'
    (root / "2020" / "document.toml").write_text(accepted, "utf-8")
    report = check(root)
    assert not report.fails(strict=True)
    assert report.summary()["accepted"] == 1
    assert [f.accepted for f in report.findings if f.code == "question-mark"] == ["原文如此"]
    (root / "2020" / "text.txt").write_text(GUIDANCE, "utf-8")
    assert "acceptance-unfit" in codes(root)


# ---------------------------------------------------------------- which years


def git(folder, *arguments):
    named = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def test_changed_since_looks_at_years_that_changed_only(tmp_path):
    spoiled = GUIDANCE.replace("知识产权", "知识?权")
    root = corpus(tmp_path, {f"{y}/text.txt": spoiled for y in (2018, 2019, 2020)})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "three years")
    assert check(root, changed_since="HEAD").checked == ()
    (root / "2019" / "text.txt").write_text(spoiled.replace("30家", "40家"), "utf-8")
    corpus(tmp_path, {"2021/text.txt": spoiled})
    assert check(root, changed_since="HEAD").checked == ("2019", "2021")
    corpus(tmp_path, {"overrides/2017-2018.toml": ""})
    assert check(root, changed_since="HEAD").checked == ("2018", "2019", "2021")
    corpus(tmp_path, {"units.toml": ""})
    assert len(check(root, changed_since="HEAD").checked) == 4
    with pytest.raises(CorpusError, match="nowhere"):
        check(root, changed_since="nowhere")


def test_paths_count_from_the_root_of_the_repository(tmp_path):
    root = corpus(tmp_path / "policies", {"2020/text.txt": GUIDANCE.replace("知识产权", "知识?权")})
    git(tmp_path, "init", "-q")
    assert "policies/corpora/2020/text.txt" in {f.file for f in check(root).findings}


def test_a_year_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="2022"):
        check(corpus(tmp_path, {"2020/text.txt": GUIDANCE}), ["2022"])
