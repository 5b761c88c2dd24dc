"""Questions to the knowledge that need no observation."""

from __future__ import annotations

import json
import xml.etree.ElementTree as xml
from pathlib import Path

import networkx
import pytest

from lossdoctor.errors import UnknownIdError
from lossdoctor.graph import EXPORTS
from lossdoctor.knowledge_base import KnowledgeBase, load


def test_links_are_followed_both_ways(small: KnowledgeBase) -> None:
    assert [link.target for link in small.symptoms_of("numerical-overflow")] == ["loss-nan", "weights-nan"]
    assert [entry.origin for entry in small.causes_of("loss-nan")] == ["missing-values", "numerical-overflow"]
    assert [link.target for link in small.remedies_of("missing-values")] == ["clean-data"]
    assert [entry.origin for entry in small.causes_fixed_by("lower-learning-rate")] == [
        "learning-rate-too-high",
        "numerical-overflow",
    ]
    assert small.source_of("notes-03").id == small.source_of("notes").id == "notes"


def test_paths_go_through_mechanisms(small: KnowledgeBase) -> None:
    (path,) = small.paths("learning-rate-too-high", "loss-nan")
    assert path.nodes == ("learning-rate-too-high", "numerical-overflow", "loss-nan")
    assert path.strength == pytest.approx(0.27 * 0.91)
    assert small.paths("normal-wavering", "loss-nan") == ()


def test_causes_are_told_apart_by_what_differs_most(small: KnowledgeBase) -> None:
    first = small.tell_apart("numerical-overflow", "missing-values")[0]
    assert (first.symptom, first.first) == ("data-has-nan", pytest.approx(0.07))
    assert first.second == pytest.approx(1 - (1 - 0.07) * (1 - 0.985))
    assert small.tell_apart("missing-values", "missing-values") == ()


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda kb: kb.causes_of("los-nan"), 'unknown symptom "los-nan"; did you mean "loss-nan"'),
        (
            lambda kb: kb.symptoms_of("missing-value"),
            'unknown cause "missing-value"; did you mean "missing-values"',
        ),
        (lambda kb: kb.remedies_of("loss-nan"), 'unknown cause "loss-nan"'),
        (lambda kb: kb.causes_fixed_by("clean"), 'unknown remedy "clean"; did you mean "clean-data"'),
        (lambda kb: kb.paths("missing-values", "nan-loss"), 'did you mean "loss-nan"'),
        (lambda kb: kb.tell_apart("missing-values", ""), "unknown cause"),
        (lambda kb: kb.resolve("weights-looks", "question"), 'did you mean "weights-look"'),
    ],
)
def test_unknown_ids_ask_what_was_meant(ask, message: str, small: KnowledgeBase) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownIdError, match=message):
        ask(small)


def test_retired_ids_lead_to_what_took_their_place(folder: Path) -> None:
    retired = "older: old\nold: missing-values\ngone: null\n"
    (folder / "retired.yaml").write_text(retired)
    knowledge = load(folder)
    assert knowledge.resolve("older", "cause") == "missing-values"
    assert [link.target for link in knowledge.remedies_of("old")] == ["clean-data"]
    with pytest.raises(UnknownIdError):
        knowledge.resolve("gone", "cause")


def test_the_graph_is_open_to_networkx(small: KnowledgeBase) -> None:
    graph = small.graph
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.nodes["loss-nan"]["kind"] == "symptom"
    assert graph.nodes["loss-nan"]["name_zh"] == "变成 NaN"
    assert graph.edges["learning-rate-too-high", "numerical-overflow", "leads-to"]["how_often"] == "sometimes"
    assert graph.edges["clean-data", "missing-values", "fixes"]["sources"] == "notes-06"
    assert networkx.has_path(graph, "lower-learning-rate", "weights-nan")


def test_the_graph_can_be_taken_elsewhere(small: KnowledgeBase) -> None:
    written = {name: export(small.graph) for name, export in EXPORTS.items()}
    nodes = json.loads(written["json"])["nodes"]
    assert len(nodes) == len(small.graph)
    back = networkx.parse_graphml(written["graphml"], force_multigraph=True)
    assert set(back) == set(small.graph)
    assert back.nodes["loss-nan"]["name_zh"] == "变成 NaN"
    assert xml.fromstring(written["graphml"]).tag.endswith("graphml")
    assert '"learning-rate-too-high" -> "numerical-overflow" [label="leads-to: sometimes"]' in written["dot"]
    assert written["mermaid"].startswith("flowchart LR")


def test_names_with_quotes_do_not_break_exports(folder: Path) -> None:
    file = folder / "causes/missing-values.yaml"
    text = file.read_text("utf-8").replace("{en: Missing values in the data,", '{en: "Say \\"x\\" & [<b>]",')
    file.write_text(text, "utf-8")
    graph = load(folder).graph
    assert (
        networkx.parse_graphml(EXPORTS["graphml"](graph)).nodes["missing-values"]["name"] == 'Say "x" & [<b>]'
    )
    assert r"Say \"x\"" in EXPORTS["dot"](graph)
    assert "Say #quot;x#quot;" in EXPORTS["mermaid"](graph)


def test_remedies_that_were_tried_are_nodes_of_the_network(small: KnowledgeBase) -> None:
    assert set(small.network.symptoms) - set(small.symptoms) == {
        "tried:lower-learning-rate",
        "tried:clean-data",
    }
    assert small.network is small.network
