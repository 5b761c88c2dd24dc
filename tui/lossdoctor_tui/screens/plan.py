"""The plan screen: what to try in order, the marked step in full, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from lossdoctor.planning import Plan, PlanStep
from lossdoctor_tui.drawings.plan import draw_plan_end, draw_plan_row, draw_plan_whole, draw_step
from lossdoctor_tui.keymap import bind
from lossdoctor_tui.layout import Row
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.split import SplitScreen
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.key_bar import Hint
from lossdoctor_tui.widgets.masthead import Masthead

__all__ = ["PlanScreen"]

END = "end-of-plan"


class PlanScreen(SplitScreen):
    """What to try, in order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("tried", "tried", "I tried it"),
        bind("copy", "copy", "Copy the code"),
    ]
    HINTS = (
        Hint("space", "hint-read"),
        Hint("y", "hint-copy"),
        Hint("d", "hint-diagnosis"),
        Hint("u", "hint-undo"),
        Hint("esc", "hint-back", key="escape"),
        Hint("?", "hint-help", key="question_mark"),
    )

    def show_list(self) -> None:
        """Write the steps."""
        self.query_one(Masthead).tell(self.say("place-start"), self.say("place-plan"))
        if not self.told:
            words = styled((self.say("working"), "$quiet"))
            self.rows.show([Row("working", lambda width: words, heading=True)])
            return
        listed = [self._row(number, step) for number, step in enumerate(self._plan.steps, 1)]
        listed.append(Row(END, draw_plan_row(self.view, self.say("if-nothing-helps"))))
        self.rows.show(listed, mark=self.rows.marked)

    def show_whole(self) -> None:
        """Write the summary."""
        self.whole.draw(draw_plan_whole(self.view, self._plan))

    def show_detail(self, row: str) -> None:
        """Tell the marked step in full."""
        step = self.step
        self.text.draw(draw_step(self.view, step) if step else draw_plan_end(self.view, self._plan))

    @property
    def _plan(self) -> Plan:
        return self.view.consultation.plan()

    def _row(self, number: int, step: PlanStep) -> Row:
        return Row(step.id, draw_plan_row(self.view, self.view.text(step.name), number, step))

    @property
    def hints(self) -> tuple[Hint, ...]:
        """A check is answered and not tried."""
        step = self.step
        first = Hint("t", "hint-answer-it") if step and step.kind == "check" else Hint("t", "hint-tried")
        return (first, *self.HINTS)

    @property
    def step(self) -> PlanStep | None:
        """The step that is marked; None at the end of the list, and before the plan is there."""
        steps = self._plan.steps if self.told else ()
        return next((step for step in steps if step.id == self.rows.marked), None)

    @on(Choices.Taken)
    def action_tried(self) -> None:
        """Tell what the marked remedy did, or answer the marked check."""
        from lossdoctor_tui.screens.tried import TriedScreen

        step = self.step
        if step is None:
            self.tell(self.say("nothing-to-do"))
        elif step.kind == "remedy":
            self.app.push_screen(TriedScreen(step.id))
        else:
            self.wizard.ask(step.id)

    def action_copy(self) -> None:
        """Copy the code of the marked step."""
        step, knowledge = self.step, self.view.knowledge
        if step is None:
            self.wizard.copy("")
        elif step.kind == "remedy":
            self.wizard.copy(self.view.code(knowledge.remedies[step.id].code)[1])
        else:
            self.wizard.copy(self.view.code(knowledge.questions[step.id].code)[1])
