"""Two texts from the disk, what changed, and where each claim stands."""

import tempfile
from pathlib import Path

import policydiff

OLD = "一、总体要求\n商标平均审查周期压减至5个月。（商标局负责）\n"
NEW = "一、总体要求\n商标平均审查周期压减至4个月。（商标局负责）\n二、提升质量\n新建30家保护中心。\n"

with tempfile.TemporaryDirectory() as folder:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        Path(folder, name).write_text(text, "utf-8")
    comparison = policydiff.compare(Path(folder, "old.txt"), Path(folder, "new.txt"))

for change in comparison.changes:
    print(change.presence, change.wording, change.old, change.new)
for pair in comparison.target_changes:
    print(pair.status, pair.old and pair.old.value, pair.new and pair.new.value)

# It prints:
# kept same ('一',) ('一',)
# kept revised ('一/¶1',) ('一/¶1',)
# added None () ('二',)
# added None () ('二/¶1',)
# tightened 5.0 4.0
# added None 30.0
