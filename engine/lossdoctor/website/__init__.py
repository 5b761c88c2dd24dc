"""The knowledge as a static site: a page for each cause, question, remedy, source and code, in two languages.

Owns which pages there are. Pages need no network, no server and no library; search runs on the page.
``markup`` escapes, ``edition`` is one language, ``frame`` the document around a page, ``writer`` the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files as resources
from typing import TYPE_CHECKING

from lossdoctor.codes import CODES
from lossdoctor.website.cause_page import cause_page
from lossdoctor.website.code_page import code_page
from lossdoctor.website.digest import Digest
from lossdoctor.website.edition import FOLDERS, Edition, Page
from lossdoctor.website.frame import document, redirect
from lossdoctor.website.lists import top_pages
from lossdoctor.website.question_page import question_page
from lossdoctor.website.remedy_page import remedy_page
from lossdoctor.website.search_index import search_index
from lossdoctor.website.source_page import source_page
from lossdoctor.website.writer import refuse_foreign, write_site

if TYPE_CHECKING:
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["LANGUAGES", "build_site", "site_files"]

LANGUAGES = ("en", "zh")
ASSETS = ("style.css", "search.js", "icon.svg")


def build_site(
    knowledge: KnowledgeBase, folder: str | os.PathLike[str], *, edit_url: str = ""
) -> tuple[int, int]:
    """Write the site of ``knowledge`` to ``folder``.

    Args:
        knowledge: what the pages show.
        folder: a new or empty folder, or one that holds an earlier site.
        edit_url: what "edit this page" begins with; the path of the knowledge file comes after it.

    Returns:
        How many files the site has, and how many of them changed.

    Raises:
        LossdoctorError: if the folder holds something else, or cannot be written.
    """
    refuse_foreign(folder)
    files = dict(site_files(knowledge, edit_url=edit_url))
    return len(files), write_site(folder, files)


def site_files(knowledge: KnowledgeBase, *, edit_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each file of the site."""
    assets = resources("lossdoctor.website") / "assets"
    for name in ASSETS:
        yield f"assets/{name}", (assets / name).read_bytes()
    yield "index.html", (assets / "index.html").read_bytes()
    digest = Digest(knowledge)
    for language in LANGUAGES:
        edition = Edition(knowledge, digest, language, edit_url)
        top = edition.at_top()
        yield f"{language}/search-index.js", search_index(top).encode()
        for page in top_pages(top):
            yield f"{language}/{page.path}", document(top, page).encode()
        for page in _pages(edition):
            yield f"{language}/{page.path}", document(edition, page).encode()
        for path, text in _redirects(edition):
            yield f"{language}/{path}", text.encode()


def _pages(edition: Edition) -> Iterator[Page]:
    knowledge = edition.knowledge
    yield from (cause_page(edition, cause) for cause in knowledge.causes.values())
    yield from (question_page(edition, question) for question in knowledge.questions.values())
    yield from (remedy_page(edition, remedy) for remedy in knowledge.remedies.values())
    yield from (source_page(edition, source) for source in knowledge.sources.values())
    yield from (code_page(edition, code) for code in CODES.values())


def _redirects(edition: Edition) -> Iterator[tuple[str, str]]:
    """Keep the addresses of retired ids: their pages lead to what took their place."""
    knowledge = edition.knowledge
    kinds = {"cause": knowledge.causes, "question": knowledge.questions, "remedy": knowledge.remedies}
    for old, new in knowledge.retired.items():
        for kind, things in kinds.items():
            if new in things:
                yield f"{FOLDERS[kind]}/{old}.html", redirect(edition.language, edition.address(kind, new))
