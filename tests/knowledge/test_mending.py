"""``knowledge check --fix``: what is beyond doubt is mended, and nothing else is touched."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossdoctor.cli.knowledge_commands import knowledge
from lossdoctor.codes import CODES
from lossdoctor.errors import LossdoctorError
from lossdoctor.loading.check import check_folders
from lossdoctor.loading.folders import KnowledgeFile, read_all, survey
from lossdoctor.loading.inspection import inspect
from lossdoctor.mending import MENDERS, as_diff, mend_folders, write_all
from lossdoctor.mending.edits import Edit, apply
from lossdoctor.strictyaml import read

SMALL = Path(__file__).parent / "small"
RETIRED = "lr-too-high: high-lr\nhigh-lr: learning-rate-too-high\ngremlins: null\n"

CAUSE = """\
# What came with the last incident.
id: broken   # the name of the file

name: {en: "Broken"}
family: data
base-rate: rare
why: {en: "It broke."}
no-known-remedy: true
shows:
  # seen by all of us
  - {symptom: loss-nan, how-often: usually, sources: [notes-02]}   # and by others
mimics: [missing-values]
"""

# What stands in the file above, what somebody wrote there, and what --fix makes of that.
MENDED = {
    "yes for true": ("no-known-remedy: true", "no-known-remedy: yes", "no-known-remedy: true"),
    "a word that only looks like text": ('{en: "Broken"}', "{en: No}", '{en: "No"}'),
    "a date": ('{en: "It broke."}', "{en: 2026-01-05}", '{en: "2026-01-05"}'),
    "TABs in front": ('why: {en: "It broke."}', "why:\n\ten: It broke.", "why:\n  en: It broke."),
    "a TAB before a comment": ("family: data", "family: data\t# x", "family: data # x"),
    "a control character": ('"It broke."', '"It \x07broke."', '"It broke."'),
    "a no-break space": ("family: data", "family:\u00a0data", "family: data"),
    "a zero-width space": ("loss-nan", "loss-\u200bnan", "loss-nan"),
    "a byte-order mark": ("# What", "\ufeff# What", "# What"),
    "Windows line ends": ("data\nbase", "data\r\nbase", "data\nbase"),
    "spaces at the end": ("family: data", "family: data  ", "family: data"),
    "no last line end": (
        "mimics: [missing-values]\n",
        "mimics: [missing-values]",
        "mimics: [missing-values]\n",
    ),
    "a full-width colon": ("family: data", "family：data", "family: data"),
    "a full-width comma": ("loss-nan, how", "loss-nan，how", "loss-nan, how"),
    "a misspelt key": ("base-rate:", "base_rate:", "base-rate:"),
    "a key with two letters swapped": ("family:", "famliy:", "family:"),
    "a misspelt word": ("usually", "usualy", "usually"),
    "a word in quotes": ("usually", '"Usually"', "usually"),
    "a count in words": ("usually", "7 of 13", "7/13"),
    "an id in capitals": ("loss-nan", "Loss_NaN", "loss-nan"),
    "its own id in capitals": ("id: broken ", "id: Broken ", "id: broken "),
    "ids between full-width commas": ("[missing-values]", "[missing-values，dead-end]", None),
    "a retired id": ("[missing-values]", "[lr-too-high]", "[learning-rate-too-high]"),
    "one id for a list": ("[missing-values]", "missing-values", "[missing-values]"),
    "an English text alone": ('{en: "Broken"}', "Broken", '{en: "Broken"}'),
    "an id twice": ("[missing-values]", "[missing-values, missing-values]", "[missing-values]"),
    "an id twice in a column": (
        "mimics: [missing-values]",
        "mimics:\n  - missing-values\n  # again\n  - missing-values",
        "mimics:\n  - missing-values\n  # again",
    ),
    # What somebody has to decide:
    "a word that means nearly the same": ("usually", "often", None),
    "a share": ("usually", "70%", None),
    "an id that is near": ("loss-nan", "los-nan", None),
    "an id that went for good": ("[missing-values]", "[gremlins]", None),
    "a key that could be two": ('why: {en: "It broke."}', 'wyh: {en: "It broke."}', None),
    "a control character for a letter": ("It broke", "It br\x07ke", None),
    "a colon in a text": ('{en: "It broke."}', "{en: It: broke.}", None),
    "a Chinese text alone": ('{en: "Broken"}', "坏了", None),
    "a link twice": (
        "mimics:",
        "  - {symptom: loss-nan, how-often: rarely, sources: [notes-02]}\nmimics:",
        None,
    ),
}


@pytest.fixture
def write(folder: Path) -> Callable[[str], Path]:
    """Lay a cause into the small knowledge."""
    (folder / "retired.yaml").write_text(RETIRED, "utf-8")

    def lay(text: str) -> Path:
        (folder / "causes/broken.yaml").write_bytes(text.encode("utf-8"))
        return folder / "causes/broken.yaml"

    return lay


def run(*arguments: str) -> Result:
    return CliRunner().invoke(knowledge, arguments, catch_exceptions=False)


def fixed(folder: Path) -> None:
    write_all(mend_folders([str(folder)]))


@pytest.mark.parametrize("name", MENDED)
def test_what_is_beyond_doubt_is_mended_and_nothing_else(
    name: str, folder: Path, write: Callable[[str], Path]
) -> None:
    right, wrong, mended = MENDED[name]
    assert CAUSE.count(right) == 1
    broken = CAUSE.replace(right, wrong)
    file = write(broken)
    before = {problem.code for problem in check_folders([folder]).problems}
    fixed(folder)
    assert file.read_bytes().decode() == (broken if mended is None else CAUSE.replace(right, mended))
    after = check_folders([folder]).problems
    assert before - {problem.code for problem in after} or mended is None
    assert mend_folders([str(folder)]) == ()
    if mended is not None:
        assert not [problem for problem in after if problem.severity == "error"]


def test_the_table_above_has_every_mender_and_the_pages_say_so() -> None:
    assert {code.code for code in CODES.values() if code.mended} == set(MENDERS)


@pytest.mark.parametrize("code", sorted(set(MENDERS) - {"KB033"}))  # whose example a person has to decide
def test_the_bad_example_of_each_page_is_mended(
    code: str, folder: Path, problems_with: Callable[[str], object]
) -> None:
    example = CODES[code].bad
    if code < "KB030":
        text = example.removesuffix("\x03") + ("" if "\x03" in example else "\n")
        (folder / "causes/broken.yaml").write_bytes(text.encode("utf-8"))
    else:
        problems_with(example)
    assert code in {problem.code for problem in check_folders([folder]).problems}
    fixed(folder)
    assert code not in {problem.code for problem in check_folders([folder]).problems}


def test_what_a_mend_uncovers_is_mended_too(folder: Path, write: Callable[[str], Path]) -> None:
    file = write(CAUSE.replace("mimics: [missing-values]", "mimics：[Missing_Values，lr-too-high]"))
    fixed(folder)
    assert file.read_text("utf-8") == CAUSE.replace("values]", "values, learning-rate-too-high]")


JUNK = st.sampled_from(
    ["", " ", "  ", "\t", "\u00a0", "\u3000", "\r", "  # note", "，", "：", "\x07", "\ufeff"]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sound_files_mean_what_they_meant_and_mending_ends(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Junk at the ends of lines of files: whatever is still sound with it is the same after mending."""
    root = tmp_path_factory.mktemp("junk") / "knowledge"
    shutil.copytree(SMALL, root)
    files = sorted(root.rglob("*.yaml"))
    for file in data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=3)):
        lines = file.read_text("utf-8").split("\n")
        number = data.draw(st.integers(0, len(lines) - 1))
        at = data.draw(st.sampled_from([0, len(lines[number]) // 2, len(lines[number])]))
        lines[number] = lines[number][:at] + data.draw(JUNK) + lines[number][at:]
        file.write_bytes("\n".join(lines).encode("utf-8"))
    wrong = {p.position.path for p in check_folders([root]).problems if p.severity == "error"}
    before = {file: read(file.read_bytes(), file.name).root for file in files if str(file) not in wrong}
    write_all(mend_folders([str(root)]))
    for file, meant in before.items():
        after = read(file.read_bytes(), file.name).root
        assert after is not None
        assert meant is not None
        assert after.plain() == meant.plain()
    assert mend_folders([str(root)]) == ()


def test_edits_are_made_only_where_their_text_stands_and_never_over_one_another() -> None:
    edits = [Edit(1, 1, "abc", "x"), Edit(1, 2, "b", "y"), Edit(2, 1, "q", "z"), Edit(9, 1, "", "z")]
    assert apply(edits, "abc\nd") == ("ayc\nd", (Edit(1, 2, "b", "y"),))


def test_fix_tells_what_it_mended_and_what_is_left(folder: Path, write: Callable[[str], Path]) -> None:
    write(CAUSE.replace("usually", "usualy").replace("[missing-values]", "[missing-value]"))
    result = run("check", str(folder), "--fix", "--errors-only")
    assert result.exit_code == 1
    assert re.search(r"causes/broken\.yaml:11:36: KB033 mended: usualy → usually\n", result.stdout)
    assert re.search(r"causes/broken\.yaml:12:10: KB053 there is no", result.stdout)
    assert "mended: 1 problem in 1 file\n" in result.stderr
    told = json.loads(run("check", str(folder), "--fix", "--errors-only", "--json").stdout)
    assert (told["mended"], [problem["code"] for problem in told["problems"]]) == ([], ["KB053"])


def test_diff_shows_a_patch_and_changes_nothing(folder: Path, write: Callable[[str], Path]) -> None:
    broken = CAUSE.replace("usually", "usualy").replace("\n", "\r\n").removesuffix("\r\n")
    file = write(broken)
    result = run("check", str(folder), "--diff")
    assert (result.exit_code, file.read_bytes().decode()) == (1, broken)
    patch = as_diff(mend_folders([str(folder)]))
    patch = patch.replace(f"a/{folder}", "a").replace(f"b/{folder}", "b")
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=folder, check=True)
    assert file.read_bytes().decode() == CAUSE
    assert run("check", str(folder), "--diff").exit_code == 0


def test_only_what_is_asked_for_is_mended(folder: Path, write: Callable[[str], Path]) -> None:
    write(CAUSE.replace("usually", "usualy"))
    assert run("check", str(folder), "--diff", "--only", "missing-values*").exit_code == 0


def test_a_file_that_changed_meanwhile_stays_as_it_is(folder: Path, write: Callable[[str], Path]) -> None:
    file = write(CAUSE.replace("usually", "usualy"))
    mended = mend_folders([str(folder)])
    file.write_text("id: broken\n", "utf-8")
    with pytest.raises(LossdoctorError, match="changed while it was mended"):
        write_all(mended)
    assert file.read_text("utf-8") == "id: broken\n"


def test_installed_knowledge_is_not_mended(
    folder: Path, write: Callable[[str], Path], tmp_path: Path
) -> None:
    file = write(CAUSE.replace("usually", "usualy"))
    there = tmp_path / "site-packages/knowledge"
    shutil.copytree(folder, there)
    with pytest.raises(LossdoctorError, match="was installed"):
        fixed(there)
    assert (there / "causes/broken.yaml").read_bytes() == file.read_bytes()
    assert not [*there.rglob(".*")]


def codes_with(*names: str) -> set[str]:
    """Check the small knowledge with the faults ``names`` in one file; none where they overlap."""
    text, begins = CAUSE, len(CAUSE)
    for name in sorted(names, key=lambda name: CAUSE.index(MENDED[name][0]), reverse=True):
        right, wrong, _ = MENDED[name]
        place = CAUSE.index(right)
        if place + len(right) > begins:
            return set()
        text, begins = text[:place] + wrong + text[place + len(right) :], place
    raw, _ = read_all([survey(SMALL)])
    for relative, content in (("causes/broken.yaml", text), ("retired.yaml", RETIRED)):
        kind = "cause" if relative.startswith("causes") else "retired"
        raw.append((KnowledgeFile(kind, f"k/{relative}", relative, relative), content.encode()))
    return {problem.code for problem in inspect(raw).problems}


HIDES = {"a link twice", "a full-width colon"}
"""A second link is none once the first names something else. A full-width colon makes its key a part of the
text before it, which is left out with it."""


def test_no_fault_of_a_file_hides_another() -> None:
    names = [name for name in MENDED if name not in HIDES]
    alone = {name: codes_with(name) for name in names}
    for pair in itertools.islice(itertools.combinations(names, 2), 0, None, 13):
        found = codes_with(*pair)
        assert not found or set.union(*(alone[name] for name in pair)) <= found, pair
