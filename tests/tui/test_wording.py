"""The catalogue: every word that a screen asks for is there, in both languages, with the same blanks."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import lossdoctor_tui
from lossdoctor_tui.drawings.help import KEYS
from lossdoctor_tui.wording import CATALOGUE

FILES = Path(lossdoctor_tui.__file__).parent.rglob("*.py")
SOURCES = "".join(path.read_text(encoding="utf-8") for path in FILES if "wording" not in path.name)
BUILT = ("outcome-", "noted-", "theme-", "key-", "help-")
"""Words whose keys are put together at run time."""


def test_both_languages_have_the_same_blanks():
    def blanks(words: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(words) if name is not None}

    uneven = [key for key, text in CATALOGUE.items() if not text.zh or blanks(text.en) != blanks(text.zh)]
    assert uneven == []


def test_every_word_asked_for_exists():
    asked = re.findall(r"""say\(\s*["']([a-z0-9-]+)["']""", SOURCES) + re.findall(
        r'Hint\("[^"]+", "([a-z-]+)"', SOURCES
    )
    shown = [word for group, keys in KEYS for word in (group, *(word for _, word in keys))]
    assert {*asked, *shown} - CATALOGUE.keys() - set(BUILT) == set()


def test_no_word_lies_about_unused():
    unused = [key for key in CATALOGUE if f'"{key}"' not in SOURCES and f"'{key}'" not in SOURCES]
    assert [key for key in unused if not key.startswith(BUILT)] == []
