"""The document around a page: head, way through the site, search, contents, and where to edit it.

Owns the HTML document. Leaves what a page says to the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from lossdoctor import __version__
from lossdoctor.model import Text
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Html, element, join, void
from lossdoctor.wording import fill

__all__ = ["TOP_PAGES", "document", "redirect"]

TOP_PAGES = (
    ("symptoms.html", Text("What you see", "看到什么")),
    ("causes.html", Text("Causes", "原因")),
    ("remedies.html", Text("Remedies", "对策")),
    ("sources.html", Text("Sources", "来源")),
    ("codes.html", Text("Check messages", "检查信息")),
)
HTML_LANGUAGE = {"en": "en", "zh": "zh-Hans"}
LANGUAGE_NAMES = {"en": "English", "zh": "中文"}
SEARCH = Text("Search: your own words, or an id", "搜索：用自己的话，或编号")
SKIP = Text("Skip to the text", "跳到正文")
CONTENTS = Text("On this page", "本页内容")
SEARCH_NEEDS_SCRIPT = Text("Search needs JavaScript.", "搜索需要 JavaScript。")


def document(edition: Edition, page: Page) -> str:
    """Write a page as an HTML document."""
    shown = [section for section in page.sections if section.content]
    main = element(
        "main",
        element("header", _title(edition, page), class_="title"),
        element("div", page.lead, class_="lead") if page.lead else None,
        _search(edition) if _is_home(page) else None,
        [_section(edition, section) for section in shown],
        _origin(edition, page),
        id="_text",
    )
    body = join(
        element("a", edition.say(SKIP), href="#_text", class_="skip"),
        _masthead(edition, page),
        element("div", main, _contents(edition, shown), class_="sheet"),
        _footer(edition),
    )
    return _document(edition, page.title, body, page)


def redirect(language: str, address: str) -> str:
    """Write a page in the place of one whose id was retired, which leads on to ``address``."""
    link = element("a", address, href=address)
    head = join(
        void("meta", charset="utf-8"),
        void("meta", http_equiv="refresh", content=f"0; url={address}"),
        element("title", address),
    )
    body = element("body", element("p", "→ ", link))
    return f'<!doctype html>\n<html lang="{HTML_LANGUAGE[language]}"><head>{head}</head>{body}</html>\n'


def _document(edition: Edition, title: Text, body: Html, page: Page) -> str:
    root = edition.up + "../"
    name = title.in_language(edition.language)
    head = join(
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        element("title", name if "lossdoctor" in name else f"{name} - lossdoctor"),
        void("link", rel="stylesheet", href=f"{root}assets/style.css"),
        void("link", rel="icon", href=f"{root}assets/icon.svg", type="image/svg+xml"),
        [
            void(
                "link",
                rel="alternate",
                hreflang=HTML_LANGUAGE[language],
                href=_other(edition, page, language),
            )
            for language in HTML_LANGUAGE
        ],
        element("script", "", src=f"{root}assets/search.js", defer=""),
    )
    return (
        f'<!doctype html>\n<html lang="{HTML_LANGUAGE[edition.language]}">\n<head>{head}</head>\n'
        f'<body data-kind="{page.style}">\n{body}\n</body>\n</html>\n'
    )


def _other(edition: Edition, page: Page, language: str) -> str:
    return f"{edition.up}../{language}/{page.path}"


def _masthead(edition: Edition, page: Page) -> Html:
    logo = void("img", src=f"{edition.up}../assets/icon.svg", alt="", width="22", height="22")
    home = element("a", logo, "lossdoctor", href=f"{edition.up}index.html", class_="home")
    links = [
        element(
            "a",
            edition.say(name),
            href=edition.up + path,
            aria_current="page" if path == page.path else "true" if _is_part(page, path) else None,
        )
        for path, name in TOP_PAGES
    ]
    language = "en" if edition.language == "zh" else "zh"
    switch = element(
        "a",
        LANGUAGE_NAMES[language],
        href=_other(edition, page, language),
        lang=HTML_LANGUAGE[language],
        hreflang=HTML_LANGUAGE[language],
        class_="switch",
    )
    label = edition.say(Text("Parts of this site", "网站导航"))
    search = None if _is_home(page) else _search(edition)
    return element("header", home, element("nav", links, aria_label=label), search, switch, class_="masthead")


def _is_home(page: Page) -> bool:
    """Tell the first page, where the search stands in the middle."""
    return page.path == "index.html"


def _is_part(page: Page, path: str) -> bool:
    return page.path.startswith(path.removesuffix(".html") + "/")


def _search(edition: Edition) -> Html:
    hint = SEARCH.in_language(edition.language)
    field = void(
        "input",
        type="search",
        name="q",
        id="_search",
        placeholder=hint,
        aria_label=hint,
        autocomplete="off",
        autocapitalize="none",
        spellcheck="false",
        role="combobox",
        aria_expanded="false",
        aria_controls="_found",
        aria_autocomplete="list",
    )
    found = element("div", id="_found", role="listbox", aria_label=hint, hidden="")
    told = element("p", class_="told", role="status")
    no_script = element("noscript", element("small", edition.say(SEARCH_NEEDS_SCRIPT)))
    return element(
        "form",
        field,
        found,
        told,
        no_script,
        role="search",
        action=f"{edition.up}index.html",
        data_index=f"{edition.up}search-index.js",
        data_up=edition.up,
    )


def _title(edition: Edition, page: Page) -> Html:
    kind = element("p", edition.say(page.kind), class_="kind") if page.kind.en else None
    return join(kind, element("h1", edition.say(page.title)))


def _section(edition: Edition, section: Section) -> Html:
    heading = element("h2", edition.say(section.heading), id=f"{section.anchor}-heading")
    return element(
        "section", heading, section.content, id=section.anchor, aria_labelledby=f"{section.anchor}-heading"
    )


def _contents(edition: Edition, sections: Iterable[Section]) -> Html | None:
    entries = [
        element("li", element("a", edition.say(section.heading), href=f"#{section.anchor}"))
        for section in sections
    ]
    if len(entries) < 2:
        return None
    heading = element("h2", edition.say(CONTENTS), id="_contents")
    return element("aside", heading, element("ul", entries), aria_labelledby="_contents", class_="contents")


def _origin(edition: Edition, page: Page) -> Html | None:
    """Say where the knowledge stands that a page shows, and how to mend it."""
    if page.position is None:
        return None
    path = page.position.path
    file = element("code", path)
    if edition.edit_url:
        link = element("a", edition.say(Text("Edit this page", "编辑本页")), href=edition.edit_url + path)
        told = join(link, " (", file, ")")
    else:
        told = join(edition.say(Text("This page is made from ", "本页由此文件生成：")), file)
    shown = element("code", f"lossdoctor show {page.known_id}")
    also = join(edition.say(Text("In the terminal: ", "在终端中：")), shown)
    return element("footer", element("p", told), element("p", also), class_="origin")


def _footer(edition: Edition) -> Html:
    known = edition.knowledge
    told = fill(
        "lossdoctor {version}: {causes} causes, {symptoms} symptoms, {remedies} remedies, {sources} sources.",
        "lossdoctor {version}：{causes} 个原因，{symptoms} 个症状，{remedies} 个对策，{sources} 个来源。",
        version=__version__,
        causes=len(known.causes),
        symptoms=len(known.symptoms),
        remedies=len(known.remedies),
        sources=len(known.sources),
    )
    return element("footer", element("p", edition.say(told)), class_="foot")
