"""Merging: both changes are in the text, and what a person wrote is never lost."""

from hypothesis import given
from hypothesis import strategies as st

from editor_tui.post.draft import Draft
from editor_tui.post.merge import merge_pieces, split_pieces

pieces = st.lists(st.sampled_from("abcdef"), max_size=8)


def test_changes_at_different_places_are_both_kept():
    merged, conflicts = merge_pieces(["a", "b", "c"], ["a", "B", "c"], ["a", "b", "C"])

    assert (merged, conflicts) == ("aBC", ())


def test_where_both_changed_theirs_stands_and_ours_is_told():
    merged, (conflict,) = merge_pieces(["a", "b"], ["a", "person"], ["a", "machine"])

    assert merged == "aperson"
    assert (conflict.theirs, conflict.ours) == ("person", "machine")


@given(pieces, pieces)
def test_without_changes_of_ours_theirs_comes_out(base, theirs):
    assert merge_pieces(base, theirs, base) == ("".join(theirs), ())


@given(pieces, pieces)
def test_without_changes_of_theirs_ours_comes_out(base, ours):
    assert merge_pieces(base, base, ours) == ("".join(ours), ())


@given(pieces, pieces, pieces)
def test_what_they_added_is_in_the_merged_text(base, theirs, ours):
    merged, _ = merge_pieces(base, theirs, ours)

    for piece in set(theirs) - set(base):
        assert merged.count(piece) >= theirs.count(piece)


def test_pieces_are_the_text():
    text = "---\ntitle: A\n---\n\n# A\n\n\nText.\n- x\n- y\n"

    assert "".join(split_pieces(Draft("a.md", text.encode()))) == text
