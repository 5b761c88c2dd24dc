"""Broken contributions: each fault is told at its place, with how to mend it, and none hides another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lossdoctor.loading.check import check_folders

BROKEN = Path(__file__).parent / "broken"

PLACES = {
    "cases-that-cannot-be": "cases/broken.yaml",
    "circle": "causes/numerical-overflow.yaml",
    "id-is-taken": "causes/lower-learning-rate.yaml",
    "question-with-wrong-choice": "symptoms/broken.yaml",
    "retired-in-a-circle": "retired.yaml",
    "source-with-foreign-claim": "sources/broken.yaml",
}
"""Where the file lies in the folder; the others are ``causes/broken.yaml``."""

RETIRED = "lr-too-high: learning-rate-too-high\ngremlins: null\n"

# For each file all errors of the check: code, line, column, and how its help begins.
FAULTS: dict[str, list[tuple[str, int, int, str]]] = {
    "ambiguous-words": [
        ("KB006", 2, 12, 'write "No" in quotes if the word is meant,'),
        ("KB006", 6, 18, 'write "yes" in quotes if the word is meant,'),
        ("KB006", 9, 10, 'write "2026-01-05" in quotes'),
        ("KB006", 9, 22, 'write "1:30" in quotes if text is meant, or'),
        ("KB006", 9, 28, 'write "0123" in quotes if text is meant, or'),
        ("KB006", 9, 34, 'write "0x1F" in quotes if text is meant, or'),
        ("KB006", 9, 40, 'write "1_000" in quotes if text is meant, or'),
        ("KB006", 9, 47, 'write ".nan" in quotes if text is meant, or'),
        ("KB006", 9, 53, 'write "Null" in quotes if the word is meant,'),
    ],
    "anchor-and-alias": [
        ("KB003", 5, 6, "write the text out; put it in quotes if it"),
        ("KB003", 10, 11, "write the text out; put it in quotes if it"),
    ],
    "bad-escape": [("KB001", 5, 18, "use single quotes, or write the backslash")],
    "bracket-never-closed": [("KB001", 2, 7, 'write "}" at the end')],
    "byte-order-mark": [("KB016", 1, 1, 'save it as "UTF-8", not as "UTF-8 with BOM"')],
    "cases-that-cannot-be": [
        ("KB045", 3, 14, "take it out of one of the lists"),
        ("KB044", 7, 11, "write what must come out: expect: {top,"),
        ("KB044", 8, 3, "write what must come out: expect: {top,"),
        ("KB053", 11, 10, 'did you mean "loss-nan"?'),
        ("KB053", 12, 17, 'did you mean "missing-values"?'),
        ("KB031", 12, 32, 'did you mean "within-top-3"?'),
        ("KB054", 12, 70, "a question is a file in symptoms/"),
        ("KB034", 13, 9, "say in one line what happened; ??? marks"),
        ("KB053", 15, 19, 'did you mean "learning-rate-too-high"?'),
        ("KB054", 15, 51, "a remedy is a file in remedies/"),
        ("KB046", 18, 41, "add top, alone or within-top-3 beside offers"),
    ],
    "circle": [("KB055", 12, 13, "take out the weakest of these links; what")],
    "colon-in-text": [("KB001", 6, 15, "put the text after the first colon in quotes")],
    "comma-in-text": [("KB019", 5, 21, "put a text that has a comma in quotes,")],
    "control-character": [("KB012", 5, 13, "delete it; it came in by copying")],
    "crooked-indentation": [("KB001", 3, 2, "check indentation (two spaces a level),")],
    "crooked-list": [("KB008", 11, 4, "give all items of a list the same")],
    "dash-without-space": [
        ("KB015", 8, 3, 'a list item needs a space after its dash: "-'),
        ("KB015", 9, 3, 'a list item needs a space after its dash: "-'),
    ],
    "directive": [("KB009", 1, 1, "delete it")],
    "empty": [("KB021", 1, 1, "write it, or delete the file")],
    "folded-hyphen": [("KB014", 7, 17, "do not break a line after a hyphen")],
    "full-width-punctuation": [
        ("KB024", 3, 7, 'write ":" and a space'),
        ("KB024", 5, 22, 'write "," and a space'),
        ("KB024", 9, 26, 'write "," and a space'),
    ],
    "hash-cuts-bracket": [("KB007", 5, 28, "put the text in quotes; for a comment, write")],
    "hash-cuts-text": [("KB007", 6, 24, "put the text in quotes; for a comment, write")],
    "id-is-not-file-name": [("KB050", 1, 5, 'write "id: broken", or rename the file to')],
    "id-is-taken": [("KB051", 1, 5, "ids are unique across all kinds and packs;")],
    "id-with-path": [("KB034", 1, 5, "use lower-case words joined by hyphens, such")],
    "impossible-count": [("KB042", 8, 36, "hits stand before the slash; 7/13 is meant")],
    "key-twice": [("KB002", 9, 1, "keep one of them")],
    "key-without-colon": [("KB001", 9, 1, 'write "key: text"; a text that goes on in')],
    "keys-that-are-no-text": [
        ("KB005", 9, 1, "write a word, or put it in quotes"),
        ("KB005", 10, 1, "write a word, or put it in quotes"),
        ("KB005", 11, 1, "write a word, or put it in quotes"),
    ],
    "link-without-source": [
        ("KB040", 8, 5, "write who says so: sources: [CLAIM]"),
        ("KB040", 9, 57, "write who says so: sources: [CLAIM]"),
    ],
    "links-twice": [
        ("KB059", 9, 15, "make them one link, with the sources of both"),
        ("KB059", 10, 10, "take it out"),
        ("KB037", 10, 34, "keep one of them"),
    ],
    "list-at-top": [("KB035", 1, 1, "knowledge/causes/ID.yaml: one thing that can")],
    "many-faults": [
        ("KB034", 1, 5, "use lower-case words joined by hyphens, such"),
        ("KB006", 2, 12, 'write "No" in quotes if the word is meant,'),
        ("KB033", 3, 9, 'did you mean "optimisation"?'),
        ("KB002", 5, 1, "keep one of them"),
        ("KB001", 6, 13, "put the text in quotes"),
        ("KB001", 9, 5, 'write "}" at the end'),
        ("KB040", 10, 5, "write who says so: sources: [CLAIM]"),
        ("KB053", 11, 15, 'did you mean "loss-nan"?'),
        ("KB031", 11, 44, 'did you mean "sources"?'),
        ("KB003", 12, 9, "write the text out; put it in quotes if it"),
    ],
    "merge-key": [("KB003", 9, 1, "write the text out; put it in quotes if it")],
    "missing-keys": [
        ("KB032", 1, 1, "name: What is wrong, in a few words."),
        ("KB032", 1, 1, "family: Where it belongs. mechanism: what"),
        ("KB032", 1, 1, "base-rate: How often it is there, by itself,"),
        ("KB032", 1, 1, "why: What goes wrong and how, in two or"),
    ],
    "misspelt-key": [("KB031", 4, 1, 'did you mean "base-rate"?'), ("KB031", 5, 1, 'did you mean "why"?')],
    "nested-too-deep": [
        ("KB035", 9, 10, "An id."),
        ("KB010", 9, 28, "no knowledge file needs more than six"),
    ],
    "no-break-space": [("KB013", 3, 8, "replace it by a plain space, or delete it")],
    "not-utf8": [("KB017", 5, 11, "save the file as UTF-8 (editors often write")],
    "python-tag": [("KB004", 9, 9, "delete it, or put the text in quotes if it")],
    "question-with-wrong-choice": [
        ("KB033", 5, 9, 'write "run"'),
        ("KB041", 6, 9, 'write "one" or "any" here'),
        ("KB032", 9, 5, "background: How often it is seen when none"),
    ],
    "quote-never-closed": [("KB001", 3, 7, "write the same quotation mark at the end of")],
    "retired-id": [
        ("KB052", 9, 10, 'write "learning-rate-too-high"'),
        ("KB052", 9, 23, "nothing took its place; take the line out"),
    ],
    "retired-in-a-circle": [
        ("KB063", 2, 1, "the last of them must lead to what exists,"),
        ("KB063", 3, 14, 'did you mean "missing-values"?'),
        ("KB063", 4, 1, "an id that is retired is never used again:"),
    ],
    "second-document": [("KB009", 9, 1, 'one file is one document: delete the "---",')],
    "silences-an-error": [("KB064", 10, 12, "only warnings can be silenced, and only in")],
    "source-with-foreign-claim": [
        ("KB034", 3, 7, "two small letters, such as en or zh"),
        ("KB033", 4, 7, 'write "article"'),
        ("KB060", 7, 10, "write broken-NN"),
        ("KB053", 8, 66, 'did you mean "notes-77" or "notes-06" or'),
    ],
    "tab": [("KB011", 6, 1, "YAML is indented with spaces, two a level")],
    "tag": [("KB004", 2, 7, "delete it, or put the text in quotes if it")],
    "text-after-quote": [("KB001", 6, 12, "put the whole text in quotes; double a")],
    "text-begins-with-at": [("KB001", 6, 7, "put the text in quotes")],
    "unknown-ids": [
        ("KB053", 8, 15, 'did you mean "loss-nan"?'),
        ("KB053", 8, 54, 'did you mean "notes" or "notes-06" or'),
        ("KB053", 9, 10, "a cause is a file in causes/"),
    ],
    "unknown-key": [("KB031", 9, 1, "allowed here: id, name, family, base-rate,")],
    "utf16": [("KB017", 1, 1, "the file is UTF-16; save it as UTF-8")],
    "vague-frequency": [
        ("KB033", 8, 36, 'write "usually"'),
        ("KB033", 9, 39, 'write "usually", or a count such as 7/10'),
        ("KB035", 10, 40, 'write "usually", or a count such as 7/10'),
        ("KB033", 11, 43, 'did you mean "usually"?'),
        ("KB033", 12, 43, "write 7/13"),
    ],
    "windows-line-ends": [("KB018", 1, 11, 'save the file with line ends "LF"; all lines')],
    "wrong-id-form": [("KB034", 9, 10, "use lower-case words joined by hyphens, such")],
    "wrong-kind-of-id": [
        ("KB054", 8, 15, "symptoms are the options of the questions in"),
        ("KB054", 9, 10, "a cause is a file in causes/"),
    ],
    "wrong-types": [
        ("KB035", 2, 7, 'write {en: "...", zh: "..."}'),
        ("KB036", 3, 1, "Where it belongs. mechanism: what goes on"),
        ("KB035", 9, 9, "write [missing-values]"),
        ("KB035", 10, 11, 'put it in quotes: "1.10"'),
    ],
}


def test_every_broken_file_is_in_the_table() -> None:
    assert sorted(file.stem for file in BROKEN.glob("*.yaml")) == sorted(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_told_at_its_place(name: str, folder: Path) -> None:
    place = folder / PLACES.get(name, "causes/broken.yaml")
    (folder / "retired.yaml").write_text(RETIRED, "utf-8")
    shutil.copy(BROKEN / f"{name}.yaml", place)
    errors = [problem for problem in check_folders([folder]).problems if problem.severity == "error"]
    told = [(p.code, p.position.line, p.position.column) for p in errors]
    assert told == [(code, line, column) for code, line, column, _ in FAULTS[name]]
    for problem, (*_, mend) in zip(errors, FAULTS[name], strict=True):
        assert problem.help.startswith(mend)
        assert problem.help
        assert Path(problem.position.path).name in (place.name, "lower-learning-rate.yaml")
