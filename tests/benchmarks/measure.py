"""Measuring for the benchmarks: medians, time limits, tables.

Processor time is measured, for machines are shared; and only ratios within one run say anything, for machines
differ, and so do the same machine's hours. To be imported first: it lets the benchmarks find the engine in a
bare checkout.
"""

from __future__ import annotations

import contextlib
import gc
import math
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

__all__ = ["milliseconds", "print_table", "within"]

MOST_MEMORY = 6 << 30
BUSY = 20
"""So many times longer than its processor time a process may take."""

sys.path.insert(0, str(Path(__file__).parents[2] / "engine"))


def milliseconds(
    work: Callable[[], object], *, repeat: int = 5, before: Callable[[], object] | None = None
) -> float:
    """Time some work: the median of a few runs, ``before`` each of which something untimed may happen."""
    times = []
    for _ in range(repeat):
        if before is not None:
            before()
        gc.disable()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
        gc.enable()
    return statistics.median(times) * 1e3


def within(seconds: float, work: Callable[[], float]) -> float | None:
    """Run work that gives something in a process of its own; None if it takes too long or too much memory.

    Processor time counts here too; in a busy hour the process may take many times as long."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def run() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        used = time.process_time()
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds), math.ceil(used + seconds)))
        with contextlib.suppress(Exception, MemoryError):
            sender.send(work())

    process = context.Process(target=run, daemon=True)
    process.start()
    sender.close()
    found = None
    with contextlib.suppress(EOFError):
        if receiver.poll(BUSY * seconds):
            found = receiver.recv()
    process.kill()
    process.join()
    return found


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows of numbers and words; None is a dash."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    print(f"\n{title}")
    for row in cells:
        first, *rest = (
            cell.ljust(w) if n == 0 else cell.rjust(w)
            for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        print("  " + "  ".join([first, *rest]).rstrip(), flush=True)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)
