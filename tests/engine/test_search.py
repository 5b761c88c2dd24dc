"""Which symptoms people mean by their own words, in two languages."""

from __future__ import annotations

import pytest

from lossdoctor import KnowledgeBase
from lossdoctor.search import choose_symptoms, search


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("loss is nan", "training-loss-nan"),
        ("NaN LOSS!!", "training-loss-nan"),
        ("loss突然变成nan", "training-loss-nan"),
        ("损失变成无穷大", "training-loss-nan"),
        ("ｌｏｓｓ变成ＮａＮ", "training-loss-nan"),
        ("my weights have become NaN after a while", "weights-nan"),
        ("梯度爆炸了", "gradients-huge"),
        ("the gradients explode", "gradients-huge"),
        ("gradients vanish in the first layers", "gradients-zero"),
        ("the loss isn't decreasing at all", "training-loss-flat"),
        ("loss doesn’t go down", "training-loss-flat"),
        ("loss一直不下降", "training-loss-flat"),
        ("loss oscilates wildly", "training-loss-oscillates"),
        ("oscil", "training-loss-oscillates"),
        ("损失来回震荡", "training-loss-oscillates"),
        ("the validation loss goes up", "validation-loss-rises"),
        ("过拟合", "validation-loss-rises"),
        ("there are missing values in my dataset", "data-has-nan"),
        ("收敛很慢", "training-loss-falls-slowly"),
    ],
)
def test_the_best_match_is_what_is_meant(demo: KnowledgeBase, text: str, symptom: str) -> None:
    assert search(demo, text)[0].id == symptom


@pytest.mark.parametrize(
    ("typed", "symptom"),
    [
        ("los", "training-loss-nan"),
        ("loss osc", "training-loss-oscillates"),
        ("osc", "training-loss-oscillates"),
        ("震", "training-loss-oscillates"),
        ("过拟", "validation-loss-rises"),
        ("valid", "validation-loss-rises"),
    ],
)
def test_half_a_word_finds_and_is_never_taken_as_seen(demo: KnowledgeBase, typed: str, symptom: str) -> None:
    assert symptom in [match.id for match in search(demo, typed)]
    assert choose_symptoms(demo, typed)[0] == ()


@pytest.mark.parametrize(
    "text", ["the loss is not nan", "no nan", "没有nan", "loss没有变成nan", "without any NaN"]
)
def test_what_is_denied_is_not_meant(demo: KnowledgeBase, text: str) -> None:
    taken, _ = choose_symptoms(demo, text)
    assert taken == ()
    assert all("nan" not in match.id or match.score < 0.5 for match in search(demo, text))


@pytest.mark.parametrize("text", ["", "   ", "the of and", "???", "😀😀", "\x00\x1b[31m", "x" * 5000])
def test_empty_and_foreign_words_find_nothing_and_break_nothing(demo: KnowledgeBase, text: str) -> None:
    assert search(demo, text) == ()


@pytest.mark.parametrize(
    ("text", "symptoms"),
    [
        ("loss was going down, then suddenly became nan", {"training-loss-nan"}),
        ("loss突然变成nan，权重也变成nan", {"training-loss-nan", "weights-nan"}),
        ("gradients explode and the loss is inf", {"gradients-huge", "training-loss-nan"}),
        ("I like trains", set()),
    ],
)
def test_a_sentence_may_tell_several_symptoms_one_to_a_question(
    demo: KnowledgeBase, text: str, symptoms: set[str]
) -> None:
    taken, left = choose_symptoms(demo, text)
    assert {match.id for match in taken} == symptoms
    assert not symptoms & {match.id for match in left}


def test_causes_and_remedies_are_found_when_asked_for(demo: KnowledgeBase) -> None:
    found = search(demo, "learning rate too high", kinds=("cause", "remedy"))
    assert (found[0].kind, found[0].id) == ("cause", "learning-rate-too-high")
    assert all(match.kind == "symptom" for match in search(demo, "learning rate too high"))
    assert [match.id for match in search(demo, "He初始化", kinds=("remedy",))][:1] == ["he-initialisation"]


def test_every_symptom_is_found_by_each_of_its_own_words(demo: KnowledgeBase) -> None:
    for symptom in demo.symptoms.values():
        for words in symptom.also_said:
            assert symptom.id in [match.id for match in search(demo, words)[:2]], words
