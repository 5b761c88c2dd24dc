"""From what people type to words that can be compared: two languages, other words for the same, negations.

Owns tokens. ``loss突然变成nan`` and "suddenly the loss is NaN" come out alike; "not nan" and "没有nan" come
out as something else than "nan". Leaves finding and scoring to ``search``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["DENIED", "Clause", "contraries", "opposite", "read_clauses"]

Clause = tuple[str, ...]
"""The tokens of one clause, in order."""

DENIED = "not:"
"""What a token begins with that was denied."""

SAME = {
    "accuracy": "accuracy acc 准确率 正确率 精度",
    "activation": "activation activations 激活",
    "batch-norm": "batch_norm batch_normalization batch_normalisation batchnorm bn 批归一化 批标准化 "
    "批量归一化",
    "batch-size": "batch_size batchsize 批大小 批次大小 批量大小",
    "begin": "begin begins beginning start starts started initial initially first 开始 一开始 初始 最初 "
    "第一步 刚",
    "change": "change changes changed changing move moves moved moving 变化 改变 动",
    "class": "class classes category categories 类别 类",
    "constant": "constant stuck flat unchanged plateau plateaus plateaued stall stalls stalled "
    "levels_off stay stays stayed staying remain remains stagnate stagnates stagnated stagnating "
    "sit sits stick sticks hang hangs hovers stays_the_same "
    "不变 不动 停滞 卡住 卡在 停在 停滞在 保持在 徘徊 恒定",
    "converge": "converge converges converged converging convergence 收敛",
    "data": "data dataset datasets 数据 数据集",
    "decrease": "decrease decreases decreased decreasing fall falls fell falling drop drops dropped "
    "go_down goes_down going_down went_down come_down comes_down reduce reduces diminish diminishes "
    "decline declines 下降 降低 减小 变小 下去 降",
    "differ": "differ differs different differently gap mismatch 不同 不一致 差异 差距 相差",
    "explode": "explode explodes exploded exploding explosion astronomical blow_up blows_up blew_up "
    "diverge diverges diverged run_away runs_away shoots_up skyrockets 爆炸 发散 飞涨 跑飞 飞了 失控",
    "gradient": "gradient gradients grad grads 梯度",
    "increase": "increase increases increased increasing rise rises rose rising grow grows growing climb "
    "climbs climbed go_up goes_up going_up went_up bigger_and_bigger larger_and_larger higher_and_higher "
    "上升 升高 增大 增加 变大 回升 上涨 越来越大 一直涨 涨",
    "label": "label labels target targets annotation annotations 标签 标注",
    "later": "later eventually at_some_point 后来 后期 一段时间后 若干步后",
    "large": "large larger huge big bigger 很大 过大 太大 巨大",
    "learn": "learn learns learned learnt learning 学习 学到 学会",
    "learning-rate": "learning_rate learning_rates lr step_size 学习率 步长",
    "loss": "loss losses cost error 损失 代价 误差",
    "low": "low lower tiny small smaller 很小 过小 太小 很低 低",
    "memory": "memory oom out_of_memory 显存 内存",
    "nan": "nan nans not_a_number inf infs infinite infinity 无穷大 无穷 非数",
    "normalise": "normalise normalize normalised normalized normalisation normalization scaling 归一化 "
    "标准化",
    "oscillate": "oscillate oscillates oscillating oscillation fluctuate fluctuates fluctuating "
    "fluctuation bounce bounces up_and_down unstable noisy zigzag erratic erratically 震荡 振荡 波动 "
    "跳动 抖动 忽高忽低 不稳定 上下跳",
    "output": "output outputs prediction predictions predict predicts predicted predicting 输出 预测",
    "overfit": "overfit overfits overfitted overfitting over_fitting 过拟合",
    "precision": "precision fp16 half_precision mixed_precision amp bf16 float16 混合精度 半精度",
    "resume": "resume resumes resumed resuming checkpoint checkpoints 断点 恢复训练 续训",
    "run": "run runs running 运行",
    "same": "same identical 一样 相同 同一个 同样",
    "seed": "seed seeds 随机种子 种子",
    "slow": "slow slowly slower 慢 缓慢",
    "spike": "spike spikes peak peaks jump jumps jumped 尖峰 尖刺 突刺 毛刺",
    "sudden": "sudden suddenly abrupt abruptly 突然 忽然",
    "test": "test testing inference held_out 测试 推理",
    "train": "train training trained trains 训练",
    "validation": "validation val valid dev eval evaluation evaluate 验证 评估",
    "vanish": "vanish vanishes vanished vanishing disappear disappears 消失",
    "weight": "weight weights parameter parameters params 权重 参数 权值",
    "zero": "zero zeros 0 零",
}
"""Words taken for the same, by the token that stands for them; an underscore is a space."""

MEANS = {
    "not:change": "constant",
    "not:decrease": "constant",
    "not:increase": "constant",
    "not:normalise": "not:normalise",
    "not:same": "differ",
}
"""What a denied token amounts to, where that has a word of its own."""

CONTRARIES = (
    ("train", "validation", "test"),
    ("increase", "decrease", "constant"),
    ("large", "low"),
    ("same", "differ"),
    ("explode", "vanish"),
    ("good", "bad", "poor", "wors"),
    ("slow", "fast"),
)
"""Words of which one speaks against the others."""

STOP_WORDS = frozenset(
    """
    a an and are as at be been being by become becomes became becoming becomes came come comes did do
    does doing for from get gets getting go goes gone got had has have having he her his how i if in
    into is it its just keep keeps me my of on or our out over own she so some still such than that the
    their them there these they this those to too turn turns turned until us use used uses using very
    was we were what when where which while who why will with would you your now again can could may
    should but then after before always
    """.split()  # noqa: SIM905  a list would be a word a line
)
DENIALS = frozenset(
    [
        "not",
        "no",
        "never",
        "without",
        "nor",
        "neither",
        "isnt",
        "doesnt",
        "dont",
        "didnt",
        "wont",
        "cant",
        "stop",
        "stops",
        "stopped",
    ]
)
HAN_STOP = frozenset("的了是在就都也有会很我你他它一个着得地把被和与还又再那这之以及成为变")
HAN_DENIALS = ("没有", "并未", "不会", "不再", "无法", "不能", "没", "不", "未", "无")
REACH = 2
"""How many words after a denial are denied by it."""

BREAKS = re.compile(
    r"[,;:!?()\[\]\"，。；：！？、（）“”]|\.(?=\s|$)|\b(?:then|but|and|while|yet|although|though)\b|然后|但是?|而且?|可是|却|之后|接着"
)
MOMENTS = re.compile(
    r"""\b(?:after|around|at)\s+(?:about\s+|only\s+)?
          (?:a\s+(?:few|couple\s+of|number\s+of)|some|several|many|\d[\d.,]*k?)\s*(?:thousand\s+|hundred\s+)?
          (?:training\s+)?(?:steps?|iterations?|iters?|epochs?|batches|rounds|updates|hours)\b
      | \bafter\s+(?:a\s+while|some\s+time)\b
      | \d+k?\s*(?:多|几)?\s*(?:步|轮|次迭代|个?\s*epochs?|个?\s*steps?|iters?)\s*(?:以后|之后|后)""",
    re.VERBOSE,
)
"""Ways to say that it came late, whatever the number: "after about 6000 iterations"."""
PIECES = re.compile(r"[a-z0-9][a-z0-9_+%-]*(?:\.[0-9]+)?|[\u3400-\u9fff]+")


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Give the word for every form, Latin forms and Chinese forms apart."""
    latin: dict[str, str] = {}
    han: dict[str, str] = {}
    for token, forms in SAME.items():
        for form in forms.split():
            (latin if form.isascii() else han)[form.replace("_", " ")] = token
    return latin, han


LATIN_FORMS, HAN_FORMS = _forms()
CONTRARY_TO = {
    token: frozenset((*group, DENIED + token)) - {token} for group in CONTRARIES for token in group
}
SEVERAL_WORDS = re.compile(
    r"\b(?:" + "|".join(sorted((f for f in LATIN_FORMS if " " in f), key=len, reverse=True)) + r")\b"
)
KNOWN_HAN = re.compile("|".join(sorted((*HAN_FORMS, *HAN_DENIALS), key=len, reverse=True)))


@lru_cache(maxsize=8192)  # an index reads each question once for every option that it has
def read_clauses(text: str) -> tuple[Clause, ...]:
    """Read a text as clauses of tokens.

    >>> read_clauses("The training loss suddenly became NaN, accuracy isn't falling")
    (('train', 'loss', 'sudden', 'nan'), ('accuracy', 'constant'))
    >>> read_clauses("训练loss突然变成nan，没有nan")
    (('train', 'loss', 'sudden', 'nan'), ('not:nan',))
    """
    clauses = (tuple(_tokens(clause)) for clause in BREAKS.split(_plain(text)))
    return tuple(clause for clause in clauses if clause)


def opposite(token: str) -> str:
    """Give the token that says the contrary.

    >>> opposite("nan"), opposite("not:nan")
    ('not:nan', 'nan')
    """
    return token.removeprefix(DENIED) if token.startswith(DENIED) else DENIED + token


def contraries(token: str) -> frozenset[str]:
    """Give the tokens that speak against one.

    >>> sorted(contraries("same"))
    ['differ', 'not:same']
    """
    return CONTRARY_TO.get(token) or frozenset((opposite(token),))


def _plain(text: str) -> str:
    """Fold case, width and apostrophes, set words that belong together as one, and name moments."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    folded = re.sub(r"\bcannot\b|\bcan't\b", "can not", folded)
    folded = re.sub(r"n't\b", " not", folded).replace("'s", " ").replace("'", " ")
    return SEVERAL_WORDS.sub(lambda found: LATIN_FORMS[found.group()], MOMENTS.sub(" later ", folded))


def _tokens(clause: str) -> Iterator[str]:
    denied = 0
    for piece in PIECES.findall(clause):
        words = _han_words(piece) if piece[0] > "\u3400" else _latin_words(piece)
        for word in words:
            if word == DENIED:
                denied = REACH
            elif denied:
                denied -= 1
                yield MEANS.get(DENIED + word, DENIED + word)
            else:
                yield word


def _latin_words(piece: str) -> Iterator[str]:
    if piece in SAME or piece in LATIN_FORMS:
        yield LATIN_FORMS.get(piece, piece)
        return
    for word in re.split(r"[_-]", piece):
        if word in DENIALS:
            yield DENIED
        elif word in LATIN_FORMS:
            yield LATIN_FORMS[word]
        elif word and word not in STOP_WORDS:
            yield _stem(word)


def _han_words(piece: str) -> Iterator[str]:
    """Cut Chinese into known words; what lies between them goes by pairs of characters."""
    start = 0
    for found in KNOWN_HAN.finditer(piece):
        yield from _pairs(piece[start : found.start()])
        yield HAN_FORMS.get(found.group(), DENIED)
        start = found.end()
    yield from _pairs(piece[start:])


def _pairs(run: str) -> Iterator[str]:
    kept = "".join(character for character in run if character not in HAN_STOP)
    if len(kept) == 1:
        yield kept
    for i in range(len(kept) - 1):
        yield kept[i : i + 2]


def _stem(word: str) -> str:
    """Cut the endings that English puts on a word, so that its forms meet."""
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
