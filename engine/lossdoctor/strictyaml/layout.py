"""What nobody sees and every comparison of two versions shows: spaces at the end of a line, no last line end.

Owns finding both. Inside ``|`` and ``>`` blocks such spaces belong to the text, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lossdoctor.strictyaml.faults import Faults
from lossdoctor.strictyaml.nodes import Node, Place

__all__ = ["check_layout"]

_SPACES_AT_END = re.compile(" +$", re.MULTILINE)
_BLOCK_BEGINS = re.compile("[|>]")


def check_layout(
    text: str, lines: Sequence[str], root: Node, left_out: Sequence[Place], faults: Faults
) -> None:
    """Add a fault for each line of ``text`` that ends in spaces, and where the last line has no end."""
    if _SPACES_AT_END.search(text):
        texts = [*_blocks(root, lines), *left_out]
        for number, line in enumerate(lines, start=1):
            kept = line.rstrip(" ")
            if kept != line and not any(first <= number <= last for first, last in texts):
                faults.add(
                    "KB022",
                    "this line ends in spaces",
                    line=number,
                    column=len(kept) + 1,
                    mend="delete them",
                    severity="warning",
                )
    if not text.endswith("\n"):
        faults.add(
            "KB023",
            "the last line has no end",
            line=len(lines),
            column=len(lines[-1]) + 1,
            mend="press Enter at the end of the file",
            severity="warning",
        )


def _blocks(root: Node, lines: Sequence[str]) -> Iterator[Place]:
    """Yield the first and last line of the text of each ``|`` or ``>`` block."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += [*node.fields.values(), *node.items]
        if node.kind == "scalar" and node.end_line > node.line:
            begin = lines[node.line - 1][node.column - 1 :]
            if _BLOCK_BEGINS.match(begin):
                yield node.line + 1, node.end_line
