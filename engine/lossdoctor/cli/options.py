"""What several commands share: their options, loading the knowledge, and how results are printed.

Owns ``--lang``, ``--knowledge``, ``--pack``, ``--framework`` and ``--json``, and what they default to.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lossdoctor.model import Text

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.printing.sheet import Style

__all__ = [
    "DONE",
    "NOTHING_FOUND",
    "as_json",
    "framework",
    "knowledge",
    "language",
    "language_of",
    "language_was_named",
    "load_knowledge",
    "named_before",
    "print_json",
    "style_for",
    "talk",
]

DONE, NOTHING_FOUND = 0, 1
"""Exit codes; 2, bad input, is given where errors are caught."""

Command = TypeVar("Command", bound=Callable[..., Any])
WIDEST = 100
"""Columns past which lines get hard to read."""


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """Give the language that the environment asks for: Chinese where it says so, else English.

    >>> language_of({"LANG": "zh_CN.UTF-8"}), language_of({"LC_ALL": "C", "LANG": "zh_CN"})
    ('zh', 'en')
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "zh" if environment[variable].startswith("zh") else "en"
    return "en"


def named_before(name: str) -> Any:
    """Give what an option said before the command's name, as in ``lossdoctor --lang zh search nan``."""
    return click.get_current_context().find_root().params.get(name)


def language_was_named() -> bool:
    """Whether the command line itself says which language to speak."""
    here = click.get_current_context()
    sources = (context.get_parameter_source("language") for context in (here, here.find_root()))
    return click.core.ParameterSource.COMMANDLINE in sources


language = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "zh"]),
    default=lambda: named_before("language") or language_of(),
    show_default="LANG",
    help="English or Chinese.",
)
framework = click.option(
    "--framework",
    default=lambda: named_before("framework") or "pytorch",
    show_default="pytorch",
    metavar="NAME",
    help="Whose code to show.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def knowledge(command: Command) -> Command:
    """Let a command reason over other knowledge than the shipped one."""
    folder = click.Path(path_type=str)
    command = click.option(
        "--pack",
        "packs",
        multiple=True,
        type=folder,
        default=lambda: named_before("packs") or (),
        metavar="PACK",
        help="Add a knowledge folder, or an installed pack by its name (repeatable).",
    )(command)
    return click.option(
        "--knowledge",
        "folders",
        multiple=True,
        type=folder,
        default=lambda: named_before("folders") or (),
        metavar="DIR",
        help="Reason over this folder instead of the shipped knowledge (repeatable).",
    )(command)


def load_knowledge(folders: tuple[str, ...] = (), packs: tuple[str, ...] = ()) -> KnowledgeBase:
    """Load the knowledge that ``--knowledge`` and ``--pack`` name; the shipped one by default."""
    from lossdoctor.knowledge_base import SHIPPED, load

    if not folders and not packs:
        return load()
    return load(*(folders or (SHIPPED,)), *packs)


def style_for(language: str) -> Style:
    """Give the style in which results go to stdout."""
    from lossdoctor.printing.paint import Paint, wants_colour
    from lossdoctor.printing.sheet import Style

    columns = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    return Style(language, min(max(columns, 40), WIDEST), Paint(wants_colour(sys.stdout)))


def print_json(data: Any) -> None:
    """Print data as JSON to stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def talk(text: str | Text, language: str = "") -> None:
    """Say something to the person, not to the program that reads stdout."""
    if isinstance(text, Text):
        text = text.in_language(language or named_before("language") or language_of())
    click.echo(text, err=True)
