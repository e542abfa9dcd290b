"""Lengths: the table and laws."""

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.length import count_characters

DATA = Path(__file__).parents[1] / "data"


def rows(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")][2:]


@pytest.mark.parametrize(("text", "characters"), rows("lengths.md"))
def test_characters_are_counted_as_a_reader_sees_them(text, characters):
    assert count_characters(text) == int(characters)


@given(st.text(st.sampled_from("aé 茶のバﾊﾞ。ー々〜・…—\u200d\u3099\u302a\u0301\ufe0f🍵👨\r\n한ㄱ\xad０")))
def test_what_needs_no_clusters_is_counted_as_they_are(text):
    assert count_characters(text) == len(regex.findall(r"\X", text))


def test_every_character_alone_and_beside_itself_is_counted_as_clusters_are():
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    texts = [text for character in characters for text in (f"茶{character}", f"{character}{character}の")]

    assert [text for text in texts if count_characters(text) != len(regex.findall(r"\X", text))] == []
