"""What a knowledge file may cost at most, so that no input fills the memory or takes long.

Owns the numbers. The largest file that people wrote is a tenth of what is allowed.
"""

from __future__ import annotations

__all__ = ["DEEPEST", "LARGEST_FILE", "MOST_CHARACTERS_PARSED", "MOST_PROBLEMS", "MOST_VALUES"]

LARGEST_FILE = 256 * 1024
"""Bytes."""
DEEPEST = 20
"""Levels of nesting."""
MOST_VALUES = 20_000
"""Scalars, lists and mappings."""
MOST_PROBLEMS = 100
"""Problems told about one file; the last of them says that there are more."""
MOST_CHARACTERS_PARSED = 1_500_000
"""In all attempts to read a file with errors of syntax."""
