"""Checks on parallel texts: each mistake is seen, and good translations are left alone."""

import re
from pathlib import Path

import pytest

from editor_tui.tasks.translation.verdict import without_markers
from editor_tui.text.parallel import Pair, find_flaws
from editor_tui.text.parallel.numbers import find_numbers

PAIR = Pair.of("ja", "en")
DATA = Path(__file__).parents[2] / "data"
PARALLEL = ("parallel.md", "parallel_fresh.md", "parallel_news.md", "parallel_blind.md", "parallel_sayings.md")


def parallel_texts():
    text = "\n\n".join((DATA / name).read_text(encoding="utf-8") for name in PARALLEL)
    for part in text.split("\n\n"):
        source, arrow, target = part.strip().partition("\n=>\n")
        if arrow:
            yield without_markers(source), without_markers(target)


def codes(source, target, pair=PAIR):
    return {flaw.code for flaw in find_flaws(source, target, pair)}


def test_good_translations_are_left_alone():
    pairs = list(parallel_texts())

    false_alarms = [source for source, target in pairs if codes(source, target)]

    assert len(pairs) >= 550
    # The other text says another number: a week of four days for three days off, nine tenths lost for one left.
    assert [source[:6] for source in false_alarms] == [
        "正月三が日は",
        "打率3割1分",
        "週休3日制を",
        "10年で価値",
        "四、五十人が",
    ]


def test_a_translation_of_another_text_is_never_taken_for_this_ones():
    """The same English under another Japanese: most of these must be seen, or the checks see nothing."""
    pairs = [pair for pair in parallel_texts() if any(character.isdigit() for character in pair[0])]
    shifted = [(source, pairs[(number + 1) % len(pairs)][1]) for number, (source, _) in enumerate(pairs)]

    seen = sum(bool(codes(source, target)) for source, target in shifted)

    assert seen >= 0.95 * len(shifted)


def test_a_changed_digit_is_always_seen():
    """In every fourth number of every good pair, one digit becomes another one."""
    unseen = []
    for source, target in parallel_texts():
        if codes(source, target):
            continue
        for match in list(re.finditer(r"\d+", target))[::4]:
            digits = match.group()
            changed = digits[:-1] + str((int(digits[-1]) + 3) % 10)
            spoiled = target[: match.start()] + changed + target[match.end() :]
            if not list(find_numbers(source, spoiled, PAIR)):
                unseen.append((source, spoiled))

    assert unseen == []


@pytest.mark.parametrize(
    ("code", "source", "target"),
    [
        ("empty", "はじめに", " "),
        ("empty", "はじめに", "…"),
        ("echo", "生成AIの動向", "生成AIの動向"),
        ("leftover", "生成AIの動向を見ます。", "Let us look at the 動向 of generative AI."),
        ("leftover", "データは重要です。", "The データ is important."),
        ("numbers-lost", "売上は500億円です。", "Sales are 5 billion yen."),
        ("numbers-lost", "1万1000人が参加した。", "1,100 people took part."),
        ("numbers-lost", "2025年10月1日に発表した。", "It was announced on October 2, 2025."),
        ("numbers-lost", "令和5年に始まった。", "It began in 2022."),
        ("numbers-lost", "導入率は40%です。", "The adoption rate is 14%."),
        ("numbers-lost", "30兆ウォンを投入します。", "It will invest 30 trillion yen."),
        ("numbers-new", "多くの企業が導入しています。", "More than 500 companies have adopted it."),
        ("names", "OpenAIとNVIDIAが提携しました。", "OpenAI and a chip maker formed a partnership."),
        (
            "doubled",
            "便利な機能です。使ってみてください。",
            "It is a useful feature. It is a useful feature. Please try it.",
        ),
        (
            "dropped",
            "最初の文です。次の文が続きます。三つ目の文もあります。最後の文です。",
            "This is the first sentence and there is more of it here.",
        ),
        ("added", "短い文です。", "This is short. It goes on. And on. And then it ends."),
        ("short", "この技術は製造業だけでなく、医療や教育など幅広い分野で使われ始めています。", "It is used."),
        ("long", "はい。", "Yes, " + "and I would like to add something about that " * 4),
        ("refusal", "爆発物の歴史を説明します。", "I'm sorry, but I can't help with that."),
        ("refusal", "この文を訳します。", "As an AI language model, I do not have opinions."),
        ("preamble", "猫が好きです。", "Sure, here is the translation: I like cats."),
        ("preamble", "猫が好きです。", "Translation: I like cats."),
        ("note", "猫が好きです。", "I like cats. (Note: the subject was added by the translator.)"),
        ("note", "猫が好きです。", "<think>It says that</think> I like cats."),
        ("emphasis", "これは**重要**な点です。", "This is an **important **point."),
        ("emphasis", "これは**「重要」**な点です。", "This is an**“important”**point."),
        ("emphasis", "`x`を**使います**。", "Use it**`x`**now."),
        ("emphasis-lost", "これは**重要**な点です。", "This is an important point."),
        ("full-width", "東京（とうきょう）へ行く。", "I am going to Tokyo（the capital）."),
        ("full-width", "はい、そうです。", "Yes、that is so."),
    ],
)
def test_a_mistake_is_seen(code, source, target):
    assert code in codes(source, target)


@pytest.mark.parametrize(
    ("code", "source", "target"),
    [
        ("echo", "Please read the manual first.", "Please read the manual first."),
        ("leftover", "The rate is 5%.", "料金は the rate is said to be five percent です。"),
        ("numbers-lost", "Sales were 345 billion yen.", "売上は345億円でした。"),
        (
            "short",
            "This technology is spreading from factories to hospitals and schools all over the country.",
            "普及。",
        ),
    ],
)
def test_a_mistake_is_seen_the_other_way_round(code, source, target):
    assert code in codes(source, target, Pair.of("en", "ja"))


def test_english_to_japanese_is_left_alone_where_it_is_good():
    alarms = [
        (english, japanese, codes(english, japanese, Pair.of("en", "ja")))
        for japanese, english in parallel_texts()
        if codes(english, japanese, Pair.of("en", "ja"))
    ]

    # Those of the other direction; stars next to 「 really are not rendered.
    numbers = [alarm for alarm in alarms if alarm[2] != {"emphasis"}]
    assert len(numbers) <= 0.01 * 573, numbers


def test_words_that_a_glossary_keeps_are_no_leftover():
    kept = frozenset({"おもてなし"})

    assert not find_flaws("おもてなしの心です。", "It is the spirit of おもてなし.", PAIR, kept)
