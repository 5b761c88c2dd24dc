"""A consultation: what was said so far, and everything that follows from it.

Owns the conversation: answering, observing, trying remedies, taking back, and keeping as JSON.
Leaves every computation to the modules named in it; a consultation holds events and nothing else of its own,
so undo, resume, replay and the report need no code of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from lossdoctor.answering import read_answer
from lossdoctor.errors import EvidenceError, LossdoctorError
from lossdoctor.events import OUTCOMES, Event, Said, fold
from lossdoctor.evidence import id_list
from lossdoctor.model import Text
from lossdoctor.reasoner import Reasoner
from lossdoctor.wording import fill, join

if TYPE_CHECKING:
    from lossdoctor.comparison import Comparison, WhyNot
    from lossdoctor.diagnosis import Diagnosis, RankedCause
    from lossdoctor.knowledge_base import KnowledgeBase
    from lossdoctor.lost import Lost
    from lossdoctor.model import Question
    from lossdoctor.planning import Plan
    from lossdoctor.questions import Asking, NextQuestion, Why
    from lossdoctor.search import Match

__all__ = ["FRAMEWORKS", "LANGUAGES", "Consultation"]

LANGUAGES = ("en", "zh")
FRAMEWORKS = ("pytorch", "keras")
"""The frameworks for which the knowledge has code; any other name is taken and simply has none."""

Result = TypeVar("Result")


class Consultation:
    """One troubleshooting session.

    The order of the answers never changes a conclusion; contradicting an earlier answer is refused and leaves
    the consultation as it was.

    >>> consultation = Consultation()
    >>> consultation.observe("training-loss-nan")
    >>> consultation.next_question().question.id in consultation.knowledge.questions
    True
    >>> consultation.undo().present
    ('training-loss-nan',)
    """

    def __init__(
        self, knowledge: KnowledgeBase | None = None, *, language: str = "en", framework: str = "pytorch"
    ) -> None:
        if knowledge is None:
            from lossdoctor.knowledge_base import load  # a consultation over given knowledge needs no loader

            knowledge = load()
        self.knowledge = knowledge
        self.language = language
        self.framework = framework
        self.lost: tuple[Lost, ...] = ()
        """After ``from_json``: what had been said and could not be taken up, each with its reason."""
        self._reasoner = Reasoner(knowledge)
        self._events: tuple[Event, ...] = ()
        self._undone: tuple[Event, ...] = ()
        self._said = Said()
        self._computed: dict[str, Any] = {}

    # What was said ------------------------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language of the texts that depend on one; may be changed at any time."""
        return self._language

    @language.setter
    def language(self, language: str) -> None:
        if language not in LANGUAGES:
            raise LossdoctorError(
                fill(
                    'unknown language "{language}"; lossdoctor speaks {languages}',
                    "不支持语言“{language}”；lossdoctor 支持 {languages}",
                    language=language,
                    languages=join(map(Text, LANGUAGES)),
                )
            )
        self._language = language

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that was said, oldest first; what was undone is not among it."""
        return self._events

    @property
    def undone(self) -> tuple[Event, ...]:
        """What ``redo`` would bring back, the next one last."""
        return self._undone

    @property
    def present(self) -> tuple[str, ...]:
        """Symptoms that were seen, in the order in which they were told."""
        return self._said.present

    @property
    def absent(self) -> tuple[str, ...]:
        """Symptoms that were looked for and not seen."""
        return self._said.absent

    @property
    def answered(self) -> Mapping[str, tuple[str, ...]]:
        """The options chosen, by question; an empty tuple is "none of these"."""
        return self._said.answered

    @property
    def unknowns(self) -> tuple[str, ...]:
        """Questions to which the answer was "I don't know"."""
        return self._said.unknown

    @property
    def skipped(self) -> tuple[str, ...]:
        """Questions that were skipped."""
        return self._said.skipped

    @property
    def tried_remedies(self) -> Mapping[str, str]:
        """What was tried, and what it did."""
        return self._said.tried

    @property
    def complaints(self) -> tuple[str, ...]:
        """The person's own words."""
        return self._said.complaints

    # Saying -------------------------------------------------------------------------------------------------

    def answer(self, question_id: str, *symptom_ids: str, none: bool = False) -> None:
        """Answer a question by the options that hold, or by "none of these".

        To a yes-no question, naming its option is yes and ``none=True`` is no.

        Raises:
            UnknownIdError: a question or symptom that the knowledge does not have.
            EvidenceError: an answer that the question does not have, or one that contradicts what was said.
        """
        question = self._question(question_id)
        chosen = tuple(dict.fromkeys(self._symptom(symptom) for symptom in symptom_ids))
        self._say(read_answer(question, chosen, self._said, none=none))

    def unknown(self, question_id: str) -> None:
        """Say "I don't know": no evidence, and the question is not asked again."""
        self._say(Event("unknown", question=self._question(question_id).id))

    def skip(self, question_id: str) -> None:
        """Leave a question for later: no evidence, and it may come back at the end."""
        self._say(Event("skip", question=self._question(question_id).id))

    def observe(self, *present: str, absent: Iterable[str] = ()) -> None:
        """Tell symptoms that were seen, or looked for and not seen, without being asked.

        Raises:
            UnknownIdError: a symptom that the knowledge does not have.
            EvidenceError: a symptom that is said to be both present and absent.
        """
        seen = tuple(dict.fromkeys(self._symptom(symptom) for symptom in id_list(present, "present")))
        denied = tuple(dict.fromkeys(self._symptom(symptom) for symptom in id_list(absent, "absent")))
        if seen or denied:
            self._say(Event("observe", present=seen, absent=denied))

    def tried(self, remedy_id: str, outcome: str) -> None:
        """Tell what trying a remedy did: "fixed", "better", "no-change" or "worse"."""
        remedy = self.knowledge.resolve(remedy_id, "remedy")
        if outcome not in OUTCOMES:
            raise EvidenceError(
                fill(
                    'unknown outcome "{outcome}"; a remedy did one of: {known}',
                    "未知的结果“{outcome}”；结果只能是：{known}",
                    outcome=outcome,
                    known=", ".join(OUTCOMES),
                ),
                values=[outcome],
            )
        self._say(Event("tried", remedy=remedy, outcome=outcome))

    def complain(self, text: str) -> tuple[Match, ...]:
        """Remember the person's own words, and find the symptoms that they may mean.

        Words alone are never evidence: pass what the person confirms to ``observe``.
        """
        words = text.encode("utf-8", "replace").decode().strip()  # a terminal may give half characters
        if not words:
            raise EvidenceError(
                Text(
                    "the text is empty; say in a few words what you see",
                    "没有内容；请用几个字说明你看到了什么",
                )
            )
        self._say(Event("complain", text=words))
        return self.knowledge.search(words)

    def forget(self, said_id: str) -> None:
        """Take back what was said about a question, a symptom or a remedy, whenever it was said."""
        if said_id in self.knowledge.questions:
            question = self.knowledge.questions[said_id]
            self._say(Event("forget", question=said_id, present=question.options))
        elif said_id in self.knowledge.remedies:
            self._say(Event("forget", remedy=said_id))
        else:
            symptom = self._symptom(said_id)
            self._say(Event("forget", question=self.knowledge.symptoms[symptom].question, present=(symptom,)))

    def undo(self) -> Event | None:
        """Take the last event back, and give it; None when nothing was said."""
        if not self._events:
            return None
        *kept, last = self._events
        self._set(tuple(kept), (*self._undone, last))
        return last

    def redo(self) -> Event | None:
        """Say the event again that was undone last, and give it; None when there is none."""
        if not self._undone:
            return None
        *left, again = self._undone
        self._set((*self._events, again), tuple(left))
        return again

    # What follows from it -----------------------------------------------------------------------------------

    def ranking(self, *, back: int = 0) -> tuple[tuple[str, float], ...]:
        """Rank the causes by probability, as it stands or as it stood ``back`` events ago."""
        events = self._events[: len(self._events) - back] if back else self._events
        return self._reasoner.ranking(fold(events).findings)

    def diagnosis(self) -> Diagnosis:
        """Rank the causes, and say what explains what was seen."""
        from lossdoctor.diagnosis import make_diagnosis

        return self._compute("diagnosis", lambda: make_diagnosis(self._reasoner, self._said))

    def plan(self) -> Plan:
        """Put remedies and checks in the order in which to try them."""
        from lossdoctor.planning import make_plan

        return self._compute("plan", lambda: make_plan(self._reasoner, self._said))

    def next_question(self) -> NextQuestion | None:
        """Choose the question to ask now; None when it is time to act, and ``stopped`` says why."""
        return self._asking().question

    def ask(self, question_id: str) -> NextQuestion:
        """Give a question of one's own choice, a check of the plan for one, as ``next_question`` would.

        Raises:
            EvidenceError: when it was answered already, by asking or by what was told.
        """
        from lossdoctor.interview import ask_out_of_turn

        question = self._question(question_id)
        return self._compute(
            f"ask {question.id}", lambda: ask_out_of_turn(self._reasoner, self._said, question.id)
        )

    @property
    def stopped(self) -> str:
        """Why no further question is asked, in the consultation's language; empty while one is."""
        return self._asking().stopped.in_language(self.language)

    def questions_left(self) -> int:
        """Guess fairly how many questions are still to come."""
        return self._asking().left

    def why(self, question_id: str | None = None) -> Why:
        """Say what a question tells apart, and what each answer would do to the causes.

        Args:
            question_id: any question; the next one by default.

        Raises:
            EvidenceError: when no question is given and none is being asked.
        """
        from lossdoctor.questions import explain_question

        if question_id is None:
            asked = self.next_question()
            if asked is None:
                raise EvidenceError(
                    Text(
                        "no question is being asked; name the one you mean", "现在没有提问；请指明是哪个问题"
                    )
                )
            question_id = asked.question.id
        question = self._question(question_id)
        return self._compute(
            f"why {question.id}", lambda: explain_question(self._reasoner, self._said, question.id)
        )

    def explain(self, cause_id: str) -> RankedCause:
        """Give one cause with its evidence and paths, however far down the list it stands."""
        from lossdoctor.diagnosis import rank_cause

        cause = self.knowledge.resolve(cause_id, "cause")
        return self._compute(f"explain {cause}", lambda: rank_cause(self._reasoner, self._said, cause))

    def why_not(self, cause_id: str) -> WhyNot:
        """Say what speaks against a cause, and what would have to be seen for it to come first."""
        from lossdoctor.comparison import why_not

        cause = self.knowledge.resolve(cause_id, "cause")
        return self._compute(f"why not {cause}", lambda: why_not(self._reasoner, self._said, cause))

    def compare(self, cause_a: str, cause_b: str) -> Comparison:
        """Say which observations tell two causes apart, and which of them are still open."""
        from lossdoctor.comparison import compare

        first, second = self.knowledge.resolve(cause_a, "cause"), self.knowledge.resolve(cause_b, "cause")
        return self._compute(
            f"compare {first} {second}", lambda: compare(self._reasoner, self._said, first, second)
        )

    # Keeping ------------------------------------------------------------------------------------------------

    def to_json(self) -> str:
        """Write the consultation as JSON text; ``from_json`` continues it."""
        from lossdoctor.replay import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, text: str | bytes, *, knowledge: KnowledgeBase | None = None) -> Consultation:
        """Continue a consultation that was written by ``to_json``, as far as it can be.

        Retired ids are redirected. What is damaged, comes from a later version, contradicts what stands
        before it or no longer exists in the knowledge is left out and listed in ``lost``.

        Raises:
            SessionError: when the text is no saved consultation, or nothing of it can be read.
        """
        from lossdoctor.fitting import fit_events
        from lossdoctor.replay import read_json

        saved = read_json(text)
        consultation = cls(knowledge, language=saved.language, framework=saved.framework)
        events, undone, lost = fit_events(saved.events, saved.undone, consultation.knowledge)
        consultation._set(events, undone)
        consultation.lost = (*saved.lost, *lost)
        return consultation

    # Inside -------------------------------------------------------------------------------------------------

    def _say(self, event: Event) -> None:
        self._set((*self._events, event), ())

    def _set(self, events: tuple[Event, ...], undone: tuple[Event, ...]) -> None:
        self._said = fold(events)  # first, for it refuses contradictions
        self._events, self._undone = events, undone
        self._computed = {}

    def _compute(self, name: str, make: Callable[[], Result]) -> Result:
        if name not in self._computed:
            self._computed[name] = make()
        return cast("Result", self._computed[name])

    def _asking(self) -> Asking:
        from lossdoctor.interview import choose_question

        return self._compute("asking", lambda: choose_question(self._reasoner, self._said))

    def _question(self, question_id: str) -> Question:
        return self.knowledge.questions[self.knowledge.resolve(question_id, "question")]

    def _symptom(self, symptom_id: str) -> str:
        return self.knowledge.resolve(symptom_id, "symptom")
