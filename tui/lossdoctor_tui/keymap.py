"""The keys that can be changed: what each does by name, its usual keys, and what a person chose instead.

Owns the names, which ``keys.yaml`` and docs/keys.md use, and how keys are written on the screen. Leaves
reading the file to ``keys_file``, and what a key does to the screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from textual.binding import Binding
from textual.keys import format_key

from lossdoctor_tui.widgets.key_bar import Hint

__all__ = ["FIXED", "USUAL", "Keymap", "bind", "key_name"]

USUAL: Mapping[str, str] = {
    "none": "0",
    "unknown": "i",
    "skip": "s",
    "undo": "u,backspace",
    "redo": "U",
    "how": "h",
    "why": "w",
    "causes": "c",
    "copy": "y",
    "search": "slash",
    "seen": "a",
    "diagnosis": "d",
    "plan": "p",
    "tried": "t",
    "report": "r",
    "lost": "m",
    "new": "n",
    "rename": "f6",
    "delete": "delete,f8",
    "help": "question_mark,f1",
    "language": "l,f2",
    "framework": "f,f3",
    "theme": "f4",
    "quit": "q",
}
"""The usual keys, as Textual writes them, by the name of what they do. No key stands for two things."""

FIXED = frozenset(
    (
        *"123456789",
        *("enter", "escape", "space", "tab", "shift+tab", "up", "down", "left", "right", "home", "end"),
        *("pageup", "pagedown", "b", "j", "k", "o", "ctrl+c", "ctrl+p", "ctrl+q", "ctrl+m", "ctrl+i"),
    )
)
"""Keys that no name can have: with them the wizard can be used whatever a file says."""

_NAME_OF = {key: name for name, keys in USUAL.items() for key in keys.split(",")}


def bind(name: str, action: str, words: str) -> Binding:
    """Bind the keys that have this name to an action."""
    return Binding(USUAL[name], action, words, show=False, id=name)


def key_name(key: str) -> str:
    """Give a key as it is written on the screen.

    >>> key_name("question_mark"), key_name("f1"), key_name("ctrl+x"), key_name("delete")
    ('?', 'F1', 'ctrl+x', 'del')
    """
    shown = format_key(key)
    return shown.upper() if shown[:1] == "f" and shown[1:].isdigit() else shown


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys somebody chose, by name; what is not in it has its usual keys."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """Give the first key of a name as it is written.

        >>> Keymap({"help": ("f12",)}).first("help"), Keymap().first("help")
        ('F12', '?')
        """
        return key_name((self.chosen.get(name) or USUAL[name].split(","))[0])

    def written(self, name: str, usual: str) -> str:
        """Give all keys of a name as they are written; ``usual`` where none were chosen."""
        return " ".join(map(key_name, self.chosen[name])) if name in self.chosen else usual

    def free(self, keys: str) -> str:
        """Give those of these one-letter keys that were not chosen for something else."""
        taken = {key for chosen in self.chosen.values() for key in chosen}
        return "".join(key for key in keys if key not in taken)

    def rebind(self, hint: Hint) -> Hint:
        """Give a hint with the key that was chosen."""
        name = _NAME_OF.get(hint.key or hint.shown, "")
        if name not in self.chosen:
            return hint
        return replace(hint, shown=self.first(name), key=self.chosen[name][0])
