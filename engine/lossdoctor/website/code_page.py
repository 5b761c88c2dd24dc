"""The page of a code that ``knowledge check`` prints: what it means, why it matters, how to mend it.

Owns its sections and their order. The explanations are in English, as the messages are.
"""

from __future__ import annotations

from lossdoctor.codes import Code
from lossdoctor.codes.code import visible
from lossdoctor.model import Text
from lossdoctor.website.edition import Edition, Page, Section
from lossdoctor.website.markup import Html, element
from lossdoctor.website.parts import facts

__all__ = ["SEVERITIES", "code_page"]

SEVERITIES = {
    "error": Text("error: the knowledge cannot be used", "错误：知识库无法使用"),
    "warning": Text("warning: most probably not meant so", "警告：很可能不是本意"),
}

MENDED = Text("Mended by check --fix", "check --fix 会自动修正")


def code_page(edition: Edition, code: Code) -> Page:
    """Make the page of ``code``."""

    def paragraph(words: str) -> Html:
        return element("p", edition.say(Text(words)))

    def example(lines: str) -> Html:
        shown = element("code", visible(lines), lang="en", translate="no")
        return element("pre", shown, tabindex="0")

    explain = element("code", f"lossdoctor knowledge explain {code.code}")
    return Page(
        path=f"codes/{code.code}.html",
        title=Text(f"{code.code}: {code.title}"),
        kind=Text("Message of the check", "检查信息"),
        lead=facts(edition.say(SEVERITIES[code.severity]), explain),
        sections=(
            Section("what", Text("What", "含义"), paragraph(code.what)),
            Section("why", Text("Why it matters", "为什么重要"), paragraph(code.why)),
            Section("mend", Text("How to mend it", "如何修正"), paragraph(code.mend)),
            *([Section("mended", MENDED, paragraph(code.mended))] if code.mended else []),
            Section("bad", Text("Bad", "错误示例"), example(code.bad)),
            Section("good", Text("Good", "正确示例"), example(code.good)),
        ),
        style="code",
    )
