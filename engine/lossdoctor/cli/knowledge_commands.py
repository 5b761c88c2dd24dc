"""The ``lossdoctor knowledge`` commands, for people who write knowledge.

Owns their arguments, exit codes and output. Leaves all work to ``loading``, ``lints``, ``knowledge_tests``,
``statistics`` and ``codes``, each imported by the command that needs it.
"""

from __future__ import annotations

import fnmatch
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from lossdoctor.cli import options
from lossdoctor.cli.knowledge_authoring import docs, new, schema
from lossdoctor.cli.knowledge_fix import mend, show_mends
from lossdoctor.cli.knowledge_measures import changelog, diff, evaluate, mutate
from lossdoctor.errors import KnowledgeError, UnknownIdError

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Position
    from lossdoctor.problems import Problem

__all__ = ["knowledge"]

_Result = TypeVar("_Result")

FINE, FINDINGS, BAD_INPUT = 0, 1, 2

_folders = click.argument("folders", nargs=-1, type=click.Path(path_type=str))
_pack_option = click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="PACK",
    help="Add a knowledge folder or an installed pack to FOLDERS (repeatable).",
)
_only_option = click.option(
    "--only", multiple=True, metavar="GLOB", help="Only files that match (repeatable)."
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_annotations_option = click.option("--annotations", is_flag=True, help="Print a code host's annotations.")


_keep_going_option = click.option(
    "--keep-going", is_flag=True, help="Where some files have errors, go on with those that have none."
)


@click.group()
def knowledge() -> None:
    """Check, test and count the knowledge; explain what a message means."""


@knowledge.command()
@_folders
@_pack_option
@_only_option
@_json_option
@_annotations_option
@options.language
@click.option("--errors-only", is_flag=True, help="Leave the warnings out.")
@click.option("--fix", is_flag=True, help="First mend what is beyond doubt; comments and layout stay.")
@click.option("--diff", "as_patch", is_flag=True, help="Print what --fix would change, and change nothing.")
def check(
    folders: Sequence[str],
    packs: Sequence[str],
    only: Sequence[str],
    as_json: bool,
    annotations: bool,
    language: str,
    errors_only: bool,
    fix: bool,
    as_patch: bool,
) -> None:
    """Check the knowledge in FOLDERS (default: the shipped knowledge): every fault of every file in one run.

    With --pack only what is wrong with the packs is told.

    Exit code 0: no problem; 1: errors or warnings; 2: a folder that holds no knowledge.
    """
    from lossdoctor.loading.check import check_folders
    from lossdoctor.problems import as_dict, summary

    everything = _with_packs(folders, packs)

    def is_wanted(problem: Problem) -> bool:
        path = problem.position.path
        of_these = (not packs or _lies_in(packs, path)) and (not only or _matches(path, only))
        return of_these and (problem.severity == "error" or not errors_only)

    if as_patch:
        sys.exit(show_mends(everything, is_wanted))
    mended = mend(everything, is_wanted, quiet=as_json) if fix else ()
    outcome = _or_exit(lambda: check_folders(everything))
    problems = [problem for problem in outcome.problems if is_wanted(problem)]
    if as_json:
        plain = {"files": outcome.files, "problems": [as_dict(problem) for problem in problems]}
        if fix:
            plain["mended"] = [as_dict(problem) for problem in mended]
        click.echo(json.dumps(plain, ensure_ascii=False))
    else:
        _print(problems, annotations=annotations, language=language)
    click.echo(f"{outcome.files} files checked: {summary(problems)}", err=True)
    if outcome.suppressed:
        click.echo(f"silenced in their files, each with a reason: {outcome.suppressed}", err=True)
    sys.exit(FINDINGS if problems else FINE)


@knowledge.command()
@_folders
@_pack_option
@_only_option
@_json_option
@_annotations_option
@_keep_going_option
def test(
    folders: Sequence[str],
    packs: Sequence[str],
    only: Sequence[str],
    as_json: bool,
    annotations: bool,
    keep_going: bool,
) -> None:
    """Play all cases of the knowledge in FOLDERS (default: the shipped knowledge).

    Exit code 0: every case comes out as it must; 1: some do not; 2: knowledge that cannot be used.
    """
    from lossdoctor.knowledge_tests import play_all, problems_of, real_cases

    everything = _with_packs(folders, packs)
    base = _load(everything, keep_going=keep_going)
    shown = _shown_in(everything)
    cases = [
        case for case in base.cases if not only or (case.position and _matches(case.position.path, only))
    ]
    results = play_all(base, cases)
    problems = [problem for result in results for problem in problems_of(result, shown(result.position))]
    real = real_cases(base, cases)
    if as_json:
        plain = {"cases": [result.to_dict() for result in results], "real_cases": real.to_dict()}
        click.echo(json.dumps(plain, ensure_ascii=False))
    else:
        _print(problems, annotations=annotations)
    counts = Counter(result.outcome for result in results)
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    click.echo(f"{len(results)} cases: {outcomes or 'none'}", err=True)
    if real.cases:
        told = f"an established cause is first in {real.first}, among the first three in {real.within_three}"
        click.echo(f"{real.cases} real cases: {told}", err=True)
    sys.exit(FINDINGS if problems or not results else FINE)


@knowledge.command()
@_folders
@_pack_option
@_json_option
@click.option("--basis", is_flag=True, help="Say what the links rest on: counts, papers, ... or judgement.")
@click.option("--uncited", is_flag=True, help="Name the claims that nothing cites.")
@_keep_going_option
def stats(
    folders: Sequence[str],
    packs: Sequence[str],
    as_json: bool,
    basis: bool,
    uncited: bool,
    keep_going: bool,
) -> None:
    """Count the knowledge in FOLDERS (default: the shipped knowledge)."""
    from lossdoctor.cli.knowledge_figures import as_lines
    from lossdoctor.statistics import statistics_of

    figures = statistics_of(_load(_with_packs(folders, packs), keep_going=keep_going))
    if as_json:
        click.echo(json.dumps(figures.to_dict(), ensure_ascii=False))
    else:
        click.echo("\n".join(as_lines(figures, basis=basis, uncited=uncited)))


@knowledge.command()
@click.argument("code", required=False)
@_json_option
@options.language
def explain(code: str | None, as_json: bool, language: str) -> None:
    """Say what CODE means, why it matters, and how to mend it; without CODE, list all codes."""
    from lossdoctor.codes import CODES, as_text, look_up
    from lossdoctor.codes.languages import in_language

    try:
        found = [look_up(code)] if code else list(CODES.values())
    except UnknownIdError as error:
        click.echo(f"lossdoctor: {error}", err=True)
        sys.exit(BAD_INPUT)
    chosen = [in_language(entry, language) for entry in found]
    if as_json:
        click.echo(json.dumps([entry.to_dict() for entry in chosen], ensure_ascii=False))
    elif code:
        click.echo(as_text(chosen[0], language))
    else:
        click.echo("\n".join(f"{entry.code}  {entry.severity:<8} {entry.title}" for entry in chosen))


def _with_packs(folders: Sequence[str], packs: Sequence[str]) -> tuple[str, ...]:
    """Give the folders that are meant: the shipped knowledge where none is named, and the packs."""
    from lossdoctor.knowledge_base import SHIPPED
    from lossdoctor.loading.installed import locate

    folders = folders or options.named_before("folders") or ()
    packs = packs or options.named_before("packs") or ()
    return tuple(_or_exit(lambda: [locate(folder) for folder in (*(folders or (str(SHIPPED),)), *packs)]))


def _lies_in(packs: Sequence[str], path: str) -> bool:
    from lossdoctor.loading.installed import locate

    roots = [os.path.join(os.path.realpath(locate(pack)), "") for pack in packs]
    return os.path.realpath(path).startswith(tuple(roots))


def _load(folders: Sequence[str], *, keep_going: bool) -> KnowledgeBase:
    from lossdoctor.knowledge_base import load
    from lossdoctor.loading.check import check_folders

    return _or_exit(lambda: check_folders(folders).knowledge if keep_going else load(*folders))


def _shown_in(folders: Sequence[str]) -> Callable[[Position], str]:
    """Make what turns a place inside a knowledge folder into a path from where the person stands."""

    def shown(position: Position) -> str:
        paths = (os.path.join(folder, position.path) for folder in folders)
        return next((os.path.relpath(path) for path in paths if os.path.exists(path)), position.path)

    return shown


def _print(problems: Iterable[Problem], *, annotations: bool, language: str = "en") -> None:
    """Print problems; in Chinese, what the code of each means stands under its English message."""
    from lossdoctor.problems import as_annotation, as_text

    for problem in problems:
        if annotations:
            click.echo(as_annotation(problem))
            continue
        click.echo(as_text(problem))
        if language == "zh":
            from lossdoctor.codes import CODES
            from lossdoctor.codes.languages import in_language

            told = in_language(CODES[problem.code], language)
            click.echo(f"       = {told.title}：{told.mend}")
        click.echo()


def _matches(path: str, globs: Sequence[str]) -> bool:
    names = (path, os.path.basename(path))
    return any(fnmatch.fnmatch(name, glob) for glob in globs for name in names)


def _or_exit(work: Callable[[], _Result]) -> _Result:
    """Do ``work``; where the knowledge cannot be used, say so in one line and end with exit code 2."""
    try:
        return work()
    except KnowledgeError as error:
        hint = "; `lossdoctor knowledge check` shows all of them" if len(error.problems) > 1 else ""
        click.echo(f"lossdoctor: {error}{hint}", err=True)
        sys.exit(BAD_INPUT)


for _command in (changelog, diff, docs, new, schema, evaluate, mutate):
    knowledge.add_command(_command)
