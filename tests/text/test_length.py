"""Lengths: the table and laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.length import count_characters, first_characters

DATA = Path(__file__).parents[1] / "data"


def rows(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")][2:]


@pytest.mark.parametrize(("text", "characters"), rows("lengths.md"))
def test_characters_are_counted_as_a_reader_sees_them(text, characters):
    assert count_characters(text) == int(characters)


@given(st.text(), st.integers(0, 20))
def test_the_first_characters_are_so_many_and_begin_the_text(text, count):
    first = first_characters(text, count)

    assert text.startswith(first)
    assert count_characters(first) == min(count, count_characters(text))
