"""What the operating system refused, as a sentence that says what to do."""

from __future__ import annotations

import errno

from policydiff.text.names import readable
from policydiff.wording.both import Both

# By the name of its error.
ADVICE: dict[str, Both] = {
    "EACCES": Both("没有权限；请检查读写权限", "not allowed; check the permissions"),
    "EEXIST": Both("路径中有一段是文件，不是文件夹；请换一个位置", "part of the path is a file; name another place"),
    "EISDIR": Both("是文件夹；请给出文件名", "it is a folder; name a file"),
    "ELOOP": Both("链接循环；请指明文件本身", "the links go in a circle; name the file itself"),
    "ENAMETOOLONG": Both("名称太长；请用短一些的名称", "the name is too long; use a shorter one"),
    "ENOENT": Both("没有这个文件或文件夹；请检查路径", "there is no such file or folder; check the path"),
    "ENOSPC": Both("磁盘已满；请腾出空间后再试", "the disk is full; make room and try again"),
    "EROFS": Both("此处只能读、不能写；请换一个位置", "nothing can be written there; name another place"),
}
ADVICE |= {"EPERM": ADVICE["EACCES"], "ENOTDIR": ADVICE["EEXIST"], "EDQUOT": ADVICE["ENOSPC"]}
OTHER = Both("读写失败；请检查路径后再试", "it could not be read or written; check the path and try again")


def refused(error: OSError) -> Both:
    """The sentence on an error of the system: where, what to do, and in brackets what the system says itself.

    >>> refused(OSError(errno.ENOSPC, "No space left on device", "reports/a.html")).zh
    'reports/a.html：磁盘已满；请腾出空间后再试（No space left on device）'
    """
    advice = ADVICE.get(errno.errorcode.get(error.errno or 0, ""), OTHER)
    reason = error.strerror or str(error)
    where = readable(str(error.filename or ""))
    before = Both(f"{where}：", f"{where}: ") if where else Both("", "")
    return Both(f"{before.zh}{advice.zh}（{reason}）", f"{before.en}{advice.en} ({reason})")
