"""Laying text out: nothing is lost, nothing is too wide, and Chinese breaks where Chinese breaks."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from lossdoctor_tui.layout import bar, fit, row, wrap
from lossdoctor_tui.safe_text import clean, styled

few = settings(max_examples=60, deadline=None)
texts = st.text(alphabet=st.sampled_from("ab [](){}，。、“”《》损失变成NaN xyz\u00e9é"), max_size=120)


@few
@given(texts, st.integers(2, 90))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = [line.plain for line in wrap(styled(text), width)]

    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@few
@given(texts, texts, st.integers(20, 90))
@example("", "NN、、、", 20)
def test_rows_keep_the_width(body: str, tail: str, width: int) -> None:
    drawn = row(styled(body), width, lead="1  ", tail=tail[:5].strip())

    assert all(cell_len(line) <= width for line in drawn.plain.split("\n"))


@few
@given(texts, st.integers(0, 60))
def test_fitting_gives_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(styled(text), width).plain) == width


@few
@given(st.floats(0, 1), st.integers(1, 60))
def test_bars_have_the_width_asked_for(fraction: float, width: int) -> None:
    assert len(bar(fraction, width).plain) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("使用 PyTorch 时，损失变成 NaN。", 17, ["使用 PyTorch 时，", "损失变成 NaN。"]),
        ("损失突然变大，然后是 NaN", 12, ["损失突然变", "大，然后是", "NaN"]),
        ("（括号）不在行尾", 6, ["（括", "号）不", "在行尾"]),
        ("torch.nn.functional.cross_entropy", 12, ["torch.nn.fun", "ctional.cros", "s_entropy"]),
        ("a\n\nb", 9, ["a", "", "b"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert [line.plain for line in wrap(styled(text), width)] == lines


@pytest.mark.parametrize(
    "unsafe",
    [
        "\x1b[31mred\x1b[0m",
        "a\u202eb",
        "a\u200bb",
        "bell\x07",
        "\ud800",
        "c\x9b2Jd",
        "\ufe0f",
        "\r",
        "x\x00y",
    ],
)
def test_no_character_that_moves_or_hides_reaches_the_screen(unsafe: str) -> None:
    shown = clean(unsafe)

    assert shown.isprintable()
    shown.encode()


def test_endless_text_is_cut() -> None:
    assert len(clean("x" * 1_000_000)) < 30_000
