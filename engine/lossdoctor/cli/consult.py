"""``ask``, and the wizard that opens without a command.

Owns choosing between the wizard and the plain wizard. Leaves files of answers to ``answers_file``, and
consultations that are kept to ``kept``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from lossdoctor.cli import options
from lossdoctor.model import Text
from lossdoctor.sessions import SessionStore

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation

__all__ = ["ask", "can_draw", "hold_consultation", "open_wizard", "print_results"]


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
    from lossdoctor.cli.answers_file import answer_from
    from lossdoctor.consultation import Consultation

    consultation = Consultation(
        options.load_knowledge(folders, packs), language=language, framework=framework
    )
    answer_from(consultation, "-" if file is None else file)
    print_results(consultation, as_json=as_json)
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


def print_results(consultation: Consultation, *, as_json: bool) -> None:
    """Print what a consultation came to."""
    if as_json:
        from lossdoctor.report import as_json as results

        options.print_json(results(consultation, whole=True))
        return
    from lossdoctor.printing.consultation_text import consultation_text

    click.echo(consultation_text(consultation, options.style_for(consultation.language)), nl=False)
