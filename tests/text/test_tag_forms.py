"""When two tags are one: the table and laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.tag_forms import likely_typos, near_duplicates, tag_key

LINES = (Path(__file__).parents[1] / "data" / "tag_forms.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("|")][2:]


@pytest.mark.parametrize(("tag", "other", "same"), ROWS)
def test_tags_are_one_or_two(tag, other, same):
    assert (tag_key(tag) == tag_key(other)) == (same == "yes")


@given(st.text(max_size=20))
def test_a_key_is_its_own_key_in_upper_case_and_full_width(tag):
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in tag)

    assert tag_key(wide) == tag_key(tag)


def test_aliases_join_groups():
    groups = near_duplicates(["AI", "人工知能", "LLM", "llm", "投資"], {"人工知能": "AI"})

    assert groups == [("AI", "人工知能"), ("LLM", "llm")]


def test_a_letter_more_less_other_or_swapped_is_a_likely_typo_in_long_tags_only():
    tags = [
        "Kubernetes",
        "Kubernets",
        "kubernetes",
        "コミュニケーション",
        "コミニュケーション",
        "GPT-4 Turbo",
        "GPT-5 Turbo",
        "茶",
        "器",
    ]

    found = likely_typos(tags)

    assert found["Kubernets"] == ("Kubernetes", "kubernetes")
    assert found["コミニュケーション"] == ("コミュニケーション",)
    assert not {"GPT-4 Turbo", "GPT-5 Turbo", "茶", "器"} & found.keys()
