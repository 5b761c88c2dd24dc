"""Keys from a file: they work, every screen names them, and no file ends the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lossdoctor_tui.keymap import FIXED, USUAL
from lossdoctor_tui.keys_file import read_keys
from lossdoctor_tui.wording import Speaker

DOCUMENT = Path(__file__).parents[2] / "docs" / "keys.md"


@pytest.fixture
def keys_file(tmp_path):
    """Give the file of keys."""
    return tmp_path / "keys.yaml"


async def test_chosen_keys_work_and_are_named_everywhere(wizard, keys_file):
    keys_file.write_text("skip: x\nundo: [Ctrl+Z, Z]\nhelp: F12\nwhy: s\n")
    async with wizard() as user:
        assert "F12 help" in user.sees
        await user.press("enter")
        assert "x  Skip for now" in user.sees
        assert "x skip" in user.sees
        await user.press("x")
        assert [event.kind for event in user.said.events] == ["skip"]
        await user.press("u")
        assert "F12 shows what does" in user.sees
        await user.press("ctrl+z")
        assert user.said.events == ()
        await user.press("s")
        assert user.place == "why"
        await user.press("s")
        assert user.place == "question"
        await user.press("f12")
        assert "ctrl+z Z" in user.sees


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("undoo: x", 'nothing called “undoo”; did you mean "undo"'),
        ("undo: f99", "no key “f99”"),
        ("undo: backspase", 'did you mean "backspace"'),
        ("undo: enter", "enter cannot be given another meaning"),
        ("undo: ctrl+q", "cannot be given another meaning"),
        ("undo: s", "s would be both skip and undo"),
        ("undo: []", "no key"),
        ("undo: n", "write"),
        ("- undo", "has to hold lines"),
        ("undo: u\n  skip: ]", "keys.yaml:2"),
        ("[i]: {x: y}", "keys.yaml:1"),
        ("", "nothing in this file"),
        ("\x00\x1b", "keys.yaml"),
    ],
)
async def test_what_cannot_be_used_is_a_calm_notice(wizard, keys_file, text, told):
    keys_file.write_text(text)
    async with wizard(size=(120, 24)) as user:
        assert told in user.sees
        await user.press("enter", "s", "u")
        assert user.said.events == ()


def test_what_can_be_used_is_used_beside_what_cannot(keys_file, tmp_path):
    keys_file.write_text("skip: u\nundo: x\nwhy: [v]\nplan: enter\nfoo: f9\ncopy: ','\n")
    keymap, problems = read_keys(Speaker(), tmp_path)
    assert keymap.chosen == {"skip": ("u",), "undo": ("x",), "why": ("v",), "copy": ("comma",)}
    assert len(problems) == 2


def test_a_file_that_cannot_be_read_is_told(keys_file, tmp_path):
    keys_file.mkdir()
    keymap, (problem,) = read_keys(Speaker(), tmp_path)
    assert keymap.chosen == {}
    assert "cannot be read" in problem


def test_no_key_has_two_meanings():
    keys = [key for several in USUAL.values() for key in several.split(",")]
    assert len(keys) == len({*keys})
    assert FIXED.isdisjoint(keys)


def test_the_document_lists_every_name_with_its_usual_keys():
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    signs = {"question_mark": "?", "slash": "/"}
    assert dict(rows) == {
        name: " ".join(f"`{signs.get(key, key)}`" for key in keys.split(",")) for name, keys in USUAL.items()
    }
