"""Results: each is plain data and back, and what a notebook shows of it holds no text as markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lossdoctor import Consultation, KnowledgeBase, UnknownIdError
from lossdoctor.model import Text
from lossdoctor.records import Record

RESULTS: dict[str, Callable[[Consultation], Record | None]] = {
    "diagnosis": lambda consultation: consultation.diagnosis(),
    "plan": lambda consultation: consultation.plan(),
    "next question": lambda consultation: consultation.next_question(),
    "why": lambda consultation: consultation.why(),
    "why not": lambda consultation: consultation.why_not("nan-in-data"),
    "comparison": lambda consultation: consultation.compare("nan-in-data", "learning-rate-too-high"),
    "ranked cause": lambda consultation: consultation.explain("nan-in-data"),
    "match": lambda consultation: consultation.knowledge.search("loss is nan")[0],
    "event": lambda consultation: consultation.events[0],
    "neighbourhood": lambda consultation: consultation.knowledge.around("nan-in-data"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_every_result_is_plain_data_and_back(demo: KnowledgeBase, name: str) -> None:
    consultation = Consultation(demo)
    consultation.observe("training-loss-nan", absent=["training-loss-flat"])
    result = RESULTS[name](consultation)
    assert result is not None
    assert type(result).from_dict(result.to_dict()) == result


def test_what_a_thing_touches_is_the_graph_around_it(demo: KnowledgeBase) -> None:
    for name in ("nan-in-data", "training-loss-nan", "clean-data"):
        links = {link.id for link in demo.around(name).links}
        assert links == {*demo.graph.predecessors(name), *demo.graph.successors(name)}
    with pytest.raises(UnknownIdError, match='did you mean "nan-in-data"'):
        demo.around("nan-in-dat")


def test_a_notebook_shows_names_and_no_markup(demo: KnowledgeBase) -> None:
    around = replace(demo.around("nan-in-data"), name=Text("a < b & c"))
    assert "a &lt; b &amp; c" in around._repr_html_()
    assert f"<td>{len(demo.causes)}</td>" in demo._repr_html_()
