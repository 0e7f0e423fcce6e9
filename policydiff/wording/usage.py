"""What the command line says of a command that it cannot take, by what its library says of it."""

from __future__ import annotations

import re

from policydiff.wording.both import Both

# Sentences of the library, and the same in Chinese; tests/test_cli.py holds each to a command. A value of an option
# is named first: Invalid value for '--workers': 'b' is not a valid integer. | 'b' is not a valid integer.
_VALUE = r"Invalid value for '(?P<name>[^']+)': "
_SAYINGS: dict[str, str] = {
    r"Missing (?:argument|option) '(?P<name>[^']+)'\..*": "缺少 {name}。",
    r"No such option '(?P<name>[^']+)'\. Did you mean (?P<others>.+)\?": "没有选项 {name}；是不是 {others}？",
    r"No such option '(?P<name>[^']+)'\..*": "没有选项 {name}。",
    r"No such command '(?P<name>.+?)'\..*": "没有命令 {name}；policydiff --help 列出全部命令。",
    r"Option '(?P<name>.+)' requires (?:an argument|\d+ arguments)\.": "选项 {name} 后面要有一个值。",
    r"Option '(?P<name>.+)' does not take a value\.": "选项 {name} 后面不能有值。",
    r"Got unexpected extra arguments? \((?P<name>.+)\)": "多出了 {name}。",
    _VALUE + r"'(?P<value>.*)' is not one of (?P<others>.+)\.": "{name} 不能是 {value}；可用：{others}。",
    _VALUE + r"'(?P<value>.*)' is not a valid .+": "{name} 要是一个数，不能是 {value}。",
    _VALUE + r"(?P<value>\S+) is not in the range (?P<others>.+)\.": "{name} 不能是 {value}，范围是 {others}。",
    _VALUE + r"\w+ '(?P<value>.*)' does not exist\.": "{name}：{value} 不存在。",
}
_OTHERWISE = "命令用法不对：{name}"


def usage(message: str) -> Both:
    """What the library says, and the same in Chinese.

    >>> usage("Missing argument 'NEW'.").zh
    '缺少 NEW。'
    >>> usage("Invalid value for '--lang': 'xx' is not one of 'zh', 'en'.").zh
    '--lang 不能是 xx；可用：zh、en。'
    """
    for pattern, said in _SAYINGS.items():
        found = re.fullmatch(pattern, message.strip(), re.DOTALL)
        if found:
            values = {key: value.replace("', '", "、").strip("'") for key, value in found.groupdict().items()}
            return Both(said.format(**values), message)
    return Both(_OTHERWISE.format(name=message), message)
