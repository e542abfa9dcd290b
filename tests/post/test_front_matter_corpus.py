"""Real posts, where they are present: a set changes the lines of its key and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_tui.errors import FrontMatterError
from editor_tui.post.draft import Draft
from editor_tui.post.encoding import decode
from editor_tui.post.front_matter import get_value, set_value, value_span

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
POSTS = sorted(path for path in CORPUS.rglob("*.md"))[::9]
pytestmark = pytest.mark.skipif(not POSTS, reason="no corpus next to the checkout")


def changed_lines(before: Draft, after: Draft) -> tuple[set[int], list[bytes]]:
    """The lines, from 1, that are gone, and those that came."""
    old, new = before.data.splitlines(keepends=True), after.data.splitlines(keepends=True)
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    behind = 0
    while behind < min(len(old), len(new)) - same and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    return set(range(same + 1, len(old) - behind + 1)), new[same : len(new) - behind]


@pytest.mark.parametrize("key", ["title", "excerpt", "tags"])
def test_a_set_changes_the_lines_of_its_key_and_no_other(key):
    for path in POSTS:
        draft = decode(path.name, path.read_bytes())
        try:
            old = get_value(draft, key)
        except FrontMatterError:
            continue
        value = [*old, "新しい札"] if key == "tags" and isinstance(old, list) else "新しい値: “a”, it's #1"

        after = draft.with_edits(set_value(draft, key, value))

        gone, _ = changed_lines(draft, after)
        span = value_span(draft, key)
        if span is None:
            assert len(gone) <= (draft.frame.format == "json"), path
        else:
            assert gone <= set(range(draft.line_of(span[0]) - 1, draft.line_of(span[1]) + 1)), path
        assert after.body == draft.body, path
        assert get_value(after, key) == value, path
        assert set_value(draft, key, old) == () if span else True, path
