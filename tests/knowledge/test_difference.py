"""``knowledge diff``: what changed, in words, and what it does to the cases."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from lossdoctor.difference import Change, compare
from lossdoctor.errors import KnowledgeError
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.loading.revisions import knowledge_before
from lossdoctor.printing.difference_text import as_comment, as_report


def edit(folder: Path, path: str, before: str, after: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert before in text
    (folder / path).write_text(text.replace(before, after), "utf-8")


RATE, VALUES = "causes/learning-rate-too-high.yaml", "causes/missing-values.yaml"

EDITS = {
    "a strength": (RATE, "loss-oscillates, how-often: usually", "loss-oscillates, how-often: 3/4"),
    "a link": (VALUES, "  - {symptom: data-not-scaled, how-often: sometimes, sources: [notes-06]}\n", ""),
    "sources": (RATE, "usually, sources: [notes-01]", "usually, sources: [notes-02]"),
    "a base rate": (RATE, "base-rate: very-common", "base-rate: rare"),
    "a text": (RATE, "Learning rate too high", "The rate is too high"),
    "a background": ("symptoms/loss-course.yaml", "background: sometimes", "background: rarely"),
    "other words": ("symptoms/loss-course.yaml", "also-said: [nan loss, ", "also-said: ["),
    "an effort": ("remedies/lower-learning-rate.yaml", "effort: run", "effort: minutes"),
    "a case": ("causes/missing-values.cases.yaml", "seen: [loss-nan, ", "seen: ["),
}
TOLD = {
    "a strength": ("cause", "learning-rate-too-high", "shows loss-oscillates: usually → 3/4"),
    "a link": ("cause", "missing-values", "gone: shows data-not-scaled (sometimes)"),
    "sources": ("cause", "learning-rate-too-high", "sources of shows loss-oscillates: +notes-02, -notes-01"),
    "a base rate": ("cause", "learning-rate-too-high", "base rate: very-common → rare"),
    "a text": ("cause", "learning-rate-too-high", "reworded: name"),
    "a background": ("symptom", "loss-wavers-while-falling", "background: sometimes → rarely"),
    "other words": ("symptom", "loss-nan", "also said: -nan loss"),
    "an effort": ("remedy", "lower-learning-rate", "effort: run → minutes"),
    "a case": ("case", "causes/missing-values.cases.yaml: NaN in the data", "seen: -loss-nan"),
}


@pytest.mark.parametrize("what", EDITS)
def test_a_change_is_told_in_words(what: str, small: KnowledgeBase, folder: Path) -> None:
    edit(folder, *EDITS[what])
    (change,) = compare(small, load(folder)).changes
    kind, identifier, detail = TOLD[what]
    assert (change.kind, change.what, change.id, change.details) == (kind, "changed", identifier, (detail,))


def test_what_is_new_and_what_is_gone(small: KnowledgeBase, folder: Path) -> None:
    (folder / "causes/normal-wavering.yaml").rename(folder / "causes/usual-wavering.yaml")
    edit(folder, "causes/usual-wavering.yaml", "id: normal-wavering", "id: usual-wavering")
    edit(folder, "causes/learning-rate-too-high.cases.yaml", "normal-wavering", "usual-wavering")
    (folder / "retired.yaml").write_text("normal-wavering: usual-wavering\n")
    changes = [change for change in compare(small, load(folder)).changes if change.kind == "cause"]
    assert changes == [
        Change(
            "cause",
            "new",
            "usual-wavering",
            "Normal wavering",
            ("shows loss-wavers-while-falling (almost-always)",),
        ),
        Change(
            "cause", "gone", "normal-wavering", "Normal wavering", ("its place is taken by usual-wavering",)
        ),
    ]


def test_what_it_does_to_the_cases(small: KnowledgeBase, folder: Path) -> None:
    edit(folder, VALUES, "  - {symptom: data-has-nan, how-often: always, sources: [notes-06]}\n", "")
    edit(folder, VALUES, "base-rate: common", "base-rate: rare")
    broken = load(folder)
    shift, back = (
        next(shift for shift in compare(*pair).diagnoses.shifts if shift.name == "NaN in the data")
        for pair in ((small, broken), (broken, small))
    )
    assert (shift.top_before, shift.top_now) == ("missing-values", "learning-rate-too-high")
    assert {move.cause: (move.before, move.now) for move in shift.moves}["learning-rate-too-high"][1] == 1
    assert [message.partition(":")[0] for message in shift.broken] == ["top", "remedy"]
    assert (back.broken, back.mended) == ((), shift.broken)


def test_nothing_changed_is_nothing_told(small: KnowledgeBase) -> None:
    difference = compare(small, small)
    assert (difference.changes, difference.diagnoses.shifts) == ((), ())
    assert "nothing changed" in as_report(difference)


def test_a_case_about_something_new_has_no_before(small: KnowledgeBase, folder: Path) -> None:
    diagnoses = compare(load(folder), small).diagnoses
    edit(folder, "symptoms/loss-course.yaml", "id: loss-oscillates", "id: loss-jumps")
    for path in (RATE, "causes/learning-rate-too-high.cases.yaml"):
        edit(folder, path, "loss-oscillates", "loss-jumps")
    edit(folder, "causes/learning-rate-too-high.cases.yaml", "name: loss jumps", "name: the loss jumps")
    assert compare(small, load(folder)).diagnoses.not_comparable == diagnoses.not_comparable + 1


def test_the_comment_fits_and_holds_no_markup_of_others(small: KnowledgeBase, folder: Path) -> None:
    claims = "".join(f"  - {{id: more-{n:03}, at: p, says: {{en: a}}}}\n" for n in range(3))
    source = "id: more\ntitle: '<b>@all</b> [x](y)'\nlang: en\nkind: article\nwhere: x\nclaims:\n" + claims
    (folder / "sources/more.yaml").write_text(source)
    cases = "".join(
        f"- name: number {n}\n  seen: [loss-nan]\n  expect: {{asks: weights-look}}\n" for n in range(400)
    )
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases/many.yaml").write_text(cases)
    comment = as_comment(compare(small, load(folder)))
    assert len(comment) < 60_000
    assert "and 311 more" in comment
    assert "<b>" not in comment
    assert "@all" not in comment
    assert "[x](y)" not in comment


@pytest.fixture
def repository(folder: Path) -> Path:
    """Keep the small knowledge in a git repository, and change it after the commit."""

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(folder.parent), *who, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", folder.name)
    git("commit", "-q", "-m", "as it was")
    edit(folder, *EDITS["a strength"])
    return folder


def test_before_is_a_revision_or_a_folder(small: KnowledgeBase, repository: Path) -> None:
    at_head = knowledge_before("HEAD", [repository])
    assert at_head.causes == small.causes
    assert [case.name for case in at_head.cases] == [case.name for case in small.cases]
    assert knowledge_before(str(repository), []).causes != small.causes


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("no-such-branch", "neither a folder nor a revision"),
        ("--output=x", "neither a folder nor a git revision"),
    ],
)
def test_no_such_revision(base: str, message: str, repository: Path) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(message)):
        knowledge_before(base, [repository])


def test_no_repository_and_no_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    with pytest.raises(KnowledgeError, match="lies in no git repository"):
        knowledge_before("HEAD", [folder])
    monkeypatch.setenv("PATH", "")
    with pytest.raises(KnowledgeError, match="git is not installed"):
        knowledge_before("HEAD", [folder])
