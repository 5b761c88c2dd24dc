"""A consultation by keys and by mouse: what is pressed is what is said, and all of it can be taken back."""

from __future__ import annotations

import pytest

PICK_NAN = ('"nan"', "enter")
"""Type what is seen, and pick the first match."""


async def test_words_find_symptoms_and_only_picked_ones_are_evidence(wizard):
    async with wizard() as user:
        await user.press('"loss is nan"')
        assert "It becomes NaN or infinite" in user.sees
        assert user.said.present == ()

        await user.press("enter", "enter")

        assert user.place == "question"
        assert user.said.present == ("training-loss-nan",)
        assert user.said.complaints == ("loss is nan",)


async def test_several_symptoms_can_be_picked_and_taken_back(wizard):
    async with wizard() as user:
        for words in ('"nan"', '"oscil"', '"weights"'):
            await user.press(words, "enter")
        await user.press("backspace", "enter")

        assert user.said.present == ("training-loss-nan", "training-loss-oscillates")


async def test_nothing_found_leads_on(wizard):
    async with wizard() as user:
        await user.press('"qqqqq"')
        assert "Nothing known sounds like “qqqqq”" in user.sees

        await user.press("enter")

        assert (user.place, user.said.events) == ("question", ())


async def test_symptoms_can_be_picked_from_the_list(wizard):
    async with wizard() as user:
        await user.press("down", "enter", "down", "enter", "up", "up", "enter")

        assert user.place == "question"
        assert user.said.present == ("training-loss-nan",)


@pytest.mark.parametrize(
    ("key", "kind"),
    [("i", "unknown"), ("s", "skip"), ("0", "answer")],
    ids=["don't know", "skip", "none of these"],
)
async def test_there_is_always_an_answer(wizard, key, kind):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter")
        first = user.question

        await user.press(key)

        event = user.said.events[-1]
        assert (event.kind, event.question, event.present) == (kind, first, ())
        assert user.question != first


async def test_several_answers_are_marked_and_then_confirmed(wizard):
    async with wizard() as user:
        await user.press("enter")
        await user.is_asked("run-setup")
        await user.press("1", "3", "2", "2")
        assert user.said.events == ()

        await user.press("enter")

        assert user.said.answered == {"run-setup": ("no-normalisation", "default-initialisation")}


async def test_yes_and_no_have_numbers(wizard):
    async with wizard() as user:
        await user.press("enter")
        await user.is_asked("data-check")
        await user.press("2")
        assert user.said.absent == ("data-has-nan",)

        await user.press("u", "1")
        assert user.said.present == ("data-has-nan",)


async def test_undo_puts_the_question_back_and_redo_the_answer(wizard):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter")
        first = user.question
        await user.press("0")
        events = user.said.events

        await user.press("u")
        assert (user.question, user.said.events) == (first, events[:-1])

        await user.press("U")
        assert user.said.events == events

        await user.press(*["u"] * 5)
        assert user.said.events == ()
        assert "Nothing to take back" in user.sees


@pytest.mark.parametrize("key", ["9", "Z", "汉", "ctrl+t"])
async def test_wrong_keys_change_nothing_and_say_what_would_work(wizard, key):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter")
        before = user.said.events, user.question

        await user.press(key)

        assert (user.said.events, user.question) == before
        if len(key) == 1:
            assert "does nothing here" in user.sees or "There is no answer 9" in user.sees


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh")], ids=["80x24", "120x40"])
async def test_from_complaint_to_remedy_by_keys(wizard, size, language):
    async with wizard(size=size, language=language) as user:
        await user.press(*PICK_NAN, "enter")
        while user.place == "question":
            await user.press("i")
        assert user.place == "diagnosis"
        assert user.said.diagnosis().verdict.in_language(language)[:8] in user.sees

        await user.press("down", "space", "p")
        step = user.screen.step
        assert step.kind == "remedy"

        await user.press("t", "3")

        assert user.place == "plan"
        assert user.said.tried_remedies == {step.id: "no-change"}


async def test_the_mouse_alone_says_the_same_as_keys(wizard):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter", "0", "i", "d")
        by_keys = user.said.events[1:], user.said.diagnosis()

    async with wizard() as user:
        await user.click("how a curve moves")
        await user.click("It becomes NaN or infinite")
        await user.click("Begin with this")
        await user.click("None of these")
        await user.click("I don't know")

        assert (user.said.events, user.said.diagnosis()) == by_keys


async def test_picks_and_key_hints_answer_to_the_mouse(wizard):
    async with wizard() as user:
        await user.press(*PICK_NAN)
        await user.click("It becomes NaN or infinite")
        assert not user.screen.picked

        await user.press("enter", "0")
        await user.click("undo")
        assert user.said.events == ()


async def test_why_is_closed_by_default_and_one_key_away(wizard):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter")
        assert "What each answer would do" not in user.sees

        await user.press("w")
        assert "What each answer would do" in user.sees

        await user.press("w")
        assert user.place == "question"


async def test_a_page_tells_what_is_seen(wizard):
    async with wizard() as user:
        await user.press("enter", "slash", '"oscillates"', "enter")
        assert "In other words" in user.sees

        await user.press("a", "escape")

        assert user.said.present == ("training-loss-oscillates",)
        assert user.place == "question"


async def test_the_language_changes_on_every_screen(wizard):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter")
        for key, english, chinese in (
            ("c", "Likely causes", "可能的原因"),
            ("d", "Speaks for it", "支持的证据"),
            ("p", "Steps", "步骤"),
        ):
            await user.press(key)
            assert english in user.sees
            await user.press("l")
            assert chinese in user.sees
            assert english not in user.sees
            await user.press("l")


async def test_escape_leads_to_the_first_screen_and_back(wizard):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter", "i")
        events, asked = user.said.events, user.question

        await user.press("escape")
        assert user.place == "start"
        assert "Go on with this consultation" in user.sees

        await user.press("escape")
        assert (user.said.events, user.question) == (events, asked)


async def test_what_speaks_against_an_earlier_answer_is_said_and_nothing_lost(wizard):
    async with wizard() as user:
        await user.press(*PICK_NAN, "enter", "slash", '"oscillates"', "enter", "a")
        before = user.said.events

        user.app.observe("training-loss-oscillates")
        await user.pilot.pause()

        assert "said already" in user.sees
        assert user.said.events == before
