"""Codes of the form of files: KB031 to KB046."""

from __future__ import annotations

from lossdoctor.codes.code import Code

__all__ = ["CODES"]

_CAUSE = "# causes/learning-rate-too-high.yaml\n"
_REMEDY = "# remedies/lower-learning-rate.yaml\n"
_QUESTION = "# symptoms/loss-course.yaml\n"
_CASES = "# causes/learning-rate-too-high.cases.yaml\n"

CODES = (
    Code(
        "KB031",
        "error",
        "Unknown key",
        what="A key that files of this kind do not have.",
        why="A misspelt key would be left out in silence, and what you know with it.",
        mend="Write the key that is meant; the message proposes one, or lists them all.",
        bad=_CAUSE + "mimcis: [missing-values]",
        good=_CAUSE + "mimics: [missing-values]",
        mended="Writes the key that is meant, where only the case, a hyphen or one letter is wrong and "
        "one key fits.",
    ),
    Code(
        "KB032",
        "error",
        "A key is missing",
        what="Something that every file of this kind says is not said.",
        why="The wizard shows it, or the engine reckons with it.",
        mend="Add it. The help says what it is; knowledge/schema describes every key.",
        bad=_QUESTION + "options:\n  - {id: loss-explodes, background: rarely}",
        good=_QUESTION + "options:\n  - {id: loss-explodes, name: {en: It explodes}, background: rarely}",
    ),
    Code(
        "KB033",
        "error",
        "Not one of the words",
        what="A value that must be one of a few words is another word.",
        why='Words stand for numbers here. "often" and "usually" mean the same to readers (medians of 70 '
        "and 75 in a "
        "hundred), so that only words which people tell apart are used; each is always shown with its "
        "number.",
        mend="Take the word that is proposed, or a count such as 7/13 with the source in which somebody "
        "counted.",
        bad=_CAUSE + "base-rate: often",
        good=_CAUSE + "base-rate: common",
        mended="Writes the word, where only the case or one letter is wrong, and a count in words as a "
        "count. Never a word that only means the same.",
    ),
    Code(
        "KB034",
        "error",
        "Wrong form",
        what="A text is not written as it must be here: an id, a count, a language.",
        why="Ids are file names, parts of addresses, and typed by hand: lower-case words joined by hyphens.",
        mend="Write it as the help says.",
        bad=_CAUSE + "mimics: [Missing_Values]",
        good=_CAUSE + "mimics: [missing-values]",
        mended="Writes an id in lower case with hyphens, where that id exists.",
    ),
    Code(
        "KB035",
        "error",
        "Another type is wanted",
        what="A text stands where a list is wanted, a number where text is, and so on.",
        why="What people read is {en: ..., zh: ...}; sources, mimics and the like are lists, even of one.",
        mend="Write it as the help says.",
        bad=_CAUSE + "mimics: missing-values",
        good=_CAUSE + "mimics: [missing-values]",
        mended="Makes a list of one id, a text of a number, and {en: ...} of an English text.",
    ),
    Code(
        "KB036",
        "error",
        "Empty",
        what="There is nothing after the key.",
        why="What is not known is left out; an empty value only looks like an answer.",
        mend="Write something, or take the key out.",
        bad=_CAUSE + "mimics: []",
        good=_CAUSE + "mimics: [missing-values]",
    ),
    Code(
        "KB037",
        "error",
        "Twice in one list",
        what="The same id or text stands in a list a second time.",
        why="Something else was meant the second time, perhaps.",
        mend="Keep one of them.",
        bad=_CAUSE + "mimics: [missing-values, missing-values]",
        good=_CAUSE + "mimics: [missing-values]",
        mended="Takes the second one out.",
    ),
    Code(
        "KB038",
        "error",
        "Too long",
        what="A name, a text or a list is longer than there is room for.",
        why="Names stand in lists on a terminal that is 80 columns wide.",
        mend="Make it shorter; what is worth saying besides goes into why, how or a note.",
        bad=_REMEDY + f"name: {{en: {'Lower the learning rate ' * 6}}}",
        good=_REMEDY + "name: {en: Lower the learning rate}",
    ),
    Code(
        "KB039",
        "error",
        "A number out of range",
        what="A number is larger or smaller than it can be.",
        why="It is a probability, or a bound of one.",
        mend="Write a number in the range.",
        bad="# vocabulary.yaml\nreport-threshold: 25",
        good="# vocabulary.yaml\nreport-threshold: 0.25",
    ),
    Code(
        "KB040",
        "error",
        "A link without a source",
        what="A link says how often something holds, and nobody says so.",
        why="Readers must be able to ask: who says? A link that rests on nothing cannot be discussed or "
        "mended.",
        mend="Cite a claim (sources: [nonconv-05]), or a source as a whole. What only you know by "
        "experience is a claim "
        "of the source of what practitioners report.",
        bad=_CAUSE + "shows:\n  - {symptom: loss-nan, how-often: sometimes}",
        good=_CAUSE + "shows:\n  - {symptom: loss-nan, how-often: sometimes, sources: [notes-01]}",
    ),
    Code(
        "KB041",
        "error",
        "Options that do not fit the question",
        what="A yes-no question has several options, or there is nothing to choose from.",
        why='"yes-no" asks whether its one option holds; "one" and "any" let people choose among several.',
        mend="Change choose:, or the options.",
        bad=_QUESTION + "choose: yes-no",
        good=_QUESTION + "choose: one",
    ),
    Code(
        "KB042",
        "error",
        "A count that cannot be",
        what="More hits than cases: 13/7.",
        why="A count n/m says that something held n times of m.",
        mend="Turn it round, perhaps.",
        bad=_CAUSE + "base-rate: 13/7",
        good=_CAUSE + "base-rate: 7/13",
    ),
    Code(
        "KB043",
        "error",
        "The numbers of a word do not fit",
        what="A word of the vocabulary stands for no probability, or for one outside of its own bounds.",
        why="Words become numbers in vocabulary.yaml and nowhere else; the engine never reckons with 0 or 1.",
        mend="Choose a number strictly between 0 and 1, from low to high.",
        bad="# vocabulary.yaml\neffort:\n  - {id: life, number: 0, name: {en: a life}}",
        good="# vocabulary.yaml\neffort:\n  - {id: life, number: 100000, name: {en: a life}}",
    ),
    Code(
        "KB044",
        "error",
        "A case that expects nothing",
        what="A case says what was seen, and not what must come out.",
        why="It could never fail, and would be counted as a test all the same.",
        mend="Write expect: with top, within-top-3, alone, not, remedy, asks or nothing-wrong.",
        bad=_CASES + "- name: what then\n  seen: [loss-nan]",
        good=_CASES + "- name: what then\n  seen: [loss-nan, data-has-nan]\n  expect: {top: missing-values}",
    ),
    Code(
        "KB045",
        "error",
        "A case that contradicts itself",
        what="A symptom is both seen and not seen; or a complaint tells of what was not seen.",
        why="No person could have observed that.",
        mend="Take it out of one of the lists.",
        bad=_CASES
        + "- name: both\n  seen: [loss-nan]\n  not-seen: [loss-nan]\n  expect: {not: normal-wavering}",
        good=_CASES
        + "- name: one\n  seen: [loss-nan]\n  not-seen: [weights-nan]\n  expect: {not: normal-wavering}",
    ),
    Code(
        "KB046",
        "error",
        "Remedies for no cause",
        what="A case says which remedies must be offered, and not for which cause.",
        why="A remedy is offered for a cause; without one there is nothing to look at.",
        mend="Write top, alone or within-top-3 beside offers.",
        bad=_CASES + "- name: jumps\n  seen: [loss-oscillates]\n  expect: {offers: [lower-learning-rate]}",
        good=_CASES
        + "- name: jumps\n  seen: [loss-oscillates]\n"
        + "  expect: {top: learning-rate-too-high, offers: [lower-learning-rate]}",
    ),
)
