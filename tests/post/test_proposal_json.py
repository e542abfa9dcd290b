"""Proposals survive JSON."""

from __future__ import annotations

import json
from datetime import UTC, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from editor_tui.messages import Message
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import BodyChange, FieldChange, FileChange, Origin, Part, Problem, Proposal, Usage
from editor_tui.post.proposal_json import from_json, to_json

TOKYO = timezone(timedelta(hours=9))
TEXT = st.text(max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | TEXT
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([None, UTC, TOKYO]))
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT | st.sampled_from(["$date", "$mapping"]), inner),
    max_leaves=5,
)
EDITS = st.builds(
    lambda start, length, text: Edit(start, start + length, text, "x"), st.integers(0, 9), st.integers(0, 9), TEXT
)
CHANGES = (
    st.builds(FieldChange, TEXT, VALUES, VALUES)
    | st.builds(BodyChange, st.lists(EDITS).map(tuple), TEXT)
    | st.builds(FileChange, TEXT, TEXT)
)
PROBLEMS = st.builds(
    Problem, TEXT, st.builds(Message, TEXT, st.dictionaries(TEXT.filter(lambda key: key != "id"), TEXT))
)
PARTS = st.builds(Part, CHANGES, st.lists(PROBLEMS, max_size=2).map(tuple), st.lists(st.tuples(TEXT, TEXT)).map(tuple))
ORIGINS = st.builds(
    Origin,
    TEXT,
    st.sampled_from(["model", "offline", "rules", "person"]),
    st.floats(0, 2e9),
    TEXT,
    TEXT,
    st.builds(Usage, st.integers(0), st.integers(0), st.floats(0, 9), st.booleans()),
)
PROPOSALS = st.builds(
    Proposal,
    TEXT,
    TEXT,
    st.lists(PARTS, max_size=3).map(tuple),
    ORIGINS,
    st.none() | TEXT,
    st.sampled_from(["waiting", "applied", "rejected"]),
)


@settings(deadline=None, max_examples=60)
@given(PROPOSALS)
def test_what_comes_back_is_what_went_in(proposal):
    assert from_json(json.loads(json.dumps(to_json(proposal)))) == proposal
