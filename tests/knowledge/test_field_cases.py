"""Field cases: they can be measured against the shipped knowledge, and no thread is counted twice."""

from __future__ import annotations

import re
from pathlib import Path

from lossdoctor import load
from lossdoctor.loading.case_files import read_cases

FIELD = Path(__file__).with_name("field")


def test_every_field_case_can_be_measured() -> None:
    cases = read_cases([FIELD], load())
    assert len(cases) == 260
    assert all(case.established and set(case.complained) <= set(case.seen) for case in cases)


def test_no_thread_is_counted_twice() -> None:
    threads = [
        address
        for file in sorted(FIELD.glob("*.yaml"))
        for address in re.findall(r"^# (https?://\S+)$", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(threads) == len(set(threads)) == 260
