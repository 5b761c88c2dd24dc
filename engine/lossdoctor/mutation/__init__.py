"""Whether the cases would notice if a link of the knowledge were wrong.

Mutation testing (DeMillo, Lipton and Sayward 1978) of a noisy-OR network: :func:`mutate` drops each link and
flips each frequency. A change that no case notices is a part of the knowledge that nothing protects.
"""

from lossdoctor.mutation.links import LinkOutcome, MutationReport, Score
from lossdoctor.mutation.run import mutate

__all__ = ["LinkOutcome", "MutationReport", "Score", "mutate"]
