"""The knowledge that comes with lossdoctor: sound, complete, and right about its own cases."""

from __future__ import annotations

import time

import pytest

from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.knowledge_tests import play_all
from lossdoctor.loading.check import check_folders
from lossdoctor.statistics import statistics_of

CLAIMS = {"nonconv": 32, "params": 26, "tfsum": 50, "lee2021": 24, "debugnn": 20}


@pytest.fixture(scope="module")
def shipped() -> KnowledgeBase:
    return load()


def test_there_is_no_fault_and_no_warning() -> None:
    outcome = check_folders()
    assert [f"{p.position}: {p.code} {p.message}" for p in outcome.problems] == []


def test_every_claim_of_the_five_documents_is_cited(shipped: KnowledgeBase) -> None:
    documents = {document.document: document for document in statistics_of(shipped).documents}
    assert {name: document.claims for name, document in documents.items()} == CLAIMS
    assert [claim for document in documents.values() for claim in document.not_cited] == []


def test_every_document_plays_one_of_its_stories(shipped: KnowledgeBase) -> None:
    cited = {
        source for case in shipped.cases if case.complaint and case.expect.remedy for source in case.sources
    }
    for document in CLAIMS:
        assert any(source == document or source.startswith(f"{document}-") for source in cited), document


def test_every_case_comes_out_as_it_must(shipped: KnowledgeBase) -> None:
    results = play_all(shipped)
    assert len(results) >= 2 * len(shipped.causes)
    assert [
        (r.name, [f.message for f in r.failures]) for r in results if r.outcome not in ("passed", "todo")
    ] == []


def test_contradictions_and_corrections_are_kept(shipped: KnowledgeBase) -> None:
    kept = {
        source
        for thing in (*shipped.causes.values(), *shipped.remedies.values())
        for disagreement in thing.disagreements
        for side in disagreement.sides
        for source in side.sources
    }
    against = {claim.id for claim in shipped.claims.values() if claim.against}
    assert len(against & kept) >= 0.9 * len(against)
    assert all(claim.caution.sources for claim in shipped.claims.values() if claim.caution)


def test_checking_takes_few_milliseconds_a_file() -> None:
    begun = time.process_time()
    outcome = check_folders()
    assert (time.process_time() - begun) / outcome.files < 0.010
