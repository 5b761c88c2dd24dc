"""The graph around one thing as a picture: an SVG inside the page, in the colours of the page.

Owns how boxes and arrows look, their links and labels. Leaves the choice of boxes to ``neighbourhood`` and
their places to ``layered``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from lossdoctor.model import Text
from lossdoctor.printing.layout import shorten, wrap
from lossdoctor.website.edition import Edition
from lossdoctor.website.layered import Drawing, draw_in_layers
from lossdoctor.website.markup import Html, element
from lossdoctor.website.neighbourhood import Arrow, Graph
from lossdoctor.wording import figure, fill

__all__ = ["picture"]

WIDTHS = {"cause": 148, "mechanism": 148, "remedy": 148, "symptom": 206}
CELL, LINE, PADDING, MOST_LINES = 6.9, 16, 8, 4
ACROSS, MARGIN = 42, 4
LEAST_SCALE = 0.8
"""A picture shrinks so far to fit the page; then it is scrolled."""
LEGEND = Text(
    "From left to right: what brings about what. The thicker a line, the more often. "
    "The most telling links only; the tables have all.",
    "从左到右：什么引起什么；线越粗越常见。只画最能说明问题的联系，完整内容见表格。",
)
FIXES = Text(
    "From left to right: what this mends, and how that is seen. The thicker a line, the more often.",
    "从左到右：此对策能解决什么，它们又如何表现；线越粗越常见。",
)
KINDS = {
    "remedy": Text("remedy", "对策"),
    "cause": Text("root cause", "根本原因"),
    "mechanism": Text("what others bring about", "由其他原因引起"),
    "symptom": Text("what you see", "看到什么"),
}
ALT = Text("Graph: the links that the tables of this page list.", "关系图：内容与本页表格一致。")


@dataclass(frozen=True, slots=True)
class _Box:
    """What is written in a box."""

    over: str
    """The question that a symptom answers, in small letters; empty for all others."""
    lines: tuple[str, ...]
    width: int

    @property
    def height(self) -> float:
        return 2 * PADDING + LINE * (len(self.lines) + bool(self.over)) - 2


def picture(edition: Edition, graph: Graph) -> Html:
    """Draw a graph; nothing where it has no arrows."""
    if not graph.arrows:
        return Html("")
    boxes = {name: _box(edition, graph, name) for name in graph.kinds}
    drawing = draw_in_layers(
        graph.layers,
        [(arrow.origin, arrow.target) for arrow in graph.arrows],
        heights={name: box.height for name, box in boxes.items()},
    )
    widths = [0] * (max(graph.layers.values()) + 1)
    for name, layer in graph.layers.items():
        widths[layer] = max(widths[layer], boxes[name].width)
    lefts = [0, *accumulate(width + ACROSS for width in widths)]
    width, height = lefts[-1] - ACROSS, drawing.height
    arrows = sorted(graph.arrows, key=lambda arrow: (arrow.frequency.number, arrow.origin, arrow.target))
    drawn = [_path(edition, arrow, graph, drawing, lefts, widths) for arrow in arrows]
    drawn += [
        _node(edition, graph, name, box, lefts[graph.layers[name]], drawing.tops[name])
        for name, box in boxes.items()
    ]
    svg = element(
        "svg",
        drawn,
        viewBox=f"{-MARGIN} {-MARGIN} {width + 2 * MARGIN} {height + 2 * MARGIN:.0f}",
        width=f"{width + 2 * MARGIN}",
        style=f"min-width:{LEAST_SCALE * width:.0f}px",
        role="group",
        aria_label=ALT.in_language(edition.language),
    )
    legend = FIXES if "remedy" in graph.kinds.values() else LEGEND
    name = ALT.in_language(edition.language)
    frame = element("div", svg, class_="scroll", tabindex="0", role="region", aria_label=name)
    return element(
        "figure", frame, element("figcaption", edition.say(legend), _swatches(edition, graph)), class_="graph"
    )


def _swatches(edition: Edition, graph: Graph) -> Html:
    present = [kind for kind in KINDS if kind in graph.kinds.values()]
    return element(
        "div", [(element("span", class_=f"swatch {kind}"), edition.say(KINDS[kind])) for kind in present]
    )


def _box(edition: Edition, graph: Graph, name: str) -> _Box:
    kind = graph.kinds[name]
    width = WIDTHS[kind]
    cells = int((width - 2 * PADDING) / CELL)
    words = edition.name(kind if kind in ("symptom", "remedy") else "cause", name).in_language(
        edition.language
    )
    over = ""
    if kind == "symptom":
        question = edition.knowledge.questions[edition.knowledge.symptoms[name].question]
        if question.choose != "yes-no" and question.id != graph.centre:
            over = shorten(question.ask.in_language(edition.language), int(cells * 1.15))
    lines = wrap(words, cells)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], shorten(" ".join(lines[MOST_LINES - 1 :]), cells)]
    return _Box(over, tuple(lines), width)


def _node(edition: Edition, graph: Graph, name: str, box: _Box, left: float, top: float) -> Html:
    kind = graph.kinds[name]
    page = kind if kind in ("symptom", "remedy") else "cause"
    across = f"{left + box.width / 2:g}"
    rows = [("over", box.over)] if box.over else []
    rows += [("", line) for line in box.lines]
    texts = [
        element(
            "text",
            line,
            x=across,
            y=f"{top + PADDING + 11 + LINE * number:.1f}",
            class_=style or None,
        )
        for number, (style, line) in enumerate(rows)
    ]
    outline = element(
        "rect",
        x=f"{left:g}",
        y=f"{top:.1f}",
        width=f"{box.width}",
        height=f"{box.height:g}",
        rx="14" if kind == "symptom" else "4",
    )
    inside = element("g", outline, texts, class_=f"{kind} centre" if name == graph.centre else kind)
    return inside if name == graph.centre else element("a", inside, href=edition.address(page, name))


def _path(
    edition: Edition, arrow: Arrow, graph: Graph, drawing: Drawing, lefts: list[int], widths: list[int]
) -> Html:
    first = graph.layers[arrow.origin]
    way = drawing.ways[arrow.origin, arrow.target]
    x, y = lefts[first] + WIDTHS[graph.kinds[arrow.origin]], way[0]
    steps = [f"M{x:g} {y:.1f}"]
    for layer, height in enumerate(way[1:], first + 1):
        left = lefts[layer]
        middle = (x + left) / 2
        steps.append(f"C{middle:g} {y:.1f} {middle:g} {height:.1f} {left:g} {height:.1f}")
        x, y = left + widths[layer], height
        if layer < first + len(way) - 1:
            steps.append(f"H{x:g}")
    number = arrow.frequency.number
    term = edition.knowledge.vocabulary.how_often.get(arrow.frequency.written)
    word = term.name if term else Text(arrow.frequency.written)
    told = fill("{word} ({n})", "{word}（{n}）", word=word, n=figure(number)).in_language(edition.language)
    return element(
        "path",
        element("title", told),
        d="".join(steps),
        style=f"stroke-width:{0.8 + 2.6 * number:.2f};opacity:{0.3 + 0.6 * number:.2f}",
    )
