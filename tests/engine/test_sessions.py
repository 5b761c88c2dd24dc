"""Files of saved consultations."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lossdoctor import Consultation, KnowledgeBase, SessionError
from lossdoctor.sessions import SessionStore
from lossdoctor.state import state_folder


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "sessions")


def test_save_list_open_rename_delete(store: SessionStore, demo: KnowledgeBase) -> None:
    assert store.list() == ()
    consultation = Consultation(demo)
    consultation.observe("weights-nan")
    store.save("first", consultation)
    os.utime(store.folder / "first.json", (1, 1))
    consultation.observe("rate-large")
    store.save("second", consultation)
    assert [session.name for session in store.list()] == ["second", "first"]
    assert store.open("first", knowledge=demo).present == ("weights-nan",)
    store.rename("first", "损失 nan")
    assert store.open("损失 nan", knowledge=demo).present == ("weights-nan",)
    with pytest.raises(SessionError, match="already"):
        store.rename("second", "损失 nan")
    store.delete("second")
    assert [session.name for session in store.list()] == ["损失 nan"]


def test_new_names_are_free_and_tell_what_it_was_about(store: SessionStore, demo: KnowledgeBase) -> None:
    name = store.new_name("Loss is NaN!! ../../etc")
    assert name.endswith("-loss-is-nan-etc")
    store.save(name, Consultation(demo))
    assert store.new_name("Loss is NaN!! ../../etc") == f"{name}-2"


@pytest.mark.parametrize("name", ["", ".", "../x", "a/b", "a\\b", ".hidden", "a\x00b", "x" * 300, "con:"])
def test_names_cannot_leave_the_folder(store: SessionStore, demo: KnowledgeBase, name: str) -> None:
    with pytest.raises(SessionError, match="cannot name"):
        store.save(name, Consultation(demo))


def test_a_missing_one_says_what_was_meant(store: SessionStore, demo: KnowledgeBase) -> None:
    store.save("loss-nan", Consultation(demo))
    with pytest.raises(SessionError, match='did you mean "loss-nan"'):
        store.open("los-nan", knowledge=demo)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", b"[1, 2"])
def test_a_damaged_file_is_named(store: SessionStore, demo: KnowledgeBase, content: bytes) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / "bad.json").write_bytes(content)
    with pytest.raises(SessionError, match=r"bad\.json"):
        store.open("bad", knowledge=demo)


def test_a_folder_that_cannot_be_written_is_told_calmly(tmp_path: Path, demo: KnowledgeBase) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SessionError, match="unsaved"):
        SessionStore(tmp_path / "file" / "sessions").save("x", Consultation(demo))


def test_what_was_saved_before_survives_a_failing_save(
    store: SessionStore, demo: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation = Consultation(demo)
    consultation.observe("weights-nan")
    store.save("run", consultation)

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    consultation.observe("rate-large")
    with pytest.raises(SessionError, match="No space left"):
        store.save("run", consultation)
    assert store.open("run", knowledge=demo).present == ("weights-nan",)
    assert [path.name for path in store.folder.iterdir()] == ["run.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_killed_process_loses_no_answer(store: SessionStore, demo: KnowledgeBase) -> None:
    """A process saves again and again and is killed in the middle; the file is whole every time."""
    pack = Path(__file__).parent / "demo_pack"
    engine = Path(__file__).parents[2] / "engine"
    code = (
        "from lossdoctor import Consultation, load\nfrom lossdoctor.sessions import SessionStore\n"
        "from pathlib import Path\nimport sys\n"
        "store, consultation = SessionStore(Path(sys.argv[1])), Consultation(load(sys.argv[2]))\n"
        "while True:\n"
        "    consultation.complain('again ' * 200)\n    store.save('run', consultation)\n"
        "    print(len(consultation.events), flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(store.folder), str(pack)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(engine)},
    )
    assert process.stdout is not None
    told = 0
    for _ in range(20):
        told = int(process.stdout.readline())
    process.kill()
    process.wait()
    process.stdout.close()
    assert len(store.open("run", knowledge=demo).events) >= told


def test_saved_consultations_are_for_their_owner_alone(store: SessionStore, demo: KnowledgeBase) -> None:
    store.save("mine", Consultation(demo))
    if sys.platform != "win32":
        assert stat.S_IMODE((store.folder / "mine.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"LOSSDOCTOR_STATE": "/s", "XDG_STATE_HOME": "/x"}, "linux", "/s"),
        ({"XDG_STATE_HOME": "/x"}, "linux", "/x/lossdoctor"),
        ({"LOCALAPPDATA": "C:/Users/ada/AppData/Local"}, "win32", "C:/Users/ada/AppData/Local/lossdoctor"),
    ],
)
def test_the_state_folder(environment: dict[str, str], platform: str, folder: str) -> None:
    assert state_folder(environment, platform).as_posix() == folder
