"""Packs: folders and installed packages that add to the knowledge, and the template that people copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lossdoctor.cli.knowledge_commands import knowledge
from lossdoctor.errors import KnowledgeError
from lossdoctor.knowledge_base import SHIPPED, load
from lossdoctor.loading.check import check_folders
from lossdoctor.loading.installed import installed_packs
from lossdoctor.loading.pack_names import pack_name

TEMPLATE = Path(__file__).parents[2] / "docs/pack-template"
PACK = TEMPLATE / "src/acme_lossdoctor/knowledge"
SMALL = str(Path(__file__).parent / "small")
ADDS_TO_SMALL = """\
id: acme-bad-disk
name: {en: A disk returns rubbish}
family: hardware
base-rate: rare
why: {en: Bytes flip on the way.}
no-known-remedy: true
shows:
  - {symptom: data-has-nan, how-often: usually, sources: [notes-06]}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(knowledge, arguments, catch_exceptions=False)


def install(site: Path, name: str, value: str, *, package: str = "acme_lossdoctor") -> None:
    """Lay down what an installer lays down: the package, and its entry points."""
    shutil.copytree(TEMPLATE / "src/acme_lossdoctor", site / package)
    (site / package / "__init__.py").write_text("raise RuntimeError('code of a pack was run')\n")
    about = site / f"{package}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[lossdoctor.knowledge]\n{name} = {value}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site-packages"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    return site


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack/causes").mkdir(parents=True)
    (tmp_path / "pack/pack.yaml").write_text("name: acme\n")
    (tmp_path / "pack/causes/acme-bad-disk.yaml").write_text(ADDS_TO_SMALL)
    return tmp_path / "pack"


def test_the_template_is_sound_on_top_of_the_shipped_knowledge() -> None:
    problems = check_folders([SHIPPED, PACK]).problems
    assert not [str(problem) for problem in problems if "acme" in problem.position.path]


def test_an_installed_pack_is_found_by_its_name_and_none_of_its_code_is_run(site: Path) -> None:
    install(site, "acme", "acme_lossdoctor.knowledge")
    assert installed_packs() == {"acme": str(site / "acme_lossdoctor/knowledge")}
    assert "acme-stale-cache" in load(SHIPPED, "acme").causes


def test_an_installed_pack_is_used_only_by_those_who_ask_for_it(site: Path) -> None:
    install(site, "acme", "acme_lossdoctor.knowledge")
    assert "acme-stale-cache" not in load(SMALL).causes


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("acme_lossdoctor:KNOWLEDGE", "must read"),
        ("no_such_package", "must read"),
        ("acme_lossdoctor.no_such_folder", "does not exist"),
    ],
)
def test_an_entry_point_that_names_no_folder_is_told(value: str, told: str, site: Path) -> None:
    install(site, "acme", value)
    with pytest.raises(KnowledgeError, match=told):
        load(SMALL, "acme")


def test_two_packs_of_one_name_are_told_apart(site: Path) -> None:
    install(site, "acme", "acme_lossdoctor.knowledge")
    install(site, "acme", "other_pack.knowledge", package="other_pack")
    with pytest.raises(KnowledgeError, match="two installed packs"):
        load(SMALL, "acme")


def test_an_unknown_name_says_what_there_is(site: Path) -> None:
    install(site, "acme", "acme_lossdoctor.knowledge")
    with pytest.raises(KnowledgeError, match='no installed pack of this name; did you mean "acme"'):
        load(SMALL, "amce")


def test_check_with_a_pack_tells_only_what_is_wrong_with_the_pack(pack: Path, folder: Path) -> None:
    (folder / "causes/odd.yaml").write_text("id: odd\n")
    result = run("check", str(folder), "--pack", str(pack))
    assert "acme-bad-disk" in result.stdout
    assert "odd" not in result.stdout
    assert "KB074" in result.stdout


def test_cases_of_a_pack_are_played_on_top_of_the_knowledge(pack: Path) -> None:
    cases = "- {name: told apart, seen: [data-has-nan], expect: {not: acme-bad-disk}}\n"
    (pack / "causes/acme-bad-disk.cases.yaml").write_text(cases)
    result = run("test", SMALL, "--pack", str(pack), "--only", "acme-*")
    assert (result.exit_code, result.stderr) == (0, "1 cases: 1 passed\n")


def test_a_pack_never_overrides_what_is_there(pack: Path) -> None:
    text = ADDS_TO_SMALL.replace("acme-bad-disk", "missing-values")
    (pack / "causes/missing-values.yaml").write_text(text)
    assert "KB051" in run("check", SMALL, "--pack", str(pack)).stdout


QUESTION = """\
id: acme-fan
kind: setting
ask: {en: Does the fan make a noise?}
how: {en: Listen.}
effort: glance
choose: yes-no
options:
  - {id: fan-noise, name: {en: It makes a noise}, background: rarely}
"""


def test_every_id_of_a_pack_begins_with_its_name(pack: Path) -> None:
    (pack / "symptoms").mkdir()
    (pack / "symptoms/acme-fan.yaml").write_text(QUESTION)
    (pack / "causes/acme-bad-disk.yaml").rename(pack / "causes/bad-disk.yaml")
    (pack / "causes/bad-disk.yaml").write_text(ADDS_TO_SMALL.replace("acme-bad", "bad"))
    told = [p for p in check_folders([SMALL, pack]).problems if p.code == "KB066"]
    assert [(p.position.line, p.position.column, p.message.split('"')[1]) for p in told] == [
        (1, 5, "bad-disk"),
        (8, 10, "fan-noise"),
    ]
    assert 'write "acme-bad-disk"' in told[0].help


@pytest.mark.parametrize(
    ("folder", "said", "name"),
    [
        ("acme", None, "acme"),
        ("Our_Team", None, "our-team"),
        ("src/acme_lossdoctor/knowledge", None, "acme"),
        ("src/acme_lossdoctor/knowledge", "name: ours\n", "ours"),
        ("acme", "name: [broken\n", "acme"),
    ],
)
def test_a_pack_is_called_what_its_file_says_or_its_folder(
    folder: str, said: str | None, name: str, tmp_path: Path
) -> None:
    assert pack_name(tmp_path / folder) == name or said
    (tmp_path / folder / "causes").mkdir(parents=True)
    (tmp_path / folder / f"causes/{name}-bad-disk.yaml").write_text(ADDS_TO_SMALL.replace("acme", name))
    if said is not None:
        (tmp_path / folder / "pack.yaml").write_text(said)
    assert pack_name(tmp_path / folder) == name
    assert "KB066" not in {p.code for p in check_folders([SMALL, tmp_path / folder]).problems}


def test_knowledge_of_its_own_has_no_name() -> None:
    assert pack_name(SHIPPED) == pack_name(SMALL) == ""
