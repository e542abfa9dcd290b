"""Marker lines are looked for in short lines only, however the lines end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor_tui.post.draft import Draft
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.markers import find_marker_lines

LINES = st.sampled_from(
    ["---END---", " ---END---", "_END_", "END", "（了）", "[EOF]", "-" * 38 + "END", "-" * 37 + "END", "", "　", "  ",
     "急須でお茶をいれると、香りが", "急須でお茶をいれると、香りが立つ。", "> ---END---", "- [END]", "## 了", "²END²"]
)  # fmt: skip


@given(st.lists(LINES, max_size=8), st.booleans(), st.booleans())
def test_marker_lines_are_the_same_whatever_ends_the_lines(lines, has_front_matter, ends):
    front = ["---", "title: 急須", "---"] if has_front_matter else []
    text = "\n".join([*front, *lines]) + ("\n" if ends else "")

    assert marked(text) == marked(text.replace("\n", "\r\n"))


def marked(text: str) -> list[tuple[str, int, str, bool]]:
    draft = Draft("a.md", text.encode())
    found = find_marker_lines(Inspection(draft))
    return [(one.rule, draft.line_of(one.start), text[one.start : one.end], one.fix is not None) for one in found]
