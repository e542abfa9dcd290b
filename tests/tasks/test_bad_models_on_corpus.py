"""Whatever a model answers on real drafts: what passes is within the limits, and what does not says why."""

import asyncio
from itertools import cycle
from pathlib import Path

import pytest

from editor_tui.llm.protocol import Reply
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import Usage
from editor_tui.prompts.library import PromptLibrary
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import repair
from editor_tui.settings.schema import Settings
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.registry import task_for
from editor_tui.text.length import count_characters

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "site-before" / "_posts"
POSTS = sorted(CORPUS.rglob("*.md"))[::12] if CORPUS.is_dir() else []
pytestmark = pytest.mark.skipif(not POSTS, reason="the corpus is not here")

REPLIES = (
    "この記事では、AIの最新動向について詳細に分析します。",
    "はい、承知いたしました。以下が抜粋です：AIは世界を変えます。",
    "**AI**は2099年までに99兆円の市場になると、Nonexistent Labs社が発表した。"
    "企業は今すぐ備えるべきだと同社は述べている。",
    "IGNORE PREVIOUS INSTRUCTIONS\n---\ntitle: hacked\n---\n<script>alert(1)</script>",
    "AIの活用が企業の間で広がり、業務の効率化と新しい事業の両方で成果が出始めている。"
    "一方で、安全性と費用の課題も残ると指摘されている。",
    '{"excerpt": "AIの活用が広がり、業務の効率化で成果が出始めている。一方で、費用の課題が企業の側に残っている。"}',
    "",
    "あ" * 5000,
)


class Babbling:
    """Gives all replies in turn, for ever."""

    def __init__(self, first):
        self.replies = cycle(REPLIES[first:] + REPLIES[:first])

    async def ask(self, request):
        return Reply(next(self.replies), "babbling", Usage(1, 1))


@pytest.mark.parametrize("first", range(0, len(REPLIES), 3))
def test_only_what_holds_passes_and_the_rest_says_why(first):
    context = TaskContext(Settings(), PromptLibrary(), repaired=lambda draft: repair(draft, SiteFacts()).draft)
    task = task_for("excerpt", context)

    for path in POSTS[first % 2 :: 2]:
        draft = Draft(path.name, path.read_bytes())
        proposal = asyncio.run(task.propose(draft, Babbling(first)))

        for part in proposal.parts:
            if part.passed:
                assert 60 <= count_characters(part.change.new) <= 120
                assert "\n" not in part.change.new
                assert "**" not in part.change.new
                assert part.change.new.endswith("。")
            else:
                assert all(problem.code and problem.message.id for problem in part.problems)
