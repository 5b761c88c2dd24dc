"""``serve``: the wizard in a browser on this machine.

Owns the command and what is said when it cannot be done. Leaves serving to ``browser``, which needs the extra
``[web]``.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import click

from lossdoctor.cli import options
from lossdoctor.errors import LossdoctorError
from lossdoctor.model import Text

__all__ = ["serve"]

USUAL_PORT = 8123


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=USUAL_PORT, show_default=True, help="Where to listen."
)
@options.framework
@options.language
@options.knowledge
def serve(port: int, framework: str, language: str, folders: tuple[str, ...], packs: tuple[str, ...]) -> int:
    """Give the wizard to a browser on this machine, until ctrl+c.

    Prints the address and opens nothing. Only this machine can reach it, and only who has the whole address.
    Needs the extra: pip install "lossdoctor[web]".
    """
    if importlib.util.find_spec("textual_serve") is None:
        raise LossdoctorError(
            Text(
                'the wizard in a browser needs an extra: pip install "lossdoctor[web]"',
                '在浏览器中使用需要额外组件：pip install "lossdoctor[web]"',
            )
        )
    if folders or packs:
        options.load_knowledge(folders, packs)  # what is wrong with it is told here and not in the browser
    from lossdoctor.cli.browser import serve_wizard

    arguments = ["ask", "--lang", language, "--framework", framework]
    arguments += [part for folder in folders for part in ("--knowledge", folder)]
    arguments += [part for pack in packs for part in ("--pack", pack)]
    serve_wizard(_shell_line([sys.executable, "-m", "lossdoctor", *arguments]), port)
    return options.DONE


def _shell_line(command: list[str]) -> str:
    """Write a command as the shell of this platform reads it."""
    if sys.platform == "win32":
        return subprocess.list2cmdline(command)
    import shlex

    return shlex.join(command)
