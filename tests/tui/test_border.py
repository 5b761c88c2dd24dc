"""What is imported when: the entry is light, and reasoning waits until the first screen is up."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "not_loaded"),
    [
        ("lossdoctor_tui", {"textual", "numpy", "networkx", "jsonschema"}),
        (
            "lossdoctor_tui.app",
            {"numpy", "networkx", "jsonschema", "rapidfuzz", "yaml", "lossdoctor.reasoner"},
        ),
    ],
)
def test_importing_loads_no_more_than_it_needs(module, not_loaded):
    code = f"import sys; sys.path[:0] = {sys.path!r}; import {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert not_loaded & set(loaded.split()) == set()
