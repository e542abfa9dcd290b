"""Comments that switch rules off, in the ways that generators have of writing them."""

import pytest

from editor_tui.post.draft import Draft
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import find_all

TEXT = "湯を冷まします。\n\n{}\n\n**温度**\n\n八十度です。\n\n**時間**\n\n一分です。\n"
COMMENTS = [
    "<!-- {} -->",
    "<!--{}-->",
    "{{/* {} */}}",
    "{{{{/* {} */}}}}",
    "{{{{- /* {} */ -}}}}",
    "{{# {} #}}",
    "{{% comment %}}{}{{% endcomment %}}",
    "{{%- comment -%}} {} {{%- endcomment -%}}",
    "{{% # {} %}}",
    "[//]: # ({})",
    '[//]: # "{}"',
    "%% {} %%",
]


def lines_found(comment, path="post.md"):
    draft = Draft(path, TEXT.format(comment).encode())
    return [draft.line_of(finding.start) for finding in find_all(draft, SiteFacts()) if finding.rule == "bold-heading"]


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("name", ["bold-heading", "structure", "end-marker, structure", ""])
def test_a_comment_holds_for_the_block_behind_it(comment, name):
    assert lines_found(comment.format(f"editor-tui: ignore {name}".rstrip())) == [9]


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_for_the_file_holds_for_the_file(comment):
    assert lines_found(comment.format("editor-tui: ignore-file structure")) == []


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_on_other_rules_holds_for_those(comment):
    assert lines_found(comment.format("editor-tui: ignore repeats")) == [5, 9]


@pytest.mark.parametrize("text", ["editor-tui: ignore structure", "`<!-- editor-tui: ignore structure -->`"])
def test_what_is_no_comment_switches_nothing_off(text):
    assert lines_found(text) == [5, 9]


@pytest.mark.parametrize(
    ("said", "word", "nearest"),
    [
        ("ignore bold-headings", "bold-headings", "bold-heading"),
        ("ignore structure, repaets", "repaets", "repeats"),
        ("ignor structure", "ignor", "ignore"),
        ("ignore-files structure", "ignore-files", "ignore-file"),
    ],
)
@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_that_names_no_rule_is_told(comment, said, word, nearest):
    text = TEXT.format(comment.format(f"editor-tui: {said}"))

    [finding] = [one for one in find_all(Draft("a.md", text.encode()), SiteFacts()) if one.rule == "unknown-opt-out"]

    assert finding.message.values == {"word": word, "nearest": nearest}
    assert text[finding.start : finding.end] == word


@pytest.mark.parametrize(
    "text", ["`<!-- editor-tui: ignore nothing -->`", "<!-- editor-tui: ignore structure end-marker -->"]
)
def test_a_comment_in_code_or_on_rules_that_there_are_is_fine(text):
    findings = find_all(Draft("a.md", TEXT.format(text).encode()), SiteFacts())

    assert "unknown-opt-out" not in {finding.rule for finding in findings}
