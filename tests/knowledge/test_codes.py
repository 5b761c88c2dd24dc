"""Every code is explained, and its examples are true."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import lossdoctor
from lossdoctor.codes import CODES, Code, as_text, look_up
from lossdoctor.codes.code import FILE_END
from lossdoctor.codes.languages import in_language
from lossdoctor.errors import UnknownIdError
from lossdoctor.knowledge_base import load
from lossdoctor.knowledge_tests import play_all, problems_of
from lossdoctor.lints import LINTS, look
from lossdoctor.problems import Problem
from lossdoctor.strictyaml import read

ENGINE = Path(lossdoctor.__file__).parent
NEVER_FINDS = ("codes", "problems.py", "lints/__init__.py", "mending", "cli")

YAML_CODES = [code for code in CODES.values() if code.code < "KB030"]
FOLDER_CODES = [code for code in CODES.values() if "KB030" < code.code < "KB090"]
CASE_CODES = [code for code in CODES.values() if code.code >= "KB090"]


def test_the_codes_that_are_used_are_the_codes_that_are_explained() -> None:
    used = {
        code
        for file in ENGINE.rglob("*.py")
        if not file.relative_to(ENGINE).as_posix().startswith(NEVER_FINDS)
        for code in re.findall(r'"(KB\d{3})"', file.read_text("utf-8"))
    }
    assert used == set(CODES)
    assert set(LINTS) == {code.code for code in CODES.values() if "KB070" <= code.code < "KB090"}


@pytest.mark.parametrize("code", YAML_CODES, ids=lambda code: code.code)
def test_examples_of_yaml(code: Code) -> None:
    def found(example: str) -> set[str]:
        text = example.removesuffix(FILE_END) if FILE_END in example else f"{example}\n"
        return {problem.code for problem in read(text.encode("utf-8", "surrogateescape"), "x.yaml").problems}

    assert code.code in found(code.bad)
    assert found(code.good) == set()


@pytest.mark.parametrize("code", FOLDER_CODES, ids=lambda code: code.code)
@pytest.mark.parametrize("example", ["bad", "good"])
def test_examples_of_knowledge(
    code: Code,
    example: str,
    folder: Path,
    problems_with: Callable[[str], list[Problem]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "# shipped" in code.bad:
        monkeypatch.setattr(look, "_SHIPPED_FOLDER", str(folder))
    problems = problems_with(getattr(code, example))
    own = [p for p in problems if p.code == code.code and "sources" not in p.position.path]
    own += [p for p in problems if p.code == code.code and code.code in ("KB060", "KB083")]
    if example == "bad":
        assert own, problems
        assert own[0].severity == code.severity
        assert own[0].help
    else:
        assert not own
        assert not [problem for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize("code", CASE_CODES, ids=lambda code: code.code)
@pytest.mark.parametrize("example", ["bad", "good"])
def test_examples_of_cases(
    code: Code, example: str, folder: Path, problems_with: Callable[[str], list[Problem]]
) -> None:
    problems_with(getattr(code, example))
    results = play_all(load(folder))
    codes = [problem.code for result in results for problem in problems_of(result, "x")]
    assert codes == ([code.code] if example == "bad" else [])


def test_explanations_are_complete_and_show_what_cannot_be_seen() -> None:
    for code in CODES.values():
        assert all([code.title, code.what, code.why, code.mend, code.bad, code.good])
        assert as_text(code).isprintable() or "\n" in as_text(code)
    assert "<TAB>" in as_text(look_up("KB011"))
    with pytest.raises(UnknownIdError, match="KB999"):
        look_up("KB999")


def test_every_code_is_explained_in_chinese_too() -> None:
    for code in CODES.values():
        told = in_language(code, "zh")
        for key in ("title", "what", "why", "mend", "mended"):
            english, chinese = getattr(code, key), getattr(told, key)
            assert bool(english) == bool(chinese), (code.code, key)
            assert not english or re.search("[\u3400-\u9fff]", chinese), (code.code, key)
        assert (told.bad, told.good, told.severity) == (code.bad, code.good, code.severity)
    text = as_text(in_language(look_up("KB031"), "zh"), "zh")
    assert text.startswith("KB031 (错误): 未知的键\n\n含义\n")
