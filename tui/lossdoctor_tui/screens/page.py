"""The page of a symptom, cause, remedy or question, and the pages that it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from lossdoctor_tui.drawings.pages import PageLink, draw_page, links_of, place_of
from lossdoctor_tui.drawings.pieces import heading, in_context
from lossdoctor_tui.keymap import bind
from lossdoctor_tui.layout import Row, fit, stack
from lossdoctor_tui.safe_text import styled
from lossdoctor_tui.screens.base import WizardScreen
from lossdoctor_tui.widgets.choices import Choices
from lossdoctor_tui.widgets.key_bar import Hint
from lossdoctor_tui.widgets.masthead import Masthead
from lossdoctor_tui.widgets.one_pass import Column
from lossdoctor_tui.widgets.prose import Prose

__all__ = ["PageScreen"]


class PageScreen(WizardScreen):
    """One page of the knowledge."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("seen", "seen", "I see this"),
        bind("copy", "copy", "Copy the code"),
        Binding("space,pagedown", "read(1)", "Read on", show=False, priority=True),
        Binding("b,pageup", "read(-1)", "Read back", show=False, priority=True),
        Binding("escape,backspace", "app.pop_screen", "Back", show=False),
    ]
    HINTS = (
        Hint("enter", "hint-open"),
        Hint("space", "hint-read"),
        Hint("/", "hint-search", key="slash"),
        Hint("esc", "hint-back", key="escape"),
        Hint("?", "hint-help", key="question_mark"),
    )

    def __init__(self, known_id: str) -> None:
        super().__init__()
        self.known_id = known_id

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What is peculiar to a page comes first: a symptom can be seen, code can be copied."""
        knowledge = self.view.knowledge
        if self.known_id in knowledge.symptoms:
            return (Hint("a", "hint-seen"), *self.HINTS)
        record = knowledge.remedies.get(self.known_id) or knowledge.questions.get(self.known_id)
        return (Hint("y", "hint-copy"), *self.HINTS) if record and record.code else self.HINTS

    def compose_body(self) -> ComposeResult:
        """Put the text, and under it the links."""
        with Column(id="page"):
            yield Prose(id="text")
            yield Choices(id="links")

    def show(self) -> None:
        """Write the page."""
        super().show()
        view = self.view
        self.query_one(Masthead).tell(self.say("place-start"), self.say(place_of(view, self.known_id)))
        self.query_one("#text", Prose).draw(draw_page(view, self.known_id))
        rows: list[Row] = []
        group = ""
        for number, link in enumerate(links_of(view, self.known_id)):
            if link.heading != group:
                group = link.heading
                rows.append(Row(f"heading {group}", _heading(self.say(group)), heading=True))
            rows.append(Row(f"{number} {link.target}", _link(self._link_name(link), link.how_often)))
        links = self.query_one(Choices)
        links.show(rows, mark=None)
        links.focus(scroll_visible=False)
        self.query_one("#page").scroll_home(animate=False)

    def _link_name(self, link: PageLink) -> Content:
        """Name what a row leads to; a symptom with its question, where that is not this page."""
        view = self.view
        if link.target in view.knowledge.symptoms and self.known_id not in view.knowledge.questions:
            return in_context(view, link.target)
        return styled(view.name(link.target))

    @on(Choices.Taken)
    def follow(self, event: Choices.Taken) -> None:
        """Open the page that a row leads to."""
        self.wizard.open_page(event.row.partition(" ")[2])

    def action_seen(self) -> None:
        """Tell that this symptom is seen."""
        if self.known_id in self.view.knowledge.symptoms:
            self.wizard.observe(self.known_id)
        else:
            self.wizard.wrong_key("a")

    def action_copy(self) -> None:
        """Copy the code of this page."""
        knowledge = self.view.knowledge
        record = knowledge.remedies.get(self.known_id) or knowledge.questions.get(self.known_id)
        self.wizard.copy(self.view.code(record.code)[1] if record else "")

    def action_read(self, pages: int) -> None:
        """Scroll by pages."""
        page = self.query_one("#page")
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)


def _heading(words: str) -> Callable[[int], Content]:
    title = stack([styled(""), heading(words)])
    return lambda width: title


def _link(name: Content, how_often: str) -> Callable[[int], Content]:
    tail = styled((how_often, "$quiet"))
    return lambda width: styled("  ", fit(name, width - tail.cell_length - 4), "  ", tail)
