"""Small corpora for the tests on years."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

GUIDANCE = """一、总体要求
坚持稳中求进，推动知识产权高质量发展。
二、主要目标
商标注册平均审查周期压减至4个月以内。新建30家技术支持中心。
三、重点任务
（一）推进专利审查提质增效。完善审查流程。（审查业务管理部负责）
（二）加强商标品牌建设。规范申请行为。（商标局负责，办公室参与）
（三）加强国际合作。深化双边交流。（国际合作司负责）
四、组织保障。加强领导，落实责任。
"""


def corpus(folder: Path, contents: Mapping[str, str]) -> Path:
    """A corpus folder below `folder` that holds these files, by their paths from it."""
    root = folder / "corpora"
    root.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8", newline="\n")
    return root
