"""Fingerprints find what two texts share; pairs finds the next of a series, and what a text was copied from."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.batch import pairs
from policydiff.batch.fingerprints import GRAM, WINDOW, fingerprints, signs
from policydiff.batch.jobs import read_jobs
from policydiff.errors import UsageError

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40), max_size=60)
LONG = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40), min_size=GRAM + WINDOW - 1, max_size=GRAM + WINDOW + 20
)
SECTIONS = (
    "加强基层医疗卫生机构建设，推进县域医共体改革，完善药品集中采购制度。",
    "实施高标准农田建设工程，推广节水灌溉技术，保障粮食和重要农产品供给。",
    "推动制造业数字化转型，培育专精特新企业，支持重点产业链补链强链。",
    "优化营商环境，全面实行证照分离，压减行政许可办理时限。",
    "加快城镇老旧小区改造，增加保障性租赁住房供给，完善社区养老服务设施。",
    "深化国有企业改革，健全以管资本为主的监管体制，防范化解债务风险。",
)


def report(year, region, standing):
    """A year's report: sections that stand in every year, the others worded for this year alone."""
    own = [
        f"{region}第{year}号工程由{region}住建部门按{year}甲{i}方案推进，{i}月底前完成{year - i}户。" for i in range(4)
    ]
    return "\n".join([f"{region}人民政府工作报告", f"（{year}年1月20日）", *standing, *own])


@given(LONG, HAN, HAN, HAN, HAN)
def test_a_passage_as_long_as_a_window_is_found_wherever_it_stands(shared, a, b, c, d):
    one, other = (dict(fingerprints(text)) for text in (a + shared + b, c + shared + d))
    assert one.keys() & other.keys()


@given(HAN)
def test_a_fingerprint_stands_where_it_says(text):
    grams = {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}
    found = fingerprints(text)
    assert [at for _, at in found] == sorted({at for _, at in found})
    assert {text[at : at + GRAM] for _, at in found} <= grams
    assert bool(found) == (len(text) >= GRAM)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_fingerprints_are_the_same_at_every_hash_seed(seed):
    code = "from policydiff.batch.fingerprints import fingerprints; print(fingerprints('商标注册平均审查周期压减至五个月以内'))"
    shown = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == str(fingerprints("商标注册平均审查周期压减至五个月以内"))


def test_signs_know_their_places():
    text = "（一）加快　發展，5％以上。"
    found = signs(text)
    assert found.text == "一加快发展5以上"
    assert "".join(text[at] for at in found.places) == "一加快發展5以上"


@pytest.fixture
def folder(tmp_path):
    """Two regions' reports of three years each, and a notice that copies one of them, under names that say nothing."""
    names = iter(["q", "c", "x", "a", "m", "b"])
    for region, standing in (("东海省", SECTIONS[:3]), ("西山省", SECTIONS[3:])):
        for year, kept in ((2018, 3), (2019, 2), (2020, 3)):
            (tmp_path / f"{next(names)}.txt").write_text(report(year, region, standing[:kept]), encoding="utf-8")
    copied = report(2019, "西山省", ()).splitlines()[2:]
    notice = ["南湖市住房建设实施方案", "（2019年8月1日）", *copied, "各县区于年底前报送进展。"]
    (tmp_path / "z.md").write_text("\n\n".join(notice), encoding="utf-8")
    return tmp_path


def test_each_document_gets_the_next_of_its_own_series(folder):
    found = {(p.old, p.new) for p in pairs.propose(folder).proposals if p.relation == "next"}
    assert {("q.txt", "c.txt"), ("c.txt", "x.txt"), ("a.txt", "m.txt"), ("m.txt", "b.txt")} <= found


def test_a_document_gets_the_earlier_one_it_was_copied_from(folder):
    [source] = [p for p in pairs.propose(folder).proposals if p.relation == "source" and p.new == "z.md"]
    assert source.old == "m.txt"
    assert source.share > 0.5


def test_where_no_date_is_known_the_pair_is_listed_both_ways(tmp_path):
    for name in ("第2稿.txt", "第10稿.txt"):
        (tmp_path / name).write_text("\n".join(SECTIONS), encoding="utf-8")
    found = [(p.old, p.new, p.relation) for p in pairs.propose(tmp_path).proposals]
    assert found == [("第2稿.txt", "第10稿.txt", "next"), ("第10稿.txt", "第2稿.txt", "undated")]


@pytest.mark.parametrize(
    ("name", "head", "day"),
    [
        ("工作报告_2019-03-05.txt", "", "2019-03-05"),
        ("20190305.txt", "", "2019-03-05"),
        ("2019.txt", "（2019年3月5日）", "2019-03-05"),
        ("2018年征求意见稿.txt", "（2019年3月5日）", "2018"),
        ("文件.txt", "（2019年3月5日）", "2019-03-05"),
        ("2018/文件.txt", "（2019年3月5日）", "2018"),
        ("文件.txt", "", ""),
        ("LCE_080601_00046.txt", "", ""),
    ],
)
def test_when_a_document_is_from(tmp_path, name, head, day):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    for file in (name, "other.txt"):
        text = "\n".join(["关于优化营商环境的通知", head, *SECTIONS])
        (tmp_path / file).write_text(text, encoding="utf-8")
    from policydiff.corpus import locate

    assert pairs.item(name, locate.read_document(str(tmp_path / name), None)).day == day


def test_of_a_corpus_the_texts_alone_are_paired(tmp_path):
    for year in (2019, 2020):
        folder = tmp_path / str(year)
        for path in (folder / "text.txt", folder / "source" / f"{year}年报告.txt", tmp_path / ".aside" / f"{year}.txt"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(report(year, "东海省", SECTIONS), encoding="utf-8")
        (folder / "document.toml").write_text(f'title = "报告"\nissued = {year}-03-05\n', encoding="utf-8")
    [only] = pairs.propose(tmp_path).proposals
    assert (only.old, only.new) == ("2019/text.txt", "2020/text.txt")


def test_the_list_is_one_that_batch_takes(folder, tmp_path):
    found = pairs.propose(folder).proposals
    path = tmp_path / "pairs.csv"
    path.write_bytes(pairs.to_csv(found, "docs"))
    listed = read_jobs(path)
    assert listed.carried == ("relation", "share")
    assert [(j.old, j.new) for j in listed.jobs] == [(f"docs/{p.old}", f"docs/{p.new}") for p in found]


def test_a_folder_without_two_documents_is_a_sentence_and_an_unreadable_one_is_told(folder, tmp_path):
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    [(name, failure)] = pairs.propose(folder).unread
    assert name == "broken.docx"
    assert failure.zh
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError):
        pairs.propose(empty)


def test_of_one_title_the_next_is_the_next_year_however_much_was_worded_anew(tmp_path):
    standing = {2019: SECTIONS[:3], 2020: (SECTIONS[0][:16] + "。", *SECTIONS[3:5]), 2021: SECTIONS[:3]}
    for year, sections in standing.items():
        (tmp_path / f"{year}.txt").write_text(report(year, "甲市", sections), encoding="utf-8")
    found = [(p.old, p.new) for p in pairs.propose(tmp_path).proposals if p.relation == "next"]
    assert found == [("2019.txt", "2020.txt"), ("2020.txt", "2021.txt")]


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (("2019", "2020", "2021"), {0: 1, 1: 2}),
        (("2019", "2020"), {}),  # two places may have one report each
        (("2019", "2020", "2020"), {}),
        (("", "2019", "2020"), {}),
    ],
)
def test_documents_of_one_title_are_one_series_where_no_two_are_of_one_day(days, line):
    items = [pairs.Item(str(at), "政府工作报告", day, np.zeros(0, np.uint64)) for at, day in enumerate(days)]
    assert pairs._lines(items) == line
