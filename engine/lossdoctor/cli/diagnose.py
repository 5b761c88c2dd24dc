"""``lossdoctor diagnose``: symptoms in, a diagnosis and a plan out.

Owns its arguments and what it says about free text. Leaves reasoning to the consultation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lossdoctor.cli import options
from lossdoctor.errors import EvidenceError
from lossdoctor.model import Text
from lossdoctor.wording import fill

if TYPE_CHECKING:
    from lossdoctor.consultation import Consultation
    from lossdoctor.search import Match

__all__ = ["diagnose"]

SHOWN_LEFT = 5


class TakesSeveral(click.Command):
    """A command whose ``--absent`` takes every id up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each of its values, as click wants it."""
        spread: list[str] = []
        denying = False
        for argument in args:
            if argument.startswith("-"):
                denying = argument == "--absent"
                if not denying:
                    spread.append(argument)
            elif denying:
                spread += ["--absent", argument]
            else:
                spread.append(argument)
        if args and args[-1] == "--absent":
            raise click.UsageError("--absent wants the ids of symptoms that are not there", ctx)
        return super().parse_args(ctx, spread)


@click.command(cls=TakesSeveral)
@click.argument("symptoms", nargs=-1, metavar="[SYMPTOM]...")
@click.option(
    "--absent", multiple=True, metavar="SYMPTOM...", help="Symptoms that you looked for and did not see."
)
@click.option("--text", "texts", multiple=True, metavar="WORDS", help="What you see, in your own words.")
@click.option(
    "--tried", multiple=True, metavar="REMEDY=OUTCOME", help="fixed, better, no-change or worse (repeatable)."
)
@options.as_json
@options.framework
@options.language
@options.knowledge
def diagnose(
    symptoms: Sequence[str],
    absent: Sequence[str],
    texts: Sequence[str],
    tried: Sequence[str],
    as_json: bool,
    framework: str,
    language: str,
    folders: tuple[str, ...],
    packs: tuple[str, ...],
) -> int:
    """Rank the causes of SYMPTOMs, explain them, and make a plan.

    SYMPTOMs are ids such as training-loss-nan; `lossdoctor search WORDS` finds them, and --text takes your
    own words.
    """
    from lossdoctor.consultation import Consultation

    consultation = Consultation(
        options.load_knowledge(folders, packs), language=language, framework=framework
    )
    consultation.observe(
        *symptoms, absent=[known_id for ids in absent for known_id in ids.split(",") if known_id]
    )
    for remedy, outcome in map(_outcome, tried):
        consultation.tried(remedy, outcome)
    for text in texts:
        _take(consultation, text)
    if texts and not consultation.present:
        options.talk(_NOTHING_FOUND, language)
        return options.NOTHING_FOUND
    if as_json:
        from lossdoctor.report import as_json as results

        options.print_json(results(consultation))
    else:
        from lossdoctor.printing.consultation_text import consultation_text

        click.echo(consultation_text(consultation, options.style_for(language)), nl=False)
    return options.DONE


_NOTHING_FOUND = Text(
    "No symptom is clearly meant by these words; `lossdoctor search WORDS` shows what comes near.",
    "这些话没有明确对应的症状；用 `lossdoctor search 文字` 查看相近的症状。",
)


def _outcome(tried: str) -> tuple[str, str]:
    remedy, separator, outcome = tried.partition("=")
    if not separator:
        raise EvidenceError(
            fill(
                '--tried {tried}: say what it did, as in "--tried {tried}=no-change"',
                "--tried {tried}：请说明结果，例如“--tried {tried}=no-change”",
                tried=tried,
            ),
            values=[tried],
        )
    return remedy, outcome


def _take(consultation: Consultation, text: str) -> None:
    """Take the symptoms that a text surely means, and say which they are and which were left."""
    from lossdoctor.search import TAKEN_SCORE, choose_symptoms

    consultation.complain(text)
    taken, left = choose_symptoms(consultation.knowledge, text)
    chinese = consultation.language == "zh"
    for match in taken:
        options.talk(f"{'采用' if chinese else 'taken'}: {_described(consultation, match)}")
    for match in left[:SHOWN_LEFT]:
        options.talk(f"{'未采用' if chinese else 'left'}: {_described(consultation, match)}")
    if taken or left:
        options.talk(
            f"（得分达到 {TAKEN_SCORE} 的才采用，每个问题最多一项）"
            if chinese
            else f"(taken from score {TAKEN_SCORE} on, one answer to a question; name ids to say it exactly)"
        )
    consultation.observe(*(match.id for match in taken if match.id not in consultation.absent))


def _described(consultation: Consultation, match: Match) -> str:
    from lossdoctor.wording import observation

    name = observation(consultation.knowledge, match.id).in_language(consultation.language)
    return f"{match.id} ({match.score:.2f}) {name}"
