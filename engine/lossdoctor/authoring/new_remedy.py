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
from lossdoctor.wording import fill

__all__ = ["new_remedy"]

FRAMEWORKS = ("pytorch", "keras")


def new_remedy(sitting: Sitting) -> str:
    """Ask for a remedy; give its id."""
    asker, desk = sitting.asker, sitting.desk
    name = sitting.text(
        "name",
        Text(
            "What to do, in a few words, such as: Lower the learning rate",
            "做什么，几个词，例如：Lower the learning rate（降低学习率）",
        ),
    )
    sitting.rule_out("remedy", name.en)
    identifier = sitting.new_id(name.en)
    remedy = Remedy(
        id=identifier,
        name=name,
        do=_steps(sitting),
        code=_code(sitting),
        effort=asker.choose(
            "effort",
            Text("What does it cost?", "要花多少功夫？"),
            told(desk.knowledge.vocabulary.efforts),
            default="run",
        ),
        risk=sitting.text("risk", Text("What may it spoil?", "可能有什么坏处？")),
        works_if=sitting.text("works-if", Text("How does one see that it worked?", "怎样看出它有效？")),
        undo=sitting.text("undo", Text("How is it taken back?", "怎样撤销？")),
        not_when=sitting.ids(
            "not-when",
            "symptom",
            Text("What must not be seen, or it does harm?", "看到什么症状时不能用它？"),
        ),
        sources=sitting.sources("source", Text("Who advises it?", "谁建议这样做？"), needed=False),
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
                    asker.say(problem.hint, indented=True)
    return found


def _typed_code(sitting: Sitting, framework: str) -> str:
    asker = sitting.asker
    asker.say(
        fill(
            "Code for {framework}, line by line; a line with nothing but a dot ends (Enter: none)",
            "{framework} 的代码，逐行输入；只有一个点的行表示结束（回车：没有）",
            framework=framework,
        )
    )
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
        raise Unfit(Text(f'"{path}" cannot be read', f"“{path}”读不了")) from error


def _parsing(code: str) -> str:
    try:
        ast.parse(textwrap.dedent(code))
    except (SyntaxError, ValueError, RecursionError) as error:
        number = error.lineno if isinstance(error, SyntaxError) else None
        line = Text(f" in line {number}", f"（第 {number} 行）") if number else ""
        raise Unfit(
            fill(
                "this code does not parse{line}; what people fill in is a name in capitals",
                "这段代码无法解析{line}；需要别人填的地方用大写名称",
                line=line,
            )
        ) from error
    return code


def _steps(sitting: Sitting) -> tuple[Text, ...]:
    asker, question = sitting.asker, Text("The steps, in order", "步骤，按顺序")
    if asker.was_given("step") or not asker.asks or not sitting.chinese:
        return tuple(two_languages(line) for line in asker.lines("step", question))
    asker.say(fill("{question} (Enter ends)", "{question}（回车结束）", question=question))
    found: list[Text] = []
    while (text := sitting.text("", f"  {len(found) + 1}", needed=not found)).en:
        found.append(text)
    return tuple(found)
