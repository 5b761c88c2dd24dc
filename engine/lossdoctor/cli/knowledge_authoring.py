"""``knowledge docs``, ``new`` and ``schema``: the commands that write files for people who share knowledge.

Owns their arguments and talk. Leaves all work to ``website``, ``authoring`` and ``completion``.
"""

from __future__ import annotations

import click

from lossdoctor.cli import options
from lossdoctor.cli.knowledge_new import new

__all__ = ["docs", "new", "schema"]


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


@click.command()
@click.argument("folder", metavar="OUTDIR", type=click.Path(path_type=str))
@options.knowledge
def schema(folder: str, folders: tuple[str, ...], packs: tuple[str, ...]) -> int:
    """Write the JSON Schemas to OUTDIR with the ids of today in them, so that editors complete them.

    docs/editors.md says how to tell an editor of them. Write them again when there are new ids.
    """
    from lossdoctor.authoring.completion import write_schemas

    written = write_schemas(options.load_knowledge(folders, packs), folder)
    options.talk(f"{len(written)} schemas in {folder}")
    return options.DONE
