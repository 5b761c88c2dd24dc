"""The command line: data on stdout, talk on stderr, exit codes, and no input that ends in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from lossdoctor.cli.main import _run

PACK = str(Path(__file__).parent / "demo_pack")
DEMO = ("--knowledge", PACK)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run the command line in this process, with an English environment and no terminal."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def ran(*arguments: str, stdin: str = "") -> Ran:
        import io

        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = _run(list(arguments))
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


def start(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it as a process of its own."""
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-m", "lossdoctor", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": f"{root / 'engine'}{os.pathsep}{root / 'tui'}", **environment},
    )


# diagnose


def test_diagnose_prints_the_contract_as_json(run) -> None:
    ran = run("diagnose", *DEMO, "training-loss-nan", "rate-large", "--absent", "data-has-nan", "--json")
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(ran.out)
    assert {"causes", "explains_all", "unexplained", "exact", "next_question", "plan"} <= data.keys()
    first = data["causes"][0]
    assert (first["id"], first["name"]) == ("learning-rate-too-high", "Learning rate too high")
    assert 0.4 < first["probability"] < 0.6
    assert {reason["symptom"] for reason in first["because"]} >= {"training-loss-nan", "rate-large"}
    assert data["exact"] is True
    assert data["next_question"]["options"]
    assert data["plan"][0]["id"]


def test_diagnose_for_people_has_every_part_and_fits_80_columns(run) -> None:
    from lossdoctor.printing.layout import cells

    for language in ("en", "zh"):
        ran = run("diagnose", *DEMO, "training-loss-nan", "rate-large", "--lang", language)
        assert ran.code == 0
        assert "\x1b" not in ran.out
        assert all(cells(line) <= 80 for line in ran.out.splitlines())
    for heading in ("结论", "理由", "该做什么", "下一个问题", "学习率过大"):
        assert heading in ran.out


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("loss was going down, then suddenly became nan", "training-loss-nan"),
        ("loss突然变成nan", "training-loss-nan"),
    ],
)
def test_text_says_first_what_it_took_and_what_it_left(run, text: str, taken: str) -> None:
    ran = run("diagnose", *DEMO, "--text", text, "--json")
    assert ran.code == 0
    assert f"taken: {taken}" in ran.err
    assert "left: " in ran.err
    assert json.loads(ran.out)["causes"][0]["because"][0]["symptom"] == taken


@pytest.mark.parametrize("text", ["loss was going down, then suddenly became nan", "loss突然变成nan"])
def test_the_shipped_knowledge_thinks_of_overflow_and_the_learning_rate(run, text: str) -> None:
    ran = run("diagnose", "--text", text, "--json")
    assert ran.code == 0
    first = [cause["id"] for cause in json.loads(ran.out)["causes"][:4]]
    assert {"learning-rate-too-high", "numerical-overflow"} <= set(first)


def test_text_that_means_nothing_is_nothing_found(run) -> None:
    ran = run("diagnose", *DEMO, "--text", "my cat is grey")
    assert (ran.code, ran.out) == (1, "")
    assert "lossdoctor search" in ran.err


def test_absent_takes_every_id_up_to_the_next_option(run) -> None:
    ran = run("diagnose", *DEMO, "weights-nan", "--absent", "data-has-nan", "rate-large", "--lang", "en")
    assert ran.out.count("not: ") >= 2
    assert run("diagnose", *DEMO, "weights-nan", "--absent", "data-has-nan,rate-large").out == ran.out


def test_a_tried_remedy_is_evidence(run) -> None:
    ran = run("diagnose", *DEMO, "training-loss-nan", "--tried", "clean-data=no-change", "--json")
    assert "clean-data" not in [step["id"] for step in json.loads(ran.out)["plan"]]


# the others


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [
        (("search", "梯度爆炸"), 0, "gradients-huge"),
        (("search", "learning rate too high"), 0, "cause   learning-rate-too-high"),
        (("search", "xyzzy"), 1, ""),
        (("show", "exp-overflow"), 0, "Learning rate too high (learning-rate-too-high): sometimes (27%)"),
        (("show", "training-loss-nan"), 0, "nan loss"),
        (("show", "gradient-size"), 0, "model.named_parameters()"),
        (("show", "lower-learning-rate", "--framework", "keras"), 0, "model.optimizer.learning_rate"),
        (("show", "dead-relu"), 0, "This holds when: Many units are dead."),
        (("show", "handbook"), 0, "But: How many is enough depends on the task."),
        (("show", "handbook-04"), 0, "Others say something different"),
        (("show", "dead-relu", "--lang", "zh"), 0, "来源之间有分歧"),
        (("path", "learning-rate-too-high", "weights-nan"), 0, "(25% in all)"),
        (("path", "overfitting", "weights-nan"), 1, ""),
        (("compare", "learning-rate-too-high", "nan-in-data"), 0, "The data holds NaN"),
        (("compare", "overfitting", "nan-in-data", "--seen", "weights-nan"), 0, "(seen)"),
        (("graph", "--format", "dot"), 0, "digraph"),
        (("graph", "--format", "mermaid", "--around", "dead-relu"), 0, "flowchart"),
        (("graph", "--format", "graphml"), 0, "<graphml"),
        (("graph", "--format", "json"), 0, '"nodes"'),
    ],
)
def test_looking_into_the_knowledge(run, arguments: Sequence[str], code: int, out: str) -> None:
    ran = run(arguments[0], *DEMO, *arguments[1:])
    assert ran.code == code
    assert out in ran.out
    assert bool(ran.out) is (code == 0)
    assert bool(ran.err) is (code == 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("diagnose", "weights-nan"),
        ("search", "nan"),
        ("show", "dead-relu"),
        ("show", "handbook-05"),
        ("path", "learning-rate-too-high", "weights-nan"),
        ("compare", "learning-rate-too-high", "nan-in-data"),
    ],
)
def test_every_command_that_prints_results_has_json(run, arguments: Sequence[str]) -> None:
    assert json.loads(run(arguments[0], *DEMO, *arguments[1:], "--json").out)


BAD_INPUT = [
    (("diagnose", "training-loss-nn"), 'did you mean "training-loss-nan"'),
    (("diagnose", "weights-nan", "--absent", "weights-nan"), "both present and absent"),
    (("diagnose", "weights-nan", "--absent"), "--absent wants"),
    (("diagnose", "--text", "  "), "empty"),
    (("diagnose", "--tried", "clean-data"), "clean-data=no-change"),
    (("diagnose", "--tried", "clean-data=perhaps"), "unknown outcome"),
    (("diagnose", "--lang", "fr"), "fr"),
    (("diagnose", "--nonsense"), "--nonsense"),
    (("diagnose", "\x00[/x]"), "unknown symptom"),
    (("search", " "), "empty"),
    (("search",), "WORDS"),
    (("show", "ded-relu"), 'did you mean "dead-relu"'),
    (("path", "overfitting", "nan-los"), "unknown symptom"),
    (("path", "overfiting", "weights-nan"), 'did you mean "overfitting"'),
    (("compare", "overfitting", "x"), "unknown cause"),
    (("graph", "--around", "x"), "unknown id"),
    (("graph", "--format", "png"), "png"),
    (("ask", "--answers", "/no/such/file"), "cannot be read"),
    (("ask", "--answers", ""), "cannot be read"),
    (("ask", "--answers", "-"), "no answer in it"),
    (("ask", "--json"), "no answer in it"),
    (("report", "x" * 5000), "cannot name"),
]


@pytest.mark.parametrize(("arguments", "says"), BAD_INPUT)
def test_bad_input_is_one_clear_line_and_exit_code_2(run, arguments: Sequence[str], says: str) -> None:
    ran = run(arguments[0], *DEMO, *arguments[1:])
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.startswith("lossdoctor: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("diagnos",), 'did you mean "diagnose"'),
        (("--nonsense",), "--nonsense"),
        (("diagnose", "--knowledge", "/no/such/folder", "x"), "/no/such/folder"),
        (("diagnose", "--pack", "/no/such/folder", "x"), "/no/such/folder"),
        (("resume", "nothing"), "no saved consultation"),
        (("resume", "../../etc/passwd"), "cannot name"),
        (("report", "nothing"), "no saved consultation"),
    ],
)
def test_bad_input_outside_any_knowledge(run, arguments: Sequence[str], says: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1


# asking, resuming, reporting

ANSWERS = """\
complaint: the loss is NaN
seen: [training-loss-nan]
answers: {learning-rate-size: rate-large, few-epochs: no, hidden-activation: unknown, run-setup: none}
tried: {clean-data: no-change}
"""


def test_answers_from_yaml_and_from_typed_lines_come_to_the_same_diagnosis(run, tmp_path: Path) -> None:
    (tmp_path / "yaml").write_text("seen: [training-loss-nan]\nnot-seen: [data-has-nan]\n")
    (tmp_path / "lines").write_text("# a comment\nloss is nan\n1\nnot data-has-nan\nquit\n")
    told = [run("ask", *DEMO, "--answers", str(tmp_path / kind), "--json") for kind in ("yaml", "lines")]
    causes = [json.loads(ran.out)["causes"] for ran in told]
    assert causes[0] == causes[1]
    by_flag = run("diagnose", *DEMO, "training-loss-nan", "--absent", "data-has-nan", "--json")
    assert json.loads(by_flag.out)["causes"] == causes[0]


def test_yaml_answers_know_every_kind_of_answer(run, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS)
    data = json.loads(run("ask", *DEMO, "--answers", str(file), "--json").out)
    assert data["present"] == ["training-loss-nan", "rate-large"]
    assert "trained-briefly" in data["absent"]
    assert "log-of-softmax" in data["absent"]
    assert data["unknown"] == ["hidden-activation"]
    assert data["tried"] == {"clean-data": "no-change"}
    assert data["complaints"] == ["the loss is NaN"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("seen: [training-loss-nan]\nsen: x\n", ":2: unknown key"),
        ("seen: [training-loss-nan\n", "never closed"),
        ("seen: {a: b}\n", "list of ids"),
        ("seen: [nonsense]\n", "unknown symptom"),
        ("answers: [x]\n", "id: answer"),
        ("answers: {few-epochs: rate-large}\n", "no answer"),
        ("seen: [weights-nan]\nnot-seen: [weights-nan]\n", "both present and absent"),
        ("loss is nan\n1\nfrobnicate\n", ":3: "),
        ("training-loss-nan\n77\n", ":2: "),
    ],
)
def test_answers_that_mean_nothing_are_told_with_their_place(
    run, tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "answers"
    file.write_text(text)
    ran = run("ask", *DEMO, "--answers", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err.splitlines()[-1]


def test_ask_resume_and_report_share_saved_consultations(run, tmp_path: Path) -> None:
    asked = run("ask", *DEMO, "--plain", stdin="loss is nan\n1\nquit\n")
    assert asked.code == 0
    name = json.loads(run("resume", "--list", "--json").out)[0]["name"]
    again = run("resume", *DEMO, "--plain", stdin="")
    assert "It becomes NaN" in again.out
    assert run("resume", name, "--rename", "mine").code == 0
    assert "mine" in run("resume", "--list").out
    assert run("report", *DEMO, "mine").out.startswith("# Training consultation")
    page = tmp_path / "r.html"
    assert run("report", *DEMO, "mine", "-o", str(page)).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("report", *DEMO, "mine", "-o", str(tmp_path / "no" / "r.md")).code == 2
    assert run("resume", "mine", "--delete").code == 0
    assert run("resume", "--list").code == 1
    assert run("report", *DEMO).code == 1


# whole processes


def test_without_a_terminal_the_plain_wizard_opens_and_ends_with_its_input() -> None:
    ended = start(stdin="", LC_ALL="C.UTF-8")
    assert ended.returncode == 1
    assert ended.stderr.startswith("The input ended before anything was said")
    assert "What do you see?" in ended.stdout
    assert "\x1b" not in ended.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such shell")
@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("{} graph | head -c 1", 0, ""),
        (
            "{} show overfitting > /dev/full",
            2,
            "lossdoctor: stdout cannot be written (No space left on device)",
        ),
        ("{} show overfitting >&-", 0, ""),
        ("{} ask <&-", 1, "The input ended before anything was said"),
        ("{} knowledge docs " + "x" * 5000, 2, "cannot be written (File name too long)"),
        ("{} search nan", 0, ""),
    ],
)
def test_streams_that_are_full_or_closed_end_in_one_line(
    tmp_path: Path, line: str, code: int, says: str
) -> None:
    """With nothing in the environment: no HOME, no LANG, and a state folder that cannot be made."""
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [
            "bash",
            "-o",
            "pipefail",
            "-c",
            line.format(f'"{sys.executable}" -m lossdoctor --knowledge "{PACK}"'),
        ],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{root / 'engine'}{os.pathsep}{root / 'tui'}",
            "LOSSDOCTOR_STATE": "/dev/null/state",
        },
    )
    assert ran.returncode == code
    assert says in ran.stderr
    assert ran.stderr.count("\n") == bool(says)


def test_a_reader_that_stops_reading_is_no_error() -> None:
    root = Path(__file__).parents[2]
    command = f'"{sys.executable}" -m lossdoctor show --knowledge "{PACK}" dead-relu | head -1'
    ended = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root / "engine")},
    )
    assert ended.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_any_terminal_encoding_will_do(encoding: str) -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-m", "lossdoctor", "show", *DEMO, "dead-relu", "--lang", "zh"],
        capture_output=True,
        env={
            **os.environ,
            "PYTHONPATH": str(root / "engine"),
            "PYTHONIOENCODING": encoding,
            "PYTHONUTF8": "0",
        },
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"ReLU" in ended.stdout


def test_version_and_help() -> None:
    import lossdoctor

    assert lossdoctor.__version__ in start("--version").stdout
    told = start("--help").stdout
    for command in (
        "ask",
        "compare",
        "diagnose",
        "graph",
        "knowledge",
        "path",
        "report",
        "resume",
        "search",
        "show",
    ):
        assert f"  {command} " in told
