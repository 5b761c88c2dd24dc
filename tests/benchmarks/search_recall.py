"""How well free text finds the symptoms that it means, beside a plain fuzzy match and BM25.

The complaints of real cases, in people's own words, are searched for. What must be found is what our case of
the same id (the first word of its name) says that the complaint tells; the columns are, for the first five
matches, the share of these symptoms that is found, the share of cases in which one of them is found, and the
share in which anything is found that was seen at all.

    python tests/benchmarks/search_recall.py [CASES] [--knowledge DIR] [--missed]

CASES is a YAML list of cases with ``id``, ``complaint`` and ``language``; without it the complaints that our
own cases hold are taken.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from lossdoctor.evaluation import interval
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.strictyaml import read
from lossdoctor.word_ranking import WordRanking

FIRST = 5
Search = Callable[[str], Sequence[str]]
"""From a text to symptom ids, the best first."""


@dataclass(frozen=True)
class Complaint:
    case: str
    language: str
    text: str
    told: frozenset[str]
    seen: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", nargs="?", type=Path)
    parser.add_argument("--knowledge", action="append", default=[], help="instead of the shipped knowledge")
    parser.add_argument("--missed", action="store_true", help="list what lossdoctor does not find")
    chosen = parser.parse_args()
    knowledge = load(*chosen.knowledge)
    complaints = complaints_of(knowledge, own_words(chosen.cases) if chosen.cases else {})
    searches: dict[str, Search] = {
        "lossdoctor": lambda text: [match.id for match in knowledge.search(text, limit=FIRST)],
        "fuzzy (rapidfuzz WRatio)": fuzzy(knowledge),
        "BM25": bm25(knowledge),
    }
    print(f"{'':<29}{'cases':>6} {'recall at 5':>12} {'one of them':>14} {'anything seen':>14}")
    for language in ("en", "zh", "all"):
        group = [complaint for complaint in complaints if language in (complaint.language, "all")]
        for name, search in searches.items():
            print(row(f"{language}  {name}", group, search))
    if chosen.missed:
        list_missed(complaints, searches["lossdoctor"])


def own_words(path: Path) -> dict[str, tuple[str, str]]:
    """Read complaints: by id the language and the words."""
    root = read(path.read_bytes(), str(path)).root
    cases = root.plain() if root else []
    return {case["id"]: (case.get("language", "en"), case["complaint"]) for case in cases}


def complaints_of(knowledge: KnowledgeBase, words: dict[str, tuple[str, str]]) -> list[Complaint]:
    found = []
    for case in knowledge.cases:
        if case.established and case.complained:
            number = case.name.partition(" ")[0]
            own = ("zh" if re.search(r"[\u4e00-\u9fff]", case.complaint) else "en", case.complaint)
            language, text = words.get(number, own if not words else ("", ""))
            if text:
                found.append(
                    Complaint(number, language, text, frozenset(case.complained), frozenset(case.seen))
                )
    return found


def row(name: str, complaints: Iterable[Complaint], search: Search) -> str:
    results = [(complaint, set(search(complaint.text)[:FIRST])) for complaint in complaints]
    count = len(results)
    if not count:
        return f"{name:<29}{0:>6}"
    recall = sum(len(found & complaint.told) / len(complaint.told) for complaint, found in results) / count
    one = sum(bool(found & complaint.told) for complaint, found in results) / count
    anything = sum(bool(found & complaint.seen) for complaint, found in results) / count
    return f"{name:<29}{count:>6} {recall:>12.0%} {share(one, count):>14} {share(anything, count):>14}"


def share(value: float, count: int) -> str:
    low, high = interval(value, count)
    return f"{value:.0%} ({100 * low:.0f}-{100 * high:.0f})"


def list_missed(complaints: Iterable[Complaint], search: Search) -> None:
    for complaint in complaints:
        found = search(complaint.text)
        if not complaint.told & set(found):
            print(f"\n{complaint.case}: {complaint.text}")
            print(f"  wanted {', '.join(sorted(complaint.told))}\n  found  {', '.join(found) or 'nothing'}")


def phrases(knowledge: KnowledgeBase) -> list[tuple[str, str]]:
    """Give every way of saying every symptom."""
    return [
        (symptom.id, words)
        for symptom in knowledge.symptoms.values()
        for words in (symptom.name.en, symptom.name.zh, *symptom.also_said)
        if words
    ]


def fuzzy(knowledge: KnowledgeBase) -> Search:
    said = phrases(knowledge)

    def search(text: str) -> list[str]:
        texts = [words.lower() for _, words in said]
        close = process.extract(text.lower(), texts, scorer=fuzz.WRatio, limit=50)
        return list(dict.fromkeys(said[place][0] for _, _, place in close))

    return search


def bm25(knowledge: KnowledgeBase) -> Search:
    """Rank symptoms by Okapi BM25 alone, one document a symptom: the second half of our own ranking."""
    ranking = WordRanking.of(phrases(knowledge))
    return lambda text: ranking.best(text, FIRST)


if __name__ == "__main__":
    main()
