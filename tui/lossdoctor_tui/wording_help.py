"""The words of the help screen, in English and Chinese; ``wording`` makes them part of the catalogue."""

from __future__ import annotations

__all__ = ["HELP_WORDS"]

HELP_WORDS: dict[str, tuple[str, str]] = {
    "help-what": (
        "lossdoctor asks what you see in a training run, works out which causes fit, and says what to try. "
        "Answer what you know; “I don't know” and “skip” cost nothing. Every answer can be taken back, and "
        "every figure has its reasons and sources.",
        "lossdoctor 询问你在训练中看到的现象，推断哪些原因符合，"
        "并告诉你该试什么。知道的就回答；“我不知道”和“跳过”没有任何代价。"
        "每个回答都可以撤回，每个数字都有理由和来源。",
    ),
    "help-answering": ("Answering", "回答"),
    "help-looking": ("Looking into it", "深入了解"),
    "help-going": ("Going about", "切换界面"),
    "help-start": ("On the first screen", "在首页"),
    "help-everywhere": ("Everywhere", "随处可用"),
    "help-figures": ("The figures", "关于数字"),
    "help-figures-text": (
        "A probability is what follows from your answers and the knowledge, with several causes possible at "
        "once, so the figures need not add up to 100%. Evidence is given as what it does to the odds: ×4 "
        "makes a cause four times as likely as it was, ÷4 the other way round.",
        "概率由你的回答和知识库推出；多个原因可以同时存在，因此数字之和不一定是 100%。"
        "证据用对几率的影响表示："
        "×4 表示该原因的几率变为四倍，÷4 则相反。",
    ),
    "help-kept": ("What is kept", "保存"),
    "help-kept-text": (
        "Every answer is saved at once, on this machine alone. “lossdoctor resume” goes on where you "
        "stopped; the report is written only when you name a file.",
        "每个回答立即保存，仅保存在本机。用“lossdoctor resume”可从中断处继续；"
        "只有在你指定文件名时才会写出报告。",
    ),
    "help-keys": ("Other keys", "更换按键"),
    "help-keys-text": (
        "A file keys.yaml beside the kept consultations gives any of these another key, for example "
        "“skip: x”; docs/keys.md has the names.",
        "在保存会诊的文件夹旁放一个 keys.yaml，即可更换按键，例如“skip: x”；名称见 docs/keys.md。",
    ),
    "key-numbers": ("choose an answer; with several possible, mark it", "选择一个回答；可多选时为勾选"),
    "key-none": ("none of these", "以上都不是"),
    "key-unknown": ("I don't know", "我不知道"),
    "key-skip": ("skip for now", "暂时跳过"),
    "key-space": ("mark the row, where several may hold", "勾选当前行（可多选时）"),
    "key-enter": ("take the row, or confirm what is marked", "选择当前行，或确认勾选"),
    "key-undo": ("take the last answer back", "撤回上一个回答"),
    "key-redo": ("say it again", "恢复撤回的回答"),
    "key-how": ("how to look, with code", "怎么看（含代码）"),
    "key-why": ("why this question is asked", "为什么问这个问题"),
    "key-causes": ("show or hide the likely causes", "显示或隐藏可能的原因"),
    "key-copy": ("copy the code", "复制代码"),
    "key-search": ("search symptoms, causes and remedies", "搜索症状、原因和对策"),
    "key-question": ("back to the question", "回到问题"),
    "key-diagnosis": ("diagnosis", "诊断"),
    "key-plan": ("what to try", "方案"),
    "key-report": ("save the report", "保存报告"),
    "key-lost": ("what was left out when this was opened", "打开时略去的内容"),
    "key-tried": ("I tried it: tell what it did", "我试过了：说明结果"),
    "key-seen": ("on a symptom's page: I see this", "在症状页：我看到了"),
    "key-new": ("a new consultation", "新的会诊"),
    "key-language": ("language: English or Chinese", "语言：中文或英文"),
    "key-framework": ("framework of the code", "代码所用的框架"),
    "key-theme": ("light, dark or the terminal's own colours", "浅色、深色或终端自身配色"),
    "key-palette": ("every command by name", "按名称执行任何命令"),
    "key-help": ("this page", "本页"),
    "key-back": ("back", "返回"),
    "key-quit": ("quit; everything is kept", "退出；一切已保存"),
    "key-type": ("type what you see, in English or Chinese", "输入你看到的现象，中英文均可"),
    "key-backspace": ("on an empty line: take the last pick back", "输入框为空时：移除最后一项"),
    "key-tab": ("between the line and the list", "在输入框与列表之间切换"),
    "key-rename": ("rename the marked consultation", "重命名选中的会诊"),
    "key-delete": ("delete the marked consultation, after a question", "删除选中的会诊（先询问）"),
    "key-arrows": ("move the mark", "移动光标"),
}
