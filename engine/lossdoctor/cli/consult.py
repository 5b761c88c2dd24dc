"""``ask``, ``resume``, ``report``, and the wizard that opens without a command.

Owns choosing between the wizard and the plain wizard, and saved consultations on the command line.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lossdoctor.cli import options
from lossdoctor.errors import EvidenceError, LossdoctorError, SessionError, unreadable, unwritable
from lossdoctor.model import Text
from lossdoctor.sessions import SessionStore
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.answers import Answers
    from lossdoctor.consultation import Consultation

__all__ = ["ask", "can_draw", "hold_consultation", "open_wizard", "report", "resume"]


def can_draw(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a terminal to draw the wizard on, and nobody asked for plain lines."""
    if environment.get("TEXTUAL_DRIVER"):  # how `serve` draws, over pipes
        return True
    if environment.get("TERM") == "dumb" or environment.get("ACCESSIBLE"):
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()


def hold_consultation(
    consultation: Consultation | None = None,
    *,
    language: str = "",
    framework: str = "pytorch",
    session: str = "",
    plain: bool = False,
    save: bool = True,
) -> int:
    """Open the wizard, or the plain wizard where the wizard cannot be drawn.

    Returns:
        The exit code; 1 when the input ended before anything was said.
    """
    language = language or options.language_of()
    if not plain and can_draw():
        from lossdoctor_tui import run_wizard  # the only place where the engine knows of it

        return int(
            run_wizard(consultation=consultation, language=language, framework=framework, session=session)
        )
    if consultation is None:
        from lossdoctor.consultation import Consultation

        consultation = Consultation(language=language, framework=framework)
    return _hold_plainly(consultation, session=session, save=save)


def open_wizard(
    *,
    language: str,
    framework: str,
    folders: tuple[str, ...] = (),
    packs: tuple[str, ...] = (),
    plain: bool = False,
    save: bool = True,
) -> int:
    """Open the wizard over the knowledge that is named; the shipped one is read while it opens.

    Returns:
        The exit code.
    """
    consultation = None
    if folders or packs:
        from lossdoctor.consultation import Consultation

        consultation = Consultation(
            options.load_knowledge(folders, packs), language=language, framework=framework
        )
    return hold_consultation(consultation, language=language, framework=framework, plain=plain, save=save)


@click.command()
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@click.option(
    "--answers", "file", metavar="FILE", help="Take the answers from FILE (- is stdin), then give the result."
)
@click.option("--save/--no-save", default=True, help="Keep the consultation, so that it can be resumed.")
@options.as_json
@options.framework
@options.language
@options.knowledge
def ask(
    plain: bool,
    file: str | None,
    save: bool,
    as_json: bool,
    framework: str,
    language: str,
    folders: tuple[str, ...],
    packs: tuple[str, ...],
) -> int:
    """Be asked step by step.

    FILE holds what you would type, line by line, or YAML with complaint, seen, not-seen, answers and tried.

    Exit code 1: the input ended before anything was said.
    """
    if file is None and not as_json:
        return open_wizard(
            language=language, framework=framework, folders=folders, packs=packs, plain=plain, save=save
        )
    from lossdoctor.consultation import Consultation

    consultation = Consultation(
        options.load_knowledge(folders, packs), language=language, framework=framework
    )
    _answer_from(consultation, "-" if file is None else file)
    _print_results(consultation, as_json=as_json)
    return options.DONE


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the saved consultations.")
@click.option("--rename", metavar="NEW", help="Give it another name.")
@click.option("--delete", is_flag=True, help="Delete it.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@options.as_json
@options.language
@options.knowledge
def resume(
    name: str | None,
    listing: bool,
    rename: str | None,
    delete: bool,
    plain: bool,
    as_json: bool,
    language: str,
    folders: tuple[str, ...],
    packs: tuple[str, ...],
) -> int:
    """Go on with the consultation NAME (a name from --list, or a file); the latest by default.

    Exit code 1: nothing is saved.
    """
    store = SessionStore()
    if listing:
        return _list(store, language, as_json=as_json)
    if name is None:
        latest = store.list()
        if not latest:
            options.talk(_nothing_saved(store), language)
            return options.NOTHING_FOUND
        name = latest[0].name
    if rename or delete:
        _keep(store, name, language, rename=rename, delete=delete)
        return options.DONE
    consultation = store.open(name, knowledge=options.load_knowledge(folders, packs))
    if options.language_was_named():
        consultation.language = language
    if as_json:
        _tell_lost(consultation)
        _print_results(consultation, as_json=True)
        return options.DONE
    return hold_consultation(
        consultation,
        language=consultation.language,
        framework=consultation.framework,
        session=_name_to_keep(store, name, consultation),
        plain=plain,
    )


@click.command()
@click.argument("name", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "json"]),
    help="By FILE's ending, else markdown.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
@options.knowledge
def report(
    name: str | None, form: str | None, output: str | None, folders: tuple[str, ...], packs: tuple[str, ...]
) -> int:
    """Write the consultation NAME (a name from `resume --list`, or a file) as a report; the latest by
    default.

    Exit code 1: nothing is saved.
    """
    from lossdoctor.report import make_report, report_kind

    store = SessionStore()
    kind = form or (report_kind(Path(output).name) if output else "markdown")
    if name is None:
        latest = store.list()
        if not latest:
            options.talk(_nothing_saved(store))
            return options.NOTHING_FOUND
        name = latest[0].name
    consultation = store.open(name, knowledge=options.load_knowledge(folders, packs))
    _tell_lost(consultation)
    text = make_report(consultation, kind)
    if output is None:
        click.echo(text, nl=False)
        return options.DONE
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(output, error) from error
    options.talk(fill("written to {file}", "已写入 {file}", file=output))
    return options.DONE


def _hold_plainly(consultation: Consultation, *, session: str, save: bool) -> int:
    from lossdoctor.plain import PlainWizard

    wizard = PlainWizard(
        consultation,
        _read_terminal if sys.stdin.isatty() else _read_stream,
        _write,
        style=options.style_for(consultation.language),
        store=SessionStore() if save else None,
        session=session,
    )
    try:
        wizard.run()
    except KeyboardInterrupt:
        _write("\n")
        wizard.say_goodbye()
        raise
    if not consultation.events and not sys.stdin.isatty():
        options.talk(_NOTHING_SAID, consultation.language)
        return options.NOTHING_FOUND
    return options.DONE


_NOTHING_SAID = Text(
    "The input ended before anything was said: run it in a terminal, or give it answers line by line.",
    "输入已结束，什么都没有说：请在终端中运行，或逐行给出回答。",
)


def _read_terminal(prompt: str) -> str | None:
    import readline  # noqa: F401  gives input() its line editing

    try:
        return input(prompt)
    except EOFError:
        print()
        return None


def _read_stream(prompt: str) -> str | None:
    _write(prompt)
    line = sys.stdin.readline()
    _write("\n")
    return line.rstrip("\n") if line else None


def _write(text: str) -> None:
    click.echo(text, nl=False)


def _answer_from(consultation: Consultation, file: str) -> None:
    """Tell a consultation what a file of answers says; what the wizard would show goes to stderr."""
    from lossdoctor.answers import read_answers

    answers = read_answers(_read_file(file), file)
    if not answers.told and not answers.lines:
        raise EvidenceError(fill("{file}: there is no answer in it", "{file}：其中没有回答", file=file))
    if answers.told is not None:
        try:
            answers.tell(consultation)
        except LossdoctorError as error:
            told = fill("{file}: {why}", "{file}：{why}", file=file, why=error.text)
            raise LossdoctorError(told) from error
    else:
        _type_in(consultation, answers, file)


def _type_in(consultation: Consultation, answers: Answers, file: str) -> None:
    from lossdoctor.plain import PlainWizard
    from lossdoctor.printing.sheet import Style

    typed = 0

    def read(prompt: str) -> str | None:
        nonlocal typed
        if typed == len(answers.lines):
            return None
        typed += 1
        return answers.lines[typed - 1][1]

    wizard = PlainWizard(consultation, read, lambda _: None, style=Style(consultation.language), strict=True)
    try:
        wizard.run()
    except LossdoctorError as error:
        number, line = answers.lines[typed - 1]
        place = f"{file}:{number}"
        raise LossdoctorError(
            fill(
                '{place}: "{line}": {why}',
                "{place}：“{line}”：{why}",
                place=place,
                line=line,
                why=error.text,
            )
        ) from error


def _read_file(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(file, error) from error
    except UnicodeDecodeError as error:
        raise LossdoctorError(
            fill("{file} is not text in UTF-8", "{file} 不是 UTF-8 文本", file=file)
        ) from error


def _print_results(consultation: Consultation, *, as_json: bool) -> None:
    if as_json:
        from lossdoctor.report import as_json as results

        options.print_json(results(consultation, whole=True))
        return
    from lossdoctor.printing.consultation_text import consultation_text

    click.echo(consultation_text(consultation, options.style_for(consultation.language)), nl=False)


def _nothing_saved(store: SessionStore) -> Text:
    return fill("no consultation is saved in {folder}", "{folder} 中没有保存的会诊", folder=store.folder)


def _list(store: SessionStore, language: str, *, as_json: bool) -> int:
    sessions = store.list()
    if as_json:
        options.print_json([{"name": session.name, "saved": session.saved} for session in sessions])
    for session in () if as_json else sessions:
        click.echo(f"{time.strftime('%Y-%m-%d %H:%M', time.localtime(session.saved))}  {session.name}")
    if not sessions:
        options.talk(_nothing_saved(store), language)
        return options.NOTHING_FOUND
    return options.DONE


def _keep(store: SessionStore, name: str, language: str, *, rename: str | None, delete: bool) -> None:
    if rename and delete:
        raise SessionError(Text("choose one of --rename and --delete", "--rename 和 --delete 只能选一个"))
    if rename:
        store.rename(name, rename)
        now = fill('"{name}" is now "{new}"', "“{name}”现在名为“{new}”", name=name, new=rename)
        options.talk(now, language)
    else:
        store.delete(name)
        options.talk(fill('"{name}" is deleted', "已删除“{name}”", name=name), language)


def _name_to_keep(store: SessionStore, name: str, consultation: Consultation) -> str:
    """Give the name under which a consultation goes on; a new one where its file must stay as it is."""
    path = store.find(name)
    if path.parent.resolve() != store.folder.resolve():
        return store.new_name(path.stem)
    if consultation.lost:
        try:
            copy = store.set_aside(name)
        except SessionError as error:
            options.talk(error.text, consultation.language)
            return store.new_name(path.stem)
        kept = fill("the file as it was is kept as {path}", "原文件已保留为 {path}", path=copy)
        options.talk(kept, consultation.language)
    return path.stem


def _tell_lost(consultation: Consultation) -> None:
    if consultation.lost:
        from lossdoctor.printing.lost_text import lost_text
        from lossdoctor.printing.sheet import Style

        options.talk(lost_text(consultation.lost, Style(consultation.language)).rstrip())
