"""The errors that lossdoctor raises, in one tree. Front ends print them; nobody else formats them.

Each has its message in English (``str``) and, where the person at the keyboard can meet it, in Chinese
(``text``).

LossdoctorError
├── KnowledgeError       the knowledge files cannot be used; carries every problem found
├── UnknownIdError       an id that the knowledge does not have; carries what was perhaps meant
├── EvidenceError        observations that contradict each other or cannot be used
├── NetworkError         numbers that are no probabilities, cycles: a network built wrongly
└── SessionError         a saved consultation that cannot be read or written
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lossdoctor.model import Text

if TYPE_CHECKING:
    from lossdoctor.problems import Problem

__all__ = [
    "EvidenceError",
    "KnowledgeError",
    "LossdoctorError",
    "NetworkError",
    "SessionError",
    "UnknownIdError",
    "reason",
    "unreadable",
    "unwritable",
]


KINDS: Mapping[str, str] = {
    "symptom": "症状",
    "cause": "原因",
    "question": "问题",
    "remedy": "对策",
    "source": "来源",
    "claim": "论断",
    "code": "代码",
}
"""What an id can be of, in Chinese."""


class LossdoctorError(ValueError):
    """The root of all errors that are somebody's input and not our fault.

    >>> LossdoctorError(Text("no such file", "没有这个文件")).text.in_language("zh")
    '没有这个文件'
    """

    def __init__(self, message: str | Text) -> None:
        self.text = message if isinstance(message, Text) else Text(message)
        super().__init__(self.text.en)


class KnowledgeError(LossdoctorError):
    """Knowledge files that cannot be used.

    >>> KnowledgeError("no knowledge here", folder="/tmp/x").folder
    '/tmp/x'
    """

    def __init__(self, message: str | Text, *, folder: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.folder = folder
        self.problems = tuple(problems)


class UnknownIdError(LossdoctorError):
    """An id that the knowledge does not have.

    >>> str(UnknownIdError("nan-los", kind="symptom", suggestions=["nan-loss"]))
    'unknown symptom "nan-los"; did you mean "nan-loss"?'
    """

    def __init__(self, unknown_id: str, *, kind: str = "id", suggestions: Sequence[str] = ()) -> None:
        hint = "; did you mean " + " or ".join(f'"{s}"' for s in suggestions) + "?" if suggestions else ""
        hint_zh = "；是不是" + "或".join(f"“{s}”" for s in suggestions) + "？" if suggestions else ""
        super().__init__(
            Text(
                f'unknown {kind} "{unknown_id}"{hint}',
                f"没有名为“{unknown_id}”的{KINDS.get(kind, '条目')}{hint_zh}",
            )
        )
        self.unknown_id = unknown_id
        self.kind = kind
        self.suggestions = tuple(suggestions)


class EvidenceError(LossdoctorError):
    """Observations that contradict each other, or that no network can hold."""

    def __init__(self, message: str | Text, *, values: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.values = tuple(values)


class NetworkError(LossdoctorError):
    """A network built from numbers or links that make no sense."""

    def __init__(self, message: str | Text, *, value: object = None) -> None:
        super().__init__(message)
        self.value = value


class SessionError(LossdoctorError):
    """A saved consultation that cannot be read or written."""

    def __init__(self, message: str | Text, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


_REASONS: Mapping[int, str] = {
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.EROFS: "文件系统是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一部分不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已经存在",
    errno.ENAMETOOLONG: "名称太长",
    errno.EADDRINUSE: "已被占用",
}


def reason(error: OSError) -> Text:
    """Say in a few words why the system refused something.

    >>> reason(PermissionError(errno.EACCES, "Permission denied"))
    Text(en='Permission denied', zh='没有权限')
    """
    en = error.strerror or type(error).__name__
    return Text(en, _REASONS.get(error.errno or 0, en))


def unreadable(path: object, error: OSError) -> LossdoctorError:
    """Make the error for a file that cannot be read."""
    why = reason(error)
    return LossdoctorError(Text(f"{path} cannot be read ({why.en})", f"无法读取 {path}（{why.zh}）"))


def unwritable(path: object, error: OSError) -> LossdoctorError:
    """Make the error for a file that cannot be written."""
    why = reason(error)
    return LossdoctorError(Text(f"{path} cannot be written ({why.en})", f"无法写入 {path}（{why.zh}）"))
