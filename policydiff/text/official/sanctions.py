"""What an article of a law punishes, without what it threatens: the threats are the same from article to article."""

from __future__ import annotations

import re

from policydiff.text.official.sentences import statements

# 由主管部门责令改正, 处一万元以下罚款, 依法给予处分 | 不依法给予处分的
_SANCTION = re.compile(
    r"责令|罚款|处分|刑事责任|没收|吊销|暂扣|拘留|警告|通报批评|行政处罚|赔偿责任|记入信用|追回|处罚"
)
# 逾期不改正的, 情节严重的, 构成犯罪的 | 构成犯罪的案件
_DEGREE = re.compile(
    r"(?:逾期|情节|构成犯罪|尚不|尚未|造成.{0,8}(?:后果|损失|损害|影响)|拒不|有违法所得|没有违法所得).{0,16}的"
)


def without_sanctions(text: str) -> str:
    """The text without the sanctions of its sentences; a text that holds nothing else stays as it is.

    >>> without_sanctions("违反本法规定，未按照规定包装、标识的，责令限期改正；逾期不改正的，可以处二千元以下罚款。")
    '违反本法规定，未按照规定包装、标识的，'
    >>> without_sanctions("机关对违反规定的人员不依法给予处分的，主管部门应当建议纠正。")
    '机关对违反规定的人员不依法给予处分的，主管部门应当建议纠正。'
    >>> without_sanctions("构成犯罪的，依法追究刑事责任。")
    '构成犯罪的，依法追究刑事责任。'
    """
    if not _SANCTION.search(text):
        return text
    left = "".join(_offence(text[s.start : s.end]) for s in statements(text))
    return left or text


def _offence(statement: str) -> str:
    clauses = re.split(r"(?<=，)", statement)
    for at, clause in enumerate(clauses):
        if _SANCTION.search(clause) and not clause.rstrip("，。；").endswith("的"):
            before = clauses[:at]
            return "" if all(_DEGREE.fullmatch(c.rstrip("，")) for c in before) else "".join(before)
    return statement
