"""Holding an interview from its first question to the person's consent.

Owns going back, and what is made on the way to something else. Leaves writing files to ``writing``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from lossdoctor.authoring.asking import BACK, Asker
from lossdoctor.authoring.desk import Desk
from lossdoctor.authoring.drafts import Draft
from lossdoctor.authoring.interview import Sitting
from lossdoctor.authoring.new_remedy import new_remedy
from lossdoctor.authoring.new_source import new_source
from lossdoctor.authoring.new_symptom import new_symptom
from lossdoctor.authoring.transcript import Back
from lossdoctor.model import Text
from lossdoctor.wording import fill

__all__ = ["hold"]

NAMES = {
    "cause": Text("cause", "原因"),
    "symptom": Text("symptom", "症状"),
    "remedy": Text("remedy", "对策"),
    "source": Text("source", "来源"),
}
MAKERS = {"symptom": new_symptom, "remedy": new_remedy, "source": new_source}
"""What can be made on the way to something else."""


def hold(
    kind: str,
    make: Callable[[Sitting], str],
    asker: Asker,
    desk: Desk,
    *,
    into: str,
    in_chinese: bool = False,
    distinct: bool = False,
) -> tuple[str, Sequence[Draft]]:
    """Ask until the person agrees with what is to be written.

    Args:
        kind: cause, symptom, remedy or source.
        make: asks for one and gives its id.
        asker: who answers.
        desk: the knowledge; a fresh copy of it is used each time the person goes back.
        into: where the files will go.
        in_chinese: whether the person is likely to write Chinese.
        distinct: whether what is near is known not to be meant.

    Returns:
        The id of what was made, and the files to write.

    Raises:
        AlreadyThere: if what is asked for is there already.
        click.Abort: if the person stops, or does not agree.
    """
    asker.say(
        fill(
            "A new {kind}. Enter takes what stands in brackets; {back} goes back; "
            "ctrl-c stops, and all is kept.",
            "新的{kind}。回车采用方括号里的内容；{back} 返回上一问；ctrl-c 停下，已答的都会保留。",
            kind=NAMES[kind],
            back=BACK,
        )
    )
    while True:
        clean_desk = replace(desk, drafts=[], made={}, reserved=set())
        try:
            identifier = make(_sitting(asker, clean_desk, kind, in_chinese=in_chinese, distinct=distinct))
            for draft in clean_desk.drafts:
                asker.say(_shown(draft))
            if not asker.asks or asker.agrees(
                fill("\nWrite this to {into}?", "\n写入 {into} 吗？", into=into), default=True
            ):
                return identifier, clean_desk.drafts
            asker.transcript.take_back()
            raise click.Abort
        except Back:
            continue


def _shown(draft: Draft) -> Text:
    if draft.before is None:
        return Text(f"\n--- {draft.path}\n{draft.text.rstrip()}")
    lines = draft.added.rstrip()
    return Text(f"\n--- added to {draft.path}\n{lines}", f"\n--- 加到 {draft.path}\n{lines}")


def _sitting(asker: Asker, desk: Desk, kind: str, *, in_chinese: bool, distinct: bool) -> Sitting:
    writes_chinese = any(key.endswith("-zh") for key in asker.given)
    if kind != "source" and not writes_chinese:
        writes_chinese = asker.agrees(
            Text("Do you write Chinese, too?", "你也写中文吗？"), default=in_chinese
        )
    return Sitting(asker, desk, writes_chinese, distinct=distinct, makers=MAKERS)
