"""The page of a code that ``knowledge check`` prints: what it means, why it matters, how to mend it.

Owns its sections and their order. The explanations are in the language of the page; messages are in English.
"""

from __future__ import annotations

from lossdoctor.codes import Code
from lossdoctor.codes.code import BAD, GOOD, MEND, MENDED, WHAT, WHY, visible
from lossdoctor.codes.languages import in_language
from lossdoctor.model import Text
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Html, element
from lossdoctor.website.parts import facts

__all__ = ["SEVERITIES", "code_page"]

SEVERITIES = {
    "error": Text("error: the knowledge cannot be used", "错误：知识库无法使用"),
    "warning": Text("warning: most probably not meant so", "警告：很可能不是本意"),
}


def code_page(edition: Edition, code: Code) -> Page:
    """Make the page of ``code``."""

    told = in_language(code, edition.language)

    def paragraph(words: str) -> Html:
        return element("p", edition.say(words))

    def example(lines: str) -> Html:
        shown = element("code", visible(lines), lang="en", translate="no")
        return element("pre", shown, tabindex="0")

    explain = element("code", f"lossdoctor knowledge explain {code.code}")
    return Page(
        path=f"codes/{code.code}.html",
        title=Text(f"{code.code}: {code.title}", f"{code.code}：{in_language(code, 'zh').title}"),
        kind=Text("Message of the check", "检查信息"),
        lead=facts(edition.say(SEVERITIES[code.severity]), explain),
        sections=(
            Section("what", WHAT, paragraph(told.what)),
            Section("why", WHY, paragraph(told.why)),
            Section("mend", MEND, paragraph(told.mend)),
            *([Section("mended", MENDED, paragraph(told.mended))] if told.mended else []),
            Section("bad", BAD, example(code.bad)),
            Section("good", GOOD, example(code.good)),
        ),
        style="code",
    )
