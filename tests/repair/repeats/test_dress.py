"""A copy in a dress that nothing else in the text has: nobody typed it so."""

import textwrap
from pathlib import Path

import pytest

from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import repair_repeats
from editor_tui.text.sentences import split_sentences

DATA = Path(__file__).parents[3] / "benchmarks" / "data"
JAPANESE = (DATA / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:9]
ENGLISH = (DATA / "paragraphs-en.txt").read_text("utf-8").splitlines()[:9]
POST = ["## 一", *JAPANESE[:3], "## 二", *JAPANESE[3:6], "## 三", *JAPANESE[6:]]
ENGLISH_POST = ["## One", *ENGLISH[:3], "## Two", *ENGLISH[3:6], "## Three", *ENGLISH[6:]]


def repaired(*blocks):
    draft = Draft("a.md", ("\n\n".join(blocks) + "\n").encode())
    return draft.with_edits(repair_repeats(draft)).text.rstrip("\n").split("\n\n")


def wide(words):
    return "\u3000" + words


def spaced(words):
    return words.replace("。", "。 ").rstrip()


def wrapped(words):
    return "\n".join(words[at : at + 36] for at in range(0, len(words), 36))


@pytest.mark.parametrize("dress", [wide, spaced, wrapped])
def test_a_copy_in_a_dress_of_its_own_goes_from_the_same_place_too(dress):
    assert repaired(*POST[:8], dress(JAPANESE[2]), *POST[8:]) == POST


def test_a_copy_that_is_wrapped_goes_where_nothing_else_is():
    copy = "\n".join(textwrap.wrap(ENGLISH[2], 58))

    assert repaired(*ENGLISH_POST[:8], copy, *ENGLISH_POST[8:]) == ENGLISH_POST


def test_a_copy_that_is_wrapped_stays_where_another_paragraph_is():
    other = "\n".join(textwrap.wrap(ENGLISH[7], 58))
    blocks = [*ENGLISH_POST[:8], "\n".join(textwrap.wrap(ENGLISH[2], 58)), *ENGLISH_POST[8:9], other, ENGLISH[8]]

    assert repaired(*blocks) == blocks


@pytest.mark.parametrize("above", ["## 全角で始めると", "次のものは、はじめの字を下げてある。"])
def test_a_specimen_stays(above):
    blocks = [*POST[:8], above, wide(JAPANESE[2]), *POST[8:]]

    assert repaired(*blocks) == blocks


def test_a_day_that_comes_again_stays():
    day = [" ".join(split_sentences(paragraph)[:2]) for paragraph in ENGLISH[:4]]
    late = [day[0], f"{day[1]} I knew it by then.", *day[2:]]
    blocks = ["**1**", *day, "**2**", *day, "**3**", *late, "**4**", *day, "**5**", ENGLISH[5]]

    assert repaired(*blocks) == blocks


def test_a_sentence_said_twice_stays_where_others_are():
    orders = "He grew up where orders were given by bell. {0} {0} You did not move a lever on one, whatever they said."
    doubled = orders.format("A train is coming down on the line to the port.")
    blocks = [*ENGLISH[:6], doubled, "We wait in the hall. It has come on to rain. It has come on to rain, Jack."]

    assert repaired(*blocks) == blocks
    assert repaired(*blocks[:-1]) != blocks[:-1]
