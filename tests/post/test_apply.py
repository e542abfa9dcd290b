"""From accepted parts to edits."""

from __future__ import annotations

import pytest

from editor_tui.errors import EditRefusedError, StaleProposalError
from editor_tui.post.apply import edits_for
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.proof import prove
from editor_tui.post.proposal import BodyChange, FieldChange, FileChange, Part

DRAFT = Draft("post.md", "---\ntitle: 茶\nexcerpt: old\ntags:\n- a\n---\nFirst.\n\nSecond.\n".encode())


def field(key: str, old: object, new: object) -> Part:
    return Part(FieldChange(key, old, new))


def body(*edits: Edit, base: str = DRAFT.body_fingerprint) -> Part:
    return Part(BodyChange(edits, base))


def test_fields_and_body_become_one_list_of_edits():
    parts = [
        field("excerpt", "old", "new"),
        body(Edit(0, 5, "Erstens", "echo")),
        field("tags", ["a"], ["a", "b"]),
        field("lang", None, "ja"),
        field("title", "茶", None),
    ]

    edits = edits_for(DRAFT, parts)

    after = DRAFT.with_edits(edits)
    assert after.text == "---\nexcerpt: new\ntags:\n- a\n- b\nlang: ja\n---\nErstens.\n\nSecond.\n"
    prove(DRAFT, after, edits)


def test_an_edit_of_the_body_keeps_its_reason():
    (edit,) = edits_for(DRAFT, [body(Edit(0, 5, "", "echo"))])

    assert edit.reason == "echo"


def test_a_field_that_has_its_value_already_needs_no_edit():
    assert edits_for(DRAFT, [field("excerpt", "older", "old")]) == ()


@pytest.mark.parametrize(
    "part", [field("excerpt", "older", "new"), field("lang", "en", "ja"), field("tags", None, ["b"])]
)
def test_a_field_that_has_changed_since_makes_a_part_stale(part):
    with pytest.raises(StaleProposalError) as raised:
        edits_for(DRAFT, [part])
    assert raised.value.message.id == "post.stale-field"


def test_a_body_that_has_changed_since_makes_a_part_stale():
    with pytest.raises(StaleProposalError) as raised:
        edits_for(DRAFT, [body(Edit(0, 5, "", "echo"), base="0" * 64)])
    assert raised.value.message.id == "post.stale-body"


def test_two_parts_of_one_place_are_refused():
    with pytest.raises(StaleProposalError) as raised:
        edits_for(DRAFT, [body(Edit(0, 5, "", "a")), body(Edit(3, 8, "", "b"))])
    assert raised.value.message.id == "post.stale-overlap"


def test_an_accepted_excerpt_does_not_make_waiting_tags_stale():
    after = DRAFT.with_edits(edits_for(DRAFT, [field("excerpt", "old", "new")]))

    assert after.with_edits(edits_for(after, [field("tags", ["a"], ["b"])])).metadata["tags"] == ["b"]


def test_a_draft_without_front_matter_gets_one_with_all_fields():
    draft = Draft("post.md", b"First.\n")
    parts = [
        field("title", None, "tea"),
        field("tags", None, ["a"]),
        body(Edit(0, 0, "Zero. ", "x"), base=draft.body_fingerprint),
    ]

    edits = edits_for(draft, parts)

    after = draft.with_edits(edits)
    assert after.text == "---\ntitle: tea\ntags: [a]\n---\nZero. First.\n"
    prove(draft, after, edits)


def test_a_field_that_cannot_be_edited_is_refused():
    draft = Draft("post.md", b"---\na: 1\na: 2\n---\n")

    with pytest.raises(EditRefusedError):
        edits_for(draft, [field("a", 2, 3)])


def test_a_change_of_a_whole_file_is_not_for_here():
    with pytest.raises(ValueError, match="whole file"):
        edits_for(DRAFT, [Part(FileChange("text"))])
