"""Laws of edits."""

from hypothesis import given
from hypothesis import strategies as st

from editor_tui.post.edits import Edit, apply_edits, compose, original_offset


@st.composite
def edits_of(draw, length):
    points = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    spans = zip(points[0::2], points[1::2], strict=False)
    return tuple(Edit(start, end, draw(st.text("xyz", max_size=3)), "test") for start, end in spans)


@given(st.data())
def test_composed_edits_do_what_both_do_in_turn(data):
    text = data.draw(st.text("abcdef", max_size=14))
    first = data.draw(edits_of(len(text)))
    between = apply_edits(text, first)
    second = data.draw(edits_of(len(between)))

    composed = compose(first, second)

    assert apply_edits(text, composed) == apply_edits(between, second)


@given(st.data())
def test_an_untouched_character_is_found_at_its_old_place(data):
    text = data.draw(st.text("abcdef", max_size=14))
    edits = data.draw(edits_of(len(text)))
    edited = apply_edits(text, edits)

    for offset, character in enumerate(edited):
        if character in "abcdef":
            assert text[original_offset(edits, offset)] == character
