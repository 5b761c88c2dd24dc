"""Sentences in two languages: filling templates, percentages, and the names of what was observed.

Owns how numbers and names are put into words. Leaves what is said to the modules that say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lossdoctor.knowledge_base import TRIED_PREFIX
from lossdoctor.model import Text

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = [
    "OUTCOME_NAMES",
    "certainty",
    "duration",
    "figure",
    "fill",
    "join",
    "observation",
    "odds_factor",
    "percent",
    "quoted",
]


OUTCOME_NAMES: Mapping[str, Text] = {
    "fixed": Text("fixed it", "解决了"),
    "better": Text("made it better", "有好转"),
    "no-change": Text("changed nothing", "没有变化"),
    "worse": Text("made it worse", "变差了"),
}
"""What trying a remedy did, in words."""


def fill(en: str, zh: str, **values: object) -> Text:
    """Fill one template per language; values that are texts go in their own language.

    >>> fill("It is {what}.", "是{what}。", what=Text("the data", "数据"))
    Text(en='It is the data.', zh='是数据。')
    """
    return Text(
        en.format(**{key: _in(value, "en") for key, value in values.items()}),
        zh.format(**{key: _in(value, "zh") for key, value in values.items()}),
    )


def percent(probability: float) -> str:
    """Write a probability as people read it.

    >>> percent(0.824), percent(0.004), percent(0.9994)
    ('82%', '<1%', '>99%')
    """
    if probability < 0.005:
        return "<1%"
    if probability > 0.995:
        return ">99%"
    return f"{probability:.0%}"


def figure(number: float) -> str:
    """Write a number of the knowledge as a percentage, as exactly as it is meant.

    >>> figure(0.985), figure(0.5), figure(0.004)
    ('98.5%', '50%', '0.4%')
    """
    return f"{100 * number:.1f}".removesuffix(".0") + "%"


def certainty(probability: float) -> Text:
    """Put a probability before a name, in words."""
    for least, words in (
        (0.9, Text("Almost certainly", "几乎可以肯定")),
        (0.7, Text("Most likely", "很可能是")),
        (0.5, Text("Probably", "大概是")),
    ):
        if probability >= least:
            return words
    return Text("Perhaps", "可能是")


def duration(minutes: float) -> Text:
    """Write an effort as people say it.

    >>> duration(8).en, duration(95).zh, duration(3000).en
    ('8 minutes', '约 1.5 小时', 'about 50 hours')
    """
    if minutes < 1.5:
        return Text("a minute", "一分钟")
    if minutes < 60:
        return fill("{n} minutes", "{n} 分钟", n=round(minutes))
    hours = round(minutes / 30) / 2
    if hours < 1.5:
        return Text("about an hour", "约一小时")
    return fill("about {n} hours", "约 {n} 小时", n=f"{hours:g}" if hours < 10 else round(hours))


def odds_factor(bits: float) -> str:
    """Write a weight of evidence as what it does to the odds.

    >>> odds_factor(3), odds_factor(-1), odds_factor(0.4), odds_factor(12)
    ('×8', '÷2', '×1.3', '×4096')
    """
    factor = 2 ** min(abs(bits), 20)
    return ("×" if bits > 0 else "÷") + (
        f"{factor:.1f}".removesuffix(".0") if factor < 10 else f"{factor:.0f}"
    )


def quoted(name: Text) -> Text:
    """Set a name off from the sentence around it.

    >>> quoted(Text("Dead ReLU", "ReLU 死亡"))
    Text(en='“Dead ReLU”', zh='“ReLU 死亡”')
    """
    return Text(f"“{name.en}”", f"“{name.in_language('zh')}”")


def join(names: Iterable[Text]) -> Text:
    """Put names in a row.

    >>> join([Text("a", "甲"), Text("b", "乙"), Text("c", "丙")])
    Text(en='a, b and c', zh='甲、乙和丙')
    """
    row = list(names)
    if len(row) < 2:
        return row[0] if row else Text("")
    return Text(
        ", ".join(name.en for name in row[:-1]) + " and " + row[-1].en,
        "、".join(name.in_language("zh") for name in row[:-1]) + "和" + row[-1].in_language("zh"),
    )


def observation(knowledge: KnowledgeBase, observed_id: str, *, present: bool = True) -> Text:
    """Name what was observed: a symptom with the question that it answers, or what trying a remedy did."""
    if not observed_id.startswith(TRIED_PREFIX):
        symptom = knowledge.symptoms[observed_id]
        question = knowledge.questions[symptom.question]
        if question.choose == "yes-no":
            return symptom.name
        return fill("{ask} {name}", "{ask}{name}", ask=question.ask, name=symptom.name)
    remedy = quoted(knowledge.remedies[observed_id.removeprefix(TRIED_PREFIX)].name)
    if present:
        return fill("{remedy} helped", "{remedy}有帮助", remedy=remedy)
    return fill("{remedy} did not help", "{remedy}没有帮助", remedy=remedy)


def _in(value: object, language: str) -> str:
    return value.in_language(language) if isinstance(value, Text) else str(value)
