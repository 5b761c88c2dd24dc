"""HTML that is escaped by construction: text becomes markup only through this module.

Owns elements and escaping. Leaves what pages say to the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from lossdoctor.printing.layout import clean

__all__ = ["Content", "Html", "element", "join", "marked", "void"]

_CODE = re.compile(r"`([^`\n]+)`")
_UNSAFE = re.compile(r"[&<>\"'\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters for which a text must be looked at more closely: most have none, and there are very many."""


class Html(str):
    """Text that is markup already; any other text is escaped when it is put into an element."""

    __slots__ = ()


Content = str | Html | None | Iterable["Content"]
"""What an element may hold; None is nothing."""


def element(tag: str, /, *content: Content, **attributes: str | None) -> Html:
    """Make an element; a trailing ``_`` is left off an attribute's name, and other ``_`` become hyphens.

    >>> element("a", "a < b", href='x"y', class_="link")
    '<a href="x&quot;y" class="link">a &lt; b</a>'
    >>> element("p", element("b", "fat"), ["R", "&", "D"], None)
    '<p><b>fat</b>R&amp;D</p>'
    """
    return Html(f"<{tag}{_written(attributes)}>{join(*content)}</{tag}>")


def void(tag: str, /, **attributes: str | None) -> Html:
    """Make an element that holds nothing, such as ``<meta>``."""
    return Html(f"<{tag}{_written(attributes)}>")


def join(*content: Content) -> Html:
    """Put content in a row, escaping what is no markup yet."""
    return Html("".join(_pieces(content)))


def marked(text: str) -> Html:
    """Escape a text of the knowledge; what stands between backticks in it is code.

    >>> marked("Call `model.eval()` if a < b")
    'Call <code>model.eval()</code> if a &lt; b'
    """
    return Html(_CODE.sub(r"<code>\1</code>", _escaped(text)))


def _pieces(content: Iterable[Content]) -> Iterable[str]:
    for part in content:
        if isinstance(part, Html):
            yield part
        elif isinstance(part, str):
            yield _escaped(part)
        elif part is not None:
            yield from _pieces(part)


def _written(attributes: dict[str, str | None]) -> str:
    return "".join(
        [
            f' {name.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
            for name, value in attributes.items()
            if value is not None
        ]
    )


def _escaped(text: str) -> str:
    return escape(clean(text)) if _UNSAFE.search(text) else text
