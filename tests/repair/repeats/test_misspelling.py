"""English words that are none, as evidence that nobody wrote them."""

from pathlib import Path

import pytest

from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import repair_repeats
from editor_tui.repair.repeats.difference import compare
from editor_tui.repair.repeats.misspelling import is_no_word, is_swap

DATA = Path(__file__).parents[3] / "benchmarks" / "data"


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


def test_five_particles_exchanged_spoil_a_paragraph_and_two_do_not():
    said = "駅の前の広場では、春になると市が立ち、遠くの村からも人が集まる。"
    five = (
        said.replace("駅の", "駅を")
        .replace("では", "でも")
        .replace("春に", "春へ")
        .replace("市が", "市の")
        .replace("人が", "人へが")
    )

    assert compare(said, five).is_spoilt
    assert not compare(said, said.replace("では", "でも").replace("市が", "市の")).is_spoilt


@pytest.mark.parametrize("count", [2, 3])
def test_three_particles_exchanged_are_enough_in_an_article(count):
    article = (DATA / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:12]
    copy = article[3]
    for particle, other in (("の目", "は目"), ("速さでは", "速さでも"), ("ことは、", "ことが、"))[:count]:
        copy = copy.replace(particle, other, 1)
    blocks = [*article[:8], copy, *article[8:]]
    draft = Draft("a.md", "\n\n".join(blocks).encode())

    assert (repair_repeats(draft) != ()) == (count == 3)


def test_a_prefix_that_turns_a_word_round_is_no_slip():
    assert compare("those that were activated last", "those that were deactivated last").facts


def test_another_name_in_code_is_no_slip():
    assert compare("a type marked with `derive(Readable)`", "a type marked with `derive(Reatable)`").garbled == 0


def test_other_words_are_names_unless_they_only_join():
    assert compare("しかし、雨が降った。", "ただし、雨が降った。").names == 0
    assert compare("東京では雨が降った。", "大阪では雨が降った。").names == 1
    assert compare("It rained in Leeds.", "It rained in York.").names == 1
