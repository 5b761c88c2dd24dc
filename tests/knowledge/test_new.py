"""``knowledge new``: what it asks, what it makes of wrong answers, and the files that come out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lossdoctor.authoring.drafts import Draft
from lossdoctor.authoring.near import near
from lossdoctor.authoring.writing import base_folders, write_drafts
from lossdoctor.cli.main import cli
from lossdoctor.errors import LossdoctorError
from lossdoctor.knowledge_base import SHIPPED, KnowledgeBase, load
from lossdoctor.loading.check import check_folders
from lossdoctor.loading.pack_names import pack_name

SMALL = Path(__file__).parent / "small"
NO_CHINESE, DONE = "n", ""


def run(*arguments: str, lines: list[str] | None = None) -> Result:
    answers = "".join(f"{line}\n" for line in lines or ())
    return CliRunner().invoke(cli, ["knowledge", "new", *arguments], input=answers)


def refusal(*arguments: str) -> str:
    error = run(*arguments).exception
    assert isinstance(error, LossdoctorError)
    return str(error)


CAUSE = {
    "--name": "A disk returns rubbish",
    "--family": "hardware",
    "--base-rate": "common",
    "--why": "Bytes flip on the way.",
    "--shows": "data-not-scaled=almost-always@notes-06",
    "--remedy": "clean-data=usually@notes-06,notes",
    "--wins": "rubbish on disk=data-not-scaled,!data-has-nan",
    "--loses": "an empty cell in the table=data-has-nan,loss-nan,weights-nan@missing-values",
}
SYMPTOM = {
    "--ask": "Does the disk report errors?",
    "--how": "Run smartctl.",
    "--kind": "check",
    "--effort": "minutes",
    "--choose": "yes-no",
    "--option": "disk-errors=rarely@The disk reports errors|磁盘报错",
}
REMEDY = {
    "--name": "Replace the disk",
    "--step": "Order one.|买一块。",
    "--effort": "project",
    "--risk": "It takes days.",
    "--works-if": "The errors stop.",
    "--undo": "Put the old one back.",
    "--not-when": "loss-oscillates",
    "--source": "notes-06",
}
SOURCE = {
    "--title": "Our disk log: 2026",
    "--where": "wiki/disks",
    "--kind": "experiment",
    "--lang": "en",
    "--claim": "Three of forty disks returned rubbish.|四十块盘中有三块出错。@page 2",
}
KINDS = {"cause": CAUSE, "symptom": SYMPTOM, "remedy": REMEDY, "source": SOURCE}


def given(kind: str, **changes: str) -> list[str]:
    options = {**KINDS[kind], **{f"--{key.replace('_', '-')}": value for key, value in changes.items()}}
    return [part for option, value in options.items() for part in (option, value)]


@pytest.mark.parametrize("kind", KINDS)
def test_by_options_alone_a_valid_file_comes_out(kind: str, folder: Path) -> None:
    before = {*folder.rglob("*.yaml")}
    result = run(kind, "--into", str(folder), "--no-input", *given(kind))
    assert {Path(line) for line in result.stdout.splitlines()} == {*folder.rglob("*.yaml")} - before
    assert "Next:" in result.stderr
    problems = check_folders([folder]).problems
    assert not [problem for problem in problems if problem.severity == "error"]
    load(folder)


def test_a_cause_comes_with_its_cases_and_they_are_played(folder: Path) -> None:
    result = run("cause", "--into", str(folder), "--no-input", *given("cause"))
    assert "Cases: 2 of 2 come out." in result.stderr
    assert (folder / "causes/disk-returns-rubbish.cases.yaml").read_text("utf-8") == (
        '- name: "rubbish on disk"\n'
        "  seen: [data-not-scaled]\n"
        "  not-seen: [data-has-nan]\n"
        "  expect: {top: disk-returns-rubbish, remedy: clean-data}\n"
        '- name: "an empty cell in the table"\n'
        "  seen: [data-has-nan, loss-nan, weights-nan]\n"
        "  expect: {top: missing-values, not: [disk-returns-rubbish]}\n"
    )


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("cause", {"family": "hardwar"}, '--family: "hardwar" is not among them; did you mean "hardware"?'),
        ("cause", {"shows": "data-has-nan"}, "write ID=HOW-OFTEN@CLAIM,CLAIM"),
        ("cause", {"shows": "data-has-na=usually@notes-06"}, 'did you mean "data-has-nan"?'),
        ("cause", {"shows": "data-has-nan=usualy@notes-06"}, 'did you mean "usually"?'),
        ("cause", {"shows": "data-has-nan=9/7@notes-06"}, "is no frequency"),
        ("cause", {"shows": "data-has-nan=usually@nowhere"}, "no claim or source"),
        ("cause", {"id": "Disk Rubbish"}, "lower-case words joined by hyphens"),
        ("cause", {"id": "loss-nan"}, '"loss-nan" is taken'),
        ("cause", {"id": "../../etc"}, "lower-case words"),
        ("cause", {"name": "Missing values in data"}, "is near to missing-values"),
        ("cause", {"wins": "no symptoms"}, "write NAME=SYMPTOM"),
        ("cause", {"why": "  "}, "--why: it is empty"),
        ("symptom", {"option": "disk-errors"}, "write ID=HOW-OFTEN@NAME"),
        ("symptom", {"choose": "one"}, "--choose one does not fit 1 --option"),
        ("remedy", {"pytorch_file": "no/such/file"}, "cannot be read"),
        ("source", {"lang": "english"}, "two letters"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line_and_nothing_is_written(
    kind: str, changes: dict[str, str], told: str, folder: Path
) -> None:
    before = {*folder.rglob("*")}
    message = refusal(kind, "--into", str(folder), "--no-input", *given(kind, **changes))
    assert told in message
    assert "\n" not in message
    assert {*folder.rglob("*")} == before


@pytest.mark.parametrize("kind", KINDS)
def test_without_asking_what_is_missing_is_named(kind: str, folder: Path) -> None:
    assert "is needed" in refusal(kind, "--into", str(folder), "--no-input")


def test_what_is_near_can_be_ruled_out(folder: Path) -> None:
    arguments = given("cause", name="Missing values in data", id="other-values")
    assert run("cause", "--into", str(folder), "--no-input", "--distinct", *arguments).exit_code in (0, 1)
    assert (folder / "causes/other-values.yaml").exists()


INTERVIEW = [
    NO_CHINESE,
    "A disk returns rubbish",
    *["Not An Id", "disk-rubbish"],  # asked again
    *["hardwar", "14"],
    "",  # the base rate in brackets
    *["", "Bytes flip on the way."],  # asked again
    *["not scaled", "1", "70%", "3"],  # shows; a frequency asked again
    *["rubbish bytes", "notes-06", DONE, DONE],
    DONE,  # leads to nothing
    *["clean the data", "1", "5", DONE, DONE],  # the same source again
    DONE,  # mimics nothing
    *["rubbish on disk", "y", "data-has-nan", DONE],
    *["an empty cell", "missing", "1", "y", DONE],
    "y",
]


def test_asked_line_by_line_wrong_answers_are_asked_again(folder: Path) -> None:
    result = run("cause", "--into", str(folder), lines=INTERVIEW)
    assert not result.exception or isinstance(result.exception, SystemExit)
    cause = load(folder).causes["disk-rubbish"]
    assert [(link.target, link.frequency.written, link.sources) for link in cause.shows] == [
        ("data-not-scaled", "usually", ("notes-06",))
    ]
    assert [(link.target, link.frequency.written) for link in cause.remedies] == [("clean-data", "sometimes")]
    for hint in ("lower-case words joined by hyphens", 'did you mean "hardware"', 'write "usually"'):
        assert hint in result.stderr


def test_what_is_missing_is_made_on_the_way(folder: Path) -> None:
    make_source = [
        "our disk log",
        "n",
        "Our disk log",
        "wiki/disks",
        "",
        "6",
        "",
        "Disks flip bytes.",
        "",
        DONE,
        DONE,
    ]
    make_symptom = ["smartctl", "n", "Does the disk report errors?", "", "Run smartctl.", "5", "2", "3"]
    make_symptom += ["The disk reports errors", "disk-errors", "", "bad sectors; disk failing"]
    lines = [NO_CHINESE, "A disk returns rubbish", "disk-rubbish", "14", "", "Bytes flip."]
    lines += [*make_symptom, "2", *make_source, DONE, DONE, DONE, DONE, DONE, DONE, "y"]
    result = run("cause", "--into", str(folder), lines=lines)
    knowledge = load(folder)
    assert "disk-rubbish" in knowledge.causes, result.output
    (link,) = knowledge.causes["disk-rubbish"].shows
    assert (link.target, link.sources) == ("disk-errors", ("our-disk-log-01",))
    assert knowledge.symptoms["disk-errors"].also_said == ("bad sectors", "disk failing")
    assert knowledge.causes["disk-rubbish"].no_known_remedy
    assert "write two cases beside it" in result.stderr


@pytest.mark.parametrize("length", range(0, len(INTERVIEW), 4))
def test_the_end_of_the_input_ends_calmly_and_nothing_is_written(length: int, folder: Path) -> None:
    before = {*folder.rglob("*")}
    result = run("cause", "--into", str(folder), lines=INTERVIEW[:length])
    assert result.stderr.endswith("stopped: nothing was written; with --resume it goes on from here\n")
    assert {*folder.rglob("*")} == before


@pytest.mark.parametrize("length", [0, 7, 20])
def test_what_was_answered_before_it_stopped_is_not_asked_again(length: int, folder: Path) -> None:
    run("cause", "--into", str(folder), lines=INTERVIEW[:length])
    result = run("cause", "--into", str(folder), "--resume", lines=INTERVIEW[length:])
    assert ("Do you write Chinese" in result.stderr) == (length == 0)
    assert "disk-rubbish" in load(folder).causes
    assert "Do you write Chinese" in run("cause", "--into", str(folder), "--resume", lines=[]).stderr


@pytest.mark.parametrize("place", range(0, len(INTERVIEW), 3))
def test_going_back_asks_the_question_before_again(place: int, folder: Path) -> None:
    stumbled = [*INTERVIEW[:place], "wrong", "<", *INTERVIEW[place:]]
    run("cause", "--into", str(folder), lines=stumbled)
    texts = {file.name: file.read_text("utf-8") for file in (folder / "causes").glob("disk-rubbish*")}
    shutil.rmtree(folder)
    shutil.copytree(SMALL, folder)
    run("cause", "--into", str(folder), lines=INTERVIEW)
    assert texts == {file.name: file.read_text("utf-8") for file in (folder / "causes").glob("disk-rubbish*")}
    assert len(texts) == 2


def test_meaning_what_is_there_leads_to_its_file(folder: Path) -> None:
    result = run("cause", "--into", str(folder), lines=[NO_CHINESE, "Missing values in data", "1"])
    assert "nothing was written. Add what it lacks to" in result.stderr
    assert "causes/missing-values.yaml" in result.stderr


def test_no_file_is_ever_overwritten(folder: Path) -> None:
    (folder / "causes/disk-returns-rubbish.cases.yaml").write_text("[]\n")
    message = refusal("cause", "--into", str(folder), "--no-input", *given("cause"))
    assert "it is there already; nothing was written" in message
    assert not (folder / "causes/disk-returns-rubbish.yaml").exists()


def test_a_pack_is_written_on_top_of_other_knowledge_with_its_prefix(folder: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("name: acme\n")
    where = ["--into", str(pack), "--knowledge", str(folder), "--no-input"]
    assert run("cause", *where, *given("cause")).exit_code in (0, 1)
    assert (pack / "causes/acme-disk-returns-rubbish.yaml").exists()
    load(folder, pack)


def test_the_schema_is_named_for_editors_where_it_lies_beside(folder: Path) -> None:
    (folder / "schema").mkdir()
    (folder / "schema/source.schema.json").write_text("{}")
    run("source", "--into", str(folder), "--no-input", *given("source"))
    text = (folder / "sources/our-disk-log-2026.yaml").read_text("utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../schema/source.schema.json\nid: our-disk-log-2026\n"
    )


def test_which_folders_new_files_are_read_with(folder: Path, tmp_path: Path) -> None:
    assert base_folders(str(SHIPPED)) == (str(SHIPPED),)
    assert base_folders(str(folder)) == (str(folder),)
    assert base_folders(str(tmp_path)) == (str(SHIPPED), str(tmp_path))
    assert pack_name(folder) == ""


@pytest.mark.parametrize(
    ("kind", "name", "meant"),
    [
        ("cause", "missing value in data", "missing-values"),
        ("cause", "学习率太大", "learning-rate-too-high"),
        ("remedy", "Reduce the learning rate", "lower-learning-rate"),
        ("symptom", "loss goes nan", "loss-nan"),
    ],
)
def test_near_duplicates_are_found(kind: str, name: str, meant: str, small: KnowledgeBase) -> None:
    assert meant in [candidate.id for candidate in near(small, kind, name)]


def test_a_source_is_known_again_by_its_place() -> None:
    shipped = load()
    found = near(shipped, "source", "Something else", where="https://arxiv.org/abs/1412.6980v9")
    assert (found[0].id, found[0].sure) == ("kingma-2015", True)


THE_QUESTION = ["jumps wildly", "n", "How does the loss in training move?", "1"]
BEGUN = [NO_CHINESE, "A disk returns rubbish", "disk-rubbish", "14", "", "Bytes flip."]
SAID = ["usually", "notes-06"]


def test_a_question_that_is_there_offers_its_answers_as_symptoms(folder: Path) -> None:
    before = (folder / "symptoms/loss-course.yaml").read_bytes()
    run("cause", "--into", str(folder), lines=[*BEGUN, *THE_QUESTION, "2", *SAID, *[DONE] * 7, "y"])
    (link,) = load(folder).causes["disk-rubbish"].shows
    assert link.target == "loss-oscillates"
    assert (folder / "symptoms/loss-course.yaml").read_bytes() == before


def test_a_question_that_is_there_gets_one_more_answer_and_keeps_its_layout(folder: Path) -> None:
    file = folder / "symptoms/loss-course.yaml"
    text = file.read_text("utf-8") + "\n# The end.\n"
    file.write_text(text, "utf-8")
    answers = [DONE, "It jumps wildly", "loss-jumps", "", "hops; leaps"]
    lines = [*BEGUN, *THE_QUESTION, *answers, *SAID, DONE]
    lines += [*THE_QUESTION, DONE, "It sings", "loss-sings", "", DONE, *SAID, *[DONE] * 8, "y"]
    result = run("cause", "--into", str(folder), lines=lines)
    knowledge = load(folder)
    assert [link.target for link in knowledge.causes["disk-rubbish"].shows] == ["loss-jumps", "loss-sings"]
    assert knowledge.questions["loss-course"].options[-2:] == ("loss-jumps", "loss-sings")
    assert knowledge.symptoms["loss-jumps"].also_said == ("hops", "leaps")
    added = result.stderr.partition("--- added to symptoms/loss-course.yaml\n")[2].partition("\n\n---")[0]
    assert file.read_text("utf-8").replace(f"{added}\n", "") == text


def test_where_a_file_cannot_be_written_the_others_are_as_before(folder: Path) -> None:
    file = folder / "symptoms/loss-course.yaml"
    text = file.read_text("utf-8")
    drafts = [
        Draft("causes/new.yaml", "cause", "id: new\n"),
        Draft("symptoms/loss-course.yaml", "question", f"{text}# more\n", before=text),
        Draft("causes/missing-values.yaml", "cause", "id: x\n"),
    ]
    with pytest.raises(LossdoctorError, match="it is there already; nothing was written"):
        write_drafts(str(folder), drafts)
    assert file.read_text("utf-8") == text
    assert not (folder / "causes/new.yaml").exists()
    changed = Draft("symptoms/loss-course.yaml", "question", "", before="as it was")
    with pytest.raises(LossdoctorError, match="it was changed meanwhile"):
        write_drafts(str(folder), [changed])


def test_a_pack_makes_a_question_of_its_own_where_the_file_lies_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "acme"
    lines = [NO_CHINESE, "How does the loss in training move?", "1", DONE]
    result = run("symptom", "--into", str(pack), "--knowledge", str(folder), lines=lines)
    assert "make a question of its own" in result.stderr
    assert result.stderr.endswith("Nothing was written.\n")


CHINESE = re.compile("[\u3400-\u9fff]")


def test_in_chinese_every_question_is_asked_in_chinese(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    result = run("cause", "--into", str(folder), lines=INTERVIEW)
    knowledge = load(folder)
    assert "disk-rubbish" in knowledge.causes
    english_alone = {claim.says.en for claim in knowledge.claims.values() if not claim.says.zh}
    told, _, rest = result.stderr.partition("\n--- causes/")
    for line in told.splitlines():
        # What is merely shown (words of a closed list, ids, paths) is the same in all languages.
        if line.strip() not in {"", *english_alone} and not re.match(r"\s+(\d+  |- )|.*\.yaml$", line):
            assert CHINESE.search(line), line
    assert "接下来：" in rest
