"""The folder in which lossdoctor keeps what is to last: saved consultations, and knowledge made ready.

Owns where it lies. Nothing else is ever written without being asked for by name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["state_folder"]


def state_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Give the folder in which this platform keeps the state of programs.

    ``LOSSDOCTOR_STATE`` comes first; then what the platform says.

    >>> state_folder({"XDG_STATE_HOME": "/home/ada/.state"}, "linux").as_posix()
    '/home/ada/.state/lossdoctor'
    """
    if environment.get("LOSSDOCTOR_STATE"):
        return Path(environment["LOSSDOCTOR_STATE"])
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "lossdoctor"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "lossdoctor"
    return Path(environment.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "lossdoctor"
