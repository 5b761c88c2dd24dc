"""Which problems are mended by ``check --fix``, and by which edits: a small function for each code.

Owns the table. What is in it must be beyond doubt: no mender chooses among meanings, and each gives up where
the file does not look as it expects. Leaves making the edits to ``files``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from lossdoctor.loading.references import WANTED
from lossdoctor.mending.edits import Edit
from lossdoctor.mending.scene import Path, Scene
from lossdoctor.problems import Problem
from lossdoctor.slips import kebab_case

__all__ = ["MENDERS"]

Mender = Callable[[Problem, Scene], Sequence[Edit]]
_NOTHING: Sequence[Edit] = ()

_NO_WIDTH = frozenset("\u200b\u2060\ufeff")
_LINE_BREAKS = frozenset("\u0085\u2028\u2029")
_TRUE = frozenset({"yes", "y", "on", "true"})
_WORD = re.compile(r"[A-Za-z0-9][\w./-]*")
_CHINESE = re.compile("[\u3400-\u9fff]")
_BETWEEN_IDS = re.compile(r"\s*[\uff0c\u3001,]\s*")


def _save_anew(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB016, KB018: a mended file is always saved without a mark and with plain line ends."""
    return (Edit(1, 1, "", ""),)


def _tab(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB011: two spaces a level, one inside a line; an indentation of tabs and spaces is left to people."""
    line, column = problem.position.line, problem.position.column
    before, after = scene.document.excerpt(line)[: column - 1], scene.document.excerpt(line)[column:]
    if not after.strip():
        return (Edit(line, column, "\t", ""),)
    if not before.strip("\t"):
        return (Edit(line, column, "\t", "  "),) if after.lstrip("\t")[:1] != " " else _NOTHING
    return (Edit(line, column, "\t", " "),) if before.strip() else _NOTHING


def _unseen(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB012, KB013: a plain space for what has width or ends a line, nothing for what has none.

    A control character between two letters may have been a letter itself, and is left to people.
    """
    line, column = problem.position.line, problem.position.column
    around = scene.document.excerpt(line)[max(column - 2, 0) : column + 1]
    character = scene.document.excerpt(line)[column - 1 : column]
    is_space = character in _LINE_BREAKS or (problem.code == "KB013" and character not in _NO_WIDTH)
    if problem.code == "KB012" and not is_space and len(re.findall(r"\w", around)) == 2:
        return _NOTHING
    return (Edit(line, column, character, " " if is_space else ""),)


def _spaces_at_end(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB022."""
    line, column = problem.position.line, problem.position.column
    return (Edit(line, column, scene.document.excerpt(line)[column - 1 :], ""),)


def _no_line_end(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB023."""
    return (Edit(problem.position.line, problem.position.column, "", "\n"),)


def _full_width(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB024: and no second space after it."""
    line, column = problem.position.line, problem.position.column
    rest = scene.document.excerpt(line)[column - 1 :]
    after = problem.instead.rstrip() if rest[1:2] in ("", " ") else problem.instead
    return (Edit(line, column, rest[:1], after),)


def _what_is_meant(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB031, KB033, KB052: the check says what is to be written, where it knows."""
    place = (problem.position.line, problem.position.column)
    word = scene.keys.get(place, "") if problem.code == "KB031" else _value_at(place, scene)
    written = scene.as_written(place, word)
    return (Edit(*place, written, problem.instead),) if written and problem.instead else _NOTHING


def _ambiguous_word(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB006: in quotes where text is due; true where nothing else can stand."""
    place = (problem.position.line, problem.position.column)
    path, node = scene.values.get(place, ((), None))
    if node is None or _wanted(path):
        return _NOTHING
    part = scene.part_of_schema(path)
    if part.get("enum") == [True]:
        return (Edit(*place, node.source, "true"),) if node.source.lower() in _TRUE else _NOTHING
    is_text = part.get("type") == "string" and "x-words" not in part
    return (Edit(*place, node.source, f'"{node.source}"'),) if is_text else _NOTHING


def _identifier(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB034: another case, underscores, full-width letters or commas, where the ids written rightly exist."""
    place = (problem.position.line, problem.position.column)
    path, node = scene.values.get(place, ((), None))
    written = scene.as_written(place, node.source) if node else ""
    if node is None or not written:
        return _NOTHING
    if path == ("id",):
        is_the_name = kebab_case(node.source) == scene.file.stem
        return (Edit(*place, written, scene.file.stem),) if is_the_name else _NOTHING
    names = [kebab_case(name) for name in _BETWEEN_IDS.split(node.source)]
    tables = scene.knowledge.tables
    known = {*scene.knowledge.retired}.union(*(tables[kind] for kind in _wanted(path)))  # type: ignore[index]
    is_list = isinstance(path[-1], int) and written == node.source
    fits = set(names) <= known and (len(names) == 1 or is_list)
    return (Edit(*place, written, ", ".join(names)),) if fits else _NOTHING


def _other_type(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB035: a list of one, a number as text, an English text of which only the text was written."""
    place = (problem.position.line, problem.position.column)
    path, node = scene.values.get(place, ((), None))
    written = scene.as_written(place, node.source) if node else ""
    if node is None or not written or node.end_line != node.line:
        return _NOTHING
    part, is_text = scene.part_of_schema(path), isinstance(node.value, str)
    if part.get("type") == "array" and is_text and _WORD.fullmatch(node.source):
        return (Edit(*place, written, f"[{written}]"),)
    if part.get("type") == "string" and not is_text and "x-words" not in part and not _wanted(path):
        return (Edit(*place, written, f'"{written}"'),)
    if set(part.get("properties", ())) == {"en", "zh"} and is_text and not _CHINESE.search(node.source):
        return (Edit(*place, written, f"{{en: {json.dumps(node.source, ensure_ascii=False)}}}"),)
    return _NOTHING


def _repeated(problem: Problem, scene: Scene) -> Sequence[Edit]:
    """KB037: the second is taken out, with its comma or its line."""
    place = line, column = problem.position.line, problem.position.column
    path, node = scene.values.get(place, ((), None))
    written = scene.as_written(place, node.source) if node and isinstance(path[-1], int) else ""
    before = scene.document.excerpt(line)[: column - 1]
    comma = re.search(r",\s*$", before)
    if written and comma:
        return (Edit(line, comma.start() + 1, before[comma.start() :] + written, ""),)
    whole_line = scene.document.excerpt(line)
    if written and before.strip() == "-" and whole_line.strip() == f"- {written}":
        return (Edit(line, 1, f"{whole_line}\n", ""),)
    return _NOTHING


def _value_at(place: tuple[int, int], scene: Scene) -> str:
    _, node = scene.values.get(place, ((), None))
    return node.source if node else ""


def _wanted(path: Path) -> Sequence[str]:
    """Give the kinds of ids that are due at ``path``; none where no id is."""
    keys = [step for step in path if isinstance(step, str)]
    return WANTED.get(keys[-1], ()) if keys else ()


MENDERS: Mapping[str, Mender] = {
    "KB006": _ambiguous_word,
    "KB011": _tab,
    "KB012": _unseen,
    "KB013": _unseen,
    "KB016": _save_anew,
    "KB018": _save_anew,
    "KB022": _spaces_at_end,
    "KB023": _no_line_end,
    "KB024": _full_width,
    "KB031": _what_is_meant,
    "KB033": _what_is_meant,
    "KB034": _identifier,
    "KB035": _other_type,
    "KB037": _repeated,
    "KB052": _what_is_meant,
}
"""What mends a problem, by its code."""
