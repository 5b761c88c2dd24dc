"""``resume`` and ``report``: consultations that are kept, on the command line.

Owns listing, renaming, deleting and going on with them, and writing a report to a file. Leaves the files
themselves to ``sessions``, and holding a consultation to ``consult``.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lossdoctor.cli import options
from lossdoctor.cli.consult import hold_consultation, print_results
from lossdoctor.errors import SessionError, unwritable
from lossdoctor.model import Text
from lossdoctor.sessions import SessionStore
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation

__all__ = ["report", "resume"]


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
    if name is None and not (name := _latest(store)):
        options.talk(_nothing_saved(store), language)
        return options.NOTHING_FOUND
    if rename or delete:
        _keep(store, name, language, rename=rename, delete=delete)
        return options.DONE
    consultation = store.open(name, knowledge=options.load_knowledge(folders, packs))
    if options.language_was_named():
        consultation.language = language
    if as_json:
        _tell_lost(consultation)
        print_results(consultation, as_json=True)
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
    if name is None and not (name := _latest(store)):
        options.talk(_nothing_saved(store))
        return options.NOTHING_FOUND
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


def _latest(store: SessionStore) -> str:
    """Give the name of the consultation that was saved last; empty where there is none."""
    return next((session.name for session in store.list()), "")


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
