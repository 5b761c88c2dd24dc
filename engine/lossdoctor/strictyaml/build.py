"""YAML events become a tree, without recursion, and only within bounds.

Owns the faults of structure: keys given twice or that are no text, anchors, aliases, tags, a second
document, nesting without end, a comma that cuts a text inside { }. Where a fault is found the tree goes on,
so that the next is found too. Leaves syntax errors to ``recovery``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from lossdoctor.strictyaml.bounds import DEEPEST, MOST_VALUES
from lossdoctor.strictyaml.faults import Faults
from lossdoctor.strictyaml.nodes import Node, Place
from lossdoctor.strictyaml.scalars import Ambiguous, plain_value
from lossdoctor.strictyaml.traps import check_comment_after, check_folding

__all__ = ["build"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been reached."""

    node: Node
    flow: bool
    is_list: bool
    items: list[Node]
    fields: dict[str, Node]
    key_places: dict[str, Place]
    key: str | None = None
    key_place: Place = (0, 0)
    awaits_value: bool = False


def build(text: str, lines: Sequence[str], faults: Faults) -> tuple[Node | None, int]:
    """Parse ``text`` (whose lines are ``lines``) into a tree.

    Returns:
        The tree (None where there is nothing in the text), and the line from which on nothing was read (0 if
        all was).

    Raises:
        yaml.YAMLError: at the first error of syntax; the faults found before it are kept in ``faults``.
    """
    builder = _Builder(lines, faults)
    parser = _LOADER(text)
    try:
        while parser.check_event() and builder.take(parser.get_event()):
            pass
    finally:
        parser.dispose()
    return builder.root, builder.stopped


class _Builder:
    def __init__(self, lines: Sequence[str], faults: Faults) -> None:
        self.lines = lines
        self.faults = faults
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.nodes = 0
        self.documents = 0
        self.stopped = 0

    def take(self, event: Any) -> bool:
        """Take the next event; False to stop for good."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._add(self._scalar(event), event)
            if self.nodes >= MOST_VALUES:
                return self._refuse_more(*_place(event))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._start(event, "mapping" if kind is yaml.MappingStartEvent else "list")
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop().node.end_line = int(event.start_mark.line) + 1
        elif kind is yaml.AliasEvent:
            self._refuse_alias(event)
        elif kind is yaml.DocumentStartEvent:
            return self._start_document(event)
        return True

    def _start_document(self, event: Any) -> bool:
        self.documents += 1
        line, column = _place(event)
        if event.version or event.tags:
            self.faults.add(
                "KB009",
                "a line that begins with % is no knowledge",
                line=line,
                column=column,
                mend="delete it",
            )
        if self.documents > 1:
            self.faults.add(
                "KB009",
                "a second document begins here; nothing from here on is read",
                line=line,
                column=column,
                mend='one file is one document: delete the "---", or make a file of its own',
            )
        return self.documents == 1

    def _start(self, event: Any, kind: Any) -> bool:
        line, column = _place(event)
        if len(self.open) >= DEEPEST:
            self.faults.add(
                "KB010",
                f"nested more than {DEEPEST} levels deep; nothing from here on is read",
                line=line,
                column=column,
                mend="no knowledge file needs more than six",
            )
            self.stopped = line
            return False
        items: list[Node] = []
        fields: dict[str, Node] = {}
        key_places: dict[str, Place] = {}
        node = Node(kind, line, column, items=items, fields=fields, key_places=key_places)
        if event.anchor or event.tag:
            self._refuse_properties(event, node)
        self._add(node, event)
        self.open.append(_Open(node, bool(event.flow_style), kind == "list", items, fields, key_places))
        return self.nodes < MOST_VALUES or self._refuse_more(line, column)

    def _refuse_more(self, line: int, column: int) -> bool:
        self.faults.add(
            "KB010",
            f"more than {MOST_VALUES} values in one file; nothing from here on is read",
            line=line,
            column=column,
            mend="one file holds one thing; cut it up",
        )
        self.stopped = line
        return False

    def _scalar(self, event: Any) -> Node:
        line, column = _place(event)
        end = event.end_mark
        node = Node("scalar", line, column, event.value, event.value, end.line + 1)
        if event.anchor or event.tag:
            self._refuse_properties(event, node)
        plain = not event.style
        if plain and event.implicit[0]:
            self._resolve(node)
        if plain and "#" in self.lines[min(end.line, len(self.lines) - 1)]:
            check_comment_after(
                node.source, line=end.line + 1, column=end.column + 1, lines=self.lines, faults=self.faults
            )
        if node.end_line > line and event.style != "|":
            is_text = check_folding(
                first=line, last=node.end_line, plain=plain, lines=self.lines, faults=self.faults
            )
            node.refused = node.refused or not is_text
        return node

    def _resolve(self, node: Node) -> None:
        try:
            node.value = plain_value(node.source)
        except Ambiguous as error:
            node.refused = True
            self.faults.add(
                "KB006",
                f'"{node.source}" means different things to different YAML readers',
                line=node.line,
                column=node.column,
                mend=str(error),
            )

    def _refuse_properties(self, event: Any, node: Node) -> None:
        if event.anchor:
            self._refuse_anchor(f'"&{event.anchor}" is an anchor', node.line, node.column)
        if event.tag:
            node.refused = True
            self.faults.add(
                "KB004",
                f'"{event.tag}" is a tag, and knowledge has none',
                line=node.line,
                column=node.column,
                mend='delete it, or put the text in quotes if it really begins with "!"',
            )

    def _refuse_alias(self, event: Any) -> None:
        line, column = _place(event)
        self._refuse_anchor(f'"*{event.anchor}" is an alias', line, column)
        self._add(Node("scalar", line, column, refused=True, end_line=line), event)

    def _refuse_anchor(self, message: str, line: int, column: int) -> None:
        self.faults.add(
            "KB003",
            f"{message}, and knowledge has none",
            line=line,
            column=column,
            mend='write the text out; put it in quotes if it really begins with "&" or "*"',
        )

    def _add(self, node: Node, event: Any) -> None:
        self.nodes += 1
        if not self.open:
            self.root = self.root or node
            return
        top = self.open[-1]
        if top.is_list:
            top.items.append(node)
        elif top.awaits_value:
            self._add_value(top, node, event)
        else:
            self._add_key(top, node)

    def _add_key(self, top: _Open, node: Node) -> None:
        top.awaits_value = True
        top.key, top.key_place = None, (node.line, node.column)
        line, column = top.key_place
        if node.kind != "scalar" or (not isinstance(node.value, str) and not node.refused):
            self.faults.add(
                "KB005",
                "this key is not text",
                line=line,
                column=column,
                mend="write a word, or put it in quotes",
            )
        elif node.source == "<<":
            self._refuse_anchor('"<<" merges an anchor', line, column)
        elif node.source in top.key_places:
            first, _ = top.key_places[node.source]
            self.faults.add(
                "KB002",
                f'the key "{node.source}" stands here a second time; the first is in line {first}',
                line=line,
                column=column,
                mend="keep one of them",
            )
        elif node.source[:1] == "-" and node.source[1:2] not in ("", "-"):
            self.faults.add(
                "KB015",
                f'"{node.source}" is read as a key that begins with a hyphen',
                line=line,
                column=column,
                mend=f'a list item needs a space after its dash: "- {node.source[1:]}"',
            )
            top.node.refused = True
        else:
            top.key = node.source

    def _add_value(self, top: _Open, node: Node, event: Any) -> None:
        top.awaits_value = False
        if top.key is None:
            return
        if top.flow and self._is_cut_by_comma(node, event):
            line, column = top.key_place
            self.faults.add(
                "KB019",
                f'a comma ended the text before "{top.key}"',
                line=line,
                column=column,
                mend="put a text that has a comma in quotes, inside { } and [ ]",
            )
            return
        if node.kind == "scalar" and node.value is None and not node.source:
            node.line, node.column = top.key_place
        top.fields[top.key] = node
        top.key_places[top.key] = top.key_place

    def _is_cut_by_comma(self, node: Node, event: Any) -> bool:
        """Tell whether a key inside { } has no colon after it: {en: a, b, zh: c}."""
        if node.kind != "scalar" or node.source or node.refused or event.style:
            return False
        line = self.lines[node.line - 1] if node.line <= len(self.lines) else ""
        before, after = line[: node.column - 1].rstrip(), line[node.column - 1 :].lstrip()
        return after.startswith((",", "}")) and not before.endswith(":")


def _place(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
