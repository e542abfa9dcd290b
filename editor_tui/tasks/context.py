"""What tasks are made with, composed by the workspace."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from editor_tui.post.draft import Draft
from editor_tui.prompts.library import PromptLibrary
from editor_tui.repair.facts import SiteFacts
from editor_tui.settings.schema import Settings
from editor_tui.tasks.vocabulary import Vocabulary


def _unchanged(draft: Draft) -> Draft:
    return draft


@dataclass(frozen=True)
class TaskContext:
    """`repaired` gives the draft as it is after its safe fixes: what tasks read. `clock` gives seconds since the epoch.

    `replace`: whether tags and values that a person chose may go. `attempts`: how often a model is asked for one draft
    at most; 0 for what the prompt says. `hint`: what a person wants to be done differently, in their own words.
    """

    settings: Settings
    prompts: PromptLibrary
    facts: SiteFacts = field(default_factory=SiteFacts)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    repaired: Callable[[Draft], Draft] = _unchanged
    clock: Callable[[], float] = time.time
    replace: bool = False
    attempts: int = 0
    hint: str = ""
