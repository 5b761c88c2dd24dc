"""``knowledge new``: a new cause, symptom, remedy or source, asked for line by line or given by options.

Owns its options and talk, and what to do next. Leaves asking to ``authoring``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lossdoctor.cli import options
from lossdoctor.errors import KnowledgeError, LossdoctorError

if TYPE_CHECKING:
    from lossdoctor.authoring.interview import Sitting
    from lossdoctor.authoring.writing import Verdict
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["new"]

Command = TypeVar("Command", bound=Callable[..., Any])
FINDINGS = 1
NEXT = {
    "cause": "look at it: lossdoctor show {id}",
    "symptom": "link causes to it, under shows: - {{symptom: {id}, how-often: usually, sources: [CLAIM]}}",
    "remedy": "link causes to it, under remedies: - {{remedy: {id}, works: usually, sources: [CLAIM]}}",
    "source": "cite it where it says something: sources: [{id}]",
}


@click.group()
def new() -> None:
    """Make a new cause, symptom, remedy or source: a file that is valid, with its cases beside it.

    What is not given by an option is asked for; --no-input asks nothing. No file is ever overwritten.
    """


def _command(kind: str, *given: tuple[str, str]) -> Callable[[Command], Command]:
    """Give a command its options: those of its kind, each the answer to a question, and those of all."""

    def decorate(command: Command) -> Command:
        several = ("shows", "leads-to", "remedy", "mimics", "not-when", "source", "step", "claim", "option")
        for name, help_text in reversed(given):
            command = click.option(f"--{name}", multiple=name in several, help=help_text)(command)
        shared: Sequence[tuple[str, dict[str, Any]]] = (
            (
                "--into",
                {"metavar": "DIR", "help": "The knowledge folder or pack to write to  [default: knowledge]"},
            ),
            (
                "--knowledge",
                {"multiple": True, "metavar": "DIR", "help": "Add to this instead of the shipped one."},
            ),
            ("--distinct", {"is_flag": True, "help": "What is near to it and already there is not meant."}),
            ("--resume", {"is_flag": True, "help": "Go on where the last sitting was stopped."}),
            ("--no-input", {"is_flag": True, "help": "Ask nothing; take what the options say."}),
        )
        for name, settings in reversed(shared):
            command = click.option(name, **settings)(command)
        return new.command(kind)(command)  # type: ignore[return-value]

    return decorate


_NAME = (
    ("id", "Its id; made of the name by default."),
    ("name", "What it is called."),
    ("name-zh", "In Chinese."),
)
_LINK = "ID=HOW-OFTEN@CLAIM,CLAIM (repeatable)."
_CASE = "NAME=SYMPTOM,SYMPTOM,!NOT-SEEN"


@_command(
    "cause",
    *_NAME,
    ("family", "A word of the vocabulary: data, optimisation, ..."),
    ("base-rate", "very-common, common, uncommon or rare."),
    ("why", "What goes wrong, and how."),
    ("why-zh", "In Chinese."),
    ("shows", f"A symptom that it shows: {_LINK}"),
    ("leads-to", f"A cause that it brings about: {_LINK}"),
    ("remedy", f"What mends it: {_LINK}"),
    ("mimics", "A cause that looks alike (repeatable)."),
    ("wins", f"A case that it must win: {_CASE}"),
    ("loses", f"A case that it must not win: {_CASE}@WINNER"),
)
def _cause(**answers: Any) -> int:
    """Make a cause: something that can be wrong, or that is harmless."""
    from lossdoctor.authoring.new_cause import new_cause

    return _make("cause", new_cause, answers)


@_command(
    "symptom",
    ("id", "The id of the question; made of it by default."),
    ("ask", "The question."),
    ("ask-zh", "In Chinese."),
    ("how", "How to find out."),
    ("how-zh", "In Chinese."),
    ("kind", "curve, internals, data, setting, check or response."),
    ("effort", "glance, minutes, run or project."),
    ("choose", "one, any or yes-no."),
    ("option", 'An answer: ID=HOW-OFTEN-WITHOUT-A-CAUSE@"NAME" or @"NAME|中文" (repeatable).'),
)
def _symptom(**answers: Any) -> int:
    """Make a question with its symptoms: what can be observed about a run."""
    from lossdoctor.authoring.new_symptom import new_symptom

    return _make("symptom", new_symptom, answers)


@_command(
    "remedy",
    *_NAME,
    ("step", 'A step: "TEXT" or "TEXT|中文" (repeatable).'),
    ("pytorch-file", "A file with code for PyTorch."),
    ("keras-file", "A file with code for Keras."),
    ("effort", "glance, minutes, run or project."),
    ("risk", "What it may spoil."),
    ("risk-zh", "In Chinese."),
    ("works-if", "How one sees that it worked."),
    ("works-if-zh", "In Chinese."),
    ("undo", "How it is taken back."),
    ("undo-zh", "In Chinese."),
    ("not-when", "A symptom under which it does harm (repeatable)."),
    ("source", "A claim or source that advises it (repeatable)."),
)
def _remedy(**answers: Any) -> int:
    """Make a remedy: something to do."""
    from lossdoctor.authoring.new_remedy import new_remedy

    return _make("remedy", new_remedy, answers)


@_command(
    "source",
    ("id", "Its id; made of the title by default."),
    ("title", "Its title."),
    ("where", "What finds it: an address, a DOI, a repository, a file."),
    ("kind", "article, lecture, paper, documentation, code or experiment."),
    ("lang", "Its language, in two letters."),
    ("claim", 'A statement, in your own words: "TEXT@WHERE" or "TEXT|中文@WHERE" (repeatable).'),
)
def _source(**answers: Any) -> int:
    """Make a source: a document with its claims."""
    from lossdoctor.authoring.new_source import new_source

    return _make("source", new_source, answers)


def _make(kind: str, make: Callable[[Sitting], str], answers: dict[str, Any]) -> int:
    """Hold the interview, write what came out, try it out, and say what to do next."""
    from lossdoctor.authoring.asking import Asker
    from lossdoctor.authoring.desk import Desk
    from lossdoctor.authoring.holding import hold
    from lossdoctor.authoring.interview import AlreadyThere
    from lossdoctor.authoring.transcript import Transcript
    from lossdoctor.authoring.writing import base_folders, try_out, write_drafts
    from lossdoctor.loading.pack_names import pack_name
    from lossdoctor.state import state_folder

    into = _folder(answers.pop("into"))
    folders = base_folders(into, knowledge=answers.pop("knowledge"))
    distinct, resume, asks = answers.pop("distinct"), answers.pop("resume"), not answers.pop("no_input")
    kept = Transcript.of(state_folder() / f"new-{kind}.answers", resume=resume) if asks else Transcript()
    if kept.answers:
        options.talk(f"Going on after {len(kept.answers)} answers.")
    asker = Asker(_given(answers), asks, kept)
    try:
        desk = Desk(_knowledge(folders), f"{pack_name(into)}-" if len(folders) > 1 else "")
        in_chinese = options.language_of() == "zh"
        identifier, drafts = hold(
            kind, make, asker, desk, into=into, in_chinese=in_chinese, distinct=distinct
        )
        written = write_drafts(into, drafts)
    except AlreadyThere as known:
        kept.forget()
        return _tell_known(kind, str(known), into)
    except click.Abort:
        options.talk("\nstopped: nothing was written; with --resume it goes on from here")
        return FINDINGS
    kept.forget()
    for path in written:
        click.echo(path)
    verdict = try_out(folders, written)
    _tell(verdict)
    _tell_next(kind, identifier, written, verdict, folders)
    return FINDINGS if verdict.problems or verdict.failed else options.DONE


def _given(answers: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    named = {name.replace("_", "-"): value for name, value in answers.items() if value not in (None, ())}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in named.items()}


def _folder(into: str | None) -> str:
    """Give the folder to write to: one that holds knowledge, or a new one that was named."""
    from lossdoctor.loading.folders import survey

    folder = into or "knowledge"
    if into and not (os.path.isdir(into) and os.listdir(into)):
        return folder
    try:
        survey(folder)
    except KnowledgeError as error:
        raise LossdoctorError(f"{error}; say where to write: --into DIR") from error
    return folder


def _knowledge(folders: Sequence[str]) -> KnowledgeBase:
    """Load what is there; where some files have errors, go on with those that have none."""
    from lossdoctor.knowledge_base import load
    from lossdoctor.loading.check import check_folders

    there = list(folders[:-1])
    if os.path.isdir(folders[-1]) and os.listdir(folders[-1]):
        there.append(folders[-1])
    try:
        return load(*there)
    except KnowledgeError:
        options.talk(
            "Some files there have errors and are left out; `lossdoctor knowledge check` tells them."
        )
        return check_folders(there).knowledge


def _tell_known(kind: str, identifier: str, into: str) -> int:
    folder = {"cause": "causes", "remedy": "remedies", "source": "sources"}.get(kind, "symptoms")
    file = os.path.join(into, folder, f"{identifier}.yaml")
    options.talk(f"{identifier} is there already, and nothing was written. Add what it lacks to {file}")
    return FINDINGS


def _tell(verdict: Verdict) -> None:
    from lossdoctor.problems import as_text, summary

    for problem in (*verdict.problems, *verdict.failed):
        options.talk("\n" + as_text(problem))
    options.talk(f"\nCheck: {summary(verdict.problems)}.")
    if verdict.without_chinese:
        options.talk(f"{verdict.without_chinese} texts are in English alone, which is fine to begin with.")
    if verdict.cases:
        options.talk(f"Cases: {verdict.passed} of {verdict.cases} come out.")


def _tell_next(
    kind: str, identifier: str, written: Sequence[os.PathLike[str]], verdict: Verdict, folders: Sequence[str]
) -> None:
    names = [os.fspath(path) for path in written]
    alone = len(folders) == 1
    steps = []
    if verdict.failed:
        steps.append(
            "say more in the case that does not come out: what else was seen that tells it apart? "
            "Numbers are never tuned until a case passes"
        )
    steps.append(NEXT[kind].format(id=identifier))
    if kind == "cause" and not any(name.endswith(".cases.yaml") for name in names):
        steps.append(
            f"write two cases beside it, {identifier}.cases.yaml: one it must win, one it must not win"
        )
    if kind == "cause":
        steps.append("name it in turn, under mimics, in the causes that look alike")
    steps.append("check and play everything: lossdoctor knowledge check, then lossdoctor knowledge test")
    if alone:
        steps.append(f"git add {' '.join(names)}, commit, and open a pull request")
    else:
        steps[-1] += f", both with --pack {folders[-1]}"
    options.talk("Next:")
    for step in steps:
        options.talk(f"  - {step}.")
