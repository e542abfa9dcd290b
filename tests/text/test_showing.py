"""Cleaning, measuring, wrapping and comparing text for the eye."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.clean import clean, mask, narrow
from editor_tui.text.difference import find_difference
from editor_tui.text.width import cut, fit, text_width
from editor_tui.text.wrap import NOT_AT_END, NOT_AT_START, wrap

any_text = st.text(st.characters(), max_size=200)
japanese = st.text("春の京都は、桜だけ「ではない」。朝（鴨川）を！Python URL 12 ・…ー", min_size=1, max_size=200)


@given(any_text)
def test_cleaned_text_has_nothing_that_a_terminal_obeys(text):
    shown = clean(text)

    assert not [c for c in shown if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000]


@given(any_text)
def test_a_mask_keeps_every_offset(text):
    masked = mask(text)

    assert len(masked) == len(text)
    assert masked == clean(masked)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b]52;c;eA==\x07b", "a␛]52;c;eA==␇b"),
        ("\x9b2J", "\\x9b2J"),
        ("abc\u202ecba", "abc<U+202E>cba"),
        ("caf\udce9.md", "caf\\xe9.md"),
        ("a\tb", "a    b"),
        ("👩\u200d💻 京都\u3000春", "👩\u200d💻 京都\u3000春"),
    ],
)
def test_unsafe_text_is_spelled_out_and_the_rest_is_left_alone(raw, shown):
    assert clean(raw) == shown


def test_lists_show_emoji_whose_width_every_terminal_knows():
    assert narrow("❤\ufe0f👩\u200d💻👍🏽か\u3099") == "❤👩👍が"


@given(japanese, st.integers(2, 40))
def test_wrapped_lines_fit_and_together_are_the_text(text, width):
    lines = wrap(text, width)

    assert "".join(text[start:end] for start, end in lines) == text
    assert all(text_width(text[start:end].rstrip(" \u3000")) <= width for start, end in lines)


def test_no_line_begins_with_closing_or_ends_with_opening_punctuation():
    text = (
        "朝の鴨川を歩くと、観光客の少ない時間帯ならではの静けさがある。「哲学の道」は、約２キロ（徒歩三十分）続く。" * 3
    )

    for width in range(8, 60):
        lines = [text[start:end] for start, end in wrap(text, width)]
        assert not [line for line in lines[1:] if line[0] in NOT_AT_START]
        assert not [line for line in lines[:-1] if line[-1] in NOT_AT_END]


def test_latin_words_stay_whole():
    text = "入門書としてのPython URLとtext-embedding-3-largeを試す"

    lines = [text[start:end] for start, end in wrap(text, 24)]

    assert [line for line in lines if "text-embedding-3-large" in line]


@given(any_text, any_text)
def test_a_difference_spells_both_texts(old, new):
    pieces = find_difference(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_texts_with_little_in_common_are_shown_whole():
    pieces = find_difference("詳細に分析します。", "京都の春を半日で歩く道順を紹介")

    assert [piece.kind for piece in pieces] == ["removed", "added"]


def test_cutting_never_exceeds_the_room():
    assert cut("京都の春を歩く", 8) == "京都の…"
    assert fit("春", 5) == "春   "
    assert text_width(fit("京都の春を歩く", 6, right=True)) == 6
