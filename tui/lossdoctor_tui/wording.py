"""Every word that the wizard says by itself, in English and Chinese, in one place.

Owns the catalogue and looking words up in it. Leaves the words of the knowledge to the knowledge, and the
sentences of a diagnosis to the engine. One dictionary and no gettext: the wizard says few hundred words, and
a translator reads them best side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lossdoctor.model import Text
from lossdoctor_tui.wording_help import HELP_WORDS

__all__ = ["CATALOGUE", "Speaker"]

_WORDS: dict[str, tuple[str, str]] = {
    # The masthead
    "place-start": ("why does my network not train?", "我的网络为什么训练不好？"),
    "about-more": ("question {number}, about {left} more", "第 {number} 个问题，大约还剩 {left} 个"),
    "last-question": ("question {number}, perhaps the last", "第 {number} 个问题，可能是最后一个"),
    "came-back": ("question {number}, skipped before", "第 {number} 个问题，之前跳过的"),
    "place-question": ("question {number}", "第 {number} 个问题"),
    "place-diagnosis": ("diagnosis", "诊断"),
    "place-plan": ("what to try", "该试什么"),
    "place-help": ("Help", "帮助"),
    "place-search": ("Search", "搜索"),
    "place-symptom": ("symptom", "症状"),
    "place-cause": ("cause", "原因"),
    "place-remedy": ("remedy", "对策"),
    "place-question-page": ("question", "问题"),
    # Start
    "what-do-you-see": ("What do you see?", "你看到了什么？"),
    "type-here": (
        "type it in your own words, for example: loss is nan",
        "用自己的话输入，例如：loss 变成 nan",
    ),
    "loading": ("Reading the knowledge …", "正在读取知识库……"),
    "you-see": ("You see", "你看到"),
    "guide-me": ("Guide me from the beginning", "从头引导我"),
    "guide-me-note": ("one question at a time", "一次一个问题"),
    "begin": ("Begin with this", "就从这里开始"),
    "begin-count": ("{count} picked", "已选 {count} 项"),
    "continue": ("Go on with this consultation", "继续当前会诊"),
    "recent": ("Recent consultations", "最近的会诊"),
    "browse": ("Or pick from the list", "或从列表中选择"),
    "matches": ("What this may mean; pick all that you see", "可能的意思；请选出你看到的所有项"),
    "no-match": ("Nothing known sounds like “{text}”.", "没有找到与“{text}”相近的症状。"),
    "no-match-hint": ("Other words may help, or one of these:", "换个说法试试，或者："),
    "answers-count": ("{count} answers", "{count} 个回答"),
    "answer-count-one": ("1 answer", "1 个回答"),
    # Question
    "yes": ("Yes", "是"),
    "no": ("No", "否"),
    "none-of-these": ("None of these", "以上都不是"),
    "unknown": ("I don't know", "我不知道"),
    "skip": ("Skip for now", "暂时跳过"),
    "these-hold": ("These hold ({count})", "以上勾选的成立（{count}）"),
    "several-may-hold": ("several may hold", "可多选"),
    "how-to-look": ("how to look", "怎么看"),
    "how-heading": ("How to look", "怎么看"),
    "why-this-question": ("why", "为什么问"),
    "no-code-for": (
        "There is no code for {framework} here; this is for {other}.",
        "此处没有 {framework} 的代码；以下为 {other} 的代码。",
    ),
    "copy-hint": ("{key} copies it", "按 {key} 复制"),
    "copied": (
        "Copied {lines} lines to the clipboard (where the terminal allows it).",
        "已复制 {lines} 行到剪贴板（若终端允许）。",
    ),
    "nothing-to-copy": ("There is no code to copy here.", "这里没有可复制的代码。"),
    "toggle-then-confirm": (
        "Marked. Mark what else holds, then press enter.",
        "已勾选。继续勾选其他成立的项，然后按回车。",
    ),
    "no-such-option": (
        "There is no answer {key} here; the answers are 1 to {last}, and {others}.",
        "没有第 {key} 项；可选 1 到 {last}，以及 {others}。",
    ),
    # Why
    "why-title": ("Why this question?", "为什么问这个问题？"),
    "if-you-answer": ("What each answer would do", "每个回答会带来什么"),
    "how-likely-answer": ("expected {figure}", "预计 {figure}"),
    "moves-nothing": ("moves nothing by a per cent or more", "变化不足一个百分点"),
    "worth": (
        "Worth {bits} bits about the causes, for about {minutes} min.",
        "约 {minutes} 分钟，可得约 {bits} 比特信息。",
    ),
    # Causes
    "likely-causes": ("Likely causes", "可能的原因"),
    "nothing-said-yet": ("before any answer: how common each one is", "尚无回答：仅为各原因的常见程度"),
    "since-last": ("▴▾ since your last answer", "▴▾ 自上一个回答以来"),
    "inside": ("brought about by another cause", "由其他原因引起"),
    "approximate": ("approximate figures", "近似数值"),
    "more-causes": ("and {count} less likely", "另有 {count} 个可能性更小"),
    # Diagnosis
    "stopped": ("No further question: {why}", "不再提问：{why}"),
    "together": (
        "Together these explain all that you saw ({figure})",
        "以下原因合起来可解释你看到的一切（{figure}）",
    ),
    "unexplained": ("No cause that I know explains", "我所知的原因都无法解释"),
    "role-mechanism": ("brought about by other causes", "由其他原因引起"),
    "harmless": ("harmless", "无害"),
    "how-common": ("how common: {figure}", "常见程度：{figure}"),
    "base-rate": ("before any answer {figure}", "无任何回答时 {figure}"),
    "evidence-for": ("Speaks for it", "支持的证据"),
    "evidence-against": ("Speaks against it", "反对的证据"),
    "odds-note": ("× times more, ÷ times less likely", "× 更可能的倍数，÷ 更不可能的倍数"),
    "no-evidence": ("Nothing that you said bears on it.", "你的回答与它无关。"),
    "weight-very-strong": ("very strong", "很强"),
    "weight-strong": ("strong", "强"),
    "weight-some": ("some", "中等"),
    "weight-slight": ("slight", "弱"),
    "you-see-it": ("seen", "有"),
    "you-do-not-see-it": ("not seen", "无"),
    "path": ("How it comes to what you see", "它如何导致你看到的现象"),
    "sources": ("Sources", "来源"),
    "caution": ("but", "但是"),
    "disagreement": ("Sources disagree", "来源之间有分歧"),
    "when": ("when:", "适用于："),
    "notes": ("Worth knowing", "值得了解"),
    "why-not": ("Why not …", "为什么不是……"),
    "would-change": ("What would change this", "什么会改变这个结论"),
    # Plan
    "check": ("check", "检查"),
    "remedy": ("remedy", "对策"),
    "risk": ("Risk", "风险"),
    "steps": ("Steps", "步骤"),
    "works-if": ("How to see that it worked", "怎样看出有效"),
    "how-to-undo": ("How to undo it", "如何撤销"),
    "left-out": ("Left out", "未列入"),
    "if-nothing-helps": ("If nothing helps", "如果都无效"),
    "all-in-all-figures": (
        "{figure} that something here helps; work and waiting: {minutes}",
        "其中某项有效的概率为 {figure}；所需时间：{minutes}",
    ),
    "working": ("Working it out …", "正在计算……"),
    "nothing-to-do": ("There is nothing to do yet.", "目前还没有可做的事。"),
    "did-it-help": ("Did it help?", "有帮助吗？"),
    "outcome-fixed": ("Fixed: it trains as it should", "已解决：训练正常了"),
    "outcome-better": ("Better, but not all of it", "有改善，但没有完全解决"),
    "outcome-no-change": ("No change", "没有变化"),
    "outcome-worse": ("Worse", "更糟了"),
    "noted-fixed": ("Good. Noted; the report has what helped.", "很好，已记录；报告中会写明有效的对策。"),
    "noted-better": ("Noted. This is what may still help.", "已记录。以下对策或许还能帮助。"),
    "noted-no-change": ("Noted as evidence; the order has changed.", "已作为证据记录；顺序已更新。"),
    "noted-worse": ("Noted as evidence; undo it: {undo}", "已作为证据记录；请先撤销：{undo}"),
    # Pages and search
    "search-for": ("symptom, cause or remedy, in your own words", "症状、原因或对策，用自己的话说"),
    "nothing-found": ("Nothing found.", "没有找到。"),
    "asked-by": ("Asked by", "所属问题"),
    "also-said": ("In other words", "其他说法"),
    "shown-by": ("Shown by", "可能的原因"),
    "leads-to": ("Leads to", "会引起"),
    "brought-by": ("Brought about by", "由以下引起"),
    "shows": ("Shows as", "表现为"),
    "fixed-by": ("What helps", "对策"),
    "fixes": ("Helps against", "可解决"),
    "mimics": ("Looks like", "容易混淆于"),
    "not-when": ("Not when", "不要用于"),
    "background": ("without any of these causes", "没有这些原因时"),
    "no-known-remedy": ("No remedy is known.", "尚无已知对策。"),
    "noted-seen": ("Noted: {name}", "已记录：{name}"),
    "already-said": ("That was said already: {name}", "已经说过：{name}"),
    # Keeping
    "report-title": ("Save the report", "保存报告"),
    "report-as": ("File name, ending in .md, .html or .json", "文件名，以 .md、.html 或 .json 结尾"),
    "report-saved": ("Report saved as {path}", "报告已保存为 {path}"),
    "report-exists": (
        "{path} is there already; press enter again to overwrite it.",
        "{path} 已存在；再按一次回车即覆盖。",
    ),
    "report-failed": ("The report could not be saved: {why}", "无法保存报告：{why}"),
    "not-kept": (
        "Not saved: {why}. Your answers stay here until you quit.",
        "未能保存：{why}。在退出之前，回答仍保留在此。",
    ),
    "resumed": ("Resumed: {answers} so far.", "已恢复：目前有 {answers}。"),
    "lost": (
        "{count} could not be taken up and were left out; {key} lists them.",
        "有 {count} 项无法恢复，已略去；按 {key} 查看。",
    ),
    "lost-one": (
        "One thing could not be taken up; {key} says what.",
        "有 1 项无法恢复，已略去；按 {key} 查看。",
    ),
    "lost-title": ("Left out when this was opened", "打开时略去的内容"),
    "lost-what": (
        "This could not be taken up; all the rest is here, and the consultation goes on without it.",
        "以下内容无法恢复；其余部分都在，会诊照常继续。",
    ),
    "lost-nothing": ("Nothing was left out.", "没有略去任何内容。"),
    "lost-copy": ("The file as it was is kept as {path}", "原文件已保留为 {path}"),
    "resume-failed": ("This consultation cannot be opened: {why}", "无法打开该会诊：{why}"),
    "rename-title": ("Another name", "重命名"),
    "rename-as": ("Name of this consultation", "这次会诊的名称"),
    "renamed": ("It is now called “{name}”.", "现在名为“{name}”。"),
    "delete-title": ("Delete this consultation?", "删除这次会诊？"),
    "delete-it": ("Delete it; this cannot be taken back", "删除，且无法恢复"),
    "keep-it": ("Keep it", "保留"),
    "deleted": ("Deleted: {name}", "已删除：{name}"),
    "mark-a-kept-one": ("Mark a recent consultation first.", "请先选中一个最近的会诊。"),
    "all-kept": ("All that were kept", "全部已保存的会诊"),
    "kept-as": (
        "Kept as “{name}”. Go on with: lossdoctor resume {name}",
        "已保存为“{name}”。继续：lossdoctor resume {name}",
    ),
    # Undo
    "undone": ("Taken back: {what}", "已撤回：{what}"),
    "redone": ("Said again: {what}", "已恢复：{what}"),
    "nothing-to-undo": ("Nothing to take back.", "没有可撤回的内容。"),
    "nothing-to-redo": ("Nothing to bring back.", "没有可恢复的内容。"),
    "wrong-key": (
        "{key} does nothing here; {help} shows what does.",
        "{key} 在这里没有作用；按 {help} 查看可用的键。",
    ),
    "keys-unreadable": (
        "{path} cannot be read ({why}); the usual keys hold.",
        "无法读取 {path}（{why}）；使用默认按键。",
    ),
    "keys-no-mapping": (
        "{file} has to hold lines such as “skip: x”; the usual keys hold.",
        "{file} 的每一行应形如“skip: x”；使用默认按键。",
    ),
    "keys-broken": (
        "{place}: {what}; {help} ({code})",
        "{place}：这里不是有效的 YAML（{code}：{what}；{help}）",
    ),
    "keys-no-such-name": ("there is nothing called “{name}”", "没有名为“{name}”的操作"),
    "keys-no-such-key": ("there is no key “{key}”", "没有“{key}”这个键"),
    "keys-fixed": ("{key} cannot be given another meaning", "{key} 不能改作他用"),
    "keys-clash": (
        "{key} would be both {one} and {other}; {other} keeps its usual keys.",
        "{key} 同时用于 {one} 和 {other}；{other} 保持默认按键。",
    ),
    "keys-more": ("(and {count} more)", "（另有 {count} 处）"),
    # Key hints
    "hint-answer": ("answer", "回答"),
    "hint-choose": ("choose", "选择"),
    "hint-move": ("move", "移动"),
    "hint-unknown": ("don't know", "不知道"),
    "hint-skip": ("skip", "跳过"),
    "hint-undo": ("undo", "撤回"),
    "hint-why": ("why", "为何问"),
    "hint-help": ("help", "帮助"),
    "hint-commands": ("commands", "命令"),
    "hint-language": ("中文", "English"),
    "hint-quit": ("quit", "退出"),
    "hint-plan": ("plan", "方案"),
    "hint-diagnosis": ("diagnosis", "诊断"),
    "hint-causes": ("causes", "原因"),
    "hint-report": ("report", "报告"),
    "hint-back": ("back", "返回"),
    "hint-read": ("read on", "继续读"),
    "hint-search": ("search", "搜索"),
    "hint-tried": ("I tried it", "我试过了"),
    "hint-answer-it": ("answer it", "回答它"),
    "hint-copy": ("copy", "复制"),
    "hint-open": ("open", "打开"),
    "hint-seen": ("I see this", "我看到了"),
    "hint-resume": ("go on", "继续"),
    "hint-rename": ("rename", "重命名"),
    "hint-delete": ("delete", "删除"),
    "hint-close": ("close", "关闭"),
    # Palette and settings
    "command-language": ("Language: 中文", "语言：English"),
    "command-language-help": ("Switch to Chinese", "切换到英文"),
    "command-framework": ("Framework: {name}", "框架：{name}"),
    "command-framework-help": ("Show code for {name}", "显示 {name} 的代码"),
    "command-theme": ("Theme: {name}", "主题：{name}"),
    "command-theme-help": ("Change the colours", "更换颜色"),
    "framework-now": ("Code is shown for {name}.", "现在显示 {name} 的代码。"),
    "theme-lossdoctor-dark": ("dark", "深色"),
    "theme-lossdoctor-light": ("light", "浅色"),
    "theme-ansi-dark": ("the terminal's own colours, dark", "终端自身配色（深色）"),
    "theme-ansi-light": ("the terminal's own colours, light", "终端自身配色（浅色）"),
    "palette-placeholder": ("what do you want to do?", "想做什么？"),
}

CATALOGUE: Mapping[str, Text] = {key: Text(*words) for key, words in (_WORDS | HELP_WORDS).items()}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language.

    >>> Speaker("zh").say("unknown"), Speaker("en").say("undone", what="x[i]")
    ('我不知道', 'Taken back: x[i]')
    """

    language: str = "en"

    def say(self, key: str, /, **values: object) -> str:
        """Give the words for ``key``, with ``values`` filled in."""
        return CATALOGUE[key].in_language(self.language).format(**values)

    def join(self, *sentences: str) -> str:
        """Put sentences behind one another; Chinese ones need no space between them."""
        return ("" if self.language == "zh" else " ").join(filter(None, sentences))

    def text(self, text: Text) -> str:
        """Give a text of the knowledge or the engine in this language."""
        return text.in_language(self.language)
