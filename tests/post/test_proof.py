"""What the proof lets through, and what it stops."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.front_matter import set_value
from editor_tui.post.proof import prove, prove_new

TEXT = "---\ntitle: tea\nexcerpt: old\ntags: [a, b]\n---\nFirst.\n\nSecond.\n"


def draft_of(text: str) -> Draft:
    return Draft("post.md", text.encode("utf-8", "surrogateescape"))


def edit_of(text: str, old: str, new: str) -> Edit:
    start = text.index(old)
    return Edit(start, start + len(old), new, "test")


def refusal_of(text: str, *edits: Edit, **options) -> str:
    before = draft_of(text)
    with pytest.raises(EditRefusedError) as raised:
        prove(before, before.with_edits(edits), edits, **options)
    return raised.value.message.id.removeprefix("post.")


@pytest.mark.parametrize(
    "edits",
    [
        (),
        (edit_of(TEXT, "old", "new"),),
        (edit_of(TEXT, "First", "Erstens"),),
        (edit_of(TEXT, "old", "new"), edit_of(TEXT, "Second.\n", "")),
        (edit_of(TEXT, "title: tea\n", ""),),
        (edit_of(TEXT, "---\nFirst", "draft: true\n---\nFirst"),),
        (Edit(len(TEXT), len(TEXT), "Third.\n", "test"),),
        (edit_of(TEXT, "First.\n", "---\nFirst.\n"),),
    ],
    ids=["none", "field", "body", "both", "field out", "field and delimiter", "at the end", "rule at the top"],
)
def test_an_edit_that_does_what_it_says_is_proved_or_touches_a_delimiter(edits, request):
    before = draft_of(TEXT)
    after = before.with_edits(edits)

    if request.node.callspec.id == "field and delimiter":
        with pytest.raises(EditRefusedError):
            prove(before, after, edits)
    else:
        prove(before, after, edits)


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("tea", "'tea", "unproved-reading"),
        ("tea", "tea\n---\nx", "unproved-frame"),
        ("---\nFirst", "+++\nFirst", "unproved-frame"),
        ("---\ntitle", "title", "unproved-frame"),
        ("tea", "{a: b", "unproved-reading"),
        ("excerpt", "  excerpt", "unproved-reading"),
        ("---\nFirst.", "First.", "unproved-frame"),
        ("[a, b]\n---\nFirst", "[a]\n---\nFirst", "unproved-frame"),
    ],
)
def test_an_edit_that_breaks_the_front_matter_is_refused(old, new, refusal):
    assert refusal_of(TEXT, edit_of(TEXT, old, new)) == refusal


def test_an_edit_that_takes_the_next_key_in_is_refused():
    text = "+++\ntitle = 'tea'\n# tables\nexcerpt = 'old'\n+++\n"

    assert refusal_of(text, edit_of(text, "# tables", "[extra]")) == "unproved-fields"


def test_only_the_keys_that_were_meant_may_change():
    edit = edit_of(TEXT, "tea\nexcerpt: old", "tea\nexcerpt: new")

    prove(draft_of(TEXT), draft_of(TEXT).with_edits([edit]), [edit], keys=[("title",), ("excerpt",)])
    assert refusal_of(TEXT, edit, keys=[("title",)]) == "unproved-fields"


def test_a_value_that_another_key_points_at_may_not_change():
    text = "---\na: &x\n  b: 1\nc: *x\n---\n"

    assert refusal_of(text, edit_of(text, "b: 1", "b: 2")) == "unproved-fields"


def test_bytes_that_the_edits_do_not_name_may_not_change():
    before = draft_of(TEXT)
    edit = edit_of(TEXT, "old", "new")
    after = replace(before, data=before.with_edits([edit]).data.replace(b"Second", b"second"))

    with pytest.raises(EditRefusedError) as raised:
        prove(before, after, [edit])
    assert raised.value.message.id == "post.unproved-bytes"


def test_undecodable_bytes_may_not_meet_and_become_a_character():
    before = Draft("post.md", b"\xe3\x81 gone \x82")

    with pytest.raises(EditRefusedError) as raised:
        prove(before, before.with_edits([Edit(2, 8, "", "test")]), [Edit(2, 8, "", "test")])
    assert raised.value.message.id == "post.unproved-bytes"


def test_half_a_character_may_not_come_in_by_an_edit_but_may_be_moved():
    broken = b"One.\n\nTwo\xff.\n".decode("utf-8", "surrogateescape")
    before = draft_of(broken)
    moved = (Edit(0, 6, "", "test"), Edit(len(broken), len(broken), "Two\udcff.\n", "test"))

    prove(before, before.with_edits(moved), moved)
    assert refusal_of("One.\n", Edit(0, 0, "\udcff", "test")) == "refused-surrogate"


def test_a_body_may_not_become_front_matter():
    assert refusal_of("tea\n---\na: b\n---\n", edit_of("tea\n---\na: b\n---\n", "tea\n", "")) in (
        "unproved-frame",
        "unproved-new",
    )


def test_front_matter_that_nobody_reads_is_left_alone_while_the_body_is_edited():
    text = "---\ntitle: {{ x }}\n---\nFirst.\n"
    edit = edit_of(text, "First", "Second")

    prove(draft_of(text), draft_of(text).with_edits([edit]), [edit])
    with pytest.raises(FrontMatterError):
        prove(draft_of(text), draft_of(text.replace("x", "y")), [edit_of(text, "x", "y")])


def test_a_new_front_matter_and_edits_of_the_body_are_proved_together():
    before = draft_of("First.\n\nSecond.\n")
    edits = (*set_value(before, "title", "tea"), edit_of(before.text, "Second", "Third"))

    after = before.with_edits(edits)
    prove(before, after, edits)

    assert after.metadata == {"title": "tea"}
    assert after.body == "First.\n\nThird.\n"


def test_overlapping_edits_are_refused():
    with pytest.raises(EditRefusedError):
        prove(draft_of(TEXT), draft_of(TEXT), [Edit(0, 9, "", "a"), Edit(5, 12, "", "b")])
    with pytest.raises(EditRefusedError):
        prove(draft_of(TEXT), draft_of(TEXT), [Edit(0, 9000, "", "a")])


def test_a_new_file_must_read_as_what_it_was_made_as():
    prove_new(draft_of(TEXT))
    with pytest.raises(EditRefusedError):
        prove_new(draft_of("---\ntitle: {{ x }}\n---\n"))
    with pytest.raises(EditRefusedError):
        prove_new(draft_of("\udcff"))


@settings(deadline=None)
@given(st.data())
def test_what_is_proved_changes_no_key_that_no_edit_is_near(data):
    before = draft_of(TEXT)
    frame = before.frame
    start = data.draw(st.integers(frame.start, frame.end))
    end = data.draw(st.integers(start, min(start + 4, frame.end)))
    edit = Edit(start, end, data.draw(st.text("a:\n-[]{}'\"# |&*", max_size=5)), "test")
    after = before.with_edits([edit])
    try:
        prove(before, after, [edit])
    except EditRefusedError:
        return

    near = before.text[before.text.rfind("\n", 0, start) + 1 : end + 1]
    for line in ("title: tea\n", "excerpt: old\n", "tags: [a, b]\n"):
        name = line.partition(":")[0]
        if line in before.text[end + 1 :] or before.text.index(line) + len(line) <= start - len(near):
            assert after.metadata[name] == before.metadata[name]
    assert after.body == before.body
