"""Text in columns: no line too wide, nothing lost, nothing that steers a terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lossdoctor import Consultation
from lossdoctor.printing.consultation_text import consultation_text
from lossdoctor.printing.layout import bar, cells, clean, shorten, wrap
from lossdoctor.printing.paint import Paint, wants_colour
from lossdoctor.printing.sheet import Style

WORDS = st.text(st.sampled_from("ab（），。“”损失变成 NaN[x]/-%"), max_size=120)


@given(text=WORDS, width=st.integers(12, 90))
@example(text="a" * 200, width=12)
@example(text="损" * 100, width=13)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, first="- ")
    assert all(
        cells(line) <= width + 1 for line in lines
    )  # one cell for punctuation that may not begin a line
    assert "".join("".join(lines).split()).removeprefix("-") == "".join(text.split())


@given(text=WORDS, width=st.integers(2, 40))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert cells(shorten(text, width)) <= width


@pytest.mark.parametrize("share", [0.0, 0.001, 0.25, 0.5, 0.999, 1.0])
def test_bars_have_one_width(share: float) -> None:
    assert cells(bar(share, 12)) == 12


@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\r", "\u202e", "\x9b31m", "\x00"])
def test_nothing_steers_the_terminal(text: str) -> None:
    assert clean(f"a{text}b").isprintable()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "colour"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"TERM": "xterm"}, False),
    ],
)
def test_colour_only_where_it_is_wanted(
    stream: io.StringIO, environment: dict[str, str], colour: bool
) -> None:
    assert wants_colour(stream, environment) is colour


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_whole_diagnosis_fits_its_width(consultation: Consultation, width: int, language: str) -> None:
    consultation.language = language
    consultation.complain("x" * 300)
    consultation.observe("training-loss-nan", "rate-large", absent=["data-has-nan"])
    plain = consultation_text(consultation, Style(language, width))
    prose = [line for line in plain.splitlines() if "| " not in line]  # code is never broken
    assert max(cells(line) for line in prose) <= width + 1
    painted = consultation_text(consultation, Style(language, width, Paint(colour=True)))
    assert painted != plain
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[36m"):
        painted = painted.replace(code, "")
    assert painted == plain
