"""Whether a value conforms to a JSON Schema: yes or no, ten times faster than ``jsonschema`` says why.

Owns the keywords that ``knowledge/schema`` uses; a test holds that the verdict is that of ``jsonschema``,
which is asked (by ``shape``) only about files that do not conform. So sound knowledge loads without
importing it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["Conforms", "compile_schema"]

Conforms = Callable[[Any], bool]

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: type(value) is dict,
    "array": lambda value: type(value) is list,
    "string": lambda value: type(value) is str,
    "boolean": lambda value: type(value) is bool,
    "null": lambda value: value is None,
    "number": lambda value: type(value) is int or type(value) is float,
}


def compile_schema(schema: Mapping[str, Any]) -> Conforms:
    """Make a test for values from ``schema``, whose references have been put in place.

    >>> conforms = compile_schema({"type": "array", "items": {"type": "string", "pattern": "^[a-z]+$"}})
    >>> conforms(["ab"]), conforms(["aB"]), conforms("ab")
    (True, False, False)
    """
    tests: list[Conforms] = []
    if "type" in schema:
        tests.append(_type_test(schema["type"]))
    if "enum" in schema:
        allowed = tuple(schema["enum"])
        tests.append(lambda value: any(type(value) is type(word) and value == word for word in allowed))
    tests += _text_tests(schema)
    tests += _number_tests(schema)
    tests += _list_tests(schema)
    tests += _object_tests(schema)
    if "if" in schema:
        condition = compile_schema(schema["if"])
        then, otherwise = compile_schema(schema.get("then", {})), compile_schema(schema.get("else", {}))
        tests.append(lambda value: then(value) if condition(value) else otherwise(value))
    return tests[0] if len(tests) == 1 else _all_of(tests)


def _all_of(tests: Sequence[Conforms]) -> Conforms:
    def test(value: Any) -> bool:
        for one in tests:  # noqa: SIM110 - all() with a generator takes three times as long
            if not one(value):
                return False
        return True

    return test


def _type_test(types: str | list[str]) -> Conforms:
    if isinstance(types, str):
        return _TYPES[types]
    alternatives = [_TYPES[name] for name in types]
    return lambda value: any(test(value) for test in alternatives)


def _text_tests(schema: Mapping[str, Any]) -> list[Conforms]:
    tests: list[Conforms] = []
    if "pattern" in schema:
        search = re.compile(schema["pattern"]).search
        tests.append(lambda value: type(value) is not str or search(value) is not None)
    if "minLength" in schema or "maxLength" in schema:
        low, high = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
        tests.append(lambda value: type(value) is not str or low <= len(value) <= high)
    return tests


def _number_tests(schema: Mapping[str, Any]) -> list[Conforms]:
    if "minimum" not in schema and "maximum" not in schema:
        return []
    low, high = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
    is_number = _TYPES["number"]
    return [lambda value: not is_number(value) or low <= value <= high]


def _list_tests(schema: Mapping[str, Any]) -> list[Conforms]:
    tests: list[Conforms] = []
    if "minItems" in schema or "maxItems" in schema:
        low, high = schema.get("minItems", 0), schema.get("maxItems", float("inf"))
        tests.append(lambda value: type(value) is not list or low <= len(value) <= high)
    if "items" in schema:
        item = compile_schema(schema["items"])
        tests.append(lambda value: type(value) is not list or all(map(item, value)))
    if schema.get("uniqueItems"):
        tests.append(lambda value: type(value) is not list or len(set(map(repr, value))) == len(value))
    return tests


def _object_tests(schema: Mapping[str, Any]) -> list[Conforms]:
    tests: list[Conforms] = []
    required = frozenset(schema.get("required", ()))
    if required:
        tests.append(lambda value: type(value) is not dict or required <= value.keys())
    if "minProperties" in schema:
        fewest = schema["minProperties"]
        tests.append(lambda value: type(value) is not dict or len(value) >= fewest)
    if "propertyNames" in schema:
        name = compile_schema(schema["propertyNames"])
        tests.append(lambda value: type(value) is not dict or all(map(name, value)))
    if "properties" in schema or "additionalProperties" in schema:
        tests.append(_properties_test(schema))
    return tests


def _properties_test(schema: Mapping[str, Any]) -> Conforms:
    known = {key: compile_schema(part) for key, part in schema.get("properties", {}).items()}
    more = schema.get("additionalProperties", True)
    other: Conforms = compile_schema(more) if isinstance(more, dict) else lambda _: bool(more)

    def test(value: Any) -> bool:
        if type(value) is dict:
            for key, child in value.items():
                if not known.get(key, other)(child):
                    return False
        return True

    return test
