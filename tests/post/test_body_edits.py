"""What is kept of a draft's front matter over edits on its body is what a reader of the new bytes would find."""

from __future__ import annotations

import pytest

from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit

TITLED = "---\ntitle: お茶の話\n---\n"


def insert(at, words):
    return Edit(at, at, words, "test")


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        (TITLED + "湯を冷まします。\n", [Edit(len(TITLED), len(TITLED) + 3, "", "test")]),
        (TITLED + "湯を冷まします。\n", [insert(len(TITLED), "\n")]),
        (TITLED.rstrip("\n"), [insert(len(TITLED) - 1, "\n---\n")]),
        (TITLED.replace("\n", "\r"), [insert(len(TITLED), "\n葉を入れます。")]),
        (TITLED + "湯を冷まします。\n", [Edit(11, 15, "珈琲", "test"), insert(len(TITLED), "葉。")]),
        ("湯を冷まします。\n---\ntitle: x\n---\n", [Edit(0, 9, "", "test")]),
        ('{"title": "お茶"}\n湯を冷まします。\n', [insert(16, "葉。")]),
    ],
)
def test_the_kept_front_matter_is_the_one_in_the_bytes(text, edits):
    draft = Draft("posts/tea.md", text.encode())
    _ = draft.metadata

    edited = draft.with_body_edits(edits)

    reread = Draft(edited.path, edited.data)
    assert edited.data == draft.with_edits(edits).data
    assert edited.frame == reread.frame
    assert edited.metadata == reread.metadata


def test_edits_on_the_body_keep_what_was_read_and_other_edits_do_not():
    draft = Draft("posts/tea.md", (TITLED + "湯を冷まします。\n").encode())
    read = draft.metadata

    assert draft.with_body_edits([insert(len(TITLED), "葉。")]).metadata is read
    assert draft.with_edits([insert(len(TITLED), "葉。")]).metadata is not read
