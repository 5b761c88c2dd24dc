"""What ``import lossdoctor`` offers, and what it must not load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import lossdoctor

ENGINE = Path(lossdoctor.__file__).parent


def test_all_is_sorted_and_every_name_is_there() -> None:
    assert lossdoctor.__all__ == sorted(lossdoctor.__all__)
    for name in lossdoctor.__all__:
        assert getattr(lossdoctor, name) is not None


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse((ENGINE / "__init__.py").read_text(encoding="utf-8"))
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert imported - {"annotations", "TYPE_CHECKING", "Any"} | {"__version__"} == set(lossdoctor.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        lossdoctor.nonsense


def modules_after(code: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ENGINE.parent)},
    )
    return set(told.stdout.split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import lossdoctor", {"textual", "jsonschema", "networkx", "numpy", "rapidfuzz", "yaml", "click"}),
        (
            "import lossdoctor; lossdoctor.diagnose(['training-loss-nan']).verdict",
            {"textual", "jsonschema", "networkx", "rapidfuzz", "lossdoctor_tui"},
        ),
        ("import lossdoctor.cli.main", {"textual", "numpy", "networkx", "yaml"}),
    ],
)
def test_start_up_loads_no_more_than_it_needs(code: str, absent: set[str]) -> None:
    assert not absent & modules_after(code)


def test_the_engine_never_imports_the_wizard_but_to_open_it() -> None:
    importing = [
        path.relative_to(ENGINE).as_posix()
        for path in ENGINE.rglob("*.py")
        if "lossdoctor_tui" in path.read_text(encoding="utf-8")
    ]
    assert importing == ["cli/consult.py"]
