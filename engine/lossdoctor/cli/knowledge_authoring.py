"""``knowledge docs``, ``new`` and ``schema``: the commands that write files for people who share knowledge.

Owns their arguments and talk. Leaves all work to ``website``, ``authoring`` and ``completion``.
"""

from __future__ import annotations

import click

from lossdoctor.cli import options

__all__ = ["docs"]


@click.command()
@click.argument("folder", metavar="OUTDIR", type=click.Path(path_type=str))
@click.option(
    "--edit-url",
    default="",
    metavar="PREFIX",
    help='What "edit this page" leads to; the path of the knowledge file is put behind it.',
)
@options.knowledge
def docs(folder: str, edit_url: str, folders: tuple[str, ...], packs: tuple[str, ...]) -> int:
    """Write the knowledge to OUTDIR as a site in English and Chinese, to be read with any browser.

    OUTDIR is a new or empty folder, or one that holds an earlier site. The site needs no server and no
    network: open its index.html.
    """
    from lossdoctor.website import build_site

    knowledge = options.load_knowledge(folders, packs)
    number, changed = build_site(knowledge, folder, edit_url=edit_url)
    options.talk(f"{number} files in {folder}, {changed} of them changed; open {folder}/index.html")
    return options.DONE
