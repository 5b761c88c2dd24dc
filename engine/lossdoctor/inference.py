"""The probability of every cause given what was observed (first, thin form: a walk over sets of open bits)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lossdoctor.errors import UnknownIdError
from lossdoctor.evidence import read_evidence
from lossdoctor.network import NoisyOrNetwork

__all__ = ["DEFAULT_BUDGET", "Belief", "posterior"]

DEFAULT_BUDGET = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """How probable each cause is."""

    causes: tuple[str, ...]
    probabilities: np.ndarray
    """In the order of ``causes``."""
    log_evidence: float
    """Natural logarithm of the probability of what was observed."""
    exact: bool

    def probability(self, cause: str) -> float:
        """Give the probability of one cause."""
        if cause not in self.causes:
            raise UnknownIdError(cause, kind="cause")
        return float(self.probabilities[self.causes.index(cause)])

    def as_dict(self) -> dict[str, float]:
        """Give all probabilities by id of the cause."""
        return dict(zip(self.causes, self.probabilities.tolist(), strict=True))


def posterior(
    network: NoisyOrNetwork,
    present: Iterable[str],
    absent: Iterable[str] = (),
    *,
    budget: int = DEFAULT_BUDGET,
) -> Belief:
    """Compute the probability of every cause given present and absent symptoms."""
    evidence = read_evidence(network, present, absent)
    weights = np.zeros(len(network.causes))
    for s in evidence.absent:
        parents, strengths = network.shows.of_child(s)
        weights[parents] += np.log1p(-strengths)
    bits = {("s", s): 1 << i for i, s in enumerate(evidence.present)}
    for c in network.topological:
        if network.leads_to.of_child(c)[0].size:
            bits["c", int(c)] = 1 << len(bits)
    steps, states, history, exact = [], {0: (1.0, ())}, [], True
    states = {0: 1.0}
    for c in map(int, network.topological):
        moves = {}
        edges = [(bits["c", int(k)], s) for k, s in zip(*network.leads_to.of_parent(c))]
        edges += [
            (bits["s", int(k)], s) for k, s in zip(*network.shows.of_parent(c)) if ("s", int(k)) in bits
        ]
        own, on = bits.get(("c", c), 0), np.exp(weights[c])
        arcs, new = [], {}
        for state, p in states.items():
            triggered = bool(own & state)
            rate = 1.0 if triggered else float(network.base_rates[c])
            rest = state & ~own
            if rate < 1:
                arcs.append((state, rest, 1 - rate, False))
            if rest not in moves:
                spread = {rest: 1.0}
                for bit, s in edges:
                    nxt = {}
                    for k, v in spread.items():
                        if k & bit:
                            nxt[k] = nxt.get(k, 0) + v
                        else:
                            nxt[k] = nxt.get(k, 0) + v * (1 - s)
                            nxt[k | bit] = nxt.get(k | bit, 0) + v * s
                    spread = nxt
                moves[rest] = spread
            arcs.extend((state, k, rate * on * v, True) for k, v in moves[rest].items())
        for a, b, w, _ in arcs:
            new[b] = new.get(b, 0) + states[a] * w
        if len(new) > 20000:
            exact = False
            new = dict(sorted(new.items(), key=lambda kv: -kv[1])[:1000])
        history.append((c, states, arcs))
        states = new
    backward = {
        k: float(np.prod([network.backgrounds[s] for s in evidence.present if not k & bits["s", s]]))
        for k in states
    }
    total = sum(states[k] * v for k, v in backward.items())
    result = np.zeros(len(network.causes))
    for c, before, arcs in reversed(history):
        earlier = dict.fromkeys(before, 0.0)
        for a, b, w, active in arcs:
            v = w * backward.get(b, 0.0)
            earlier[a] += v
            if active:
                result[c] += before[a] * v / total
        backward = earlier
    log_evidence = float(np.log(total)) + float(np.log1p(-network.backgrounds[list(evidence.absent)]).sum())
    return Belief(network.causes, result, log_evidence, exact)
