"""Tags that say nothing, that nobody else uses, or that are another tag in other clothes."""

from __future__ import annotations

from collections.abc import Iterator

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.finding import Finding, Fix
from editor_tui.post.front_matter import set_value
from editor_tui.repair.fields import field_span
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import mend, report
from editor_tui.text.tag_forms import tag_key

# A site whose tags mostly stand once has no vocabulary that a tag could be unknown to.
_ENOUGH_TAGGED = 50
_SINGLES = 0.2


def find_unknown_tags(inspection: Inspection) -> Iterator[Finding]:
    """Tags outside the closed set of the settings, or used once on a site whose tags are used again and again."""
    settings, facts = inspection.settings, inspection.facts
    key = settings.keys.tags
    allowed = settings.choices.get(key)
    if allowed is None and facts.tagged < _ENOUGH_TAGGED:
        return
    if allowed is None and facts.single_tags > _SINGLES * len(facts.tag_counts):
        return
    for tag in inspection.tags:
        known = tag in allowed if allowed is not None else facts.tag_counts.get(tag, 0) > 1
        if not known and tag not in settings.tags.aliases:
            severity = "info" if allowed is None else "warning"
            message = Message.of("repair.unknown-tag", tag=tag)
            yield report("unknown-tag", field_span(inspection, key), message, severity=severity)  # type: ignore[arg-type]


def find_values_off_list(inspection: Inspection) -> Iterator[Finding]:
    """Values of other keys, categories for one, that their closed list in the settings does not have."""
    settings = inspection.settings
    for key, allowed in settings.choices.items():
        if key == settings.keys.tags or not allowed:
            continue
        value = inspection.value(key)
        for item in value if isinstance(value, list | tuple) else () if value is None else (value,):
            if item not in allowed:
                values = {"key": key, "value": str(item), "allowed": ", ".join(allowed)}
                yield report("unknown-tag", field_span(inspection, key), Message("repair.unknown-choice", values))


def find_default_tags(inspection: Inspection) -> Iterator[Finding]:
    """The same tags as on a large share of the site: they tell no draft from another."""
    tags, facts = inspection.tags, inspection.facts
    share = inspection.settings.tags.default_share
    if len(tags) < 2 or not facts.set_share(tags):
        return
    same = facts.set_share(tags)
    if same < share and not all(facts.tag_share(tag) >= share for tag in tags):
        return
    message = Message.of("repair.default-tags", percent=round(100 * max(same, min(map(facts.tag_share, tags)))))
    yield report("default-tags", field_span(inspection, inspection.settings.keys.tags), message)


def find_tag_variants(inspection: Inspection) -> Iterator[Finding]:
    """Tags that an alias of the settings renames (safe), or that differ from a more frequent one in spelling only."""
    aliases = inspection.settings.tags.aliases
    key = inspection.settings.keys.tags
    renamed = {tag: aliases[tag] for tag in inspection.tags if tag in aliases and aliases[tag] != tag}
    usual = {} if not inspection.facts.tagged else _usual_spellings(inspection, renamed)
    for tag, better in (renamed | usual).items():
        message = Message.of("repair.tag-variant", tag=tag, better=better)
        yield report(
            "tag-variant", field_span(inspection, key), message, fix=_renaming(inspection, tag, renamed, better)
        )


def _usual_spellings(inspection: Inspection, renamed: dict[str, str]) -> dict[str, str]:
    counts = inspection.facts.tag_counts
    found = {}
    for tag in inspection.tags:
        if tag in renamed:
            continue
        spellings = inspection.facts.tag_spellings.get(tag_key(tag), ())
        others = [other for other in spellings if other != tag and len(other) < 2 * len(tag) + 4]
        best = max(others, key=lambda other: (counts[other], other), default=tag)
        if counts.get(best, 0) > counts.get(tag, 0):
            found[tag] = best
    return found


def _renaming(inspection: Inspection, tag: str, renamed: dict[str, str], better: str) -> Fix | None:
    """All aliases in one edit, given with the first of them; a usual spelling by itself."""
    key = inspection.settings.keys.tags
    value = inspection.value(key)
    if not isinstance(value, list | tuple):
        return None
    if tag in renamed and tag != next(iter(renamed)):
        return None
    names = renamed if tag in renamed else {tag: better}
    new = list(dict.fromkeys(names.get(item, item) if isinstance(item, str) else item for item in value))
    try:
        edits = set_value(inspection.draft, key, new, reason="tag-variant")
    except (FrontMatterError, EditRefusedError):
        return None
    return mend("safe" if tag in renamed else "unsafe", *edits)
