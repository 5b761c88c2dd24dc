"""The ``knowledge`` commands: output, exit codes, and what they do with what is no knowledge."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lossdoctor.cli.knowledge_commands import knowledge

SMALL = str(Path(__file__).parent / "small")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(knowledge, arguments, catch_exceptions=False)


@pytest.fixture
def broken(folder: Path) -> str:
    (folder / "causes/odd.yaml").write_text("id: odd\nmimics: [missing-value]\n")
    return str(folder)


@pytest.mark.parametrize("command", ["check", "test", "stats"])
def test_sound_knowledge_exits_with_0(command: str) -> None:
    assert run(command, SMALL).exit_code == 0


@pytest.mark.parametrize("command", ["check", "test", "stats"])
def test_what_is_no_knowledge_exits_with_2_and_one_line(command: str, tmp_path: Path) -> None:
    result = run(command, str(tmp_path))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "holds no knowledge" in result.stderr


def test_check_shows_place_line_caret_and_help(broken: str) -> None:
    result = run("check", broken)
    assert result.exit_code == 1
    assert re.search(
        r'causes/odd.yaml:2:10: KB053 there is no cause "missing-value"\n'
        r"     2 \| mimics: \[missing-value\]\n"
        r"       \|          \^\n"
        r'       = help: did you mean "missing-values"\?',
        result.stdout,
    )
    assert result.stderr == "15 files checked: 5 errors in 1 file\n"


def test_in_chinese_a_message_is_followed_by_what_its_code_means(broken: str) -> None:
    told = run("check", broken, "--lang", "zh", "--only", "odd.yaml").stdout
    assert 'KB053 there is no cause "missing-value"' in told
    assert "       = 没有这个 id：改正拼写" in told
    assert "没有这个 id" not in run("check", broken, "--lang", "en").stdout


def test_check_as_json_and_as_annotations(broken: str) -> None:
    told = json.loads(run("check", broken, "--json").stdout)
    assert told["files"] == 15
    assert {"code", "severity", "message", "help", "file", "line", "column"} == set(told["problems"][0])
    lines = run("check", broken, "--annotations").stdout.splitlines()
    assert len(lines) == len(told["problems"])
    assert all(
        re.match(r"::(error|warning) file=.*odd\.yaml,line=\d+,col=\d+,title=KB\d{3}::", line)
        for line in lines
    )


def test_check_can_be_narrowed(broken: str) -> None:
    assert run("check", broken, "--only", "clean*").exit_code == 0
    assert run("check", broken, "--only", "odd.yaml").exit_code == 1


def test_warnings_can_be_silenced_with_a_reason_and_are_counted(folder: Path) -> None:
    file = folder / "causes/missing-values.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("remedies:")], "utf-8")
    assert "KB071" in run("check", str(folder), "--only", "missing*").stdout
    reason = "suppress:\n  - {code: KB071, reason: Nobody knows what to do.}\n"
    file.write_text(text[: text.index("remedies:")] + reason, "utf-8")
    result = run("check", str(folder), "--only", "missing*")
    assert result.exit_code == 0
    assert "each with a reason: 1" in result.stderr


def test_test_shows_failing_cases_where_they_stand(folder: Path) -> None:
    file = folder / "causes/missing-values.cases.yaml"
    file.write_text(
        file.read_text("utf-8").replace("top: missing-values, not: num", "top: normal-wavering, not: num")
    )
    result = run("test", str(folder))
    assert result.exit_code == 1
    assert re.search(r"missing-values\.cases\.yaml:1:3: KB090 the case \"NaN in the data\"", result.stdout)
    assert "3 passed" in result.stderr
    assert "1 failed" in result.stderr
    told = json.loads(run("test", str(folder), "--json").stdout)
    assert [case["outcome"] for case in told["cases"]].count("failed") == 1


def test_a_run_without_any_case_is_a_failure() -> None:
    assert run("test", SMALL, "--only", "no-such-file").exit_code == 1


def test_broken_knowledge_can_be_played_as_far_as_it_is_sound(broken: str) -> None:
    assert run("test", broken).exit_code == 2
    assert run("test", broken, "--keep-going").exit_code == 0
    assert run("stats", broken, "--keep-going").exit_code == 0


def test_stats_counts_citations_and_grounds() -> None:
    text = run("stats", SMALL, "--basis", "--uncited").stdout
    assert re.search(r"causes +4\n", text)
    assert "claims of 1 other sources cited: 6 of 6" in text
    assert re.search(r"articles +12 +100%", text)
    assert json.loads(run("stats", SMALL, "--json").stdout)["links"] == {
        "shows": 8,
        "leads-to": 1,
        "fixes": 3,
    }


def test_explain() -> None:
    text = run("explain", "kb53").stdout
    assert text.startswith("KB053 (error): There is no such id")
    assert all(part in text for part in ("What\n", "Why it ", "How to mend it\n", "Bad\n", "Good\n"))
    assert len(run("explain").stdout.splitlines()) > 50
    assert "如何修正" in run("explain", "kb53", "--lang", "zh").stdout
    unknown = run("explain", "KB999")
    assert (unknown.exit_code, unknown.stderr) == (2, 'lossdoctor: unknown code "KB999"\n')
