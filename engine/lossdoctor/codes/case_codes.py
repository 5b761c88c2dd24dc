"""Codes of ``knowledge test``: KB090 to KB092."""

from __future__ import annotations

from lossdoctor.codes.code import Code

__all__ = ["CODES"]

_CASES = "# causes/learning-rate-too-high.cases.yaml\n"

CODES = (
    Code(
        "KB090",
        "error",
        "A case does not come out",
        what="What a case expects does not hold: another cause comes first, one is reported that must not "
        "be, and so on.",
        why="The knowledge says something else than the person who wrote the case. One of them is wrong.",
        mend="Read what moved which cause, in bits. Then think of ten runs: which frequency is not what "
        "you would "
        "expect? Or is the case wrong? Never link what does not hold to make a case pass.",
        bad=_CASES + "- name: jumps\n  seen: [loss-oscillates]\n  expect: {top: missing-values}",
        good=_CASES + "- name: jumps\n  seen: [loss-oscillates]\n  expect: {top: learning-rate-too-high}",
    ),
    Code(
        "KB091",
        "error",
        "A case to do that is done",
        what="A case is marked todo:, and passes.",
        why="As long as it is marked, nobody would see it fail again.",
        mend="Take the todo: out.",
        bad=_CASES
        + "- name: jumps\n  seen: [loss-oscillates]\n  todo: later\n  expect: {top: learning-rate-too-high}",
        good=_CASES + "- name: jumps\n  seen: [loss-oscillates]\n  expect: {top: learning-rate-too-high}",
    ),
    Code(
        "KB092",
        "error",
        "A case that cannot fail",
        what="Nothing that was seen points to the causes that must not come out; or the case passes "
        "without the cause "
        "that it lies beside.",
        why="It is counted, and protects nobody.",
        mend="Let something be seen that speaks for the cause; or move the case to where it says something.",
        bad=_CASES
        + "- name: healthy\n  seen: [loss-wavers-while-falling]\n  expect: {not: learning-rate-too-high}",
        good=_CASES
        + "- name: nan\n  seen: [loss-nan, data-has-nan]\n  expect: {not: learning-rate-too-high}",
    ),
)
