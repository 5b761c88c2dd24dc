"""Codes of ids, files and folders: KB050 to KB066."""

from __future__ import annotations

from lossdoctor.codes.code import Code

__all__ = ["CODES"]

_CAUSE = "# causes/learning-rate-too-high.yaml\n"
_MECHANISM = "# causes/numerical-overflow.yaml\n"
_NEW_OPTION = (
    "# symptoms/loss-course.yaml\noptions:\n  - {id: %s, name: {en: It explodes}, background: rarely}"
)
_PACK_CAUSE = """\
# other-pack/causes/%s.yaml
id: %s
name: {en: A disk returns rubbish}
family: hardware
base-rate: rare
why: {en: Bytes flip on the way.}
no-known-remedy: true
shows:
  - {symptom: data-has-nan, how-often: usually, sources: [notes-06]}
"""

CODES = (
    Code(
        "KB050",
        "error",
        "The id is not the file's name",
        what="The id in the file and the name of the file differ.",
        why="People find the file of an id by its name.",
        mend="Make them the same. To rename something that was released, add the old id to retired.yaml.",
        bad=_CAUSE + "id: learning-rate-high",
        good=_CAUSE + "id: learning-rate-too-high",
    ),
    Code(
        "KB051",
        "error",
        "The id is taken",
        what="Two things have one id: of whatever kind, in whatever pack.",
        why="Ids are typed without saying of what kind they are, so that each must name one thing.",
        mend="Give one of them another name.",
        bad=_NEW_OPTION % "missing-values",
        good=_NEW_OPTION % "loss-explodes",
    ),
    Code(
        "KB052",
        "error",
        "The id was retired",
        what="An id is used that is no more.",
        why="What it named was renamed, merged or given up. Old sessions are redirected; knowledge uses "
        "today's ids.",
        mend="Write the id that took its place.",
        bad="# retired.yaml\nlr-too-high: learning-rate-too-high\n# causes/missing-values.yaml\nmimics: "
        "[lr-too-high]",
        good="# retired.yaml\nlr-too-high: learning-rate-too-high\n"
        "# causes/missing-values.yaml\nmimics: [learning-rate-too-high]",
        mended="Writes the id that took its place.",
    ),
    Code(
        "KB053",
        "error",
        "There is no such id",
        what="An id is used that nothing has.",
        why="A link to nowhere would drop out in silence.",
        mend="Correct the spelling (the message proposes what is close), or write what it should name.",
        bad=_CAUSE + "mimics: [missing-value]",
        good=_CAUSE + "mimics: [missing-values]",
    ),
    Code(
        "KB054",
        "error",
        "The id names something of another kind",
        what="A symptom stands where a cause is wanted, and so on.",
        why="Causes show symptoms, lead to causes, and are mended by remedies; nothing else can be linked.",
        mend="Name what is wanted there.",
        bad=_CAUSE + "mimics: [loss-nan]",
        good=_CAUSE + "mimics: [missing-values]",
    ),
    Code(
        "KB055",
        "error",
        "A circle of causes",
        what="A cause leads to itself, by way of others.",
        why="What brings about what is a one-way street; on a circle there is no first cause, and nothing "
        "to reckon.",
        mend="Take out the weakest link of the circle. What only looks alike is mimics:.",
        bad=_MECHANISM
        + "leads-to:\n  - {cause: learning-rate-too-high, how-often: rarely, sources: [notes-01]}",
        good=_MECHANISM + "mimics: [missing-values]",
    ),
    Code(
        "KB056",
        "error",
        "A link out of the folder",
        what="A symbolic link leads out of the knowledge folder, or a folder in it is a link.",
        why="A pack that somebody sends you must not read other files of yours.",
        mend="Copy the file itself to its place.",
        bad="# causes/dead-relu.yaml -> /etc/hostname",
        good=_CAUSE + "id: learning-rate-too-high",
    ),
    Code(
        "KB057",
        "error",
        "A file that is not read",
        what="A file or folder lies where no knowledge is looked for, or does not end in .yaml.",
        why="It would be left out in silence.",
        mend="Put it where files of its kind are: causes/, symptoms/, remedies/, sources/ or cases/.",
        bad="# causes/dead-relu.yml\nid: dead-relu",
        good=_CAUSE + "id: learning-rate-too-high",
    ),
    Code(
        "KB058",
        "error",
        "The file cannot be read",
        what="There is no ordinary file behind the name, or one that may not be opened.",
        why="It would be left out in silence.",
        mend="Put an ordinary file there that you may read.",
        bad="# causes/dead-relu.yaml -> gone.yaml",
        good=_CAUSE + "id: learning-rate-too-high",
    ),
    Code(
        "KB059",
        "error",
        "A link that stands there already",
        what="A cause links to one thing twice, or to itself.",
        why="Two frequencies for one link: which of them holds?",
        mend="Make them one link, with the sources of both.",
        bad=_CAUSE + "shows:\n  - {symptom: loss-oscillates, how-often: rarely, sources: [notes-01]}",
        good=_CAUSE + "shows:\n  - {symptom: loss-nan, how-often: rarely, sources: [notes-01]}",
    ),
    Code(
        "KB060",
        "error",
        "A claim that does not begin with its source",
        what="The id of a claim does not begin with the id of its source.",
        why="Who reads nonconv-05 must know that it is the fifth claim of nonconv.",
        mend="Write the id of the source, a hyphen and a number.",
        bad="# sources/notes.yaml\nclaims:\n  - {id: lecture-07, at: page 9, says: {en: All is well.}}",
        good="# sources/notes.yaml\nclaims:\n  - {id: notes-07, at: page 9, says: {en: All is well.}}",
    ),
    Code(
        "KB061",
        "error",
        "Packs that contradict each other",
        what="Two packs bring different vocabularies.",
        why="One word would stand for two numbers.",
        mend="A pack uses the words of the knowledge that it adds to: delete its vocabulary.yaml.",
        bad="# other-pack/vocabulary.yaml\nreport-threshold: 0.5",
        good="# other-pack/retired.yaml\nlr-too-high: learning-rate-too-high",
    ),
    Code(
        "KB062",
        "error",
        "Cases beside no cause",
        what="A file NAME.cases.yaml lies in causes/, and there is no NAME.yaml.",
        why="Cases lie beside the cause that they protect.",
        mend="Correct the name; cases of no one cause belong in cases/.",
        bad="# causes/missing-value.cases.yaml\n- name: x\n  seen: [loss-nan]\n  expect: {not: "
        "normal-wavering}",
        good="# cases/others.yaml\n- name: x\n  seen: [loss-nan]\n  expect: {not: normal-wavering}",
    ),
    Code(
        "KB063",
        "error",
        "The table of retired ids does not fit",
        what="A retired id exists, or what took its place does not.",
        why="Sessions that name the old id are led to the new one.",
        mend="Correct it. Retired ids are never used again.",
        bad="# retired.yaml\nlr-too-high: learning-rate-high",
        good="# retired.yaml\nlr-too-high: learning-rate-too-high",
    ),
    Code(
        "KB064",
        "error",
        "This cannot be silenced",
        what="suppress: names a code that is no warning.",
        why="Errors are not a matter of opinion: the knowledge could not be used.",
        mend="Mend the error.",
        bad=_CAUSE + "suppress:\n  - {code: KB053, reason: I shall write it tomorrow.}",
        good=_CAUSE + "id: learning-rate-too-high",
    ),
    Code(
        "KB065",
        "warning",
        "Silenced, and there is nothing",
        what="suppress: names a warning that this file would not get.",
        why="It would hide a warning that comes later.",
        mend="Take it out.",
        bad=_CAUSE + "suppress:\n  - {code: KB071, reason: Nobody knows a remedy.}",
        good=_CAUSE + "id: learning-rate-too-high",
    ),
    Code(
        "KB066",
        "error",
        "An id without the name of its pack",
        what="An id of a pack does not begin with the name of the pack, which pack.yaml says, or else the "
        "folder.",
        why="lossdoctor and other packs make new ids every week. With the name before them, yours are never "
        "taken, and everybody sees whose they are.",
        mend="Put the name and a hyphen before the id, and rename the file; or write another name into "
        "pack.yaml.",
        bad="# other-pack/pack.yaml\nname: acme\n" + _PACK_CAUSE % ("bad-disk", "bad-disk"),
        good="# other-pack/pack.yaml\nname: acme\n" + _PACK_CAUSE % ("acme-bad-disk", "acme-bad-disk"),
    ),
)
