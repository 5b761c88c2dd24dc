"""A small knowledge pack of eleven causes, made up for tests, and consultations over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossdoctor import Consultation, KnowledgeBase, load

DEMO_PACK = Path(__file__).parent / "demo_pack"


@pytest.fixture(scope="session")
def demo() -> KnowledgeBase:
    return load(DEMO_PACK)


@pytest.fixture
def consultation(demo: KnowledgeBase) -> Consultation:
    return Consultation(demo)


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test out of the state folder of whoever runs it."""
    folder = tmp_path / "state"
    monkeypatch.setenv("LOSSDOCTOR_STATE", str(folder))
    return folder
