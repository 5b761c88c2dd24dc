"""What is wrong with a command line, in one sentence and two languages.

Owns the Chinese of the sentences that click makes in English. Leaves printing them to ``main``.
"""

from __future__ import annotations

import click

from lossdoctor.model import Text
from lossdoctor.wording import fill

__all__ = ["WrongUse", "usage_text"]


class WrongUse(click.UsageError):
    """A command line that one of our own commands refuses."""

    def __init__(self, text: Text, ctx: click.Context | None = None) -> None:
        super().__init__(text.en, ctx)
        self.text = text


def usage_text(error: click.ClickException) -> Text:
    """Say what click or one of our commands found wrong, and where its help is."""
    text = Text(error.format_message().rstrip("."), _chinese(error))
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return text
    return fill(
        "{text} (see {command} --help)",
        "{text}（见 {command} --help）",
        text=text,
        command=error.ctx.command_path,
    )


def _chinese(error: click.ClickException) -> str:
    if isinstance(error, WrongUse):
        return error.text.zh
    if isinstance(error, click.NoSuchOption):
        meant = "；是不是" + "或".join(error.possibilities) + "？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{meant}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error)}"
    if isinstance(error, click.BadParameter):
        choices = getattr(error.param.type, "choices", ()) if error.param else ()
        among = "，只能是 " + "、".join(map(str, choices)) if choices else f"（{error.message.rstrip('.')}）"
        return f"{_name(error)} 的值无效{among}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 用法不对（{error.message.rstrip('.')}）"
    return f"用法不对：{error.format_message().rstrip('.')}"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "参数"
    return (
        error.param.opts[0]
        if error.param.param_type_name == "option"
        else error.param.make_metavar(_context(error))
    )


def _context(error: click.BadParameter) -> click.Context:
    return error.ctx or click.Context(click.Command("lossdoctor"))
