"""Results as plain data and back: what every ``to_dict`` and ``from_dict`` of the engine does.

Owns the mapping between frozen dataclasses and what JSON can hold (dicts, lists, strings, numbers).
Leaves the meaning of the fields to the records themselves.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, Self

from lossdoctor.errors import LossdoctorError

__all__ = ["Record", "from_plain", "to_plain"]


class Record:
    """A result that can be written as a dict and read back.

    >>> from dataclasses import dataclass
    >>> from lossdoctor.model import Text
    >>> @dataclass(frozen=True)
    ... class Finding(Record):
    ...     name: Text
    ...     bits: tuple[float, ...] = ()
    >>> Finding(Text("loss", "损失"), (1.0, 2.5)).to_dict()
    {'name': {'en': 'loss', 'zh': '损失'}, 'bits': [1.0, 2.5]}
    """

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the record as dicts, lists, strings and numbers, ready for ``json.dumps``."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what ``to_dict`` gave; keys that the record does not have are left out."""
        record: Self = from_plain(cls, data)
        return record


def to_plain(value: Any) -> Any:
    """Turn dataclasses, mappings and tuples into what JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(wanted: Any, value: Any) -> Any:
    """Turn what ``to_plain`` gave back into the type ``wanted``.

    Raises:
        LossdoctorError: when the data has another shape, naming the type that was expected.
    """
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        wanted = next(choice for choice in typing.get_args(wanted) if choice is not type(None))
        return from_plain(wanted, value)
    if origin is tuple:
        return _tuple_from_plain(wanted, value)
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return _dataclass_from_plain(wanted, value)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        _, item = typing.get_args(wanted)
        return types.MappingProxyType({key: from_plain(item, held) for key, held in value.items()})
    return value


def _tuple_from_plain(wanted: Any, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise LossdoctorError(f"expected a list, found {type(value).__name__}")
    arguments = typing.get_args(wanted)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(from_plain(arguments[0], item) for item in value)
    return tuple(from_plain(kind, item) for kind, item in zip(arguments, value, strict=True))


def _dataclass_from_plain(wanted: type[Any], value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise LossdoctorError(f"expected the fields of {wanted.__name__}, found {type(value).__name__}")
    hints = typing.get_type_hints(wanted)
    names = {field.name for field in dataclasses.fields(wanted) if field.init}
    held = {name: from_plain(hints[name], value[name]) for name in names if name in value}
    try:
        return wanted(**held)
    except TypeError as error:
        raise LossdoctorError(f"this is no {wanted.__name__}: {error}") from error
