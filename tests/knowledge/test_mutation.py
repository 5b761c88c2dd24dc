"""``knowledge mutate``: its numbers are those of a network built anew, its verdicts those of playing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from lossdoctor.inference import posterior
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.knowledge_tests import play, play_all
from lossdoctor.model import Case, Expectation, Frequency, Link
from lossdoctor.mutation import LinkOutcome, mutate
from lossdoctor.mutation.expectations import demands_of, related_causes
from lossdoctor.mutation.links import opposite_end
from lossdoctor.mutation.stories import hanging_links
from lossdoctor.mutation.strengths import Observed, at_strength, posterior_of
from lossdoctor.mutation.suggestions import suggest

DEMO = Path(__file__).parents[1] / "engine/demo_pack"
FIELDS = {"shows": "shows", "leads-to": "leads_to", "fixes": "remedies"}


def case(name: str, *seen: str, not_seen: tuple[str, ...] = (), **expect: object) -> Case:
    return Case(name, seen, not_seen, Expectation(**expect))  # type: ignore[arg-type]


CASES = (
    case(
        "overflow",
        "training-loss-nan",
        "weights-nan",
        "log-of-softmax",
        top="exp-overflow",
        remedy="stable-loss",
    ),
    case("dirty data", "training-loss-nan", "data-has-nan", top="nan-in-data", never=("exp-overflow",)),
    case(
        "rate",
        "training-loss-oscillates",
        "rate-large",
        top="learning-rate-too-high",
        remedy="lower-learning-rate",
    ),
    case("a chain", "gradients-zero", "sigmoid-hidden", top="sigmoid-in-deep-layers", remedy="use-relu"),
    case(
        "dead",
        "gradients-zero",
        "relu-hidden",
        "training-loss-flat",
        not_seen=("sigmoid-hidden", "default-initialisation"),
        top="dead-relu",
    ),
    case("not dead", "gradients-zero", not_seen=("relu-hidden",), within_top_3=("vanishing-gradients",)),
    case("healthy", "validation-loss-follows", nothing_wrong=True),
    case("patience", "training-loss-falls-slowly", "trained-briefly", top="not-trained-long-enough"),
    case("fails already", "training-loss-oscillates", "validation-loss-follows", nothing_wrong=True),
)


@pytest.fixture(scope="module")
def tested() -> KnowledgeBase:
    return replace(load(DEMO), cases=CASES)


def with_link(knowledge: KnowledgeBase, outcome: LinkOutcome, number: float | None) -> KnowledgeBase:
    """Give the knowledge with another strength of a link; without the link if that is None."""

    def changed(links: tuple[Link, ...]) -> Iterator[Link]:
        for link in links:
            if link.target != outcome.target:
                yield link
            elif number is not None:
                yield replace(link, frequency=Frequency("changed", number))

    cause, field = knowledge.causes[outcome.cause], FIELDS[outcome.kind]
    other = replace(cause, **{field: tuple(changed(getattr(cause, field)))})
    return replace(knowledge, causes=MappingProxyType({**knowledge.causes, cause.id: other}))


def strength(knowledge: KnowledgeBase, outcome: LinkOutcome) -> float:
    links = getattr(knowledge.causes[outcome.cause], FIELDS[outcome.kind])
    return float(next(link.frequency.number for link in links if link.target == outcome.target))


@pytest.mark.parametrize("example", CASES, ids=lambda example: example.name)
def test_changed_links_to_symptoms_give_the_posterior_of_a_network_built_anew(
    tested: KnowledgeBase, example: Case
) -> None:
    network = tested.network
    observed = Observed.of(network, example.seen, example.not_seen)
    links = [
        LinkOutcome(cause.id, "shows", link.target, "", 0, "", "")
        for cause in tested.causes.values()
        for link in cause.shows
        if link.target in (*example.seen, *example.not_seen)
    ]
    indices = [
        (network.cause_index[link.cause], network.symptom_index[link.target], strength(tested, link))
        for link in links
    ]
    for link, without in zip(links, observed.without_links(indices), strict=True):
        for number in (None, 0.005, 0.6, 0.985):
            joint = at_strength(observed.joint, without, (number or 0) / strength(tested, link))
            anew = posterior(with_link(tested, link, number).network, example.seen, example.not_seen)
            np.testing.assert_allclose(posterior_of(joint), anew.probabilities, atol=1e-12)


def test_verdicts_are_those_of_playing(tested: KnowledgeBase) -> None:
    related = related_causes(tested.network)
    for example in CASES:
        now = Observed.of(tested.network, example.seen, example.not_seen).probabilities
        failed = {failure.expected for failure in play(tested, example).failures} - {"remedy", "asks"}
        assert demands_of(tested, example, related).hold(now[None])[0] == (not failed), example.name


def test_what_is_noticed_is_what_playing_every_case_notices(tested: KnowledgeBase) -> None:
    def failing(knowledge: KnowledgeBase, kind: str) -> set[str]:
        looked_at = {"remedy"} if kind == "fixes" else {"top", "within-top-3", "not", "nothing-wrong"}
        results = [play(knowledge, example) for example in CASES]
        return {r.name for r in results if any(failure.expected in looked_at for failure in r.failures)}

    report = mutate(tested)
    assert (report.cases, report.cases_left_out) == (8, 1)
    for link in report.links:
        flipped = opposite_end(strength(tested, link), tested.vocabulary)
        for number, noticed_by in ((None, link.drop_noticed_by), (flipped, link.flip_noticed_by)):
            found = failing(with_link(tested, link, number), link.kind) - {"fails already"}
            assert bool(noticed_by) == bool(found), link
            assert not noticed_by or noticed_by in found
    assert {score.name: score.drops_noticed > 0 for score in report.by_kind} == {
        "shows": True,
        "leads-to": True,
        "fixes": True,
    }


STORIES = (
    # what was seen, what must come out, the links that it hangs on
    (
        ("training-loss-oscillates", "rate-large"),
        Expectation(alone="learning-rate-too-high"),
        {
            ("learning-rate-too-high", "shows", "training-loss-oscillates"),
            ("learning-rate-too-high", "shows", "rate-large"),
        },
    ),
    (
        ("sigmoid-hidden", "gradients-zero"),
        Expectation(alone="sigmoid-in-deep-layers"),
        {
            ("sigmoid-in-deep-layers", "shows", "sigmoid-hidden"),
            ("sigmoid-in-deep-layers", "leads-to", "vanishing-gradients"),
            ("vanishing-gradients", "shows", "gradients-zero"),
        },
    ),
    (
        ("training-loss-nan", "data-has-nan"),
        Expectation(top="nan-in-data", offers=("clean-data",)),
        {("nan-in-data", "fixes", "clean-data")},
    ),
)


@pytest.mark.parametrize(("seen", "expect", "links"), STORIES)
def test_a_story_notices_every_link_that_it_hangs_on(
    tested: KnowledgeBase, seen: tuple[str, ...], expect: Expectation, links: set[tuple[str, str, str]]
) -> None:
    story = Case("a story", seen, (), expect)
    assert play(tested, story).outcome == "passed"
    assert set(hanging_links(tested, story)) == links
    report = mutate(replace(tested, cases=(story,)))
    noticed = {(link.cause, link.kind, link.target): link for link in report.links if link.drop_noticed_by}
    assert links <= noticed.keys()
    for key in links:
        played = play(with_link(tested, noticed[key], None), story)
        assert played.outcome == "failed", key
        assert {failure.expected for failure in played.failures} & {"alone", "offers"}


def test_suggested_cases_hold_and_notice_what_they_say(tested: KnowledgeBase) -> None:
    report = mutate(tested)
    suggestions = suggest(tested, report)
    untested = {(link.cause, link.kind, link.target) for link in report.untested}
    cases = tuple(Case("judged", new.seen, new.not_seen, new.expect) for new in suggestions.cases)
    assert {result.outcome for result in play_all(tested, cases)} == {"passed"}
    longer = [
        replace(case, expect=replace(case.expect, alone=case.expect.alone or more.alone, offers=more.offers))
        for more in suggestions.additions
        for case in CASES
        if case.name == more.name
    ]
    assert {result.outcome for result in play_all(tested, longer)} == {"passed"}
    promised = {key for part in (*suggestions.cases, *suggestions.additions) for key in part.tests}
    assert promised == untested - set(suggestions.left)
    then = mutate(replace(tested, cases=(*CASES, *longer, *cases)))
    assert {(link.cause, link.kind, link.target) for link in then.untested} == set(suggestions.left)
    assert len(suggestions.left) < 0.1 * len(report.links)


def test_no_suggested_story_has_two_answers_to_one_exclusive_question(tested: KnowledgeBase) -> None:
    for new in suggest(tested, mutate(tested)).cases:
        asked = [
            question.id
            for question in tested.questions.values()
            for symptom in question.options
            if question.choose == "one" and symptom in new.seen
        ]
        assert len(asked) == len(set(asked)), new


def test_a_score_for_each_cause_the_least_tested_first(tested: KnowledgeBase) -> None:
    report = mutate(tested, chosen=lambda cause: cause.id in ("nan-in-data", "overfitting"))
    worst, best = report.by_cause
    assert (worst.name, worst.drops_noticed, worst.links) == ("overfitting", 0, 3)
    assert (best.name, best.links) == ("nan-in-data", 4)
    assert {link.cause for link in report.untested} >= {"overfitting"}


def test_when_time_is_up_what_is_not_decided_is_not_counted(tested: KnowledgeBase) -> None:
    report = mutate(tested, seconds=0)
    assert report.total.links == report.total.drops_noticed == 0
    assert report.total.undecided == len(report.links) > 0
    assert not report.untested
