"""``lossdoctor``: the group of commands, the wizard when there is none, and how errors end.

Owns the way in and the way out. Leaves each command to its own module, imported when it is called, so that
``diagnose`` starts without the rest.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from lossdoctor.errors import KnowledgeError, LossdoctorError

__all__ = ["cli", "main"]

BAD_INPUT, INTERRUPTED = 2, 130

COMMANDS = {
    "ask": "lossdoctor.cli.consult:ask",
    "compare": "lossdoctor.cli.explore:compare",
    "diagnose": "lossdoctor.cli.diagnose:diagnose",
    "graph": "lossdoctor.cli.explore:graph",
    "knowledge": "lossdoctor.cli.knowledge_commands:knowledge",
    "path": "lossdoctor.cli.explore:path",
    "report": "lossdoctor.cli.consult:report",
    "resume": "lossdoctor.cli.consult:resume",
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
            from lossdoctor.problems import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f'there is no command "{args[0]}"' + (f"; {hint}" if hint else ""), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name=None, version=importlib.import_module("lossdoctor").__version__)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Find out why a neural network does not train, and what to try next.

    Without a command the wizard opens: it asks a few cheap questions, ranks the causes and makes a plan.

    Exit codes: 0 done, 1 findings or nothing found, 2 usage or bad input.
    """
    if ctx.invoked_subcommand is None:
        from lossdoctor.cli.consult import hold_consultation

        ctx.exit(hold_consultation())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process; no input ends in a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal may know fewer characters than we
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code: Any = cli.main(args=arguments, prog_name="lossdoctor", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        where = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        return _complain(error.format_message().rstrip(".") + where)
    except click.ClickException as error:
        return _complain(error.format_message())
    except KnowledgeError as error:
        hint = "; `lossdoctor knowledge check` shows all of them" if len(error.problems) > 1 else ""
        return _complain(f"{error}{hint}")
    except LossdoctorError as error:
        return _complain(str(error))
    except (click.Abort, KeyboardInterrupt):
        click.echo("", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; writing the rest at exit would only fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _complain(message: str) -> int:
    click.echo("lossdoctor: " + " ".join(message.split()), err=True)
    return BAD_INPUT
