"""What people read: both languages, and code that at least parses."""

from __future__ import annotations

import ast
import textwrap
import warnings
from collections.abc import Iterator

from lossdoctor.lints.look import Look
from lossdoctor.problems import Problem
from lossdoctor.strictyaml import Document, Node

__all__ = ["code_that_does_not_parse", "text_without_chinese"]


def text_without_chinese(look: Look) -> Iterator[Problem]:
    """KB076."""
    for file, document in look.files:
        if document.root is None or not look.needs_chinese(file):
            continue
        for node in _mappings(document.root):
            chinese = node.fields.get("zh")
            if "en" in node.fields and (chinese is None or not chinese.value):
                english = node.fields["en"].source
                shown = english if len(english) <= 40 else f"{english[:37]}..."
                yield look.warn_at(
                    "KB076",
                    f'"{shown}" has no Chinese',
                    document,
                    chinese or node,
                    mend='add zh: "..."; ask for help in the pull request if you do not write Chinese',
                )


def _mappings(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.kind == "mapping":
            yield node
        waiting += [*node.fields.values(), *node.items]


def code_that_does_not_parse(look: Look) -> Iterator[Problem]:
    """KB077."""
    for file, document in look.files:
        code = (
            document.root.fields.get("code")
            if document.root and file.kind in ("question", "remedy")
            else None
        )
        for snippet in code.fields.values() if code else ():
            if isinstance(snippet.value, str):
                yield from _syntax_error(look, document, snippet, snippet.value)


def _syntax_error(look: Look, document: Document, snippet: Node, code: str) -> Iterator[Problem]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(textwrap.dedent(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        offset = (error.lineno or 0) if isinstance(error, SyntaxError) else 0
        place = Node("scalar", min(snippet.line + offset, snippet.end_line), 1)
        if place.line == snippet.line:
            place.column = snippet.column
        yield look.warn_at(
            "KB077",
            f"this code does not parse: {reason}",
            document,
            place,
            mend="try it in Python; what people must fill in is a name in capitals, or a comment",
        )
