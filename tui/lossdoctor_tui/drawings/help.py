"""The help page: what lossdoctor does, every key, and what the figures mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from lossdoctor_tui.keymap import Keymap
from lossdoctor_tui.layout import paragraph, row, stack
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.wording import Speaker

__all__ = ["KEYS", "draw_help"]

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "help-answering",
        (
            ("1-9", "key-numbers"),
            ("0", "key-none"),
            ("i", "key-unknown"),
            ("s", "key-skip"),
            ("space", "key-space"),
            ("enter", "key-enter"),
            ("u backspace", "key-undo"),
            ("U", "key-redo"),
        ),
    ),
    (
        "help-looking",
        (
            ("h", "key-how"),
            ("w", "key-why"),
            ("c", "key-causes"),
            ("y", "key-copy"),
            ("/", "key-search"),
            ("a", "key-seen"),
        ),
    ),
    (
        "help-going",
        (
            ("d", "key-diagnosis"),
            ("p", "key-plan"),
            ("t", "key-tried"),
            ("r", "key-report"),
            ("m", "key-lost"),
            ("n", "key-new"),
            ("esc", "key-back"),
        ),
    ),
    (
        "help-start",
        (
            ("a…z", "key-type"),
            ("↑ ↓", "key-arrows"),
            ("tab", "key-tab"),
            ("backspace", "key-backspace"),
            ("F6", "key-rename"),
            ("del F8", "key-delete"),
        ),
    ),
    (
        "help-everywhere",
        (
            ("? F1", "key-help"),
            ("ctrl+p", "key-palette"),
            ("l  F2", "key-language"),
            ("f  F3", "key-framework"),
            ("F4", "key-theme"),
            ("q ctrl+q", "key-quit"),
        ),
    ),
)
"""Every key by group: how it is written, and the catalogue's word for what it does."""


def draw_help(speaker: Speaker, keymap: Keymap) -> Callable[[int], Content]:
    """Draw the help page."""

    def blocks(width: int) -> Iterator[Content]:
        yield paragraph(styled(speaker.say("help-what")), width)
        for group, keys in KEYS:
            yield from (Content(""), styled((speaker.say(group), "bold $accent")))
            for shown, word in keys:
                lead = styled((keymap.written(word.removeprefix("key-"), shown).ljust(13), "bold"))
                yield row(styled(speaker.say(word)), width, lead=lead)
        for topic in ("help-figures", "help-kept", "help-keys"):
            yield from (Content(""), styled((speaker.say(topic), "bold $accent")))
            yield paragraph(styled(speaker.say(f"{topic}-text")), width)

    return lambda width: stack(blocks(width))
