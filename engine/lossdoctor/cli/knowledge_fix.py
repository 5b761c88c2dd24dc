"""``knowledge check --fix`` and ``--diff``: what is told of mending, and nothing else.

Leaves mending to ``lossdoctor.mending``, and what is left to mend to ``knowledge check``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lossdoctor.problems import Problem

__all__ = ["mend", "show_mends"]


def mend(
    folders: Sequence[str], is_wanted: Callable[[Problem], bool], *, quiet: bool = False
) -> tuple[Problem, ...]:
    """Mend the files of ``folders``, tell each mend unless ``quiet``, and give them."""
    from lossdoctor.mending import mend_folders, write_all

    files = mend_folders(folders, chosen=is_wanted)
    write_all(files)
    mends = [mend for file in files for mend in file.mends]
    for mend in mends if not quiet else ():
        click.echo(f"{mend.problem.position}: {mend.problem.code} mended: {mend.words}")
    if mends and not quiet:
        click.echo()
    click.echo(f"mended: {_counted(len(mends), 'problem')} in {_counted(len(files), 'file')}", err=True)
    return tuple(mend.problem for mend in mends)


def show_mends(folders: Sequence[str], is_wanted: Callable[[Problem], bool]) -> int:
    """Print what would be mended as a patch; give the exit code, 1 where there is something to mend."""
    from lossdoctor.mending import as_diff, mend_folders

    files = mend_folders(folders, chosen=is_wanted)
    click.echo(as_diff(files), nl=False)
    count = sum(len(file.mends) for file in files)
    click.echo(
        f"would be mended: {_counted(count, 'problem')} in {_counted(len(files), 'file')}; "
        "nothing was changed",
        err=True,
    )
    return 1 if files else 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
