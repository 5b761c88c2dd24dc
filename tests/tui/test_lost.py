"""Kept consultations that cannot be taken up in full: the wizard says so, lists what, and keeps the file."""

from __future__ import annotations

import json

import pytest

EVENTS = [
    {"kind": "observe", "present": ["training-loss-nan"]},
    {"kind": "dance"},
    {"kind": "unknown", "question": "few-epochs"},
    {"kind": "tried", "remedy": "pray", "outcome": "better"},
]
FILE = json.dumps({"format": "lossdoctor-consultation", "version": 7, "events": EVENTS})


@pytest.fixture
def damaged(store):
    """Keep a file from the future in which two of four events mean something."""
    store.save_text("mine", FILE)
    return store.folder / "mine.json"


@pytest.mark.parametrize(
    ("language", "notice", "listed"),
    [
        (
            "en",
            "Resumed: 2 answers so far. 3 could not be taken up and were left out; m lists them.",
            (
                "this was saved by a later lossdoctor (format 7,",
                "entry 2 of “events”: there is no event of the kind “dance”",
                'what came of trying “pray”: unknown remedy "pray"',
                "mine.json.bak",
            ),
        ),
        (
            "zh",
            "已恢复：目前有 2 个回答。有 3 项无法恢复，已略去；按 m 查看。",
            (
                "由更新版本的 lossdoctor 保存（格式 7，本版读取 1）",
                "“events”的第 2 条：没有“dance”这种记录",
                "试过“pray”的结果：没有名为“pray”的对策",
                "mine.json.bak",
            ),
        ),
    ],
)
async def test_the_wizard_goes_on_and_lists_what_is_lost(wizard, damaged, language, notice, listed):
    async with wizard(size=(120, 40), language=language) as user:
        await user.press("down", "enter")
        assert user.place == "question"
        assert notice in user.sees
        await user.press("m")
        assert user.place == "lost"
        for line in listed:
            assert line in user.sees
        await user.press("escape", "i")
        assert len(user.said.events) == 3

    assert json.loads(damaged.read_text())["events"][-1]["kind"] == "unknown"
    assert damaged.with_name("mine.json.bak").read_text() == FILE


async def test_each_damaged_file_is_kept_and_both_end_with_their_consultation(wizard, store, damaged):
    for _ in range(2):
        store.save_text("mine", FILE)
        async with wizard() as user:
            await user.press("down", "enter", "i")
    assert sorted(path.name for path in store.folder.iterdir()) == [
        "mine.json",
        "mine.json.bak",
        "mine.json.bak2",
    ]
    store.delete("mine")
    assert list(store.folder.iterdir()) == []


async def test_where_no_copy_can_be_kept_the_file_is_not_written_over(wizard, store, damaged, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("shutil.copy2", refuse)
    async with wizard() as user:
        await user.press("down", "enter", "i")
        assert user.place == "question"
    assert damaged.read_text() == FILE
    assert len(store.list()) == 2


async def test_nothing_lost_is_said_too(wizard):
    async with wizard() as user:
        await user.press("enter", "m")
        assert "Nothing was left out." in user.sees
