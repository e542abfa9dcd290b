"""What two texts have in common is what `difflib` finds."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.stretches import as_characters, find_changes

LETTERS = st.text("ab茶", max_size=12)
WORDS = st.lists(st.sampled_from(["tea", "a", "green", "茶"]), max_size=6)


@given(LETTERS, LETTERS)
def test_changes_are_those_of_difflib(old, new):
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    assert list(find_changes(old, new)) == [tuple(spans) for kind, *spans in codes if kind != "equal"]


@given(WORDS, WORDS)
def test_changes_of_words_are_those_of_difflib(old, new):
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    changes = list(find_changes(*as_characters(old, new)))

    assert changes == [tuple(spans) for kind, *spans in codes if kind != "equal"]


def test_equal_texts_have_no_changes():
    assert list(find_changes("急須でお茶をいれる。", "急須でお茶をいれる。")) == []
