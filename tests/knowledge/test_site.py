"""The site of the knowledge: its pages, their links and languages, and the folder that it is written to."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossdoctor.cli.main import _run
from lossdoctor.errors import LossdoctorError
from lossdoctor.knowledge_base import KnowledgeBase, load
from lossdoctor.website import LANGUAGES, build_site, site_files
from lossdoctor.website.layered import draw_in_layers
from lossdoctor.website.writer import LIST_NAME, write_site

VOID = {"meta", "link", "input", "img"}
SITES: dict[str, Mapping[str, Parsed]] = {}
"""The pages of the small knowledge, read once for all tests."""
LOADS = {("script", "src"), ("img", "src"), ("link", "href")}


class Parsed(HTMLParser):
    """A page as a browser reads it: whether elements close, ids, links, words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrongly_closed: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.language = ""
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            elif (tag, name) in LOADS:
                self.loads.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif (tag, name) == ("html", "lang"):
                self.language = value or ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrongly_closed.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def pages_of(knowledge: KnowledgeBase, **options: str) -> dict[str, Parsed]:
    files = site_files(knowledge, **options)
    return {path: Parsed(content.decode()) for path, content in files if path.endswith(".html")}


@pytest.fixture
def pages(small: KnowledgeBase) -> Mapping[str, Parsed]:
    if small.fingerprint not in SITES:
        SITES[small.fingerprint] = pages_of(small)
    return SITES[small.fingerprint]


def test_everything_has_a_page_in_both_languages(small: KnowledgeBase, pages: Mapping[str, Parsed]) -> None:
    folders = {
        "causes": small.causes,
        "symptoms": small.questions,
        "remedies": small.remedies,
        "sources": small.sources,
        "codes": ["KB001", "KB071"],
    }
    for language in LANGUAGES:
        for folder, names in folders.items():
            assert f"{language}/{folder}.html" in pages
            assert {f"{language}/{folder}/{name}.html" for name in names} <= set(pages)
        assert {pages[path].language for path in pages if path.startswith(f"{language}/")} == {
            {"en": "en", "zh": "zh-Hans"}[language]
        }


def test_pages_are_well_formed_and_every_link_leads_somewhere(
    small: KnowledgeBase, pages: Mapping[str, Parsed]
) -> None:
    files = {path for path, _ in site_files(small)}
    for path, page in pages.items():
        assert not page.open, path
        assert not page.wrongly_closed, path
        assert not [name for name, count in page.ids.items() if count > 1], path
        for link in [*page.links, *page.loads]:
            target = urlsplit(link)
            if target.scheme:
                assert link not in page.loads, f"{path} needs a network for {link}"
                continue
            reached = (
                os.path.normpath(os.path.join(os.path.dirname(path), target.path)) if target.path else path
            )
            assert reached in files, f"{path} links {link}"
            assert not target.fragment or target.fragment in pages[reached].ids, f"{path} links {link}"


def test_a_cause_page_says_what_how_sure_what_else_what_to_do_and_who_says_so(
    pages: Mapping[str, Parsed],
) -> None:
    page = pages["en/causes/missing-values.html"]
    for words in (
        "always (98.5%)",
        "rarely (7%)",
        "What are the values of the data like?",
        "It worked if",
        "notes-06",
        "NaN in the data",
        "this cause wins",
    ):
        assert words in page.words, words
    assert page.tags["svg"] == 1
    assert "总是（98.5%）" in pages["zh/causes/missing-values.html"].words


def test_what_is_confused_is_told_on_both_pages(small: KnowledgeBase, folder: Path) -> None:
    file = folder / "causes/missing-values.yaml"
    file.write_text(file.read_text("utf-8") + "mimics: [numerical-overflow]\n", "utf-8")
    pages = pages_of(load(folder))
    for page, other in (("missing-values", "A number overflows"), ("numerical-overflow", "Missing values")):
        words = pages[f"en/causes/{page}.html"].words.partition("confused with")[2]
        assert other in words


def test_text_of_the_knowledge_never_becomes_markup(folder: Path) -> None:
    attack = """<script>alert("1")</script>' & <img src=x onerror=alert(2)>"""
    file = folder / "causes/missing-values.yaml"
    text = file.read_text("utf-8")
    quoted = '"' + attack.replace('"', '\\"') + '"'
    file.write_text(text.replace("Missing values in the data", quoted), "utf-8")
    knowledge = load(folder)
    assert knowledge.causes["missing-values"].name.en == attack
    for path, page in pages_of(knowledge, edit_url='"><b>/').items():
        assert page.tags["script"] == 1, path
        assert page.tags["img"] <= 1, path
    index = dict(site_files(knowledge))["en/search-index.js"].decode()
    assert "<" not in index


def test_english_that_has_no_chinese_is_marked_as_english(folder: Path) -> None:
    file = folder / "causes/missing-values.yaml"
    file.write_text(file.read_text("utf-8").replace(", zh: 数据中有缺失值", ""), "utf-8")
    page = dict(site_files(load(folder)))["zh/causes/missing-values.html"].decode()
    assert '<h1><span lang="en">Missing values in the data</span></h1>' in page


def test_edit_this_page_leads_to_the_file(small: KnowledgeBase) -> None:
    links = pages_of(small, edit_url="https://host/edit/main/knowledge/")[
        "zh/causes/missing-values.html"
    ].links
    assert "https://host/edit/main/knowledge/causes/missing-values.yaml" in links


def test_retired_ids_keep_their_address(folder: Path) -> None:
    (folder / "retired.yaml").write_text("lost-values: missing-values\n", "utf-8")
    page = pages_of(load(folder))["en/causes/lost-values.html"]
    assert page.links == ["../causes/missing-values.html"]


def test_a_site_is_written_again_in_its_place(small: KnowledgeBase, folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    number, changed = build_site(small, site)
    assert number == changed
    assert build_site(small, site) == (number, 0)
    (site / "CNAME").write_text("mine")
    assert write_site(site, {"en/causes.html": b"new"}) == 1
    assert (site / "CNAME").exists()
    assert not (site / "zh").exists()


def foreign_folder(site: Path) -> None:
    (site / "thesis.txt").write_text("mine")


def foreign_page(site: Path) -> None:
    write_site(site, {"a.html": b""})
    (site / "en").mkdir()
    (site / "en/index.html").write_text("mine")


def link_out(site: Path) -> None:
    write_site(site, {"a.html": b""})
    (site.parent / "elsewhere").mkdir()
    (site / "en").symlink_to(site.parent / "elsewhere")


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (foreign_folder, "holds something else"),
        (foreign_page, "not part of the site"),
        (link_out, "leads out of the site"),
    ],
)
def test_what_is_not_ours_is_never_overwritten(prepare, told: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    site = tmp_path / "site"
    site.mkdir()
    prepare(site)
    with pytest.raises(LossdoctorError, match=told):
        write_site(site, {"en/index.html": b"ours"})
    assert not [file for file in tmp_path.rglob("*.html") if file.read_bytes() == b"ours"]


def test_a_list_of_files_that_was_tampered_with_deletes_nothing_outside(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(site, {"a.html": b""})
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    (site / LIST_NAME).write_text(f"a.html\n../victim.txt\n{victim}\n")
    write_site(site, {"b.html": b""})
    assert victim.exists()
    assert not (site / "a.html").exists()


def test_the_command_writes_a_site_and_refuses_in_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert _run(["knowledge", "docs", str(site), "--knowledge", str(folder)]) == 0
    assert (site / "en/causes/missing-values.html").exists()
    assert _run(["knowledge", "docs", str(folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 2


layered_graphs = st.integers(2, 4).flatmap(
    lambda depth: st.lists(
        st.tuples(st.integers(0, depth - 1), st.integers(0, 4), st.integers(1, depth), st.integers(0, 4)),
        min_size=1,
        max_size=14,
    )
)


@given(layered_graphs)
def test_boxes_of_a_drawing_keep_apart_and_arrows_end_at_them(links: list[tuple[int, int, int, int]]) -> None:
    arrows = sorted({(f"{a}-{i}", f"{b}-{j}") for a, i, b, j in links if a < b})
    layers = {box: int(box[0]) for arrow in arrows for box in arrow}
    if not arrows:
        return
    heights = {box: 20.0 + int(box[-1]) for box in layers}
    drawing = draw_in_layers(layers, arrows, heights=heights, gap=6)
    assert drawing == draw_in_layers(layers, arrows, heights=heights, gap=6)
    for layer in set(layers.values()):
        row = sorted((drawing.tops[box], heights[box]) for box in layers if layers[box] == layer)
        for (top, height), (below, _) in pairwise(row):
            assert below >= top + height + 6 - 1e-6
    for (origin, target), way in drawing.ways.items():
        assert len(way) == layers[target] - layers[origin] + 1
        assert way[-1] == pytest.approx(drawing.tops[target] + heights[target] / 2)


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize(
    ("page", "asked", "found"),
    [
        ("en/index.html", "lerning rate", "causes/learning-rate-too-high.html"),
        ("zh/index.html", "缺失值", "causes/missing-values.html"),
    ],
)
def test_search_in_a_real_browser(
    page: str, asked: str, found: str, small: KnowledgeBase, tmp_path: Path
) -> None:
    build_site(small, tmp_path / "site")
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --virtual-time-budget=2000"
    address = f"{(tmp_path / 'site' / page).as_uri()}?q={asked}"
    command = [
        str(CHROMIUM),
        *flags.split(),
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
        address,
    ]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    hits = dom.partition('id="_found"')[2].partition("</form>")[0]
    assert f'href="{found}"' in hits
