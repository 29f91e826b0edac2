"""What came of a training, said in both languages. Knows codes only."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: dict[str, tuple[str, str]] = {
    "too_few": (
        "可学的回答只有 {have} 个，再审 {more} 对疑似同一事项就可以重新训练。",
        "There are only {have} answers to learn from: {more} more on possible doubles, and it can be trained anew.",
    ),
    "one_sided": (
        "回答几乎只有一种（同一件 {same}，不是同一件 {different}），两种各要 {fewest} 个以上才学得出分别。",
        "The answers are nearly all of one sort (the same {same}, different {different}): it takes {fewest} of each "
        "to learn a difference.",
    ),
    "kept_too_few": (
        "留作检验的回答太少（同一件 {same}，不是同一件 {different}），各要 {fewest} 个以上；再多审一些。",
        "Too few answers are kept aside for the test (the same {same}, different {different}; {fewest} of each are "
        "needed): answer some more.",
    ),
    "not_in_earnest": (
        "这些回答与两条记录是否相像几乎无关（{apart} 个标准差），像是随手答的；没有训练，沿用原来的模型。",
        "These answers have almost nothing to do with how alike the two records are ({apart} standard deviations), as "
        "if given at random: nothing was learned, the model stays.",
    ),
    "better": (
        "在留作检验的 {pairs} 对上，新模型不差于原来的，误差更小（重抽 {surer}% 的次数如此）：启用新模型。",
        "On the {pairs} pairs kept aside the new model is no worse and errs less (in {surer}% of resamples): it is in "
        "force now.",
    ),
    "would_be_better": (
        "在留作检验的 {pairs} 对上，新模型不差于现用的，误差更小（重抽 {surer}% 的次数如此）。这次是试算，没有启用。",
        "On the {pairs} pairs kept aside the new model is no worse and errs less (in {surer}% of resamples). This "
        "was a trial: nothing was changed.",
    ),
    "nothing_new": (
        "学出来的与正在用的一样，沿用。",
        "What was learned is what is in force already: it stays.",
    ),
    "no_better_than_chance": (
        "新模型在留作检验的 {pairs} 对上分不出同与不同，不启用，沿用原来的。",
        "On the {pairs} pairs kept aside the new model cannot tell the same from different: the old one stays.",
    ),
    "joins_worse": (
        "新模型在留作检验的 {pairs} 对上 F1 变低，不启用，沿用原来的。",
        "On the {pairs} pairs kept aside the new model's F1 is lower: the old one stays.",
    ),
    "asks_worse": (
        "新模型在留作检验的 {pairs} 对上白问或漏问更多，不启用，沿用原来的。",
        "On the {pairs} pairs kept aside the new model would ask more in vain or miss more: the old one stays.",
    ),
    "no_better": (
        "在留作检验的 {pairs} 对上，新模型没有明显更好（重抽 {surer}% 的次数误差更小），不启用，沿用原来的。",
        "On the {pairs} pairs kept aside the new model is not clearly better (it errs less in {surer}% of resamples): "
        "the old one stays.",
    ),
}


def say(code: str, params: Mapping[str, int | float | str], language: str = "zh") -> str:
    """The sentence of a training's outcome."""
    return SENTENCES[code][1 if language == "en" else 0].format(**params)
