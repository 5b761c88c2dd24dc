"""Pages of the knowledge in lines: a cause, symptom, question, remedy, source or claim.

Owns what ``show`` prints. Leaves finding the record to its caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lossdoctor.model import Disagreement, Frequency, Link, Note, Term, Text
from lossdoctor.printing.sheet import Sheet, Style
from lossdoctor.wording import figure, fill, observation, percent

if TYPE_CHECKING:
    from lossdoctor.comparison import Comparison
    from lossdoctor.diagnosis import SymptomPath
    from lossdoctor.knowledge_base import KnowledgeBase

__all__ = ["comparison_text", "find_record", "path_text", "show_text"]

LEADS_TO = Text("Brings about", "引起")
SHOWS = Text("Shows as", "表现为")
CITED = Text("Sources", "来源")


def find_record(knowledge: KnowledgeBase, known_id: str) -> tuple[str, object]:
    """Find what an id names: its kind (cause, symptom, question, remedy, source or claim) and the record.

    Raises:
        UnknownIdError: when nothing has this id, with what was perhaps meant among all kinds.
    """
    tables = knowledge.tables
    for kind, table in tables.items():
        if known_id in table:
            return kind, table[known_id]
    from lossdoctor.errors import UnknownIdError
    from lossdoctor.problems import close_matches

    known = [name for table in tables.values() for name in table]
    raise UnknownIdError(known_id, suggestions=close_matches(known_id, known))


def show_text(knowledge: KnowledgeBase, known_id: str, style: Style, *, framework: str = "") -> str:
    """Print everything that the knowledge holds about one thing.

    Args:
        knowledge: where it is held.
        known_id: the id of a cause, symptom, question, remedy, source or claim.
        style: language, width and emphasis.
        framework: show code for this framework only; for all by default.
    """
    pages: Mapping[str, Callable[[], None]] = {
        "cause": lambda: _cause(sheet, knowledge, known_id),
        "symptom": lambda: _symptom(sheet, knowledge, known_id),
        "question": lambda: _question(sheet, knowledge, known_id, framework),
        "remedy": lambda: _remedy(sheet, knowledge, known_id, framework),
        "source": lambda: _source(sheet, knowledge, known_id),
        "claim": lambda: _claim(sheet, knowledge, known_id),
    }
    sheet = Sheet(style)
    kind, _ = find_record(knowledge, known_id)
    pages[kind]()
    return sheet.text()


def path_text(knowledge: KnowledgeBase, path: SymptomPath, style: Style) -> str:
    """Print a way from a cause to a symptom, a link on each line."""
    sheet = Sheet(style)
    start = knowledge.causes[path.cause].name
    sheet.paragraph(
        fill("{cause} ({p} in all)", "{cause}（合计 {p}）", cause=start, p=percent(path.strength)), first=""
    )
    for step in path.steps:
        often = _how_often(Frequency(step.how_often, step.strength), knowledge.vocabulary.how_often)
        verb = LEADS_TO if step.relation == "leads-to" else SHOWS
        arrow = fill("{verb}, {often}:", "{verb}，{often}：", verb=verb, often=often)
        sheet.paragraph(f"{style.say(arrow)} {style.say(_name(knowledge, step.target))}", first="  → ")
        sheet.paragraph(_cited(step.sources), first="    ")
    return sheet.text()


def comparison_text(knowledge: KnowledgeBase, comparison: Comparison, style: Style) -> str:
    """Print two causes side by side: what tells them apart, and how often each shows it."""
    sheet = Sheet(style)
    names = [knowledge.causes[cause].name for cause in (comparison.cause_a, comparison.cause_b)]
    for letter, name, probability in zip(
        "AB", names, (comparison.probability_a, comparison.probability_b), strict=True
    ):
        sheet.paragraph(f"{letter}  {style.say(name)} ({percent(probability)})", first="")
    sheet.line()
    sheet.paragraph(comparison.text, first="")
    sheet.line()
    sheet.line("    A     B")
    states = {
        "present": Text("seen", "看到"),
        "absent": Text("not seen", "没有"),
        "open": Text("open", "未看"),
    }
    for difference in comparison.differences:
        row = f" {percent(difference.with_a):>4}  {percent(difference.with_b):>4}  "
        state = style.say(states[difference.state])
        sheet.paragraph(f"{style.say(difference.name)} ({state})", first=row)
    return sheet.text()


def _cause(sheet: Sheet, knowledge: KnowledgeBase, cause_id: str) -> None:
    cause, vocabulary = knowledge.causes[cause_id], knowledge.vocabulary
    _title(
        sheet,
        cause.name,
        fill("cause, {family}", "原因，{family}", family=vocabulary.families[cause.family].name),
    )
    sheet.paragraph(cause.why)
    rate = _how_often(cause.base_rate, vocabulary.base_rates)
    sheet.paragraph(fill("How common: {rate}", "常见程度：{rate}", rate=rate))
    origins = [
        (other.id, link)
        for other in knowledge.causes.values()
        for link in other.leads_to
        if link.target == cause_id
    ]
    _links(sheet, knowledge, Text("Brought about by", "由什么引起"), origins)
    _links(sheet, knowledge, LEADS_TO, [(link.target, link) for link in cause.leads_to])
    _links(sheet, knowledge, SHOWS, [(link.target, link) for link in knowledge.symptoms_of(cause_id)])
    _links(
        sheet,
        knowledge,
        Text("Remedies", "对策"),
        [(link.target, link) for link in knowledge.remedies_of(cause_id)],
    )
    if cause.mimics:
        sheet.heading(Text("Looks like", "容易混淆的原因"))
        for other in cause.mimics:
            sheet.paragraph(_name(knowledge, other), first="  - ")
    _remarks(sheet, cause.notes, cause.disagreements)
    cited = [
        source
        for links in (cause.leads_to, cause.shows, cause.remedies)
        for link in links
        for source in link.sources
    ]
    _sources(sheet, knowledge, [*cause.sources, *cited])


def _symptom(sheet: Sheet, knowledge: KnowledgeBase, symptom_id: str) -> None:
    symptom, vocabulary = knowledge.symptoms[symptom_id], knowledge.vocabulary
    _title(
        sheet, symptom.name, fill("symptom, {kind}", "症状，{kind}", kind=vocabulary.kinds[symptom.kind].name)
    )
    question = knowledge.questions[symptom.question]
    sheet.paragraph(
        fill("Asked by: {ask} ({id})", "由此问题询问：{ask}（{id}）", ask=question.ask, id=question.id)
    )
    sheet.paragraph(question.how)
    background = _how_often(symptom.background, vocabulary.how_often)
    sheet.paragraph(
        fill("Without any of its causes: {often}", "没有下列原因时出现：{often}", often=background)
    )
    if symptom.also_said:
        words = "; ".join(f"“{words}”" for words in symptom.also_said)
        sheet.paragraph(fill("Also said: {words}", "也说成：{words}", words=words))
    causes = [(incoming.origin, incoming.link) for incoming in knowledge.causes_of(symptom_id)]
    _links(sheet, knowledge, Text("Shown by", "可能的原因"), causes)
    _sources(sheet, knowledge, [source for _, link in causes for source in link.sources])


def _question(sheet: Sheet, knowledge: KnowledgeBase, question_id: str, framework: str) -> None:
    question, vocabulary = knowledge.questions[question_id], knowledge.vocabulary
    _title(
        sheet,
        question.ask,
        fill("question, {kind}", "问题，{kind}", kind=vocabulary.kinds[question.kind].name),
    )
    sheet.paragraph(question.how)
    sheet.paragraph(
        fill("Effort: {effort}", "花费：{effort}", effort=vocabulary.efforts[question.effort].name)
    )
    _code(sheet, question.code, framework)
    sheet.heading(Text("Answers", "回答"))
    for option in question.options:
        sheet.paragraph(f"{sheet.style.say(knowledge.symptoms[option].name)} ({option})", first="  - ")
    _remarks(sheet, question.notes, ())
    _sources(sheet, knowledge, question.sources)


def _remedy(sheet: Sheet, knowledge: KnowledgeBase, remedy_id: str, framework: str) -> None:
    remedy, vocabulary = knowledge.remedies[remedy_id], knowledge.vocabulary
    _title(sheet, remedy.name, Text("remedy", "对策"))
    sheet.paragraph(fill("Effort: {effort}", "花费：{effort}", effort=vocabulary.efforts[remedy.effort].name))
    sheet.heading(Text("Do", "做法"))
    for number, step in enumerate(remedy.do, 1):
        sheet.paragraph(step, first=f"  {number}. ")
    _code(sheet, remedy.code, framework)
    for heading, text in (
        (Text("It worked if", "有效的标志"), remedy.works_if),
        (Text("Risk", "风险"), remedy.risk),
        (Text("To undo it", "如何撤销"), remedy.undo),
    ):
        sheet.heading(heading)
        sheet.paragraph(text)
    if remedy.not_when:
        sheet.heading(Text("Not when", "何时不要用"))
        for symptom in remedy.not_when:
            sheet.paragraph(observation(knowledge, symptom), first="  - ")
    served = [(incoming.origin, incoming.link) for incoming in knowledge.causes_fixed_by(remedy_id)]
    _links(sheet, knowledge, Text("Serves, and how often it works", "针对的原因，以及有效的频率"), served)
    _remarks(sheet, remedy.notes, remedy.disagreements)
    _sources(sheet, knowledge, [*remedy.sources, *(source for _, link in served for source in link.sources)])


def _source(sheet: Sheet, knowledge: KnowledgeBase, source_id: str) -> None:
    source = knowledge.sources[source_id]
    _title(sheet, Text(source.title), knowledge.vocabulary.source_kinds[source.kind].name)
    sheet.paragraph(fill("Where: {where}", "出处：{where}", where=source.where))
    if source.claims:
        sheet.heading(Text("What it says", "其中所说"))
    for claim in source.claims:
        sheet.paragraph(claim.says, first=f"  [{claim.id}] ", rest="      ")
        if claim.caution:
            sheet.paragraph(fill("But: {says}", "但是：{says}", says=claim.caution.says), first="      ")


def _claim(sheet: Sheet, knowledge: KnowledgeBase, claim_id: str) -> None:
    claim = knowledge.claims[claim_id]
    source = next(source for source in knowledge.sources.values() if claim in source.claims)
    _title(sheet, claim.says, fill("claim {id}", "论断 {id}", id=claim.id))
    sheet.paragraph(f"{source.title} ({claim.at})")
    if claim.caution:
        sheet.heading(Text("What is right", "正确的说法"))
        sheet.paragraph(claim.caution.says)
        _sources(sheet, knowledge, claim.caution.sources)
    if claim.against:
        sheet.heading(Text("Others say something different", "别处有不同的说法"))
        for other in claim.against:
            sheet.paragraph(knowledge.claims[other].says, first=f"  [{other}] ", rest="      ")


def _title(sheet: Sheet, name: Text, kind: Text) -> None:
    sheet.paragraph(sheet.style.say(name), first="")
    sheet.lines = [sheet.style.paint.bold(line) for line in sheet.lines]
    sheet.line(sheet.style.paint.dim(sheet.style.say(kind)))


def _links(sheet: Sheet, knowledge: KnowledgeBase, heading: Text, links: Sequence[tuple[str, Link]]) -> None:
    if not links:
        return
    sheet.heading(heading)
    for other, link in links:
        often = sheet.style.say(_how_often(link.frequency, knowledge.vocabulary.how_often))
        sheet.paragraph(f"{sheet.style.say(_name(knowledge, other))} ({other}): {often}", first="  - ")


def _remarks(sheet: Sheet, notes: Sequence[Note], disagreements: Sequence[Disagreement]) -> None:
    if notes:
        sheet.heading(Text("Worth knowing", "值得知道"))
        for note in notes:
            sheet.paragraph(note.says, first="  - ")
            sheet.paragraph(_cited(note.sources), first="    ")
    for disagreement in disagreements:
        sheet.heading(fill("Sources disagree: {about}", "来源之间有分歧：{about}", about=disagreement.about))
        for side in disagreement.sides:
            sheet.paragraph(side.says, first="  - ")
            sheet.paragraph(
                fill("This holds when: {when}", "成立的条件：{when}", when=side.when), first="    "
            )
            sheet.paragraph(_cited(side.sources), first="    ")


def _sources(sheet: Sheet, knowledge: KnowledgeBase, cited: Iterable[str]) -> None:
    ids = list(dict.fromkeys(cited))
    if not ids:
        return
    sheet.heading(CITED)
    for source in ids:
        claim = knowledge.claims.get(source)
        said: Text | str = claim.says if claim else knowledge.sources[source].title
        sheet.paragraph(said, first=f"  [{source}] ", rest="      ")
        if claim and claim.caution:
            sheet.paragraph(fill("But: {says}", "但是：{says}", says=claim.caution.says), first="      ")


def _code(sheet: Sheet, code: Mapping[str, str], framework: str) -> None:
    for name, lines in code.items():
        if framework in ("", name) or framework not in code:
            sheet.line()
            sheet.line(f"  {name}:")
            sheet.code(lines, indent="    ")


def _cited(sources: Iterable[str]) -> str:
    return " ".join(f"[{source}]" for source in sources)


def _how_often(frequency: Frequency, terms: Mapping[str, Term]) -> Text:
    """Write a frequency as it is written in the knowledge, with its number."""
    term = terms.get(frequency.written)
    written = term.name if term else Text(frequency.written)
    return fill("{word} ({number})", "{word}（{number}）", word=written, number=figure(frequency.number))


def _name(knowledge: KnowledgeBase, known_id: str) -> Text:
    if known_id in knowledge.symptoms:
        return observation(knowledge, known_id)
    return (
        knowledge.causes[known_id].name if known_id in knowledge.causes else knowledge.remedies[known_id].name
    )
