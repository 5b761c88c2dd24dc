"""What was observed, as indices into a network.

Owns turning ids into sorted indices and refusing evidence that no network can hold. The indices are sorted,
so the order in which things were observed cannot change a single bit of any result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lossdoctor.errors import EvidenceError, UnknownIdError
from lossdoctor.model import Text
from lossdoctor.network import NoisyOrNetwork

__all__ = ["Evidence", "close_matches", "id_list", "read_evidence", "symptom_indices"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Observed symptoms by index, ascending; no symptom is in both."""

    present: tuple[int, ...]
    absent: tuple[int, ...]


def read_evidence(network: NoisyOrNetwork, present: Iterable[str], absent: Iterable[str] = ()) -> Evidence:
    """Look the ids up in ``network``.

    Raises:
        UnknownIdError: An id that is no symptom of the network.
        EvidenceError: A symptom both present and absent, or a string where a list of ids belongs.
    """
    indices = {
        kind: symptom_indices(network, ids, kind) for kind, ids in (("present", present), ("absent", absent))
    }
    both = set(indices["present"]) & set(indices["absent"])
    if both:
        names = sorted(network.symptoms[symptom] for symptom in both)
        raise EvidenceError(
            Text(
                "observed both as present and as absent: " + ", ".join(f'"{name}"' for name in names),
                "既说有又说没有：" + "、".join(f"“{name}”" for name in names),
            ),
            values=names,
        )
    return Evidence(indices["present"], indices["absent"])


def symptom_indices(network: NoisyOrNetwork, ids: Iterable[str], what: str = "symptoms") -> tuple[int, ...]:
    """Look symptom ids up; duplicates count once."""
    found = set()
    for name in id_list(ids, what):
        index = network.symptom_index.get(name)
        if index is None:
            raise UnknownIdError(name, kind="symptom", suggestions=close_matches(name, network.symptoms))
        found.add(index)
    return tuple(sorted(found))


def id_list(ids: Iterable[str], what: str) -> tuple[str, ...]:
    """Refuse what is no list of ids; a text, above all, which is a list of its letters."""
    if isinstance(ids, str):
        en, zh, wrong = f'not the text "{ids}"', f"而不是文字“{ids}”", ids
    elif not isinstance(ids, Iterable):
        en, zh, wrong = f"not {ids!r}", f"而不是 {ids!r}", repr(ids)
    else:
        listed = tuple(ids)
        strange = [repr(name) for name in listed if not isinstance(name, str)]
        if not strange:
            return listed
        en, zh, wrong = f"and {strange[0]} is none", f"而 {strange[0]} 不是 id", strange[0]
    raise EvidenceError(
        Text(f"{what} must be a list of symptom ids, {en}", f"{what} 必须是症状 id 的列表，{zh}"),
        values=[wrong],
    )


def close_matches(name: str, known: Sequence[str]) -> list[str]:
    """Find ids that may have been meant."""
    from difflib import get_close_matches  # wanted for mistakes only

    return get_close_matches(name, known, n=3)
