"""What ``lossdoctor knowledge mutate --suggest`` found, as YAML to edit and as plain data.

Owns the layout. Leaves finding suggestions to ``mutation.suggestions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lossdoctor.model import Expectation
from lossdoctor.mutation.stories import LinkKey
from lossdoctor.mutation.suggestions import PLACEHOLDER, Addition, NewCase, Suggestions

__all__ = ["suggestions_as_data", "suggestions_as_yaml"]

_VERBS = {"shows": "shows", "leads-to": "leads to", "fixes": "is fixed by"}
_HEAD = f"""\
# Each of these holds, and would make links tested that no case tests. Whether it is true, only you can judge:
# would one person see these together, and would that be what was wrong? Keep what is, change what is not, say
# in the name what happened ({PLACEHOLDER} is refused), and drop the rest.
"""


def suggestions_as_yaml(suggestions: Suggestions) -> str:
    """Lay out the suggestions: what existing cases might expect besides, then new cases, cause by cause."""
    parts = [_HEAD]
    parts += map(_addition, suggestions.additions)
    cause = ""
    for case in suggestions.cases:
        if case.cause != cause:
            cause = case.cause
            parts.append(f"\n# causes/{cause}.cases.yaml\n")
        parts.append(_case(case))
    if suggestions.left:
        parts.append("\n# Nothing was found for these: think of a story yourself, or of whether they hold.\n")
        parts += [f"#   {line}\n" for line in _by_cause(suggestions.left)]
    return "".join(parts)


def suggestions_as_data(suggestions: Suggestions) -> dict[str, Any]:
    """Give the suggestions as plain data; cases as they would stand in a file."""
    return {
        "additions": [
            {
                "file": addition.position.path,
                "line": addition.position.line,
                "name": addition.name,
                "expect": _besides(addition),
                "tests": _links(addition.tests),
            }
            for addition in suggestions.additions
        ],
        "cases": [
            {"cause": case.cause, "case": _plain(case), "tests": _links(case.tests)}
            for case in suggestions.cases
        ],
        "left": _links(suggestions.left),
    }


def _addition(addition: Addition) -> str:
    head = f'\n# {addition.position.path}:{addition.position.line} "{addition.name}" may expect, too:\n'
    return head + "".join(f"#     {key}: {_in_line(held)}\n" for key, held in _besides(addition).items())


def _case(case: NewCase) -> str:
    name, *rest = (f"{key}: {_in_line(held)}\n" for key, held in _plain(case).items())
    return f"# tests: {'; '.join(_by_cause(case.tests))}\n- {name}" + "".join(f"  {line}" for line in rest)


def _besides(addition: Addition) -> dict[str, Any]:
    return _without_empty({"alone": addition.alone, "offers": addition.offers})


def _plain(case: NewCase) -> dict[str, Any]:
    """Give a case as it would stand in a file."""
    name = f"{PLACEHOLDER} {case.cause}"
    found = _without_empty({"name": name, "seen": case.seen, "not-seen": case.not_seen})
    return {**found, "expect": _expected(case.expect)}


def _expected(expect: Expectation) -> dict[str, Any]:
    return _without_empty(
        {
            "top": expect.top,
            "within-top-3": expect.within_top_3,
            "alone": expect.alone,
            "not": expect.never,
            "offers": expect.offers,
        }
    )


def _without_empty(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: list(held) if isinstance(held, tuple) else held for key, held in plain.items() if held}


def _in_line(held: Any) -> str:
    """Write ids, lists of them and what is expected as cases have them: in one line, however long."""
    if isinstance(held, dict):
        return "{" + ", ".join(f"{key}: {_in_line(value)}" for key, value in held.items()) + "}"
    if isinstance(held, list):
        return f"[{', '.join(held)}]"
    return f'"{held}"' if held.startswith(PLACEHOLDER) else str(held)


def _by_cause(links: Iterable[LinkKey]) -> Iterator[str]:
    """Yield a phrase for each cause and kind of link: "dead-relu shows a, b"."""
    targets: dict[str, list[str]] = {}
    for cause, kind, target in links:
        targets.setdefault(f"{cause} {_VERBS[kind]}", []).append(target)
    yield from (f"{head} {', '.join(named)}" for head, named in targets.items())


def _links(links: Iterable[LinkKey]) -> list[dict[str, str]]:
    return [{"cause": cause, "kind": kind, "target": target} for cause, kind, target in links]
