"""The changelog of the knowledge, in Markdown for people.

Owns its headings and sentences. Leaves what goes where to ``difference.changelog``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from lossdoctor.difference.changelog import KINDS, Changelog, Entry
from lossdoctor.printing.layout import clean
from lossdoctor.printing.markdown import marked

__all__ = ["changelog_as_markdown"]

_MOST_CASES = 25
_PLURAL = {"remedy": "remedies", "vocabulary": "words"}


def changelog_as_markdown(log: Changelog) -> str:
    """Lay the changelog out, newest things first; sections without content are left out."""
    parts = [f"## Knowledge from {marked(log.base)} to {marked(log.head)}", _summary(log)]
    for kind in KINDS:
        new = [entry for entry in log.new if entry.kind == kind]
        parts += _section(f"New {_plural(kind)}", new, _told)
    parts += _section("Renamed", log.replaced, _successor)
    parts += _section("Gone", log.gone, _told)
    parts += _section("Numbers that changed", log.numbers, _told)
    parts += _section("Links that came or went", log.links, _told)
    parts += list(_diagnoses(log))
    return clean("\n\n".join(parts))


def _summary(log: Changelog) -> str:
    counts = [(sum(entry.kind == kind for entry in log.new), f"new {kind}") for kind in KINDS]
    more = (
        (log.replaced, "renamed"),
        (log.gone, "gone"),
        (log.numbers, "with other numbers"),
        (log.links, "with other links"),
        (log.reworded, "with other words or sources"),
    )
    told = [
        f"{count} {noun if count == 1 else 'new ' + _plural(noun[4:])}" for count, noun in counts if count
    ]
    told += [f"{len(entries)} {words}" for entries, words in more if entries]
    new, changed, gone = log.cases
    told += [f"{new} new, {changed} changed and {gone} dropped cases"] if any(log.cases) else []
    return f"{', '.join(told)}." if told else "Nothing changed."


def _section(title: str, entries: Sequence[Entry], line: Callable[[Entry], str]) -> Iterator[str]:
    if entries:
        yield f"### {title} ({len(entries)})\n\n" + "\n".join(f"- {line(entry)}" for entry in entries)


def _told(entry: Entry) -> str:
    details = f": {marked('; '.join(entry.details))}" if entry.details else ""
    return f"{_name(entry)}{details}"


def _name(entry: Entry) -> str:
    return f"**{marked(entry.name)}** (`{entry.id}`)"


def _successor(entry: Entry) -> str:
    return f"{_name(entry)} is now `{entry.details[0]}`"


def _diagnoses(log: Changelog) -> Iterator[str]:
    diagnoses = log.diagnoses
    renamed = {entry.id: entry.details[0] for entry in log.replaced}
    others = [
        shift
        for shift in diagnoses.shifts
        if shift.top_changed and renamed.get(shift.top_before) != shift.top_now
    ]
    lines = [f"Of {diagnoses.cases} cases that can be compared, another cause comes first in {len(others)}."]
    if diagnoses.real_cases:
        first, three = diagnoses.real_first, diagnoses.real_first_three
        lines.append(
            f"Of {diagnoses.real_cases} real cases the established cause comes first in "
            f"{first[0]} → {first[1]}, and is among the first three in {three[0]} → {three[1]}."
        )
    yield "### What this does to diagnoses\n\n" + " ".join(lines)
    yield from _listed(
        (f"{marked(shift.name)}: `{shift.top_before}` → `{shift.top_now}`" for shift in others), len(others)
    )


def _listed(lines: Iterable[str], number: int) -> Iterator[str]:
    shown = [f"- {line}" for _, line in zip(range(_MOST_CASES), lines, strict=False)]
    if number > _MOST_CASES:
        shown.append(f"- … and {number - _MOST_CASES} more: `lossdoctor knowledge diff` tells all of them")
    if shown:
        yield "\n".join(shown)


def _plural(kind: str) -> str:
    return _PLURAL.get(kind, f"{kind}s")
