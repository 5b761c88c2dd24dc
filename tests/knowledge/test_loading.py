"""Loading folders: what is one, several together, what is kept, and what bad ones do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossdoctor.errors import KnowledgeError
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.lints import run_lints
from lossdoctor.loading import compiled
from lossdoctor.loading.check import check_folders
from lossdoctor.loading.folders import read_all, survey
from lossdoctor.loading.inspection import inspect

SMALL = Path(__file__).parent / "small"


def records(knowledge: KnowledgeBase) -> list[object]:
    tables = (
        knowledge.questions,
        knowledge.symptoms,
        knowledge.causes,
        knowledge.remedies,
        knowledge.sources,
    )
    return [
        *(dict(t) for t in (*tables, knowledge.claims, knowledge.retired)),
        knowledge.cases,
        knowledge.vocabulary,
    ]


def test_a_folder_becomes_records(small: KnowledgeBase) -> None:
    cause = small.causes["learning-rate-too-high"]
    assert cause.name.en == "Learning rate too high"
    assert cause.base_rate.written == "very-common"
    assert cause.shows[0].frequency.number == small.vocabulary.how_often["usually"].number
    assert str(cause.shows[0].position) == "causes/learning-rate-too-high.yaml:9:5"
    assert small.symptoms["loss-nan"].also_said == ("nan loss", "loss is inf", "loss变成nan")
    assert small.remedies["lower-learning-rate"].code["pytorch"].endswith('["lr"] /= 10')
    assert small.claims["notes-03"].against == ("notes-04",)
    assert small.cases[0].beside == "learning-rate-too-high"
    assert small.cases[0].expect.never == ("missing-values", "normal-wavering")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "does not exist"),
        (lambda path: path.write_text("id: x"), "is a file, not a folder"),
        (lambda path: path.mkdir(), "holds no knowledge"),
        (lambda path: (path / "causes").mkdir(parents=True), "holds no knowledge"),
    ],
)
def test_what_is_no_knowledge_folder_is_told_in_one_line(make, message: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "pack")
    with pytest.raises(KnowledgeError, match=message) as raised:
        load(tmp_path / "pack")
    assert "\n" not in str(raised.value)
    assert raised.value.folder


def test_broken_knowledge_is_told_in_one_line_and_carries_all_problems(folder: Path) -> None:
    (folder / "causes/odd.yaml").write_text("id: odd\nid: even\nmimics: [nothing]\n")
    with pytest.raises(KnowledgeError, match=r"6 errors in 1 file; the first is at .*odd\.yaml") as raised:
        load(folder)
    assert "\n" not in str(raised.value)
    assert [problem.code for problem in raised.value.problems].count("KB032") == 4


def test_a_pack_adds_to_knowledge_and_is_none_without_it(tmp_path: Path) -> None:
    pack = tmp_path / "odd"
    (pack / "causes").mkdir(parents=True)
    cause = (SMALL / "causes/missing-values.yaml").read_text("utf-8")
    (pack / "causes/odd-values.yaml").write_text(
        cause.replace("id: missing-values", "id: odd-values"), "utf-8"
    )
    both = load(SMALL, pack)
    assert "odd-values" in both.causes
    assert "odd-values" in {incoming.origin for incoming in both.causes_of("data-has-nan")}
    with pytest.raises(KnowledgeError, match="no symptom"):
        load(pack)


def test_two_packs_with_one_id_conflict(folder: Path) -> None:
    with pytest.raises(KnowledgeError, match="is taken"):
        load(SMALL, folder)
    assert load(SMALL, SMALL).causes.keys() == load(SMALL).causes.keys()


def test_a_pack_may_bring_its_own_words(folder: Path) -> None:
    for file in folder.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("usually", "mostly"), "utf-8")
    assert load(folder).causes["learning-rate-too-high"].shows[0].frequency.written == "mostly"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("number: 0.985", "number: 1", "KB043"),
        ("number: 0.72", "number: 0.1", "KB043"),
        ("number: 0.08", "number: 0", "KB043"),
        ("id: sometimes", "id: rarely", "KB037"),
        ("report-threshold: 0.25", "report-threshold: 2", "KB039"),
        ("report-threshold: 0.25", "threshold: 0.25", "KB031"),
    ],
)
def test_words_that_stand_for_no_number_are_refused(before: str, after: str, code: str, folder: Path) -> None:
    file = folder / "vocabulary.yaml"
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    assert code in {problem.code for problem in raised.value.problems}
    assert check_folders([folder]).knowledge.network


def test_a_link_out_of_the_pack_is_not_read(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1")
    (folder / "causes/secret.yaml").symlink_to(secret)
    (folder / "cases/loop").symlink_to(folder)
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    assert {problem.code for problem in raised.value.problems} == {"KB056"}
    assert "password" not in repr(raised.value.problems)


def test_kept_knowledge_is_the_same(small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lossdoctor.loading.inspection.inspect", None)
    again = load(SMALL)
    assert records(again) == records(small)
    assert again.fingerprint == small.fingerprint


def test_a_change_is_seen_at_once(folder: Path) -> None:
    before = load(folder)
    file = folder / "causes/missing-values.yaml"
    stat = file.stat()
    file.write_text(file.read_text("utf-8").replace("common", "rare  "), "utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = load(folder)
    assert after.causes["missing-values"].base_rate.written == "rare"
    assert after.fingerprint != before.fingerprint


@pytest.mark.parametrize("content", [b"", b"garbage", b"x\n{}", b"\x80\x04\x95", None])
def test_a_spoilt_copy_is_made_anew(content: bytes | None, small: KnowledgeBase, own_state: Path) -> None:
    (kept,) = (own_state / "knowledge").glob("*.kept")
    good = kept.read_bytes()
    kept.write_bytes(good[: len(good) // 2] if content is None else content)
    assert records(load(SMALL)) == records(small)
    assert kept.read_bytes() == good


def test_where_nothing_can_be_kept_it_works_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LOSSDOCTOR_STATE", str(tmp_path / "file"))
    assert load(SMALL).causes


def test_a_few_copies_are_kept_and_no_more(folder: Path, own_state: Path) -> None:
    for number in range(12):
        (folder / "retired.yaml").write_text(f"old-{number}: missing-values\n")
        load(folder)
    assert len([*(own_state / "knowledge").iterdir()]) <= 8


def test_loading_needs_no_heavy_modules() -> None:
    heavy = {"jsonschema", "networkx", "numpy", "textual", "rapidfuzz", "click"}
    load_twice = f"from lossdoctor.knowledge_base import load; load({str(SMALL)!r}); load({str(SMALL)!r})"
    code = f"import sys; {load_twice}; print(sorted({heavy!r} & set(sys.modules)))"
    path = str(Path(compiled.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


EDITS = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.integers(0, 40),
        st.sampled_from(
            ["", "\n", "- ", "{", "}", "[", ": ", "id", " no", "'", "loss-nan", "7/3", "sources: []\n", "\t"]
        ),
    ),
    min_size=1,
    max_size=3,
)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 11), EDITS)
def test_half_written_knowledge_is_never_more_than_problems(
    number: int, edits: list[tuple[int, int, str]]
) -> None:
    raw, _ = read_all([survey(SMALL)])
    file, content = raw[number]
    text = content.decode()
    for start, length, put in edits:
        text = text[:start] + put + text[start + length :]
    raw[number] = (file, text.encode())
    inspection = inspect(raw)
    run_lints(inspection)
    assert inspection.knowledge.graph.number_of_nodes()


def test_sound_files_are_kept_apart_from_broken_ones(folder: Path) -> None:
    shutil.copy(folder / "causes/missing-values.yaml", folder / "causes/broken.yaml")
    raw, _ = read_all([survey(folder)])
    inspection = inspect(raw)
    assert {problem.code for problem in inspection.errors} == {"KB050"}
    assert inspection.knowledge.causes.keys() == load(SMALL).causes.keys()
