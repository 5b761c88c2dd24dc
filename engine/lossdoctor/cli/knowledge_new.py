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
from lossdoctor.model import Text
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.authoring.interview import Sitting
    from lossdoctor.authoring.writing import Verdict
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["new"]

Command = TypeVar("Command", bound=Callable[..., Any])
FINDINGS = 1
NEXT = {
    "cause": Text("look at it: lossdoctor show {id}", "看一看：lossdoctor show {id}"),
    "symptom": Text(
        "link causes to it, under shows: - {{symptom: {id}, how-often: usually, sources: [CLAIM]}}",
        "让原因链接它，写在 shows: - {{symptom: {id}, how-often: usually, sources: [CLAIM]}}",
    ),
    "remedy": Text(
        "link causes to it, under remedies: - {{remedy: {id}, works: usually, sources: [CLAIM]}}",
        "让原因链接它，写在 remedies: - {{remedy: {id}, works: usually, sources: [CLAIM]}}",
    ),
    "source": Text("cite it where it says something: sources: [{id}]", "在它说到的地方引用：sources: [{id}]"),
}
SAY_MORE = Text(
    "say more in the case that does not come out: what else was seen that tells it apart? "
    "Numbers are never tuned until a case passes",
    "在没有通过的案例里多写一些：还看到了什么能区分它的？绝不要为了让案例通过而调数字",
)
IN_TURN = Text(
    "name it in turn, under mimics, in the causes that look alike",
    "在看起来像它的原因里，也在 mimics 下写上它",
)


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
        number = len(kept.answers)
        options.talk(Text(f"Going on after {number} answers.", f"从第 {number} 个回答之后继续。"))
    language = options.named_before("language") or options.language_of()
    asker = Asker(_given(answers), asks, kept, language)
    try:
        prefix = f"{pack_name(into)}-" if len(folders) > 1 else ""
        desk = Desk(_knowledge(folders), prefix, language, into)
        identifier, drafts = hold(
            kind, make, asker, desk, into=into, in_chinese=language == "zh", distinct=distinct
        )
        written = write_drafts(into, drafts)
    except AlreadyThere as known:
        kept.forget()
        return _tell_known(kind, str(known), desk.knowledge, into)
    except click.Abort:
        options.talk(
            Text(
                "\nstopped: nothing was written; with --resume it goes on from here",
                "\n已停下：没有写入任何文件；用 --resume 从这里继续",
            )
        )
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
        where = fill(
            "{error}; say where to write: --into DIR", "{error}；请说明写到哪里：--into DIR", error=error.text
        )
        raise LossdoctorError(where) from error
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
            Text(
                "Some files there have errors and are left out; `lossdoctor knowledge check` tells them.",
                "那里有些文件有错误，已略去；`lossdoctor knowledge check` 会列出它们。",
            )
        )
        return check_folders(there).knowledge


def _tell_known(kind: str, identifier: str, knowledge: KnowledgeBase, into: str) -> int:
    if not identifier:
        options.talk(Text("Nothing was written.", "没有写入任何文件。"))
        return FINDINGS
    folder = {"cause": "causes", "remedy": "remedies", "source": "sources"}.get(kind, "symptoms")
    symptom = knowledge.symptoms.get(identifier)
    file = os.path.join(into, folder, f"{symptom.question if symptom else identifier}.yaml")
    options.talk(
        Text(
            f"{identifier} is there already, and nothing was written. Add what it lacks to {file}",
            f"已经有 {identifier}，没有写入任何文件。请把它缺少的补充到 {file}",
        )
    )
    return FINDINGS


def _tell(verdict: Verdict) -> None:
    from lossdoctor.problems import as_text, summary

    for problem in (*verdict.problems, *verdict.failed):
        options.talk("\n" + as_text(problem))
    found, number = summary(verdict.problems), len(verdict.problems)
    options.talk(Text(f"\nCheck: {found}.", f"\n检查：{f'{number} 个问题' if number else '没有问题'}。"))
    alone = verdict.without_chinese
    if alone:
        options.talk(
            Text(
                f"{alone} texts are in English alone, which is fine to begin with.",
                f"{alone} 段文字只有英文，开始时这样就可以。",
            )
        )
    if verdict.cases:
        passed, cases = verdict.passed, verdict.cases
        options.talk(Text(f"Cases: {passed} of {cases} come out.", f"案例：{cases} 个里 {passed} 个通过。"))


def _tell_next(
    kind: str, identifier: str, written: Sequence[os.PathLike[str]], verdict: Verdict, folders: Sequence[str]
) -> None:
    names = [os.fspath(path) for path in written]
    alone = len(folders) == 1
    steps = []
    if verdict.failed:
        steps.append(SAY_MORE)
    steps.append(Text(*(words.format(id=identifier) for words in (NEXT[kind].en, NEXT[kind].zh))))
    if kind == "cause" and not any(name.endswith(".cases.yaml") for name in names):
        steps.append(
            Text(
                f"write two cases beside it, {identifier}.cases.yaml: one it must win, one it must not win",
                f"在旁边写两个案例，{identifier}.cases.yaml：一个必须胜出，一个不能胜出",
            )
        )
    if kind == "cause":
        steps.append(IN_TURN)
    pack = "" if alone else folders[-1]
    both = Text(f", both with --pack {pack}", f"，都加上 --pack {pack}") if pack else ""
    steps.append(
        fill(
            "check and play everything: lossdoctor knowledge check, then lossdoctor knowledge test{both}",
            "检查并运行全部：lossdoctor knowledge check，再 lossdoctor knowledge test{both}",
            both=both,
        )
    )
    if alone:
        added = " ".join(names)
        steps.append(
            Text(
                f"git add {added}, commit, and open a pull request",
                f"git add {added}，提交，再开一个拉取请求",
            )
        )
    options.talk(Text("Next:", "接下来："))
    for step in steps:
        options.talk(fill("  - {step}.", "  - {step}。", step=step))
