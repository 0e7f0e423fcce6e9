"""What a user adds in corpora/units.toml and corpora/indicators.toml is obeyed."""

import pytest

from policydiff import api
from policydiff.corpus.vocabulary import read_indicators, read_units
from policydiff.errors import CorpusError


@pytest.fixture
def corpus(tmp_path):
    for year, text in (
        ("2019", "一、任务\n窗口等候人数压减至20人。推进窗口融合。（运用促进司负责）\n"),
        ("2020", "一、任务\n窗口等候人数压减至30人。推进窗口融合。（运促司负责）\n"),
    ):
        (tmp_path / year).mkdir()
        (tmp_path / year / "text.txt").write_text(text, "utf-8")
    return tmp_path


def statuses(corpus):
    comparison = api.compare("2019", "2020", corpus=corpus)
    return [c.status for c in comparison.responsibility_changes]


def test_two_names_of_one_office(corpus):
    assert statuses(corpus) == ["reassigned"]
    (corpus / "units.toml").write_text('"运用促进司" = ["运促司"]\n', "utf-8")
    assert statuses(corpus) == ["kept"]


def test_names_that_the_package_knows():
    names = read_units(None)
    assert names.normal("国家发展和改革委员会") == names.normal("国家发展改革委") == names.normal("发展改革委")


def test_which_way_is_better_can_be_overruled(corpus):
    assert read_indicators(corpus).less_is_better("城镇调查失业率")
    assert not read_indicators(corpus).less_is_better("窗口数量")
    (corpus / "indicators.toml").write_text('less_is_better = ["窗口数量"]\nmore_is_better = ["失业率"]\n', "utf-8")
    assert not read_indicators(corpus).less_is_better("城镇调查失业率")
    assert read_indicators(corpus).less_is_better("窗口数量")
    assert read_indicators(corpus).less_is_better("审查周期")


@pytest.mark.parametrize("written", ["运用促进司 = 1", '"甲" = "乙"', "= 3"])
def test_a_file_out_of_form_is_one_sentence(corpus, written):
    (corpus / "units.toml").write_text(written, "utf-8")
    with pytest.raises(CorpusError, match=r"units\.toml"):
        read_units(corpus)
