"""Checks of values that need no reply: what they count, and what a person chose."""

import pytest

from editor_tui.tasks.checks.limits import Limits
from editor_tui.tasks.checks.lists import check_count


@pytest.mark.parametrize(
    ("tags", "kept", "codes"),
    [
        (["茶", "湯"], (), []),
        (["茶", "湯", "京都"], (), ["count"]),
        ([], (), ["count"]),
        # More than the most, but every one of them chosen by a person.
        (["茶", "湯", "京都"], ("茶", "湯", "京都"), []),
        (["茶", "湯", "京都", "旅"], ("茶", "湯", "京都"), ["count"]),
    ],
)
def test_a_list_has_as_many_items_as_wanted_or_as_a_person_chose(tags, kept, codes):
    problems = check_count(tags, None, Limits(items=(1, 2), kept=kept))

    assert [problem.code for problem in problems] == codes
