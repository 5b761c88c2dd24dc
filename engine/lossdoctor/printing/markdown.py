"""What people wrote, so that Markdown shows it as it is.

Owns escaping; leaves layout to those who use it.
"""

from __future__ import annotations

import re

__all__ = ["marked"]

_MARKUP = re.compile(r"([\\`*_\[\]|~#])")


def marked(text: str) -> str:
    r"""Keep ``text`` from being read as markup, or as calling somebody.

    >>> marked("<b> *loud* #1")
    '&lt;b&gt; \\*loud\\* \\#1'
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u2060")
    return _MARKUP.sub(r"\\\1", plain)
