"""Consultations that were kept: the first screen lists, renames and deletes them."""

from __future__ import annotations

import pytest


@pytest.fixture
def names(store):
    """Give the names of what is kept; two of them at first."""
    for name in ("2026-01-01-loss-is-nan", "mine"):
        store.save_text(name, "{}")
    return lambda: sorted(session.name for session in store.list())


@pytest.fixture
def mark(wizard):
    """Move the mark to a kept consultation."""

    async def move(user, name):
        while user.screen.marked_kept != name:
            await user.press("down")

    return move


async def test_one_is_renamed(wizard, names, mark):
    async with wizard() as user:
        await mark(user, "mine")
        assert "F6 rename" in user.sees
        await user.press("f6", '"-run"', "enter")
        assert names() == ["2026-01-01-loss-is-nan", "mine-run"]
        assert "now called “mine-run”" in user.sees
        assert user.screen.marked_kept == "mine-run"


@pytest.mark.parametrize("name", ["2026-01-01-loss-is-nan", "../elsewhere"])
async def test_a_name_that_cannot_be_is_said_and_asked_again(wizard, names, mark, name):
    async with wizard() as user:
        await mark(user, "mine")
        await user.press("f6")
        user.screen.query_one("Input").value = name
        await user.press("enter")
        assert user.place == "rename"
        assert "already" in user.sees or "cannot name" in user.sees
        assert "mine" in names()


@pytest.mark.parametrize(
    ("answer", "left"),
    [("enter", 2), ("1", 2), ("escape", 2), ("2", 1)],
)
async def test_one_is_deleted_only_when_that_is_said(wizard, names, mark, answer, left):
    async with wizard() as user:
        await mark(user, "mine")
        await user.press("delete")
        assert "Delete this consultation?" in user.sees
        await user.press(answer)
        assert user.place == "start"
        assert len(names()) == left
        assert user.screen.marked_kept == ("mine" if left == 2 else "")


async def test_the_keys_say_what_they_need(wizard, names):
    async with wizard() as user:
        await user.press("delete")
        assert "Mark a recent consultation first" in user.sees
        assert len(names()) == 2


@pytest.mark.parametrize(("typed", "complaints"), [('"na', ()), ('"loss is nan', ("loss is nan",))])
async def test_words_are_kept_as_said_but_not_when_half_typed(wizard, typed, complaints):
    async with wizard() as user:
        await user.press(typed, "enter", "enter")
        assert user.said.present
        assert user.said.complaints == complaints


async def test_older_ones_are_a_row_away(wizard, store):
    for number in range(6):
        store.save_text(f"run-{number}", "{}")
    async with wizard(size=(80, 40)) as user:
        assert user.sees.count("run-") == 4
        await user.click("All that were kept")
        assert user.sees.count("run-") == 6
