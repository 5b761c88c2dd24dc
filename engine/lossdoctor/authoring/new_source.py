"""Making a source with its claims.

Owns what is asked for it, and in which order.
"""

from __future__ import annotations

from lossdoctor.authoring.asking import Unfit
from lossdoctor.authoring.drafts import source_draft
from lossdoctor.authoring.interview import Sitting, told, two_languages
from lossdoctor.model import Claim, Source, Text

__all__ = ["new_source"]

SOMEWHERE = "throughout"
SAYS = Text("What it says", "它说了什么")


def new_source(sitting: Sitting) -> str:
    """Ask for a source and its claims; give the id of its first claim, or its own where it has none."""
    asker, desk = sitting.asker, sitting.desk
    title = asker.text("title", Text("Title, as it stands on the document", "标题，与文献上一致"))
    where = asker.text(
        "where",
        Text(
            "Where it is found: an address, a DOI, a repository, a file",
            "在哪里能找到：网址、DOI、代码库、文件",
        ),
    )
    sitting.rule_out("source", title, where=where)
    identifier = sitting.new_id(title)
    kind = asker.choose(
        "kind",
        Text("What is it?", "它是什么？"),
        told(desk.knowledge.vocabulary.source_kinds),
        default="article",
    )
    language = asker.text(
        "lang", Text("Its language, in two letters", "它的语言，两个字母"), default="en", fit=_language
    )
    claims = []
    for number, (says, at) in enumerate(_claims(sitting), 1):
        claims.append(Claim(f"{identifier}-{number:02}", at, says))
        desk.make("source", claims[-1].id, says.en)
    desk.make("source", identifier, title)
    desk.add(source_draft(Source(identifier, title, language, kind, where, tuple(claims))))
    return claims[0].id if claims else identifier


def _claims(sitting: Sitting) -> list[tuple[Text, str]]:
    """Ask for statements, each with where it stands."""
    asker = sitting.asker
    if asker.was_given("claim") or not asker.asks:
        return [_given_claim(line) for line in asker.lines("claim", SAYS, needed=False)]
    found: list[tuple[Text, str]] = []
    asker.say(
        Text(
            "What it says, statement by statement, in your own words. Never copy sentences.",
            "它说了什么，一条一条，用你自己的话。不要抄原文。",
        )
    )
    while True:
        number = len(found) + 1
        label = Text(f"Statement {number} (Enter ends)", f"第 {number} 条（回车结束）")
        says = sitting.text("", label, needed=False)
        if not says.en:
            return found
        where = Text("  where in the document (page, section)", "  在文献的哪里（页、节）")
        found.append((says, asker.text("", where, default=SOMEWHERE)))


def _given_claim(written: str) -> tuple[Text, str]:
    """Read "ENGLISH|中文@WHERE"."""
    says, _, at = written.rpartition("@") if "@" in written else (written, "", "")
    return two_languages(says), at.strip() or SOMEWHERE


def _language(answer: str) -> str:
    if len(answer) != 2 or not answer.isascii() or not answer.islower():
        raise Unfit(Text('two letters, such as "en" or "zh"', "两个字母，例如 en 或 zh"))
    return answer
