"""Every screen, at every size, in both languages, over any text: it fits, and says what is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from rich.cells import cell_len

from lossdoctor.model import Text

TOUR = (
    ("start", ()),
    ("matches", ('"nan"',)),
    ("picked", ("enter",)),
    ("question", ("enter",)),
    ("how to look", ("h",)),
    ("why", ("h", "w")),
    ("causes", ("escape", "c")),
    ("search", ("c", "slash", '"nan"')),
    ("page", ("enter",)),
    ("diagnosis", ("d",)),
    ("plan", ("p",)),
    ("tried", ("t",)),
    ("report", ("escape", "r")),
    ("help", ("escape", "f1")),
    ("palette", ("escape", "ctrl+p")),
)
"""The way through all screens: each with the keys that lead to it from the one before."""

CARDS = ("why", "search", "tried", "report", "help", "palette")

HOSTILE = "x[i] [/path] [b]$v[/b] [@click=app.quit]q[/] {0} %s \x1b[2J\u202eabc مرحبا 👩‍🔬 " + "long" * 20
VERBATIM = "x[i] [/path] [b]$v[/b] [@click=app.quit]q[/] {0} %s [2Jabc"


async def tour(user):
    """Visit every screen."""
    for place, keys in TOUR:
        await user.press(*keys)
        yield place


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_every_screen_fits_80_columns(wizard, language):
    async with wizard(language=language) as user:
        async for place in tour(user):
            lines = user.sees.split("\n")
            assert len(lines) == 24, place
            assert {cell_len(line) for line in lines} == {80}, place
            if place not in CARDS:
                assert "help" in lines[-1] or "帮助" in lines[-1], place


@pytest.mark.parametrize("size", [(40, 12), (120, 40)], ids=["40x12", "120x40"])
async def test_no_size_is_too_small_or_large(wizard, size):
    async with wizard(size=size) as user:
        async for place in tour(user):
            assert user.app.is_running, place


async def test_any_text_is_shown_and_never_obeyed(wizard, knowledge):
    async with wizard(over=hostile(knowledge), size=(120, 100)) as user:
        async for place in tour(user):
            assert "\x1b" not in user.sees
            if place not in ("start", "report", "help", "palette"):
                assert VERBATIM in " ".join(user.sees.split()), place


async def test_resizing_while_asking(wizard):
    async with wizard(size=(120, 40)) as user:
        await user.press("enter")
        assert "Likely causes" in user.sees

        await user.pilot.resize_terminal(80, 24)
        await user.pilot.pause()
        assert "Likely causes" not in user.sees
        assert "I don't know" in user.sees

        await user.pilot.resize_terminal(30, 8)
        await user.pilot.resize_terminal(120, 40)
        await user.pilot.pause()
        assert "Likely causes" in user.sees


@pytest.mark.parametrize("theme", ["lossdoctor-light", "ansi-dark", "ansi-light"])
async def test_every_theme_shows_the_same_words(wizard, theme):
    async with wizard() as user:
        await user.press("enter")
        words = user.sees
        user.app.theme = theme
        await user.pilot.pause()
        assert user.sees == words


async def test_any_words_can_be_typed(wizard):
    async with wizard() as user:
        user.screen.words.value = HOSTILE
        await user.press("enter")
        assert user.app.is_running


def hostile(record):
    """Give a record with every text in it made as bad as texts can be."""
    if isinstance(record, Text):
        return Text(f"{HOSTILE} {record.en}", f"{HOSTILE} {record.zh}")
    if isinstance(record, Mapping):
        return {key: hostile(value) for key, value in record.items()}
    if isinstance(record, tuple):
        return tuple(hostile(value) for value in record)
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        fields = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
        return dataclasses.replace(record, **{name: hostile(value) for name, value in fields.items()})
    return record
