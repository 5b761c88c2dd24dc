"""``lossdoctor``: the group of commands, the wizard when there is none, and how errors end.

Owns the way in and the way out. Leaves each command to its own module, imported when it is called, so that
``diagnose`` starts without the rest.
"""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress
from typing import Any

import click

from lossdoctor.cli import options
from lossdoctor.errors import KnowledgeError, LossdoctorError, unwritable
from lossdoctor.model import Text
from lossdoctor.printing.layout import clean
from lossdoctor.wording import fill

__all__ = ["cli", "main"]

BAD_INPUT, INTERRUPTED = 2, 130

COMMANDS = {
    "ask": "lossdoctor.cli.consult:ask",
    "compare": "lossdoctor.cli.explore:compare",
    "diagnose": "lossdoctor.cli.diagnose:diagnose",
    "graph": "lossdoctor.cli.explore:graph",
    "knowledge": "lossdoctor.cli.knowledge_commands:knowledge",
    "path": "lossdoctor.cli.explore:path",
    "report": "lossdoctor.cli.kept:report",
    "resume": "lossdoctor.cli.kept:resume",
    "search": "lossdoctor.cli.explore:search",
    "serve": "lossdoctor.cli.serve:serve",
    "show": "lossdoctor.cli.explore:show",
}
"""Where each command lives."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands by name."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was named, or say which was perhaps meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from lossdoctor.cli.usage import WrongUse
            from lossdoctor.problems import close_matches

            close = close_matches(args[0], COMMANDS)
            hint = Text("")
            if close:
                hint = Text(
                    "; did you mean " + " or ".join(f'"{one}"' for one in close) + "?",
                    "；是不是" + "或".join(f"“{one}”" for one in close) + "？",
                )
            wrong = 'there is no command "{name}"{hint}', "没有命令“{name}”{hint}"
            raise WrongUse(fill(*wrong, name=args[0], hint=hint), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name=None, version=importlib.import_module("lossdoctor").__version__)
@options.framework
@options.language
@options.knowledge
@click.pass_context
def cli(
    ctx: click.Context, framework: str, language: str, folders: tuple[str, ...], packs: tuple[str, ...]
) -> None:
    """Find out why a neural network does not train, and what to try next.

    Without a command the wizard opens: it asks a few cheap questions, ranks the causes and makes a plan.
    Options that stand before a command hold for it.

    Exit codes: 0 done, 1 findings or nothing found, 2 usage or bad input.
    """
    if ctx.invoked_subcommand is None:
        from lossdoctor.cli.consult import open_wizard

        ctx.exit(open_wizard(language=language, framework=framework, folders=folders, packs=packs))


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process; no input ends in a traceback."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115  closed by whoever started us
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal may know fewer characters than we
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code: Any = cli.main(args=arguments, prog_name="lossdoctor", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        from lossdoctor.cli.usage import usage_text

        return _complain(usage_text(error), arguments)
    except KnowledgeError as error:
        hint = Text("")
        if len(error.problems) > 1:
            hint = Text(
                "; `lossdoctor knowledge check` shows all of them",
                "；用 `lossdoctor knowledge check` 查看全部",
            )
        return _complain(fill("{error}{hint}", "{error}{hint}", error=error.text, hint=hint), arguments)
    except LossdoctorError as error:
        return _complain(error.text, arguments)
    except (click.Abort, KeyboardInterrupt):
        click.echo("", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # the latter is what click makes of the former
        _write_no_more()
        return 0
    except OSError as error:
        _write_no_more()
        where = error.filename if isinstance(error.filename, str) else "stdout"
        return _complain(unwritable(where, error).text, arguments)


def _write_no_more() -> None:
    """Let what is still to be printed go nowhere: at exit it would only fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: Text, arguments: list[str] | None) -> int:
    words = message.in_language(_language_named(sys.argv[1:] if arguments is None else arguments))
    click.echo("lossdoctor: " + " ".join(clean(words).split()), err=True)
    return BAD_INPUT


def _language_named(arguments: list[str]) -> str:
    """Give the language of the command line; it counts even where the rest could not be read.

    >>> _language_named(["search", "--lang", "zh", "x"]), _language_named(["--lang=en"])
    ('zh', 'en')
    """
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[place + 1 : place + 2])
            if value in ("en", "zh"):
                return value
    return options.language_of()
