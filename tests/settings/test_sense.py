"""What settings cannot mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.post.fields.key import InvalidKeyError, parse_key
from editor_tui.settings.sense import find_cycle, is_key


@given(st.text(st.sampled_from("ab. \"'\\\n\t"), max_size=12))
def test_a_key_is_one_where_the_front_matter_takes_it_for_one(text):
    try:
        parse_key(text)
    except InvalidKeyError:
        assert not is_key(text)
    else:
        assert is_key(text)


@pytest.mark.parametrize(
    ("aliases", "cycle"),
    [
        ({}, ()),
        ({"ai": "AI", "人工知能": "AI"}, ()),
        ({"a": "b", "b": "c"}, ()),
        ({"a": "a"}, ("a", "a")),
        ({"x": "a", "a": "b", "b": "a"}, ("a", "b", "a")),
    ],
)
def test_a_cycle_is_named_from_its_first_name_round_to_it(aliases, cycle):
    assert find_cycle(aliases) == cycle
