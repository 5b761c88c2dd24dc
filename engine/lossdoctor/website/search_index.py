"""What the search on the pages looks through: every page's names and the other words for it.

Owns the index as a script, for a page that is read from a disk may load scripts but no data. Leaves scoring
to ``assets/search.js``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from lossdoctor.codes import CODES
from lossdoctor.codes.languages import in_language
from lossdoctor.website.edition import Edition

__all__ = ["search_index"]


def search_index(edition: Edition) -> str:
    """Write the index: kind, address, name, what stands over it, and all phrases in both languages.

    Args:
        edition: that of the top, for addresses are those of the language's folder.
    """
    rows = [list(row) for row in _rows(edition)]
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"window.lossdoctorIndex={_script_safe(data)};\n"


def _script_safe(data: str) -> str:
    """Keep JSON valid as a script, and keep ``</script>`` out of it wherever it is put.

    >>> _script_safe('["</script>"]')
    '["\\\\u003c/script>"]'
    """
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _rows(edition: Edition) -> Iterator[tuple[str, str, str, str, list[str]]]:
    knowledge, language = edition.knowledge, edition.language
    for symptom in knowledge.symptoms.values():
        ask = knowledge.questions[symptom.question].ask
        names = [
            symptom.name.en,
            symptom.name.zh,
            f"{ask.en} {symptom.name.en}",
            f"{ask.zh}{symptom.name.zh}",
        ]
        over = "" if knowledge.questions[symptom.question].choose == "yes-no" else ask.in_language(language)
        shown = symptom.name.in_language(language)
        yield (
            "symptom",
            edition.address("symptom", symptom.id),
            shown,
            over,
            [*names, *symptom.also_said, symptom.id],
        )
    for cause in knowledge.causes.values():
        shown = cause.name.in_language(language)
        yield "cause", edition.address("cause", cause.id), shown, "", [cause.name.en, cause.name.zh, cause.id]
    for remedy in knowledge.remedies.values():
        shown = remedy.name.in_language(language)
        yield (
            "remedy",
            edition.address("remedy", remedy.id),
            shown,
            "",
            [remedy.name.en, remedy.name.zh, remedy.id],
        )
    for source in knowledge.sources.values():
        claims = [claim.id for claim in source.claims]
        yield (
            "source",
            edition.address("source", source.id),
            source.title,
            source.where,
            [source.title, source.id, *claims],
        )
    for code in CODES.values():
        title = in_language(code, edition.language).title
        yield "code", edition.address("code", code.code), title, code.code, [code.code, code.title, title]
