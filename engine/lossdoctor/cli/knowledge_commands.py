"""The ``lossdoctor knowledge`` commands, for people who write knowledge.

Owns their arguments, exit codes and output. Leaves all work to ``loading``, ``lints``, ``knowledge_tests``, ``statistics``
and ``codes``.
"""

from __future__ import annotations

import fnmatch
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from lossdoctor.errors import KnowledgeError

if TYPE_CHECKING:
    from lossdoctor.problems import Problem

__all__ = ["knowledge"]

_Result = TypeVar("_Result")

FINE, FINDINGS, BAD_INPUT = 0, 1, 2

_folders = click.argument("folders", nargs=-1, type=click.Path(path_type=str))


@click.group()
def knowledge() -> None:
    """Check, test and count the knowledge; explain what a message means."""


@knowledge.command()
@_folders
@click.option(
    "--only", multiple=True, metavar="GLOB", help="Show only problems of files that match (repeatable)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option(
    "--annotations", is_flag=True, help="Print the problems as annotations of a code host's diff view."
)
@click.option("--errors-only", is_flag=True, help="Leave the warnings out.")
def check(
    folders: Sequence[str], only: Sequence[str], as_json: bool, annotations: bool, errors_only: bool
) -> None:
    """Check the knowledge in FOLDERS (default: the shipped knowledge): every fault of every file in one run.

    Exit code 0: no problem; 1: errors or warnings; 2: a folder that holds no knowledge.
    """
    from lossdoctor.loading.check import check_folders
    from lossdoctor.problems import as_annotation, as_dict, as_text, summary

    outcome = _or_exit(lambda: check_folders(folders))
    problems = [problem for problem in outcome.problems if not errors_only or problem.severity == "error"]
    problems = _only(problems, only)
    if as_json:
        click.echo(
            json.dumps(
                {"files": outcome.files, "problems": [as_dict(p) for p in problems]}, ensure_ascii=False
            )
        )
    elif annotations:
        for problem in problems:
            click.echo(as_annotation(problem))
    else:
        for problem in problems:
            click.echo(as_text(problem) + "\n")
    click.echo(f"{outcome.files} files checked: {summary(problems)}", err=True)
    sys.exit(FINDINGS if problems else FINE)


def _only(problems: Iterable[Problem], globs: Sequence[str]) -> list[Problem]:
    """Keep the problems of files whose path, or name, matches one of ``globs``."""
    if not globs:
        return list(problems)
    return [
        problem
        for problem in problems
        if any(
            fnmatch.fnmatch(name, glob)
            for glob in globs
            for name in (problem.position.path, os.path.basename(problem.position.path))
        )
    ]


def _or_exit(work: Callable[[], _Result]) -> _Result:
    """Do ``work``; where the knowledge is none, say so in one line and end with exit code 2."""
    try:
        return work()
    except KnowledgeError as error:
        click.echo(f"lossdoctor: {error}", err=True)
        sys.exit(BAD_INPUT)
