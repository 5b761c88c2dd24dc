"""The words that the plain wizard understands, in English and Chinese.

Owns reading one typed line as a number, a command or something else. Leaves acting on it to ``plain``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lossdoctor.model import Text

__all__ = ["COMMANDS", "HELP", "Typed", "read_line", "read_outcome"]

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "why": ("why", "w", "为什么", "为何"),
    "why-not": ("why not", "为什么不是"),
    "how": ("how", "怎么看", "怎样看"),
    "back": ("back", "undo", "u", "b", "返回", "上一步", "撤销"),
    "redo": ("redo", "重做"),
    "unknown": ("unknown", "don't know", "dont know", "i don't know", "dk", "不知道", "不清楚"),
    "skip": ("skip", "s", "跳过"),
    "none": ("none", "none of these", "都不是", "以上都不是"),
    "yes": ("yes", "y", "是", "有"),
    "no": ("no", "n", "否", "不是", "没有"),
    "causes": ("causes", "c", "原因"),
    "plan": ("plan", "p", "计划"),
    "seen": ("seen", "said", "已知"),
    "report": ("report", "r", "报告"),
    "search": ("search", "find", "/", "搜索"),
    "show": ("show", "查看"),
    "tried": ("tried", "试过"),
    "check": ("check", "检查"),
    "language": ("lang", "language", "语言"),
    "help": ("help", "?", "h", "帮助"),
    "quit": ("quit", "q", "exit", "退出"),
}
"""What may be typed for each command, the usual word first."""

TAKES_MORE = frozenset({"check", "report", "search", "show", "tried", "language", "why-not"})
"""Commands that are followed by what they are about."""

HELP = Text(
    "\n".join(
        (
            "Type the number of an answer (several, where several may hold: 1 3), or a word:",
            "  unknown   you do not know; you are not asked again",
            "  skip      leave the question for later",
            "  back      take the last answer back (redo: say it again)",
            "  why       why this is asked, and what each answer would do",
            "  how       how to look, with code",
            "  why not ID    what speaks against a cause, and what would bring it first",
            "  causes    the causes, ranked, and why",
            "  plan      what to do, in order",
            "  seen      what you said so far",
            "  tried 1 fixed    you tried step 1 of the plan: fixed, better, no-change or worse",
            "  check 1   answer a check of the plan",
            "  search WORDS     find symptoms in your own words (then type their numbers)",
            "  show ID   everything known about a cause, symptom, remedy or source",
            "  report [FILE]    the whole consultation as Markdown (FILE: .md, .html or .json)",
            "  lang zh   speak Chinese (lang en: English)",
            "  quit      leave; everything is saved",
        )
    ),
    "\n".join(
        (
            "输入回答的编号（可多选时用空格隔开：1 3），或输入一个词：",
            "  不知道    不清楚；不会再问",
            "  跳过      以后再答",
            "  返回      撤销上一个回答（重做：恢复）",
            "  为什么    为什么问这个，每种回答会有什么影响",
            "  怎么看    如何观察，附代码",
            "  为什么不是 ID    什么不支持某个原因，看到什么它会排到首位",
            "  原因      按可能性排列的原因及理由",
            "  计划      该做什么，按顺序",
            "  已知      到目前为止说过的",
            "  试过 1 解决    试过计划第 1 步：解决、好转、没变、更差",
            "  检查 1    回答计划中的一项检查",
            "  搜索 文字      用自己的话找症状（再输入编号）",
            "  查看 ID   某个原因、症状、对策或来源的全部内容",
            "  报告 [文件]    整个会诊的 Markdown 报告（文件：.md、.html 或 .json）",
            "  语言 en   说英语（语言 zh：中文）",
            "  退出      离开；一切都已保存",
        )
    ),
)

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "fixed": ("fixed", "solved", "解决", "解决了"),
    "better": ("better", "helped", "好转", "变好", "有好转"),
    "no-change": ("no-change", "no change", "nothing", "same", "没变", "没有变化", "没用"),
    "worse": ("worse", "更差", "变差", "变差了"),
}

WORDS = {word: command for command, words in COMMANDS.items() for word in words}
STARTING = sorted((word for word in WORDS if WORDS[word] in TAKES_MORE), key=len, reverse=True)
OUTCOME_WORDS = {word: outcome for outcome, words in OUTCOMES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Typed:
    """One typed line, read."""

    text: str
    numbers: tuple[int, ...] = ()
    command: str = ""
    rest: str = ""
    """What follows the command."""


def read_line(line: str) -> Typed:
    """Read a typed line.

    >>> read_line("1, 3").numbers, read_line("Why?").command, read_line("不知道").command
    ((1, 3), 'why', 'unknown')
    >>> read_line("search loss is nan")
    Typed(text='search loss is nan', numbers=(), command='search', rest='loss is nan')
    """
    text = unicodedata.normalize("NFKC", line).strip()
    if re.fullmatch(r"\d{1,3}(?:[\s,、]+\d{1,3})*", text):
        return Typed(text, numbers=tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", text))))
    folded = text.casefold()
    word = WORDS.get(folded) or WORDS.get(folded.rstrip("?!.。 "))
    if word:
        return Typed(text, command=word)
    if text.startswith("/"):
        return Typed(text, command="search", rest=text[1:].strip())
    for word in STARTING:
        if folded.startswith(word + " "):
            return Typed(text, command=WORDS[word], rest=text[len(word) :].strip())
    return Typed(text)


def read_outcome(words: str) -> str:
    """Read what trying a remedy did; empty when it is none of the known outcomes.

    >>> read_outcome("No change"), read_outcome("解决了"), read_outcome("perhaps")
    ('no-change', 'fixed', '')
    """
    return OUTCOME_WORDS.get(words.strip().casefold(), "")
