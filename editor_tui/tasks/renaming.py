"""Tags that get another name over the whole site."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import get_value
from editor_tui.post.proposal import FieldChange, Origin, Part, Proposal
from editor_tui.tasks.tagging import like_value, tags_of_value

TASK = "tag-names"


def rename_tags(draft: Draft, key: str, names: Mapping[str, str], clock: Callable[[], float]) -> Proposal | None:
    """The draft with its tags renamed, each name once and at its first place; None where it has none of them.

    Values that are no text (a year) stay as they are. Raises FrontMatterError.
    """
    old = get_value(draft, key)
    tags = tags_of_value(old)
    if not any(tag in names for tag in tags):
        return None
    if isinstance(old, str):
        new = like_value(list(dict.fromkeys(names.get(tag, tag) for tag in tags)), old)
    else:
        assert isinstance(old, list | tuple)
        new = list(dict.fromkeys(names.get(tag, tag) if isinstance(tag, str) else tag for tag in old))
    part = Part(FieldChange(key, old, new))
    return Proposal(draft.path, draft.fingerprint, (part,), Origin(TASK, "rules", clock()))
