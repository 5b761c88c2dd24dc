"""What nobody expects: endless lines, text that steers terminals, odd file names, full disks, sudden ends."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len

from lossdoctor.sessions import SessionStore

DEMO_PACK = str(Path(__file__).parents[1] / "engine" / "demo_pack")

TYPED = {
    "long": "loss is nan " + "x" * 2000,
    "long words": "loss is nan " * 200,
    "Chinese": "损失变成nan" * 250,
    "markup": "loss is nan [/path] [b]x[i] [@click=app.quit]q[/] {0} %s $v",
    "emoji": "loss is nan 👩‍🔬🏳️‍🌈 e\u0301\u0301\u0301 ﷽",
    "right to left": "loss is nan \u202e dlrow مرحبا שלום \u2067",
    "controls": "loss is nan \x1b[2J\x1b]0;title\x07 \x9b31m \x00 \ud83d",
}


def is_whole(user) -> bool:
    """Whether every line of the screen has the width of the screen, and nothing steers the terminal."""
    lines = user.sees.split("\n")
    return all(cell_len(line) == user.screen.size.width for line in lines) and not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", user.sees
    )


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
async def test_whatever_is_typed_breaks_no_screen_and_is_kept(wizard, store, typed):
    async with wizard() as user:
        user.screen.words.value = typed
        await user.pilot.pause()
        assert is_whole(user)
        if not user.screen.rows.marked.startswith("pick"):
            pytest.skip("nothing known sounds like it")
        await user.press("enter", "enter")
        assert user.place == "question"
        for key in ("d", "p", "r", "escape", "u", "slash"):
            await user.press(key)
            assert is_whole(user)
        user.screen.query_one("Input").value = typed
        await user.pilot.pause()
        assert is_whole(user)

    (session,) = store.list()
    assert store.open(session.name, knowledge=user.said.knowledge).lost == ()
    async with wizard() as user:
        assert is_whole(user)
        user.app.resume(session.name)
        await user.pilot.pause()
        assert user.said.complaints
        assert is_whole(user)


NAMES = ("[x] [b]", "x" * 240, "-rf", "😀‮مرحبا", "a\nb", "a:b", "\udcff\udcfe", "损失" * 30, " ")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
async def test_odd_file_names_are_listed_opened_or_refused_calmly(wizard, store):
    store.folder.mkdir(parents=True)
    for name in NAMES:
        (store.folder / f"{name}.json").write_text("{}")
    async with wizard(size=(80, 40)) as user:
        await user.click("All that were kept")
        assert is_whole(user)
        rows = [row.removeprefix("resume ") for row in user.screen.rows.ids if row.startswith("resume ")]
        assert {*rows} == {*NAMES}
        for row in rows:
            user.app.resume(row)
            await user.pilot.pause()
            assert "cannot be opened" in user.sees
            assert is_whole(user)


@pytest.mark.parametrize("name", ["x" * 5000 + ".md", "~nobody-at-all/x.md", "/dev/full", "/proc/x.md"])
async def test_odd_names_for_the_report_are_refused_calmly(wizard, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    async with wizard() as user:
        await user.press("enter", "r")
        user.screen.query_one("Input").value = name
        await user.press("enter", "enter")
        assert user.place == "report"
        assert is_whole(user)
        assert "could not be" in user.sees or "must" in user.sees


@pytest.fixture
def full_disk(tmp_path):
    """Give a folder on a disk without room, where one can be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(OSError, match="No space left"):
            (folder / "filler").write_bytes(bytes(100_000))
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


@pytest.mark.skipif(os.name == "nt", reason="no such disks")
@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("en", "(No space left on device); it goes on, unsaved. Your answers stay here until you quit."),
        ("zh", "（磁盘已满）；会诊继续，但不保存。在退出之前，回答仍保留在此。"),
    ],
)
async def test_a_full_disk_is_told_once_and_kept_on_when_there_is_room(
    wizard, store, full_disk, language, notice
):
    store.folder = full_disk / "sessions"
    async with wizard(size=(200, 24), language=language) as user:
        await user.press("enter", "i")
        await user.pilot.pause(0.2)
        assert notice in " ".join(user.sees.split())
        await user.press("i")
        assert notice not in " ".join(user.sees.split())
        assert len(user.said.events) == 2
        (full_disk / "filler").unlink()
        await user.press("i")
    (session,) = store.list()
    assert len(store.open(session.name, knowledge=user.said.knowledge).events) == 3


def test_an_end_at_any_moment_loses_nothing_that_was_seen_to_be_taken(terminal, tmp_path, knowledge):
    """The next question is on the screen: so the answer to the one before is on the disk."""
    moments = random.Random(4)
    store = SessionStore(tmp_path / "sessions")
    for _ in range(4):
        is_new = not store.list()
        wizard = terminal("ask" if is_new else "resume", "--knowledge", DEMO_PACK)
        if is_new:
            wizard.wait_for("Guide me from the beginning")
            wizard.press("\r")
        wizard.wait_for("skip")
        for key in moments.choices("isi", k=moments.randrange(1, 4)):
            os.write(wizard._ours, key.encode())
            wizard.read_on(moments.uniform(0, 0.12))
        wizard.process.send_signal(signal.SIGKILL)
        wizard.process.wait()
        wizard.read_on(0.1)
        shown = [int(number) for number in re.findall(r"question (\d+)", wizard.text)]
        opened = [store.open(session.name, knowledge=knowledge) for session in store.list()]
        assert shown[-1] <= 1 + sum(len(consultation.events) for consultation in opened)
        assert all(consultation.lost == () for consultation in opened)
