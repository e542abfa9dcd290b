"""The vocabulary, renaming tags over a site, and samples that cover it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.errors import SettingsError
from editor_tui.post.draft import Draft
from editor_tui.tasks.renaming import rename_tags
from editor_tui.tasks.sampling import Known, choose_sample
from editor_tui.tasks.tag_names import read_tag_names
from editor_tui.tasks.vocabulary import TagUse, Vocabulary


def vocabulary(*drafts, **names):
    """The vocabulary of drafts with these tags, a day each."""
    dates = {}
    for number, tags in enumerate(drafts):
        for tag in tags:
            dates.setdefault(tag, []).append(f"2026-01-{number + 1:02}")
    uses = [TagUse(tag, len(days), days[0], days[-1]) for tag, days in dates.items()]
    return Vocabulary(tuple(sorted(uses, key=lambda use: (-use.count, use.tag))), len(drafts), **names)


def test_a_set_that_many_drafts_share_is_a_habit():
    found = vocabulary(*[["AI", "茶"]] * 30, *[["器"]] * 10)

    assert found.common_sets({("AI", "茶"): 30, ("器", "茶"): 2, ("器",): 10}) == [(("AI", "茶"), 30)]


def test_a_tag_in_other_clothes_is_the_vocabularys_own():
    found = vocabulary(["LLM", "AIエージェント"], ["LLM"], aliases={"大規模言語モデル": "LLM"}, english={"茶": "Tea"})

    assert found.canonical("ｌｌｍｓ") == "LLM"
    assert found.canonical("AI エージェント") == "AIエージェント"
    assert found.canonical("大規模言語モデル") == "LLM"
    assert found.canonical("tea") == "茶"
    assert found.canonical("量子") is None


def test_spellings_of_one_tag_are_a_group_and_offered_once():
    found = vocabulary(["サーバー"], ["サーバー"], ["サーバ"])

    assert found.duplicates() == [("サーバー", "サーバ")]
    assert found.tags == ("サーバー",)
    assert found.count("サーバ") == 3


def test_a_tag_on_most_drafts_is_a_default_one_on_a_site_large_enough():
    large = vocabulary(*[["AI", str(number)] for number in range(24)])
    small = vocabulary(["AI"], ["AI"])

    assert large.is_default("AI", 0.5)
    assert not large.is_default("3", 0.5)
    assert not small.is_default("AI", 0.5)


def test_a_tags_file_holds_aliases_and_english_names():
    names = read_tag_names('[aliases]\n"人工知能" = "AI"\n[english]\n"茶" = "Tea"\n')

    assert names.aliases == {"人工知能": "AI"}
    assert names.english == {"茶": "Tea"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[aliases]\n[alias]\n", 2),
        ('[aliases]\nb = "c"\n"人工知能" = 1\n', 3),
        ("english = 1\n", 1),
        ("= broken", 1),
        ('[aliases]\nx = "y"\na = "b"\nb = "a"\n', 3),
    ],
)
def test_a_broken_tags_file_is_a_settings_error_with_its_line(text, line):
    with pytest.raises(SettingsError) as caught:
        read_tag_names(text)

    assert caught.value.line == line


@pytest.mark.parametrize(
    ("front", "new"),
    [
        ("tags: [AI, 茶, 人工知能]", ["AI", "茶"]),
        ("tags: [人工知能, 2024]", ["AI", 2024]),
        ("tags: 茶, 人工知能", "茶, AI"),
    ],
)
def test_a_tag_gets_its_new_name_once_and_in_its_place(front, new):
    draft = Draft("a.md", f"---\n{front}\n---\n本文\n".encode())

    proposal = rename_tags(draft, "tags", {"人工知能": "AI"}, lambda: 1.0)

    assert proposal.parts[0].change.new == new


def test_a_draft_without_the_tag_needs_no_proposal():
    assert rename_tags(Draft("a.md", b"---\ntags: [x]\n---\n"), "tags", {"y": "z"}, lambda: 1.0) is None


def test_a_sample_has_old_and_new_long_and_short_drafts():
    drafts = [Known(f"{day:02}-{size}", f"2026-{day:02}", size) for day in range(1, 13) for size in (10, 500, 9000)]

    sample = choose_sample(drafts, 9)

    assert len({path.split("-")[1] for path in sample}) == 3
    assert len({int(path.split("-")[0]) // 5 for path in sample}) == 3


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=40), st.integers(1, 50))
def test_a_sample_is_as_large_as_wanted_and_without_doubles(drafts, count):
    known = [Known(f"p{number}", f"{date:02}", length) for number, (date, length) in enumerate(drafts)]

    sample = choose_sample(known, count)

    assert len(sample) == len(set(sample)) == min(count, len(known))
