"""``knowledge evaluate``, ``mutate`` and ``diff`` on the command line: output, exit codes, bad input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lossdoctor.cli.main import _run
from lossdoctor.evaluation import evaluate, interval
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.knowledge_tests import play_all
from lossdoctor.loading.case_files import read_cases
from lossdoctor.loading.check import check_folders

SMALL = str(Path(__file__).parent / "small")
CASES = """\
- name: NaN after cleaning nothing
  complaint: "my loss is nan"
  complained: [loss-nan]
  seen: [loss-nan, data-has-nan]
  established: [missing-values]
- name: jumps that nothing explains
  seen: [loss-oscillates]
  established: [normal-wavering]
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "cases" / "mine.yaml"
    file.parent.mkdir()
    file.write_text(CASES, "utf-8")
    return file


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]):
    def ran(*arguments: str) -> tuple[int, str, str]:
        code = _run(["knowledge", *arguments, "--knowledge", SMALL])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return ran


def test_evaluate_puts_the_diagnoses_beside_their_baselines(small: KnowledgeBase, cases: Path) -> None:
    stated, base_rates, matches, asked, _ = evaluate(small, read_cases([cases], small)).scores
    assert [case.rank for case in stated.cases] == [1, 2]
    assert (stated.top_1, stated.top_3, stated.mean_rank) == (0.5, 1.0, 1.5)
    assert (stated.baseline, base_rates.baseline, matches.baseline, asked.baseline) == (
        False,
        True,
        True,
        False,
    )
    assert [case.rank for case in base_rates.cases] == [3, 2]
    assert asked.cases[0].questions >= 1
    assert stated.missed == ()


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert interval(0.0, 10) == pytest.approx((0.0, 0.278), abs=1e-3)
    assert interval(0.5, 0) == (0.0, 1.0)


def test_evaluate_takes_files_and_folders(run, cases: Path) -> None:
    for path in (cases, cases.parent):
        code, out, err = run("evaluate", str(path), "--json")
        methods = json.loads(out)["methods"]
        assert (code, err) == (0, "2 cases\n")
        assert {"method", "baseline", "first", "first_three", "mean_rank", "calibration_error"} < set(
            methods[0]
        )
        assert methods[0]["first"]["interval"] == pytest.approx([0.095, 0.905], abs=1e-3)
    code, out, _ = run("evaluate", str(cases), "--verbose")
    assert code == 0
    assert re.search(r"^everything stated +50% \(9-91\) +100% \(34-100\) +1\.5 ", out, re.MULTILINE)
    assert "complaint, own questions: not among the first three in 0 of 2 cases" in out


@pytest.mark.parametrize(
    ("path", "before", "after", "message"),
    [
        ("mine.yaml", "data-has-nan", "data-has-nans", "mine.yaml:4:20: KB053"),
        ("mine.yaml", "established", "establish", "mine.yaml:5:3: KB0"),
        ("mine.yaml", "[normal-wavering]", "[loss-nan]", 'KB054 "loss-nan" is a symptom'),
        ("mine.yaml", "- name: NaN", "\t- name: NaN", "mine.yaml:1:1: KB011"),
        ("none.yaml", "", "", 'there is no "'),
    ],
)
def test_bad_cases_are_told_with_their_places(
    run, cases: Path, path: str, before: str, after: str, message: str
) -> None:
    cases.write_text(CASES.replace(before, after), "utf-8")
    code, out, err = run("evaluate", str(cases.with_name(path)))
    assert (code, out) == (2, "")
    assert message in err


def test_nothing_to_measure_or_to_change_exits_with_1(run) -> None:
    assert run("evaluate")[::2] == (
        1,
        "none of these cases has an established cause; there is nothing to measure\n",
    )
    assert run("mutate", "no-such-*")[0] == 1


def test_mutate_lists_what_no_case_protects(run) -> None:
    code, out, err = run("mutate", "causes/missing-*")
    assert code == 1
    assert "missing-values: 3 of 5 links are tested\n  shows " in out
    assert "weights-nan (usually)" in out
    assert "cases were played" in err
    scores = json.loads(run("mutate", "missing-values", "--json")[1])
    assert scores["total"]["share"] == scores["by_cause"][0]["share"] == 0.6
    data = json.loads(run("mutate", "--json", "--seconds", "0")[1])
    assert data["total"]["links"] == 0
    assert data["total"]["undecided"] == len(data["links"]) == 12


@pytest.mark.parametrize(("least", "code"), [("60", 0), ("61", 1)])
def test_mutate_guards_a_share(run, least: str, code: int) -> None:
    found, _, err = run("mutate", "missing-values", "--at-least", least)
    assert found == code
    assert f"60.0% of dropped links are noticed; at least {least}% are wanted" in err


def test_mutate_suggests_yaml_that_wants_a_name_and_then_holds(run, folder: Path) -> None:
    code, out, err = run("mutate", "missing-values", "--suggest")
    assert (code, err.splitlines()[0]) == (1, "3 of 5 links are tested; with these it would be 5")
    assert "# tests: missing-values shows data-not-scaled, weights-nan" in out
    file = folder / "cases" / "suggested.yaml"
    file.write_text(out, "utf-8")
    assert {problem.code for problem in check_folders([folder]).problems} == {"KB034"}
    file.write_text(out.replace("???", "judged:"), "utf-8")
    assert check_folders([folder]).problems == ()
    assert {result.outcome for result in play_all(load(folder))} == {"passed"}
    data = json.loads(run("mutate", "missing-values", "--suggest", "--json")[1])
    assert data["cases"][0]["case"]["expect"]["alone"] == "missing-values"


def test_diff_prints_text_a_comment_or_data(run) -> None:
    assert run("diff", SMALL)[:2] == (
        0,
        "Knowledge: nothing changed.\n"
        "Diagnoses: of 4 cases 0 fail that held, 0 hold that failed, and in 0 another cause comes first.\n",
    )
    assert run("diff", SMALL, "--markdown")[1].startswith(
        "### What this does to the knowledge\n\n- Knowledge: nothing"
    )
    assert json.loads(run("diff", SMALL, "--json")[1])["changes"] == []
    code, out, err = run("diff", "no-such-revision")
    assert (code, out, err.count("\n")) == (2, "", 1)
