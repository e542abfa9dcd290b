"""The checks of replies, by the names that prompt files use (`metadata.editor.checks`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from editor_tui.post.proposal import Problem
from editor_tui.tasks.checks import facts, lists, wording
from editor_tui.tasks.checks.limits import Limits
from editor_tui.tasks.reading import Reading

Check = Callable[[object, Reading, Limits], Iterable[Problem]]

CHECKS: Final[Mapping[str, Check]] = {
    "length": wording.check_length,
    "language": wording.check_language,
    "markdown": wording.check_markdown,
    "preamble": wording.check_preamble,
    "title-copied": wording.check_title_copied,
    "first-sentence-copied": wording.check_first_sentence,
    "placeholder": wording.check_placeholder,
    "complete": wording.check_complete,
    "advertising": wording.check_advertising,
    "title-cut-off": wording.check_title_whole,
    "facts": facts.check_facts,
    "vocabulary": lists.check_vocabulary,
    "count": lists.check_count,
}


def run_checks(names: Sequence[str], value: object, reading: Reading, limits: Limits) -> tuple[Problem, ...]:
    """What the named checks find in a value, and what no value may hold whatever its prompt says.

    Names that belong to another kind of reply (translations) find nothing here.
    """
    problems = list(wording.check_safe(value))
    if not problems:
        problems = [problem for name in names if name in CHECKS for problem in CHECKS[name](value, reading, limits)]
    return tuple(problems)
