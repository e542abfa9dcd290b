"""Excerpts that say nothing: the table, the site's facts, and the corpus where it is present."""

from pathlib import Path

import pytest

from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.placeholder import Surroundings, is_placeholder, placeholder_reason
from editor_tui.text.normal import normal_form

LINES = (Path(__file__).parents[1] / "data" / "placeholders.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("|")][2:]


@pytest.mark.parametrize(("title", "excerpt", "reason"), ROWS)
def test_an_excerpt_says_something_or_it_is_said_why_not(title, excerpt, reason):
    found = placeholder_reason(excerpt, Surroundings(title))

    assert (found or "-") == reason


def test_a_missing_value_is_empty_and_a_number_is_none_of_our_business():
    assert placeholder_reason(None, Surroundings()) == "empty"
    assert placeholder_reason(12, Surroundings()) is None


def test_a_value_that_three_drafts_share_says_nothing_of_any():
    value = "お茶と暮らしのことを、京都の小さな店から書いています。"
    facts = SiteFacts(drafts=40, excerpted=40, excerpts={normal_form(value): 3})

    assert placeholder_reason(value, Surroundings("新茶が届きました", facts=facts)) == "shared"
    assert placeholder_reason(value, Surroundings("新茶が届きました", facts=SiteFacts())) is None


def test_an_ending_that_much_of_the_site_shares_is_a_template():
    value = "新茶の季節に、店主が選んだ一杯をお楽しみくださいませ。"
    ends = {normal_form(value)[-12:]: 6}

    assert placeholder_reason(value, Surroundings(facts=SiteFacts(excerpted=60, excerpt_ends=ends))) == "shared"
    assert placeholder_reason(value, Surroundings(facts=SiteFacts(excerpted=600, excerpt_ends=ends))) is None


def test_a_site_can_list_phrases_of_its_own():
    assert placeholder_reason("続きは店頭で！お待ちしています。", Surroundings(listed=["続きは店頭で"])) == "listed"


def test_the_first_sentences_of_the_body_are_a_copy_where_the_body_is_given():
    body = "今年の新茶が届きました。香りがとてもよく、淹れ方もいくつか試しました。"

    assert (
        placeholder_reason(
            "今年の新茶が届きました。香りがとてもよく、淹れ方もいくつか試しました。", Surroundings(body=body)
        )
        == "opening"
    )
    assert not is_placeholder(body)
