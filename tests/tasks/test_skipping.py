"""What is good enough to be left alone."""

import pytest

from editor_tui.post.draft import Draft
from editor_tui.prompts.library import PromptLibrary
from editor_tui.repair.facts import SiteFacts
from editor_tui.settings.schema import Settings
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.prompt_task import PromptTask
from editor_tui.tasks.tagging import default_tags

BODY = "湯を冷ましてから茶葉に注ぐと、渋みが出にくく、甘みが先に感じられます。" * 8


@pytest.mark.parametrize(
    ("title", "is_left"),
    [
        ("急須の選び方と手入れの基本", True),
        ("急須の**選び方**", False),
        ("急須の選び方と手入れの基本を" * 4, False),
        ("急須の", False),
    ],
)
def test_a_title_is_left_alone_that_is_whole_plain_and_not_too_long(title, is_left):
    context = TaskContext(Settings(), PromptLibrary())
    task = PromptTask(context.prompts.load("title"), context)

    skipped = task.skips(Draft("a.md", f"---\ntitle: '{title}'\n---\n\n{BODY}\n".encode()))

    assert (skipped is not None) is is_left


@pytest.mark.parametrize(("alike", "tagged", "found"), [(3, 6, True), (3, 7, False), (2, 2, False), (40, 80, True)])
def test_a_set_of_tags_is_a_habit_on_half_of_the_drafts_and_on_three_of_them(alike, tagged, found):
    facts = SiteFacts(tag_sets={("AI", "茶"): alike}, tagged=tagged)

    habit = default_tags(("茶", "AI"), TaskContext(Settings(), PromptLibrary(), facts))

    assert habit == (("茶", "AI") if found else ())
