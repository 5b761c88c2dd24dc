"""Whether a file has the form that its kind asks for, told at the exact key or value and in plain words.

Owns the words for what a JSON Schema refuses. Files that conform cost next to nothing; only for the others is
``jsonschema`` imported and asked. Leaves what a schema cannot say to ``rules``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lossdoctor.loading.report import Report
from lossdoctor.loading.schemas import Schema
from lossdoctor.loading.words import beyond_doubt, instead_of
from lossdoctor.problems import close_matches, was_meant
from lossdoctor.slips import kebab_case, meant
from lossdoctor.strictyaml import Document, Node

if TYPE_CHECKING:
    from jsonschema import ValidationError

__all__ = ["check_shape"]

_KIND_WORDS = {
    "object": "keys with values",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "number": "a number",
    "null": "nothing",
}
_LINK_LISTS = frozenset({"leads-to", "shows", "remedies"})


def check_shape(document: Document, schema: Schema) -> tuple[Report, bool]:
    """Check ``document`` against ``schema``; tell its problems, and whether it conforms."""
    report = Report(document)
    if document.root is None:
        return report, False
    value = document.root.plain()
    if schema.conforms(value):
        return report, not document.left_out
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(schema.content).iter_errors(value):
        _tell(error, document.root, report)
    return report, False


def _tell(error: ValidationError, root: Node, report: Report) -> None:
    path = list(error.absolute_path)
    node = root.find(path)
    wanted: Any = error.validator_value
    keyword = str(error.validator)
    found: Any = error.instance
    schema: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
    if node.refused:
        return
    if keyword == "additionalProperties":
        _tell_unknown_keys(schema, node, report)
    elif keyword == "required":
        _tell_missing_key(error, schema, path, node, report)
    elif keyword in ("type", "minItems", "minProperties") and report.document.lost_something(node):
        return
    elif keyword == "type":
        _tell_type(wanted, node, schema, report)
    elif keyword == "enum":
        _tell_enum(wanted, found, node, schema, report)
    elif keyword == "pattern":
        help_text = str(schema.get("patternErrorMessage", schema.get("description", "")))
        if "propertyNames" in error.absolute_schema_path:
            _tell_bad_key(node, str(found), help_text, report)
        else:
            report.add("KB034", f'"{found}" has the wrong form', node, help_text)
    elif keyword in ("minItems", "minLength", "minProperties"):
        _tell_empty(path, node, schema, report)
    elif keyword == "uniqueItems":
        _tell_repeated(node, report)
    elif keyword in ("maxLength", "maxItems"):
        what = "characters" if keyword == "maxLength" else "items"
        report.add(
            "KB038", f"this has {len(found)} {what}; at most {wanted} are allowed", node, "make it shorter"
        )
    elif keyword in ("minimum", "maximum"):
        bound = "least" if keyword == "minimum" else "most"
        report.add(
            "KB039", f"{node.source} is out of range: it must be at {bound} {wanted}", node, _meaning(schema)
        )
    else:
        report.add(
            "KB034", f"this does not fit: {error.message[:120]}", node, str(schema.get("description", ""))
        )


def _tell_unknown_keys(schema: Mapping[str, Any], node: Node, report: Report) -> None:
    allowed = list(schema.get("properties", {}))
    for key, place in node.key_places.items():
        if key in allowed:
            continue
        free = [other for other in allowed if other not in node.fields]
        mend = was_meant(_perhaps_meant(key, free)) or f"allowed here: {', '.join(allowed)}"
        report.add_at("KB031", f'unknown key "{key}"', place, mend, instead=meant(key, free))


def _perhaps_meant(key: str, free: Sequence[str]) -> tuple[str, ...]:
    normal = kebab_case(key)
    return (normal,) if normal in free else close_matches(normal, free, limit=1)


def _tell_missing_key(
    error: ValidationError, schema: Mapping[str, Any], path: Sequence[str | int], node: Node, report: Report
) -> None:
    properties = schema.get("properties", {})
    required: Any = error.validator_value
    missing = next((key for key in required if f"'{key}' is a required" in error.message), "")
    unknown = [key for key in node.fields if key not in properties]
    misspelt = any(
        missing in _perhaps_meant(key, [k for k in properties if k not in node.fields]) for key in unknown
    )
    if misspelt or report.document.lost_something(node):
        return
    if missing == "sources" and len(path) == 2 and path[0] in _LINK_LISTS:
        report.add("KB040", "this link has no source", node, "write who says so: sources: [CLAIM]")
        return
    meaning = properties.get(missing, {}).get("description", "")
    report.add("KB032", f'the key "{missing}" is missing', node, f"{missing}: {meaning}" if meaning else "")


def _tell_type(wanted: str | list[str], node: Node, schema: Mapping[str, Any], report: Report) -> None:
    kinds = [wanted] if isinstance(wanted, str) else wanted
    words = " or ".join(_KIND_WORDS[kind] for kind in kinds)
    if node.kind == "scalar" and not node.source:
        report.add(
            "KB036", f"there is nothing here, and {words} {_is_are(kinds)} wanted", node, _meaning(schema)
        )
        return
    if node.kind != "scalar":
        found, mend = ("a list" if node.kind == "list" else "keys with values"), _meaning(schema)
    elif "array" in kinds:
        found, mend = f'the text "{node.source}"', f"write [{node.source}]"
    elif "object" in kinds:
        found, mend = f'the text "{node.source[:40]}"', _meaning(schema)
        if set(schema.get("properties", {})) == {"en", "zh"}:
            mend = 'write {en: "...", zh: "..."}'
    elif "string" in kinds and "x-words" in schema:
        allowed = schema.get("enum") or schema["else"]["enum"]
        found, mend = node.source, instead_of(node.source, allowed) or f"one of {', '.join(allowed)}"
    elif "string" in kinds:
        found, mend = node.source, f'put it in quotes: "{node.source}"'
    else:
        found, mend = f'the text "{node.source}"', "take the quotes away" if "number" in kinds else ""
    report.add("KB035", f"{words} {_is_are(kinds)} wanted here, and this is {found}", node, mend)


def _is_are(kinds: Sequence[str]) -> str:
    return "are" if kinds[-1] == "object" else "is"


def _meaning(schema: Mapping[str, Any]) -> str:
    return str(schema.get("description", ""))


def _tell_enum(
    allowed: Sequence[Any], found: Any, node: Node, schema: Mapping[str, Any], report: Report
) -> None:
    if allowed == [True]:
        report.add("KB033", "the only value here is true", node, "leave the key out where it does not hold")
        return
    words = [str(word) for word in allowed]
    if not isinstance(found, str):
        return
    count = "" if "usually" not in words and "common" not in words else " (or a count such as 7/13)"
    mend = instead_of(found, words) or _meaning(schema)
    message = f'"{found}" is not one of: {", ".join(words)}{count}'
    report.add("KB033", message, node, mend, instead=beyond_doubt(found, words))


def _tell_bad_key(node: Node, key: str, mend: str, report: Report) -> None:
    if key in node.key_places:
        report.add_at("KB034", f'"{key}" has the wrong form', node.key_places[key], mend)


def _tell_empty(path: Sequence[str | int], node: Node, schema: Mapping[str, Any], report: Report) -> None:
    if len(path) == 3 and path[2] == "sources" and path[0] in _LINK_LISTS:
        report.add("KB040", "this link has no source", node, "write who says so: sources: [CLAIM]")
    else:
        report.add(
            "KB036",
            "this is empty",
            node,
            f"{_meaning(schema)} Leave the key out where there is nothing to say.",
        )


def _tell_repeated(node: Node, report: Report) -> None:
    seen: set[str] = set()
    for item in node.items:
        if item.kind == "scalar" and item.source in seen:
            report.add("KB037", f'"{item.source}" stands in this list twice', item, "keep one of them")
        seen.add(item.source)
