"""``keys.yaml`` in the folder of lossdoctor's state: other keys for what the wizard does.

Owns reading it, and what is in the way of each line. A line that cannot be used is told, and its usual keys
hold; nothing in the file ends the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import Keys

from lossdoctor.errors import reason
from lossdoctor_tui.keymap import FIXED, USUAL, Keymap, key_name

if TYPE_CHECKING:
    from lossdoctor.strictyaml import Node
    from lossdoctor_tui.wording import Speaker

__all__ = ["read_keys"]

FILE_NAME = "keys.yaml"
_MODIFIERS = re.compile(r"(?:(?:ctrl|alt|shift|super)\+)*")
_PUNCTUATION = {",": "comma", "+": "plus"}


def read_keys(speaker: Speaker, folder: Path) -> tuple[Keymap, tuple[str, ...]]:
    """Read which keys were chosen.

    Returns:
        The keys that can be used, and one sentence for each thing that cannot.
    """
    path = folder / FILE_NAME
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Keymap(), ()
    except OSError as error:
        return Keymap(), (speaker.say("keys-unreadable", path=path, why=speaker.text(reason(error))),)
    from lossdoctor.strictyaml import read  # few have such a file

    document = read(raw, FILE_NAME)
    told = [
        speaker.say(
            "keys-broken", place=problem.position, what=problem.message, help=problem.help, code=problem.code
        )
        for problem in document.problems
        if problem.severity == "error"
    ]
    if document.root is None or document.root.kind != "mapping":
        return Keymap(), (*told, *([] if told else [speaker.say("keys-no-mapping", file=FILE_NAME)]))
    wanted: dict[str, tuple[str, ...]] = {}
    for name, node in document.root.fields.items():
        if node.refused:
            continue
        keys = tuple(_keys(node))
        if problem := _problem(speaker, name, keys):
            told.append(f"{FILE_NAME}:{node.line}: {problem}")
        else:
            wanted[name] = tuple(binding.key for key in keys for binding in _bindings(key))
    return Keymap(_without_clashes(speaker, wanted, told)), tuple(told)


def _keys(node: Node) -> Iterator[str]:
    for item in node.items if node.kind == "list" else (node,):
        key = item.source.strip() or str(item.value or "")
        yield key if len(key) == 1 else key.casefold()  # "F6" and "Ctrl+X" are how keyboards write them


def _bindings(key: str) -> Iterator[Binding]:
    """Let Textual write a key its own way: "?" is question_mark."""
    return iter(Binding.make_bindings([Binding(_PUNCTUATION.get(key, key), "")]))


def _problem(speaker: Speaker, name: str, keys: tuple[str, ...]) -> str:
    from lossdoctor.problems import did_you_mean

    if name not in USUAL:
        return _join(speaker.say("keys-no-such-name", name=name[:40]), did_you_mean(name, USUAL))
    for key in keys or ("",):
        if not _exists(key):
            return _join(speaker.say("keys-no-such-key", key=key[:40]), did_you_mean(key, _named_keys()))
        if any(binding.key in FIXED for binding in _bindings(key)):
            return speaker.say("keys-fixed", key=key)
    return ""


def _exists(key: str) -> bool:
    bare = key[_MODIFIERS.match(key).end() :]  # type: ignore[union-attr]  # it matches nothing at least
    return (len(bare) == 1 and bare.isprintable()) or key in _named_keys() or bare in _named_keys()


def _named_keys() -> list[str]:
    named = [key.value for key in Keys if key.value.replace("+", "").isalnum()]
    return [*named, *(key for keys in USUAL.values() for key in keys.split(",") if len(key) > 1)]


def _without_clashes(
    speaker: Speaker, wanted: Mapping[str, tuple[str, ...]], told: list[str]
) -> dict[str, tuple[str, ...]]:
    """Leave out what would give one key two meanings, until none has."""
    kept = dict(wanted)
    while True:
        owners: dict[str, str] = {}
        usual = {name: tuple(keys.split(",")) for name, keys in USUAL.items() if name not in kept}
        for name, key in ((name, key) for name, keys in (usual | kept).items() for key in keys):
            if owners.setdefault(key, name) != name:
                told.append(
                    f"{FILE_NAME}: "
                    + speaker.say("keys-clash", key=key_name(key), one=owners[key], other=name)
                )
                del kept[name]
                break
        else:
            return kept


def _join(sentence: str, hint: str) -> str:
    return f"{sentence}; {hint}" if hint else sentence
