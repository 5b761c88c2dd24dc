"""What must hold within one file and no JSON Schema can say.

Owns these rules, as small functions. Leaves the form of files to ``shape`` and ids to ``references``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lossdoctor.loading.folders import KnowledgeFile
from lossdoctor.loading.report import Report
from lossdoctor.strictyaml import Node

__all__ = ["check_rules"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNT = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_NOTHING = Node("mapping", 0, 0)


def check_rules(file: KnowledgeFile, root: Node, report: Report) -> None:
    """Check the rules for the kind of ``file``; tolerant of any shape."""
    for rule in _RULES.get(file.kind, ()):
        rule(file, root, report)
    _check_counts(root, report)


def _id_is_stem(file: KnowledgeFile, root: Node, report: Report) -> None:
    own = root.fields.get("id")
    if own is not None and isinstance(own.value, str) and own.value != file.stem and _ID.fullmatch(own.value):
        mend = f'write "id: {file.stem}", or rename the file to {own.value}.yaml'
        report.add("KB050", f'the id "{own.value}" is not the name of the file', own, mend)


def _options_fit_choice(file: KnowledgeFile, root: Node, report: Report) -> None:
    choose, options = root.fields.get("choose", _NOTHING), root.fields.get("options", _NOTHING)
    number = len(options.items)
    if options.kind != "list" or report.document.lost_something(options):
        return
    if choose.value == "yes-no" and number > 1:
        report.add(
            "KB041",
            f"a yes-no question has one option, and this has {number}",
            choose,
            'write "one" or "any" here',
        )
    elif choose.value == "one" and number == 1:
        report.add("KB041", "there is nothing to choose from with one option", choose, 'write "yes-no" here')


def _claims_begin_with_source(file: KnowledgeFile, root: Node, report: Report) -> None:
    for claim in root.fields.get("claims", _NOTHING).items:
        own = claim.fields.get("id")
        if own is not None and isinstance(own.value, str) and not own.value.startswith(f"{file.stem}-"):
            report.add(
                "KB060",
                f'the claim id "{own.value}" does not begin with its source',
                own,
                f"write {file.stem}-NN",
            )


def _links_are_single(file: KnowledgeFile, root: Node, report: Report) -> None:
    for key, name in (("leads-to", "cause"), ("shows", "symptom"), ("remedies", "remedy")):
        first: dict[str, int] = {}
        for link in root.fields.get(key, _NOTHING).items:
            target = link.fields.get(name)
            if target is None or not isinstance(target.value, str):
                continue
            if target.value in first:
                message = f'a second link to "{target.value}"; the first is in line {first[target.value]}'
                report.add("KB059", message, target, "make them one link, with the sources of both")
            elif target.value == file.stem:
                report.add("KB059", "this links a cause to itself", target, "take the link out")
            first.setdefault(target.value, target.line)
    for other in root.fields.get("mimics", _NOTHING).items:
        if other.value == file.stem:
            report.add("KB059", "a cause cannot mimic itself", other, "take it out")


def _cases_are_sound(file: KnowledgeFile, root: Node, report: Report) -> None:
    for case in root.items:
        if case.kind == "mapping":
            _case_expects_something(case, report)
            _case_does_not_contradict_itself(case, report)
            _remedies_are_for_something(case, report)


def _case_expects_something(case: Node, report: Report) -> None:
    expect = case.fields.get("expect")
    is_empty = expect is not None and expect.kind == "mapping" and not expect.fields
    is_absent = (
        expect is None and "established" not in case.fields and not report.document.lost_something(case)
    )
    if is_empty or is_absent:
        mend = (
            "write what must come out: expect: {top, within-top-3, alone, not, remedy, asks or nothing-wrong}"
        )
        report.add("KB044", "this case expects nothing, so it can never fail", expect or case, mend)


def _case_does_not_contradict_itself(case: Node, report: Report) -> None:
    seen = {item.source for item in case.fields.get("seen", _NOTHING).items}
    for item in case.fields.get("not-seen", _NOTHING).items:
        if item.source and item.source in seen:
            report.add(
                "KB045",
                f'"{item.source}" cannot be both seen and not seen',
                item,
                "take it out of one of the lists",
            )
    for item in case.fields.get("complained", _NOTHING).items:
        if item.source and item.source not in seen:
            report.add(
                "KB045",
                f'the complaint tells of "{item.source}", which is not among what was seen',
                item,
                "add it to seen",
            )


def _remedies_are_for_something(case: Node, report: Report) -> None:
    expect = case.fields.get("expect", _NOTHING).fields
    if "offers" in expect and not {"top", "alone", "within-top-3"} & expect.keys():
        message = "remedies are offered for a cause, and this case expects none"
        report.add("KB046", message, expect["offers"], "add top, alone or within-top-3 beside offers")


def _frequencies_are_ordered(file: KnowledgeFile, root: Node, report: Report) -> None:
    for key in ("how-often", "base-rate", "effort"):
        for term in root.fields.get(key, _NOTHING).items:
            number = term.fields.get("number", _NOTHING)
            value = number.value
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            if key == "effort":
                if value <= 0:
                    report.add("KB043", "an effort takes more than no time", number, "write minutes")
            elif not 0 < value < 1:
                report.add(
                    "KB043",
                    f"{number.source} is no probability strictly between 0 and 1",
                    number,
                    "0.5 is half",
                )
            elif not _low(term) <= value <= _high(term):
                report.add(
                    "KB043", f"{number.source} lies outside of low and high", number, "write one inside"
                )


def _words_are_single(file: KnowledgeFile, root: Node, report: Report) -> None:
    for words in root.fields.values():
        seen: set[str] = set()
        for term in words.items:
            own = term.fields.get("id", _NOTHING)
            if own.source in seen and own.source:
                report.add("KB037", f'"{own.source}" stands in this list twice', own, "keep one of them")
            seen.add(own.source)


def _low(term: Node) -> float:
    value = term.fields.get("low", _NOTHING).value
    return float(value) if isinstance(value, int | float) else 0.0


def _high(term: Node) -> float:
    value = term.fields.get("high", _NOTHING).value
    return float(value) if isinstance(value, int | float) else 1.0


def _check_counts(root: Node, report: Report) -> None:
    for node in _frequencies(root):
        count = _COUNT.fullmatch(str(node.value))
        if count and int(count[1]) > int(count[2]):
            mend = f"hits stand before the slash; {count[2]}/{count[1]} is meant perhaps"
            report.add("KB042", f"it cannot hold {count[1]} times of {count[2]}", node, mend)


def _frequencies(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for key, child in node.fields.items():
            if key in ("how-often", "works", "background", "base-rate") and isinstance(child.value, str):
                yield child
            waiting.append(child)
        waiting.extend(node.items)


_RULES: Mapping[str, tuple[Callable[[KnowledgeFile, Node, Report], None], ...]] = {
    "cause": (_id_is_stem, _links_are_single),
    "question": (_id_is_stem, _options_fit_choice),
    "remedy": (_id_is_stem,),
    "source": (_id_is_stem, _claims_begin_with_source),
    "cases": (_cases_are_sound,),
    "vocabulary": (_frequencies_are_ordered, _words_are_single),
}
