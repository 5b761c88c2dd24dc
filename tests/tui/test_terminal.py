"""The real command in a real pseudo-terminal, and the sessions that it leaves behind."""

from __future__ import annotations

import signal
import stat
from pathlib import Path

import pytest

from lossdoctor.sessions import SessionStore

DEMO_PACK = str(Path(__file__).parents[1] / "engine" / "demo_pack")


def kept(folder: Path, knowledge):
    """Open the one consultation that was kept."""
    store = SessionStore(folder / "sessions")
    (session,) = store.list()
    return store.open(session.name, knowledge=knowledge)


def test_from_start_to_plan_by_keys(terminal, tmp_path, knowledge):
    wizard = terminal("ask", "--knowledge", DEMO_PACK)
    wizard.wait_for("Guide me from the beginning")
    wizard.press(*"loss is nan")
    wizard.wait_for("What this may mean")
    wizard.press("\r")
    wizard.wait_for("Begin with this")
    wizard.press("\r")
    wizard.wait_for("question 1")
    wizard.press("i")
    wizard.wait_for("question 2")
    wizard.press("d")
    wizard.wait_for("Speaks for it")
    wizard.press("p")
    wizard.wait_for("If nothing helps")
    while "How to see that it worked" not in wizard.text:
        wizard.press("\x1b[B")
    wizard.press("t")
    wizard.wait_for("Did it help?")
    wizard.press("2")
    wizard.wait_for("what may still help")
    wizard.press("q")

    assert wizard.exit_code() == 0
    wizard.wait_for("lossdoctor resume")
    consultation = kept(tmp_path, knowledge)
    assert consultation.present == ("training-loss-nan",)
    assert list(consultation.tried_remedies.values()) == ["better"]


def test_a_killed_process_loses_no_answer_and_resumes(terminal, tmp_path, knowledge):
    wizard = terminal("ask", "--knowledge", DEMO_PACK)
    wizard.wait_for("Guide me from the beginning")
    wizard.press("\r")
    for number, key in enumerate(("0", "i", "s"), 1):
        wizard.wait_for(f"question {number}")
        wizard.press(key)
    wizard.wait_for("question 4")

    wizard.process.send_signal(signal.SIGKILL)
    wizard.process.wait()

    assert [event.kind for event in kept(tmp_path, knowledge).events] == ["answer", "unknown", "skip"]
    again = terminal("resume", "--knowledge", DEMO_PACK)
    again.wait_for("Resumed: 3 answers")
    again.wait_for("question 4")


def test_knowledge_that_cannot_be_used_is_one_line_and_exit_code_2(terminal, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    wizard = terminal("ask", "--knowledge", str(broken))

    assert wizard.exit_code() == 2
    assert "Traceback" not in wizard.text


def test_no_color_means_none(terminal):
    wizard = terminal("ask", "--knowledge", DEMO_PACK, NO_COLOR="1")
    wizard.wait_for("Guide me from the beginning")
    wizard.press("\r")
    wizard.wait_for("question 1")

    attributes = {"", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "49"}
    assert wizard.styles <= attributes
    assert "7" in wizard.styles  # what is marked is still told apart


async def test_a_folder_that_cannot_be_written_is_a_calm_notice(wizard, store):
    store.folder.parent.joinpath("sessions").write_text("this is no folder")
    async with wizard() as user:
        await user.press("enter", "0", "0")
        assert user.said.events
        await user.pilot.pause()
        assert user.place == "question"


async def test_recent_consultations_are_offered_and_gone_on_with(wizard, store):
    async with wizard() as user:
        await user.press('"nan"', "enter", "enter", "i")
        events = user.said.events

    async with wizard() as user:
        assert "Recent consultations" in user.sees
        await user.press("down", "enter")

        assert user.said.events == events
        assert "Resumed" in user.sees
        await user.press("i")
    (session,) = store.list()
    assert len(store.open(session.name, knowledge=user.said.knowledge).events) == len(events) + 1


async def test_a_session_that_cannot_be_read_is_a_notice(wizard, store):
    store.save_text("2026-01-01-broken", '{"format": "something else"}')
    async with wizard() as user:
        await user.press("down", "enter")
        assert "cannot be opened" in user.sees
        assert user.place == "start"


async def test_the_report_is_written_only_where_it_was_named(wizard, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with wizard() as user:
        await user.press('"nan"', "enter", "enter", "r")
        assert not list(tmp_path.glob("*.md"))
        await user.press("enter")
        report = tmp_path / "lossdoctor-report.md"
        assert "NaN" in report.read_text()

        report.write_text("mine")
        await user.press("r", "enter")
        assert report.read_text() == "mine"
        await user.press("enter")
        assert report.read_text() != "mine"


@pytest.mark.parametrize("name", ["report.docx", "no/such/folder/report.md"])
async def test_a_report_that_cannot_be_written_says_why(wizard, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    async with wizard() as user:
        await user.press("enter", "r")
        user.screen.query_one("Input").value = name
        await user.press("enter")
        assert "must end in" in user.sees or "could not be saved" in user.sees


async def test_code_is_copied_and_kept(wizard, store, tmp_path):
    async with wizard() as user:
        await user.press("enter")
        user.app.copy("x[i] = 1\n")
        assert user.app.clipboard == "x[i] = 1\n"
    copied = store.folder.parent / "copied.txt"
    assert copied.read_text().startswith("x[i] = 1")
    assert stat.S_ISREG(copied.stat().st_mode)
