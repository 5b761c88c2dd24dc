"""``search``, ``show``, ``path``, ``compare`` and ``graph``: looking into the knowledge.

Owns their arguments and output. Leaves the answers to the knowledge base.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from lossdoctor.cli import options
from lossdoctor.errors import EvidenceError
from lossdoctor.model import Text

__all__ = ["compare", "graph", "path", "search", "show"]

LIMIT = 12


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=LIMIT, show_default=True, type=click.IntRange(1, 1000), help="At most so many."
)
@options.as_json
@options.language
@options.knowledge
def search(
    words: Sequence[str],
    limit: int,
    as_json: bool,
    language: str,
    folders: tuple[str, ...],
    packs: tuple[str, ...],
) -> int:
    """Find symptoms, causes and remedies by WORDS in English or Chinese.

    Exit code 1: nothing was found.
    """
    from lossdoctor.search import search as find
    from lossdoctor.wording import observation

    text = " ".join(words).strip()
    if not text:
        raise EvidenceError(
            Text(
                "the text is empty; say in a few words what you look for", "没有内容；请用几个字说明要找什么"
            )
        )
    knowledge = options.load_knowledge(folders, packs)
    matches = find(knowledge, text, limit=limit, kinds=("symptom", "cause", "remedy"))
    if as_json:
        options.print_json([match.to_dict() for match in matches])
    else:
        style = options.style_for(language)
        kinds = {"symptom": "症状", "cause": "原因", "remedy": "对策"} if language == "zh" else {}
        for match in matches:
            name = observation(knowledge, match.id) if match.kind == "symptom" else match.name
            kind = kinds.get(match.kind, match.kind)
            click.echo(f"{match.score:.2f}  {kind:<8}{style.paint.bold(match.id)}  {style.say(name)}")
    if not matches:
        options.talk("没有找到" if language == "zh" else f'nothing found for "{text}"')
        return options.NOTHING_FOUND
    return options.DONE


@click.command()
@click.argument("known_id", metavar="ID")
@click.option("--framework", default="", metavar="NAME", help="Show code for this framework only.")
@options.as_json
@options.language
@options.knowledge
def show(
    known_id: str,
    framework: str,
    as_json: bool,
    language: str,
    folders: tuple[str, ...],
    packs: tuple[str, ...],
) -> int:
    """Show all that is known about a cause, symptom, question, remedy, source or claim."""
    from lossdoctor.printing.knowledge_text import find_record, show_text
    from lossdoctor.records import to_plain

    knowledge = options.load_knowledge(folders, packs)
    kind, record = find_record(knowledge, known_id)
    if as_json:
        options.print_json({"kind": kind, **to_plain(record)})
    else:
        click.echo(show_text(knowledge, known_id, options.style_for(language), framework=framework), nl=False)
    return options.DONE


@click.command()
@click.argument("cause")
@click.argument("symptom")
@options.as_json
@options.language
@options.knowledge
def path(
    cause: str, symptom: str, as_json: bool, language: str, folders: tuple[str, ...], packs: tuple[str, ...]
) -> int:
    """Show the ways in which CAUSE brings SYMPTOM about, the strongest first.

    Exit code 1: there is none.
    """
    from lossdoctor.explanation import paths_to
    from lossdoctor.printing.knowledge_text import path_text

    knowledge = options.load_knowledge(folders, packs)
    cause, symptom = knowledge.resolve(cause, "cause"), knowledge.resolve(symptom)
    paths = paths_to(knowledge, cause, [symptom], most=LIMIT)
    if as_json:
        options.print_json([found.to_dict() for found in paths])
    else:
        for found in paths:
            click.echo(path_text(knowledge, found, options.style_for(language)), nl=False)
    if not paths:
        options.talk(
            f"没有从“{cause}”到“{symptom}”的路径"
            if language == "zh"
            else f'no path leads from "{cause}" to "{symptom}"'
        )
        return options.NOTHING_FOUND
    return options.DONE


@click.command()
@click.argument("cause_a", metavar="CAUSE")
@click.argument("cause_b", metavar="CAUSE")
@click.option("--seen", multiple=True, metavar="SYMPTOM", help="A symptom that you see (repeatable).")
@click.option(
    "--absent", multiple=True, metavar="SYMPTOM", help="A symptom that you do not see (repeatable)."
)
@options.as_json
@options.language
@options.knowledge
def compare(
    cause_a: str,
    cause_b: str,
    seen: Sequence[str],
    absent: Sequence[str],
    as_json: bool,
    language: str,
    folders: tuple[str, ...],
    packs: tuple[str, ...],
) -> int:
    """Show what tells two CAUSEs apart: what to look at, and for which of them it speaks."""
    from lossdoctor.consultation import Consultation
    from lossdoctor.printing.knowledge_text import comparison_text

    consultation = Consultation(options.load_knowledge(folders, packs), language=language)
    consultation.observe(*seen, absent=absent)
    comparison = consultation.compare(cause_a, cause_b)
    if as_json:
        options.print_json(comparison.to_dict())
    else:
        click.echo(comparison_text(consultation.knowledge, comparison, options.style_for(language)), nl=False)
    return options.DONE


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["dot", "mermaid", "graphml", "json"]),
    default="dot",
    show_default=True,
    help="What to write.",
)
@click.option("--around", metavar="ID", help="Only what is linked with this cause, symptom or remedy.")
@options.language
@options.knowledge
def graph(
    form: str, around: str | None, language: str, folders: tuple[str, ...], packs: tuple[str, ...]
) -> int:
    """Write the knowledge as a graph, for drawing it or for other programs."""
    from lossdoctor.graph import EXPORTS

    knowledge = options.load_knowledge(folders, packs)
    drawn = knowledge.graph
    if around is not None:
        import networkx

        if around not in drawn:
            from lossdoctor.errors import UnknownIdError
            from lossdoctor.problems import close_matches

            raise UnknownIdError(around, suggestions=close_matches(around, drawn))
        drawn = networkx.ego_graph(drawn, around, undirected=True)
    click.echo(EXPORTS[form](drawn).rstrip())
    return options.DONE
