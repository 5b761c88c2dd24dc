"""What tools write: it reads back as the same, whatever stands in it, and looks as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossdoctor.authoring.yaml_text import Plain, as_yaml
from lossdoctor.knowledge_base import SHIPPED
from lossdoctor.strictyaml import read


def read_back(text: str) -> object:
    document = read(text.encode(), "x.yaml")
    assert not document.problems, (text, document.problems)
    assert document.root is not None
    return document.root.plain()


@pytest.mark.parametrize("folder", ["causes", "symptoms", "remedies", "sources"])
def test_every_shipped_file_written_anew_reads_as_the_same(folder: str) -> None:
    for file in sorted((SHIPPED / folder).glob("*.yaml"))[::4]:
        document = read(file.read_bytes(), file.name)
        assert document.root is not None
        plain = document.root.plain()
        assert read_back(as_yaml(plain)) == plain, file.name


texts = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co", "Cc"]), min_size=1) | st.sampled_from(
    [
        "no",
        "1e-4",
        "a: b",
        "- a",
        "# no",
        "x #3",
        '"',
        "\\",
        "a\nb",
        "  indented\nmore",
        "*loss",
        "{",
        "null",
        "2026-01-05",
    ]
)


@given(texts, texts)
def test_any_text_reads_back(first: str, second: str) -> None:
    plain: dict[str, Plain] = {
        "id": "x",
        "name": {"en": first},
        "list": [{"en": second}],
        "code": {"pytorch": first},
    }
    assert read_back(as_yaml(plain)) == plain


def test_files_look_as_people_write_them() -> None:
    long = "Each step overshoots, " * 6
    link = {"symptom": "loss-nan", "how-often": "7/13", "sources": ["notes-01", "notes"]}
    code = "for x in y:\n    print(x)\n\nprint()"
    assert as_yaml(
        {"id": "x-1", "why": {"en": long, "zh": "短"}, "shows": [link], "code": {"pytorch": code}}
    ) == (
        "id: x-1\n"
        "why:\n"
        f'  en: "{long}"\n'
        '  zh: "短"\n'
        "shows:\n"
        "  - {symptom: loss-nan, how-often: 7/13, sources: [notes-01, notes]}\n"
        "code:\n"
        "  pytorch: |-\n"
        "    for x in y:\n"
        "        print(x)\n"
        "\n"
        "    print()\n"
    )
