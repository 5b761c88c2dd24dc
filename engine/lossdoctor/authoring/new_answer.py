"""Adding an answer to a question that is there: a new symptom without a new question.

Owns offering the answers that the question has, and where in its file another one goes. The file is not
written anew: its comments and layout stay. Leaves asking for the answer to ``new_symptom``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from lossdoctor.authoring.drafts import Draft, option_lines
from lossdoctor.authoring.interview import ONE_OF_THESE, AlreadyThere, Sitting
from lossdoctor.model import Question, Symptom, Text
from lossdoctor.strictyaml import read

__all__ = ["new_answer"]


def new_answer(sitting: Sitting, question: Question, ask: Callable[[Question], Symptom]) -> str:
    """Offer the answers to ``question``, and ask for another one where none of them is meant; give its id.

    Raises:
        AlreadyThere: if one of them is meant, or another one cannot be added here.
    """
    asker, symptoms = sitting.asker, sitting.desk.knowledge.symptoms
    asker.say(Text("Its answers, each a symptom:", "它的答案，每个都是一个症状："))
    names = {option: asker.spoken(symptoms[option].name) for option in question.options}
    chosen = sitting.number_of(names, ONE_OF_THESE)
    if chosen:
        raise AlreadyThere(chosen)
    draft = _draft_of(sitting, question)
    if draft is None or not _place_for_more(draft.text):
        asker.say(
            Text(
                f"No answer can be added to {question.id} from here: make a question of its own.",
                f"在这里无法给 {question.id} 增加答案：请另建一个问题。",
            ),
            indented=True,
        )
        raise AlreadyThere("")
    asker.say(Text("Then it is one more answer to that question.", "那就是这个问题的又一个答案。"))
    symptom = ask(question)
    sitting.desk.replace(_with_another(draft, symptom))
    return symptom.id


def _draft_of(sitting: Sitting, question: Question) -> Draft | None:
    """Give the question's file as it is, or as this sitting has added to it; None where it lies elsewhere."""
    relative = question.position.path if question.position else ""
    for draft in sitting.desk.drafts:
        if draft.path == relative:
            return draft
    file = Path(sitting.desk.folder, relative)
    if question.choose == "yes-no" or not sitting.desk.folder or not file.is_file():
        return None
    text = file.read_text("utf-8")
    return Draft(relative, "question", text, before=text)


def _with_another(draft: Draft, symptom: Symptom) -> Draft:
    indentation, number = _place_for_more(draft.text) or ("", 0)
    lines = draft.text.split("\n")
    more = textwrap.indent(option_lines(symptom), indentation)
    text = "\n".join([*lines[:number], more.rstrip("\n"), *lines[number:]])
    return Draft(draft.path, draft.kind, text, before=draft.before, added=draft.added + more)


def _place_for_more(text: str) -> tuple[str, int] | None:
    """Find the indentation of the options' dashes, and how many lines stand before another one."""
    root = read(text.encode(), "").root
    options = root.fields.get("options") if root else None
    if options is None or not options.items:
        return None
    lines = text.split("\n")
    first = options.items[-1].line - 1
    indentation = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    if not lines[first].lstrip().startswith("- "):
        return None
    return indentation, _end_of_item(lines, first, len(indentation))


def _end_of_item(lines: Sequence[str], first: int, indentation: int) -> int:
    """Give the number of the line after the item that begins in line ``first``, both from 0."""
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= indentation:
            break
        last = number if line.strip() else last
    return last + 1
