"""The table of `tests/data/front_matter.md`: what setting and unsetting a key does to a draft."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from editor_tui.errors import DraftError
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import set_value, unset_value

CASES = re.findall(
    r"^## ([^\n]+)\n\n`(set|unset) (\S+) ?([^\n]*)`\n\n````\n(.*?\n)````\n\n(?:````\n(.*?\n)````|refused: `([^\n]+)`)",
    (Path(__file__).parent.parent / "data" / "front_matter.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def edited(draft: Draft, action: str, key: str, value: str) -> Draft:
    edits = set_value(draft, key, json.loads(value)) if action == "set" else unset_value(draft, key)
    return draft.with_edits(edits)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("action", "key", "value", "before", "after", "refusal"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_case(action, key, value, before, after, refusal, line_end):
    draft = Draft("post.md", before.replace("\n", line_end).encode())

    if refusal:
        with pytest.raises(DraftError) as raised:
            edited(draft, action, key, value)
        assert raised.value.message.id == f"post.{refusal}"
    else:
        assert edited(draft, action, key, value).text == after.replace("\n", line_end)


def test_the_table_is_read_whole():
    text = (Path(__file__).parent.parent / "data" / "front_matter.md").read_text(encoding="utf-8")

    assert len(CASES) == text.count("\n## ")
