"""Knowledge that comes as an installed Python package: a pack that is asked for by its name.

Owns finding the folder of a pack through the entry points ``lossdoctor.knowledge``. No code of a pack is ever
run: an entry point names a package, and only where that lies on the disk is asked. Leaves reading to
``folders``.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping

from lossdoctor.errors import KnowledgeError
from lossdoctor.problems import did_you_mean

__all__ = ["GROUP", "installed_packs", "locate"]

GROUP = "lossdoctor.knowledge"
"""The group of entry points; each is ``NAME = "package.folder"``."""


def locate(pack: str | os.PathLike[str]) -> str:
    """Give the folder that ``pack`` means: itself where it is one, else that of the installed pack so called.

    Raises:
        KnowledgeError: if there is neither.

    >>> locate("engine/.."), locate("./no-such-folder")
    ('engine/..', './no-such-folder')
    """
    name = os.fspath(pack)
    if os.path.exists(name) or not name.replace("-", "").replace("_", "").isalnum():
        return name
    packs = installed_packs()
    if name in packs:
        return packs[name]
    known = did_you_mean(name, packs) or (
        f"installed: {', '.join(sorted(packs))}" if packs else "none is installed"
    )
    raise KnowledgeError(
        f'there is no folder "{name}", and no installed pack of this name; {known}', folder=name
    )


def installed_packs() -> Mapping[str, str]:
    """Give the folder of each installed pack, by name.

    Raises:
        KnowledgeError: if two packages offer one name, or one offers what is no package.
    """
    from importlib.metadata import entry_points

    found: dict[str, str] = {}
    for entry in entry_points(group=GROUP):
        folder = _folder(entry.name, entry.value)
        if found.setdefault(entry.name, folder) != folder:
            both = f'"{found[entry.name]}" and "{folder}"'
            raise KnowledgeError(
                f'two installed packs are called "{entry.name}": {both}; name the folder itself'
            )
    return found


def _folder(name: str, value: str) -> str:
    top, *inside = value.split(".")
    try:
        spec = importlib.util.find_spec(top)  # of a top-level name: nothing is imported
    except (ImportError, ValueError):
        spec = None
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places or not all(part.isidentifier() for part in inside):
        mend = 'its entry point must read "package" or "package.folder"'
        raise KnowledgeError(
            f'the installed pack "{name}" names "{value}", which is no folder of a package; {mend}'
        )
    return os.path.join(places[0], *inside)
