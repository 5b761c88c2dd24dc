"""Making a remedy.

Owns what is asked for it, and in which order; code must parse. Causes name the remedies that mend them.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping
from pathlib import Path

from lossdoctor.authoring.asking import Unfit
from lossdoctor.authoring.drafts import remedy_draft
from lossdoctor.authoring.interview import Sitting, told, two_languages
from lossdoctor.model import Remedy, Text

__all__ = ["new_remedy"]

FRAMEWORKS = ("pytorch", "keras")


def new_remedy(sitting: Sitting) -> str:
    """Ask for a remedy; give its id."""
    asker, desk = sitting.asker, sitting.desk
    name = sitting.text("name", "What to do, in a few words, such as: Lower the learning rate")
    sitting.rule_out("remedy", name.en)
    identifier = sitting.new_id(name.en)
    remedy = Remedy(
        id=identifier,
        name=name,
        do=_steps(sitting),
        code=_code(sitting),
        effort=asker.choose(
            "effort", "What does it cost?", told(desk.knowledge.vocabulary.efforts), default="run"
        ),
        risk=sitting.text("risk", "What may it spoil?"),
        works_if=sitting.text("works-if", "How does one see that it worked?"),
        undo=sitting.text("undo", "How is it taken back?"),
        not_when=sitting.ids("not-when", "symptom", "What must not be seen, or it does harm?"),
        sources=sitting.sources("source", "Who advises it?", needed=False),
    )
    desk.make("remedy", identifier, name.en)
    desk.add(remedy_draft(remedy))
    return identifier


def _code(sitting: Sitting) -> Mapping[str, str]:
    asker = sitting.asker
    found: dict[str, str] = {}
    for framework in FRAMEWORKS:
        key = f"{framework}-file"
        if asker.was_given(key):
            found[framework] = _read_code(asker.text(key, framework, fit=_readable))
        elif asker.asks:
            while code := _typed_code(sitting, framework):
                try:
                    found[framework] = _parsing(code)
                    break
                except Unfit as problem:
                    asker.say(f"  {problem}")
    return found


def _typed_code(sitting: Sitting, framework: str) -> str:
    asker = sitting.asker
    asker.say(f"Code for {framework}, line by line; a line with nothing but a dot ends (Enter: none)")
    lines: list[str] = []
    while True:
        line = asker.raw_line("  |", suffix=" ")
        if line.strip() == "." or (not lines and not line.strip()):
            return "\n".join(lines)
        lines.append(line.rstrip())


def _readable(answer: str) -> str:
    _parsing(_read_code(answer))
    return answer


def _read_code(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Unfit(f'"{path}" cannot be read') from error


def _parsing(code: str) -> str:
    try:
        ast.parse(textwrap.dedent(code))
    except (SyntaxError, ValueError, RecursionError) as error:
        line = f" in line {error.lineno}" if isinstance(error, SyntaxError) else ""
        raise Unfit(f"this code does not parse{line}; what people fill in is a name in capitals") from error
    return code


def _steps(sitting: Sitting) -> tuple[Text, ...]:
    asker, question = sitting.asker, "The steps, in order"
    if asker.was_given("step") or not asker.asks or not sitting.chinese:
        return tuple(two_languages(line) for line in asker.lines("step", question))
    asker.say(f"{question} (Enter ends)")
    found: list[Text] = []
    while (text := sitting.text("", f"  {len(found) + 1}", needed=not found)).en:
        found.append(text)
    return tuple(found)
