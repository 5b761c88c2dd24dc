"""Codes of lints: KB070 to KB084. A file may silence one for itself, with a reason."""

from __future__ import annotations

from lossdoctor.codes.code import Code

__all__ = ["CODES"]

_CAUSE = "# causes/learning-rate-too-high.yaml\n"
_REMEDY = "# remedies/lower-learning-rate.yaml\n"
_OPTION = """\
# symptoms/data-values.yaml
options:
  - {id: data-odd, name: {en: Something is odd}, background: rarely}"""
_QUESTION = """\
# symptoms/noise.yaml
id: noise
kind: setting
ask: {en: Does the fan make a noise?}
how: {en: Listen.}
effort: glance
choose: yes-no
options:
  - {id: fan-noise, name: {en: The fan makes a noise}, background: usually}"""
_NEW_CAUSE = """\
# causes/dead-relu.yaml
id: dead-relu
name: {en: Dead units}
family: mechanism
base-rate: rare
why: {en: A large step pushed the inputs of units below zero for good.}
no-known-remedy: true
shows:
  - {symptom: loss-wavers-while-falling, how-often: rarely, sources: [notes-05]}
"""
_WINS = "# causes/dead-relu.cases.yaml\n- name: wins\n  seen: [loss-nan]\n  expect: {top: dead-relu}\n"
_LOSES = "# causes/dead-relu.cases.yaml\n- name: loses\n  seen: [loss-nan]\n  expect: {not: dead-relu}\n"
_BOTH = _WINS + "- name: loses\n  seen: [data-has-nan]\n  expect: {not: dead-relu}\n"
_LINK = "{symptom: %s, how-often: %s, sources: [notes-01]}"
_TWIN = """\
# causes/corrupt-files.yaml
id: corrupt-files
name: {en: Corrupt files}
family: data
base-rate: rare
why: {en: Half of a file was copied.}
no-known-remedy: true
shows:
  - {symptom: loss-nan, how-often: almost-always, sources: [notes-06]}
  - {symptom: data-has-nan, how-often: always, sources: [notes-06]}
  - {symptom: weights-nan, how-often: usually, sources: [notes-06]}
"""

CODES = (
    Code(
        "KB070",
        "warning",
        "A symptom that no cause shows",
        what="An option of a question is linked by no cause.",
        why="Choosing it says nothing about the causes, so that asking for it wastes people's time.",
        mend="Link causes to it under shows:, harmless ones too; or take the option out.",
        bad=_OPTION,
        good=_OPTION + "\n# causes/missing-values.yaml\nshows:\n  - " + _LINK % ("data-odd", "sometimes"),
    ),
    Code(
        "KB071",
        "warning",
        "A cause without a remedy",
        what="A cause is not harmless, and nothing is linked that mends it.",
        why='The plan would end with "you have this", which helps nobody.',
        mend="Link a remedy, or say no-known-remedy: true.",
        bad=_NEW_CAUSE.replace("no-known-remedy: true\n", ""),
        good=_NEW_CAUSE,
    ),
    Code(
        "KB072",
        "warning",
        "A remedy that no cause uses",
        what="No cause is linked that the remedy mends.",
        why="Nobody will ever be told to try it.",
        mend="Link it from a cause under remedies:, or delete it.",
        bad="# remedies/pray.yaml\nid: pray\nname: {en: Pray}\ndo:\n  - {en: Pray.}\neffort: glance\n"
        "risk: {en: None.}\nworks-if: {en: It helps.}\nundo: {en: Stop.}",
        good=_REMEDY + "effort: run",
    ),
    Code(
        "KB073",
        "warning",
        "A question no answer of which matters",
        what="No cause shows any option of the question.",
        why="It would never be asked.",
        mend="Link causes to its options, or delete it.",
        bad=_QUESTION,
        good=_QUESTION + "\n" + _CAUSE + "shows:\n  - " + _LINK % ("fan-noise", "usually"),
    ),
    Code(
        "KB074",
        "warning",
        "A cause that wins no case",
        what="No case expects the cause to come first.",
        why="A change elsewhere could keep it from ever being found, and nobody would see it.",
        mend="Write a case: what is seen when it is there? Not only its one giveaway.",
        bad=_NEW_CAUSE + _LOSES,
        good=_NEW_CAUSE + _BOTH,
    ),
    Code(
        "KB075",
        "warning",
        "A cause that loses no case",
        what="No case expects that the cause is not reported.",
        why="It could come to be reported everywhere, and nobody would see it.",
        mend="Write a case that looks like it and has another cause: expect: {top: OTHER, not: THIS}.",
        bad=_NEW_CAUSE + _WINS,
        good=_NEW_CAUSE + _BOTH,
    ),
    Code(
        "KB076",
        "warning",
        "No Chinese",
        what="A text of the shipped knowledge is there in English only.",
        why="Half of those who ask read Chinese. In your own packs, English alone is enough.",
        mend="Add zh:. Ask for help in the pull request if you do not write Chinese.",
        bad="# shipped\n" + _CAUSE + "name: {en: Learning rate too high}",
        good="# shipped\n" + _CAUSE + "name: {en: Learning rate too high, zh: 学习率过大}",
    ),
    Code(
        "KB077",
        "warning",
        "Code that does not parse",
        what="A snippet is no Python.",
        why="People paste it.",
        mend="Try it. What they must fill in is a name, or a comment; three dots are Python, too.",
        bad=_REMEDY
        + "code:\n  pytorch: |-\n    for group in optimizer.param_groups\n        group['lr'] /= 10",
        good=_REMEDY
        + "code:\n  pytorch: |-\n    for group in optimizer.param_groups:\n        group['lr'] /= 10",
    ),
    Code(
        "KB078",
        "warning",
        "Links that contradict each other",
        what="Answers that exclude each other add up to more than always; a link never holds; a remedy is "
        "harmful under "
        "what its cause nearly always shows; a remedy is linked where none is known.",
        why="They cannot all be meant.",
        mend="Think of ten runs with this cause: in how many is each of them seen?",
        bad=_CAUSE + "shows:\n  - " + _LINK % ("loss-nan", "almost-always"),
        good=_CAUSE + "shows:\n  - " + _LINK % ("loss-nan", "sometimes"),
    ),
    Code(
        "KB079",
        "warning",
        "Nearly the same name",
        what="Two causes, remedies, questions or options of a question are called nearly the same.",
        why="They are one thing, or people cannot tell which is which.",
        mend="Make them one, or say in the name how they differ.",
        bad=_NEW_CAUSE.replace("Dead units", "A number overflow"),
        good=_NEW_CAUSE,
    ),
    Code(
        "KB080",
        "warning",
        "Nearly the same meaning",
        what="Two causes or remedies say nearly the same, or the same words are said for two symptoms.",
        why="They are one thing under two names; or a search for the words finds the wrong one.",
        mend="Make them one, or say what is particular to each.",
        bad=_OPTION.replace("background: rarely", "background: rarely, also-said: [nan loss]"),
        good=_OPTION.replace("background: rarely", "background: rarely, also-said: [odd data]"),
    ),
    Code(
        "KB081",
        "warning",
        "Nothing tells two causes apart",
        what="Two causes show nearly the same symptoms, equally often, themselves or through what they "
        "lead to.",
        why="Whatever is asked, both stay on the list.",
        mend="Link a symptom that only one of them shows: a check, a setting, what a change did. If there "
        "is none, let "
        "each name the other in mimics:, with a note that says so; or make them one.",
        bad=_TWIN,
        good=_TWIN + "  - " + _LINK % ("loss-wavers-while-falling", "usually"),
    ),
    Code(
        "KB082",
        "warning",
        "A count that nobody counted",
        what="A frequency is a count (7/13), and only practitioners' judgement is cited for it.",
        why="A count claims that somebody counted.",
        mend="Cite who did, or write a word.",
        bad="# sources/practice.yaml\nid: practice\ntitle: Practice\nlang: en\nkind: article\nwhere: here\n"
        "claims:\n  - {id: practice-01, at: here, says: {en: We saw it.}}\n"
        + _CAUSE
        + "shows:\n  - {symptom: loss-nan, how-often: 7/13, sources: [practice-01]}",
        good=_CAUSE + "shows:\n  - {symptom: loss-nan, how-often: 7/13, sources: [notes-01]}",
    ),
    Code(
        "KB083",
        "warning",
        "A claim that nothing cites",
        what="A source says complete: true, and no link, cause, remedy, question or note cites one of its "
        "claims.",
        why="What the document says would be lost.",
        mend="Cite it where the knowledge says the same; if it is wrong, put it right in a caution, and "
        "cite it in a note.",
        bad="# sources/notes.yaml\ncomplete: true\nclaims:\n  - {id: notes-07, at: page 9, says: {en: All "
        "is well.}}",
        good="# sources/notes.yaml\nclaims:\n  - {id: notes-07, at: page 9, says: {en: All is well.}}",
    ),
    Code(
        "KB084",
        "warning",
        "A cause that nothing shows",
        what="A cause shows no symptom and leads to no other cause.",
        why="It can never be found.",
        mend="Say how one would see it.",
        bad=_NEW_CAUSE.split("shows:")[0],
        good=_NEW_CAUSE,
    ),
)
