"""Strict YAML: nothing is guessed, nothing escapes as anything but a problem, and no input costs much."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lossdoctor
from lossdoctor.strictyaml import LARGEST_FILE, Node, build, read

REPOSITORY = Path(__file__).parents[2]

WORDS = {
    "1e-4": 0.0001,
    "1.0e-4": 0.0001,
    "1e4": 10000.0,
    "7": 7,
    "-0.5": -0.5,
    ".5": 0.5,
    "true": True,
    "false": False,
    "null": None,
    "7/13": "7/13",
    "NaN": "NaN",
    "1.2.3": "1.2.3",
    "on the way": "on the way",
    "“loss”": "“loss”",
}


@pytest.mark.parametrize(("written", "value"), WORDS.items())
def test_plain_words(written: str, value: object) -> None:
    document = read(f"x: {written}\n".encode(), "x.yaml")
    assert document.problems == ()
    assert document.root is not None
    assert document.root.plain() == {"x": value}


AMBIGUOUS = [
    *("no", "NO", "No", "yes", "on", "off", "y", "n", "True", "FALSE", "Null"),
    *("0123", "0o17", "0x1F", "1_000", "1:30", "22:22", "2026-01-05", ".nan", "-.inf"),
]


@pytest.mark.parametrize("written", AMBIGUOUS)
def test_words_on_which_readers_disagree_are_refused(written: str) -> None:
    document = read(f"x: {written}\n".encode(), "x.yaml")
    assert [(p.code, p.position.line, p.position.column) for p in document.problems] == [("KB006", 1, 4)]
    assert read(f'x: "{written}"\n'.encode(), "x.yaml").problems == ()


BOMBS = {
    "many opening brackets": b"a: " + b"[" * 200_000,
    "many opening braces": b"{a: " * 60_000,
    "deep block nesting": b"".join(b" " * level + b"a:\n" for level in range(600)),
    "billion laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" * 2_000,
    "many documents": b"---\n" * 60_000,
    "many values": b"- a\n" * 64_000,
    "many errors of syntax": b"a: b: c\n" * 30_000,
    "many unclosed brackets": b"a: {b\n" * 40_000,
    "one long line": b"a: " + b"x" * 250_000,
    "many tabs": b"\t" * 200_000,
    "many bad bytes": b"\xff" * 200_000,
    "many duplicate keys": b"a: 1\n" * 50_000,
    "many quotes": b"a: '\n" * 40_000,
    "larger than a file may be": b"a" * (LARGEST_FILE + 1),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_within_bounds(bomb: str) -> None:
    begun = time.process_time()
    document = read(BOMBS[bomb], "x.yaml")
    assert time.process_time() - begun < 10.0
    assert len(document.problems) <= 100
    assert document.problems or bomb == "one long line"


WORD_BITS = [
    *("a:", "a: ", " - ", "-", "  ", "{", "}", "[", "]", ", ", ":", "#", " #x", "&a ", "*a", "!t ", "'", '"'),
    *("---", "%Y", "no", "1e-4", "学习", "? ", "<<: ", "\\", "word"),
]
ODD_BITS = ["\n", "|\n", ">-\n", "\t", "\r\n", "\u00a0", "\ufeff", "\x07", "\x85"]
BITS = st.sampled_from(WORD_BITS + ODD_BITS)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.binary(max_size=60), st.lists(BITS, max_size=25).map(lambda bits: "".join(bits).encode()))
)
def test_whatever_is_read_comes_back_as_a_tree_and_problems(raw: bytes) -> None:
    document = read(raw, "x.yaml")
    assert document.root is not None or document.problems
    lines = max(1, len(document.lines))
    for problem in document.problems:
        assert re.fullmatch(r"KB\d{3}", problem.code)
        assert 1 <= problem.position.line <= lines + 1
        assert problem.position.column >= 1
        assert problem.help


@settings(max_examples=200, deadline=None)
@given(st.lists(BITS, max_size=25).map("".join))
def test_what_is_accepted_means_the_same_to_other_readers(text: str) -> None:
    document = read(text.encode(), "x.yaml")
    if not document.problems and document.root is not None:
        assert _texts(document.root) == yaml.load(text, Loader=yaml.BaseLoader)


def _texts(node: Node) -> object:
    """Give a tree with every word as it is written, as PyYAML's BaseLoader does."""
    if node.kind == "mapping":
        return {key: _texts(child) for key, child in node.fields.items()}
    return [_texts(item) for item in node.items] if node.kind == "list" else node.source


def test_both_parsers_of_pyyaml_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
    with_c = [read(file.read_bytes(), file.name).problems for file in files]
    monkeypatch.setattr(build, "_LOADER", yaml.SafeLoader)
    with_python = [read(file.read_bytes(), file.name).problems for file in files]
    places = [[(p.code, p.position.line) for p in problems] for problems in with_c]
    assert [[(p.code, p.position.line) for p in problems] for problems in with_python] == places


def test_nobody_reads_yaml_in_another_way() -> None:
    engine = Path(lossdoctor.__file__).parent
    other_ways = re.compile(r"yaml\.(safe_load|load|full_load|unsafe_load)|import yaml|from yaml|ruamel")
    readers = {
        file.relative_to(REPOSITORY).as_posix()
        for folder in (engine, REPOSITORY / "tui")
        for file in folder.rglob("*.py")
        if other_ways.search(re.sub(r'"""[\s\S]*?"""', "", file.read_text("utf-8")))
    }
    strict = "engine/lossdoctor/strictyaml/"
    assert readers == {f"{strict}build.py", f"{strict}recovery.py", f"{strict}syntax.py"}
