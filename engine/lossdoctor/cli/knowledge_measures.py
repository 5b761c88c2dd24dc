"""``knowledge evaluate``, ``diff``, ``changelog``, ``mutate``: is it right, what changed, what is untested?

Owns their arguments, exit codes and output. Leaves all work to ``evaluation``, ``difference`` and
``mutation``.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lossdoctor.cli import options
from lossdoctor.errors import KnowledgeError

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.model import Case, Cause
    from lossdoctor.mutation import MutationReport

__all__ = ["changelog", "diff", "evaluate", "mutate"]

BAD_INPUT = 2


@click.command()
@click.argument("cases", nargs=-1, type=click.Path(path_type=str))
@click.option("--verbose", is_flag=True, help="List the cases whose cause is not among the first three.")
@options.as_json
@options.knowledge
def evaluate(
    cases: Sequence[str], verbose: bool, as_json: bool, folders: tuple[str, ...], packs: tuple[str, ...]
) -> int:
    """Measure how right the diagnoses are on CASES whose cause was established, beside simple baselines.

    CASES are files or folders of cases as in knowledge/cases/real, each with `established`; without any,
    those of the knowledge itself. A simulated person tells all that a case states, or begins with what it
    `complained` of and answers questions by what the case states, else with "I don't know".

    Exit code 0: measured; 1: no case has an established cause; 2: cases that cannot be used.
    """
    from lossdoctor.evaluation import evaluate as evaluate_on
    from lossdoctor.printing.evaluation_text import evaluation_as_data, evaluation_as_lines

    knowledge = options.load_knowledge(folders, packs)
    chosen = [case for case in _read(cases, knowledge) if case.established]
    if not chosen:
        options.talk("none of these cases has an established cause; there is nothing to measure")
        return options.NOTHING_FOUND
    options.talk(f"{len(chosen)} cases")
    evaluation = evaluate_on(knowledge, chosen)
    if as_json:
        options.print_json(evaluation_as_data(evaluation))
    else:
        click.echo("\n".join(evaluation_as_lines(evaluation, verbose=verbose)))
    return options.DONE


@click.command()
@click.argument("causes", nargs=-1)
@click.option("--suggest", is_flag=True, help="Print cases that would make untested links tested.")
@click.option(
    "--at-least",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Exit with 1 only if fewer than N in a hundred dropped links are noticed.",
)
@click.option(
    "--seconds", type=click.FloatRange(min=0), metavar="N", help="Stop after so long, with what is known."
)
@options.as_json
@options.knowledge
def mutate(
    causes: Sequence[str],
    suggest: bool,
    at_least: float | None,
    seconds: float | None,
    as_json: bool,
    folders: tuple[str, ...],
    packs: tuple[str, ...],
) -> int:
    """Drop each link, flip each frequency to the opposite end: does any case fail?

    What no case notices, nobody protects: a wrong number there stays wrong. The causes come the least tested
    first. CAUSES are ids, file names or patterns ('batch-*'); without any, all links are changed.

    --suggest tries out cases that would notice more, and prints those that hold as YAML, to be judged and
    named by somebody who knows.

    Exit code 0: every dropped link is noticed, or as many as --at-least says; 1: fewer.
    """
    from lossdoctor.mutation import mutate as mutate_links
    from lossdoctor.printing.mutation_text import mutation_as_data, mutation_as_lines

    knowledge = options.load_knowledge(folders, packs)
    report = mutate_links(knowledge, chosen=lambda cause: _matches(cause, causes), seconds=seconds)
    if causes and not report.links:
        options.talk(f"no link to change: no cause with links matches {' or '.join(causes)}")
        return options.NOTHING_FOUND
    if suggest:
        _print_suggestions(knowledge, report, as_json=as_json)
    elif as_json:
        options.print_json(mutation_as_data(report))
    else:
        click.echo("\n".join(mutation_as_lines(report)))
    left_out = (
        f" ({report.cases_left_out} left out: they fail already, or are to do)"
        if report.cases_left_out
        else ""
    )
    options.talk(f"{report.cases} cases were played{left_out}")
    if report.total.undecided:
        options.talk(f"time was up: {report.total.undecided} links are not decided, and not counted")
    if at_least is not None:
        enough = 100 * report.total.share >= at_least and not report.total.undecided
        options.talk(
            f"{report.total.share:.1%} of dropped links are noticed; at least {at_least:g}% are wanted"
        )
    else:
        enough = not (report.untested or report.total.undecided)
    return options.DONE if enough else options.NOTHING_FOUND


def _print_suggestions(knowledge: KnowledgeBase, report: MutationReport, *, as_json: bool) -> None:
    from lossdoctor.mutation.suggestions import suggest
    from lossdoctor.printing.suggestion_text import suggestions_as_data, suggestions_as_yaml

    suggestions = suggest(knowledge, report)
    if as_json:
        options.print_json(suggestions_as_data(suggestions))
    else:
        click.echo(suggestions_as_yaml(suggestions), nl=False)
    options.talk(
        f"{report.total.drops_noticed} of {report.total.links} links are tested; with these it would be "
        f"{report.total.links - len(suggestions.left)}"
    )


@click.command()
@click.argument("base", metavar="BASE")
@click.option("--markdown", is_flag=True, help="Print one comment for a pull request.")
@options.as_json
@options.knowledge
def diff(base: str, markdown: bool, as_json: bool, folders: tuple[str, ...], packs: tuple[str, ...]) -> int:
    """Tell what changed in the knowledge since BASE, and what that does to the diagnosis of every case.

    BASE is a git revision (main, HEAD~1, v1.2) or a folder with the knowledge as it was: of the packs where
    any is named with --pack, else of the knowledge.

    Exit code 0: no case fails that held at BASE; 1: some do; 2: no such BASE, or knowledge that cannot be
    used.
    """
    from lossdoctor.difference import compare
    from lossdoctor.loading.revisions import knowledge_before
    from lossdoctor.printing.difference_text import as_comment, as_report

    now = options.load_knowledge(folders, packs)
    changing, same = _changing(folders, packs)
    difference = compare(knowledge_before(base, changing, beside=same), now)
    if as_json:
        options.print_json(difference.to_dict())
    else:
        click.echo(as_comment(difference) if markdown else as_report(difference))
    broken = any(shift.broken for shift in difference.diagnoses.shifts)
    return options.NOTHING_FOUND if broken else options.DONE


@click.command()
@click.argument("base", metavar="BASE")
@click.argument("head", metavar="HEAD", required=False)
@options.as_json
@options.knowledge
def changelog(
    base: str, head: str | None, as_json: bool, folders: tuple[str, ...], packs: tuple[str, ...]
) -> int:
    """Tell those who use the knowledge what became of it from BASE to HEAD, in Markdown.

    BASE and HEAD are git revisions (v1.1, v1.2) or folders; without HEAD, the knowledge as it is now. With
    --pack, what became of the packs.
    """
    from lossdoctor.difference.changelog import changelog as changelog_between
    from lossdoctor.loading.revisions import knowledge_before
    from lossdoctor.printing.changelog_text import changelog_as_markdown

    changing, same = _changing(folders, packs)
    now = knowledge_before(head, changing, beside=same) if head else options.load_knowledge(folders, packs)
    before = knowledge_before(base, changing, beside=same)
    log = changelog_between(before, now, base=base, head=head or "now")
    if as_json:
        options.print_json(log.to_dict())
    else:
        click.echo(changelog_as_markdown(log))
    return options.DONE


def _changing(folders: Sequence[str], packs: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Give the folders of which an earlier state is wanted, and those taken as they are: packs come first."""
    from lossdoctor.knowledge_base import SHIPPED
    from lossdoctor.loading.installed import locate

    knowledge = [locate(folder) for folder in folders] or [str(SHIPPED)]
    return ([locate(pack) for pack in packs], knowledge) if packs else (knowledge, [])


def _matches(cause: Cause, globs: Sequence[str]) -> bool:
    path = cause.position.path if cause.position else ""
    names = (cause.id, path, path.rpartition("/")[2])
    return not globs or any(fnmatch.fnmatch(name, glob) for glob in globs for name in names)


def _read(paths: Sequence[str], knowledge: KnowledgeBase) -> Sequence[Case]:
    """Read cases; tell what is wrong with them, each thing at its place."""
    if not paths:
        return knowledge.cases
    from lossdoctor.loading.case_files import read_cases
    from lossdoctor.problems import as_text

    try:
        return read_cases(paths, knowledge)
    except KnowledgeError as error:
        for problem in error.problems:
            options.talk(as_text(problem) + "\n")
        options.talk(f"lossdoctor: {error}")
        raise click.exceptions.Exit(BAD_INPUT) from error
