"""Blocks that are carried over an edit are the blocks of the edited text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_tui.post.blocks import split_text
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, apply_edits
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.passes import Runner
from editor_tui.repair.registry import RULES
from editor_tui.repair.reuse import blocks_after
from editor_tui.repair.selection import Selection
from editor_tui.settings.schema import Settings

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "site-before" / "_posts"
LINES = st.sampled_from(
    [
        "\n",
        "\n",
        "一つの文。\n",
        "続く文\n",
        "- item\n",
        "  indented\n",
        "    code\n",
        "## 見出し\n",
        "---\n",
        "===\n",
        "```\n",
        "> 引用\n",
        "|a|\n",
    ]
)


@settings(max_examples=400)
@given(st.lists(LINES, max_size=14), st.data())
def test_whatever_is_carried_over_is_what_cutting_anew_gives(lines, data):
    text = "".join(lines)
    blocks = split_text(text)
    if not blocks:
        return
    first = data.draw(st.integers(0, len(blocks) - 1))
    last = data.draw(st.integers(first, len(blocks) - 1))
    edit = Edit(blocks[first].start, blocks[last].end, "", "test")

    carried = blocks_after(text, blocks, [edit])

    assert carried is None or carried == split_text(apply_edits(text, [edit]))


@settings(max_examples=400)
@given(st.lists(LINES, max_size=14), LINES, st.data())
def test_a_line_in_the_place_of_a_block_is_what_cutting_anew_gives(lines, line, data):
    text = "".join(lines)
    blocks = split_text(text)
    if not blocks:
        return
    block = data.draw(st.sampled_from(blocks))
    words = text[block.start : block.end].rstrip()
    end = data.draw(st.sampled_from([block.start, block.end, block.start + len(words)]))
    edit = Edit(block.start, end, data.draw(st.sampled_from([line, line.rstrip(), "\n", "一 | 二", "1. 一"])), "test")

    carried = blocks_after(text, blocks, [edit])

    assert carried is None or carried == split_text(apply_edits(text, [edit]))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_the_blocks_of_every_stage_over_real_posts_are_those_of_its_text(monkeypatch):
    carried = []

    def checked(self, edits, *places, original=Inspection.after):
        after = original(self, edits, *places)
        carried.append("blocks" in after.__dict__)
        assert after.blocks == split_text(after.text, after.draft.frame.body)
        return after

    monkeypatch.setattr(Inspection, "after", checked)
    runner = Runner(RULES, SiteFacts(), Settings(), Selection.of(ignore=["repeats"]))
    for file in sorted(CORPUS.glob("*.md"))[::8]:
        runner.run(Draft(file.name, file.read_bytes()))

    assert sum(carried) > len(carried) / 2
