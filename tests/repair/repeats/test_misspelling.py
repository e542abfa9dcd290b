"""English words that are none, as evidence that nobody wrote them."""

import pytest

from editor_tui.repair.repeats.difference import compare
from editor_tui.repair.repeats.misspelling import is_no_word, is_swap


@pytest.mark.parametrize("word", ["hsa", "thhe", "ffor", "uuse", "wwho", "aad", "thm"])
def test_what_cannot_be_english_is_seen(word):
    assert is_no_word(word)


WORDS = "the has three school squeeze skiing vacuum rhythm throw psalm gnaw eel llama sphere tsar while"


@pytest.mark.parametrize("word", WORDS.split())
def test_no_word_is_taken_for_a_misspelling(word):
    assert not is_no_word(word)


def test_two_letters_that_changed_places_are_no_other_word():
    assert is_swap("nad", "and")
    assert not is_swap("from", "form")
    assert not is_swap("on", "no")


def test_a_spoilt_short_word_is_a_slip_and_another_unit_is_none():
    assert compare("it has to be said", "it hsa to be said").garbled == 1
    assert compare("it took 5 ms", "it took 5 us").garbled == 0
    assert compare("it came from there", "it came form there").garbled == 0
