"""Which characters are CJK, however they are counted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.script import CJK, count_cjk, weight

ONE = re.compile(f"[{CJK}]")


def test_every_character_of_the_basic_plane_is_counted_as_its_script_says():
    characters = [chr(code) for code in range(0x10000)]

    # Beside ASCII, beside kana, and alone, for each of them is counted in its own way.
    wrong = [
        character
        for character in characters
        for text in (character, f"a{character}", f"茶{character}")
        if count_cjk(text) != len(ONE.findall(text))
    ]

    assert wrong == []


@given(st.text(st.sampled_from("a1、。「茶のー々〇\u3000ㄅ㈱㐀䷀가豈ﾊ！é🍵\ud800"), max_size=20))
def test_characters_of_a_text_are_counted_one_by_one(text):
    assert count_cjk(text) == len(ONE.findall(text))


@pytest.mark.parametrize(("text", "expected"), [("お茶", 2.0), ("tea", 1.5), ("お茶 tea。", 4.5), ("", 0.0)])
def test_a_cjk_character_weighs_as_much_as_two_others(text, expected):
    assert weight(text) == expected
