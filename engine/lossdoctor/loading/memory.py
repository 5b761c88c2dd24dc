"""Holds the garbage collector off while many records are made.

Owns nothing else. Every collection walks all records made so far, none of which is garbage: measured on 740
files, it took a third of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["no_garbage_collection"]


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Hold the collector off for as long as the block runs."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
