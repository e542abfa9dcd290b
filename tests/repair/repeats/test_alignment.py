"""Runs of the same sentences are those that difflib finds, without its search."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from editor_tui.repair.repeats.alignment import same_runs

SENTENCES = st.lists(st.sampled_from("abcdefghij"), max_size=9)


@given(SENTENCES, SENTENCES)
def test_the_same_runs_as_difflib_whether_sentences_stand_twice_or_not(old, new):
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()

    assert same_runs(old, new) == [tuple(block) for block in blocks[:-1]]


@given(st.permutations("abcdefgh"), st.permutations("abcdefgh"), st.integers(0, 8))
def test_the_same_runs_as_difflib_where_every_sentence_stands_once(old, new, count):
    blocks = SequenceMatcher(None, old, new[:count], autojunk=False).get_matching_blocks()

    assert same_runs(old, new[:count]) == [tuple(block) for block in blocks[:-1]]
