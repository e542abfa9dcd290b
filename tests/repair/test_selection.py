"""Which rules run, and how findings of later stages stand in the draft as it was."""

import pytest

from editor_tui.errors import UsageError
from editor_tui.post.draft import Draft
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import FAMILIES, RULES, find_all, repair
from editor_tui.repair.selection import Selection, check_names, fits
from editor_tui.settings.schema import FolderSettings, Settings

DRAFT = Draft("posts/a.md", "## 淹れ方\n\n**湯の温度**\n\n八十度がよいと言われています。\n\n---END---\n".encode())


def rules(selection=None, **settings):
    return {finding.rule for finding in find_all(DRAFT, SiteFacts(), selection, Settings(**settings))}


def test_everything_runs_where_nothing_is_selected():
    assert rules() == {"bold-heading", "end-marker"}


def test_a_family_or_a_rule_can_be_selected():
    assert rules(Selection.of(["structure"])) == {"bold-heading"}
    assert rules(Selection.of(["end-marker"])) == {"end-marker"}


def test_a_rule_that_is_named_wins_over_its_family_that_is_ignored():
    assert rules(Selection.of(["bold-heading"], ["structure"])) == {"bold-heading"}


def test_a_rule_that_is_ignored_mends_nothing():
    assert repair(DRAFT, SiteFacts(), Selection.of(ignore=["end-marker"])).edits == ()


def test_a_folder_of_the_settings_switches_rules_off():
    assert rules(folder=(FolderSettings(path="posts/**", ignore=("structure",)),)) == {"end-marker"}
    assert rules(folder=(FolderSettings(path="pages", ignore=("structure",)),)) == {"end-marker", "bold-heading"}


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("posts/a.md", "posts", True),
        ("posts/2025/a.md", "posts/*", True),
        ("posts/2025/a.md", "posts/*.md", False),
        ("a.md", "**", True),
        ("a/b/c.md", "**/c.md", True),
        ("posts-old/a.md", "posts", False),
    ],
)
def test_a_folder_glob_means_what_people_expect(path, pattern, expected):
    assert fits(path, pattern) is expected


def test_an_unknown_rule_is_named_with_the_nearest_one():
    with pytest.raises(UsageError) as caught:
        check_names(["end-markers"], FAMILIES)

    assert caught.value.message.values == {"name": "end-markers", "nearest": "end-marker"}


def test_every_rule_has_words_in_both_languages():
    from editor_tui.messages import Catalogue

    for rule in RULES:
        for language in ("en", "ja"):
            assert Catalogue(language).say(f"repair.about-{rule.name}")


def test_what_a_later_stage_finds_is_told_in_places_of_the_draft_as_it_is():
    text = "一煎目は低い温度で淹れるのが\n\n---END---\n\n二煎目の話です。\n\n**温度**\n\n八十度です。\n"

    findings = find_all(Draft("a.md", text.encode()), SiteFacts())

    [bold] = [finding for finding in findings if finding.rule == "bold-heading"]
    assert text[bold.start : bold.end] == "**温度**"
