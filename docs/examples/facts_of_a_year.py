"""The targets of a year of the corpus, each with its quote from the text."""

from pathlib import Path

import policydiff

corpus = Path(__file__).parents[2] / "tests" / "corpora"
document = policydiff.read("2020", corpus=corpus)
facts = policydiff.extract(document, kind="targets", corpus=corpus)
for target in facts.targets[:3]:
    assert document.text[target.start : target.end] == target.quote
    print(target.clause, target.kind, target.indicator, target.comparator, target.value, target.unit or "-")

# It prints:
# 一/（三）/¶1 qualitative 知识产权创造质量、保护效果、运用效益、管理水平、服务能力和国际影响力 = None -
# 一/（三）/——1 target 高价值专利组合 >= 100.0 个
# 一/（三）/——1 qualitative 知识产权审查质量和审查效率 = None -
