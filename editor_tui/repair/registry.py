"""All rules in one table, and the two things that are done with them: finding and repairing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, compose
from editor_tui.post.finding import Finding, Safety
from editor_tui.repair import (
    conflicts,
    elsewhere,
    emphasis,
    encoding,
    endings,
    excerpts,
    fields,
    headings,
    leaks,
    markers,
    reading_time,
    repeat_rules,
    structure,
    tags,
    title_echo,
    titles,
)
from editor_tui.repair.exemptions import is_exempt
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.opt_outs import find_unknown_words
from editor_tui.repair.passes import Runner, moved_back
from editor_tui.repair.report import report
from editor_tui.repair.rule import Rule
from editor_tui.repair.selection import Selection
from editor_tui.settings.schema import Settings


def find_unknown_opt_outs(inspection: Inspection) -> Iterator[Finding]:
    """Comments to this program that switch nothing off, because they name what is no rule."""
    for start, word, near in find_unknown_words(inspection, {*FAMILIES, *FAMILIES.values()}):
        message = Message.of("repair.unknown-opt-out", word=word, nearest=near)
        yield report("unknown-opt-out", (start, start + len(word)), message)


RULES: Final[tuple[Rule, ...]] = (
    Rule("replacement-character", "encoding", "report", 0, encoding.find_replacement_characters),
    Rule("not-utf-8", "encoding", "report", 0, encoding.find_undecoded_bytes),
    Rule("control-character", "encoding", "report", 0, encoding.find_control_characters),
    Rule("end-marker", "end-marker", "safe", 0, markers.find_inline_markers),
    Rule("end-marker", "end-marker", "safe", 1, markers.find_marker_lines),
    Rule("chat-preamble", "chat-preamble", "safe", 2, leaks.find_preambles),
    Rule("prompt-leak", "chat-preamble", "safe", 2, leaks.find_prompt_leaks),
    Rule("refusal", "chat-preamble", "report", 2, leaks.find_refusals),
    Rule("conflict-marker", "conflict-marker", "report", 2, conflicts.find_conflict_markers),
    *(Rule(name, "repeats", "safe", 3, repeat_rules.find) for name in repeat_rules.NAMES),
    Rule("repeat-elsewhere", "repeats", "report", 4, elsewhere.find_repeats_elsewhere),
    Rule("end-marker", "end-marker", "safe", 4, markers.find_left_markers),
    Rule("chat-preamble", "chat-preamble", "safe", 4, leaks.find_left_preambles),
    Rule("title-echo", "title-echo", "safe", 4, title_echo.find_title_echoes),
    Rule("accidental-heading", "structure", "safe", 4, headings.find_accidental_headings),
    Rule("bold-heading", "structure", "unsafe", 4, headings.find_bold_headings),
    Rule("skipped-heading-level", "structure", "report", 4, headings.find_skipped_levels),
    Rule("unclosed-fence", "structure", "report", 4, structure.find_unclosed_fences),
    Rule("unrendered-emphasis", "structure", "safe", 4, emphasis.find_unrendered_emphasis),
    Rule("unknown-opt-out", "unknown-opt-out", "report", 4, find_unknown_opt_outs),
    Rule("cut-off-ending", "ending", "report", 4, endings.find_cut_off_endings),
    Rule("cut-off-block", "ending", "report", 4, endings.find_cut_off_blocks),
    Rule("invalid-front-matter", "front-matter", "report", 5, fields.find_invalid_front_matter),
    Rule("duplicate-key", "front-matter", "report", 5, fields.find_duplicate_keys),
    Rule("missing-field", "front-matter", "report", 5, fields.find_missing_fields),
    Rule("wrong-type", "front-matter", "report", 5, fields.find_wrong_types),
    Rule("title-markup", "front-matter", "safe", 5, titles.find_title_markup),
    Rule("title-cut-off", "front-matter", "report", 5, titles.find_cut_off_titles),
    Rule("reading-time", "front-matter", "safe", 5, reading_time.find_wrong_reading_time),
    *(Rule(name, "excerpt", "report", 5, excerpts.find_excerpt_problems) for name in excerpts.NAMES),
    Rule("unknown-tag", "tags", "report", 5, tags.find_unknown_tags),
    Rule("unknown-tag", "tags", "report", 5, tags.find_values_off_list),
    Rule("default-tags", "tags", "report", 5, tags.find_default_tags),
    Rule("tag-variant", "tags", "safe", 5, tags.find_tag_variants),
)
# The translation family compares two drafts: `workspace/comparing.py` runs it, and most runs do not need its module.
OF_VERSIONS: Final = (
    "missing-translation",
    "stale-translation",
    "translation-structure",
    "translation-numbers",
    "translation-residue",
    "translation-glossary",
)
FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {rule.name: rule.family for rule in RULES} | dict.fromkeys(OF_VERSIONS, "translation")
)

# A repair that has not settled after this many rounds is not going to; two are the rule.
_ROUNDS = 6
_EVERYTHING: Final = Selection()


@dataclass(frozen=True, slots=True)
class Repair:
    """What mending a draft came to. `edits` are on the draft as it was given, `draft` is the one after them.

    `applied` are the findings whose fixes were taken, in offsets of the draft as it was given.
    """

    edits: tuple[Edit, ...]
    applied: tuple[Finding, ...]
    draft: Draft


def find_all(
    draft: Draft, facts: SiteFacts, selection: Selection | None = None, settings: Settings | None = None
) -> tuple[Finding, ...]:
    """Everything that the selected rules find, in order of place, in offsets of the draft as it is.

    Rules on the text see it without what safe fixes take out: a paragraph that a repair removes has no other faults. In
    a draft that says no to "check" nothing is found.
    """
    if is_exempt(draft, "check", settings or Settings()):
        return ()
    return _runner(draft, facts, selection, settings, unsafe=False).find(draft)


def repair(
    draft: Draft,
    facts: SiteFacts,
    selection: Selection | None = None,
    settings: Settings | None = None,
    unsafe: bool = False,
) -> Repair:
    """The draft with every safe fix of the selected rules, and the unsafe ones too if asked for.

    Law: repairing the result changes nothing.
    """
    runner = _runner(draft, facts, selection, settings, unsafe=unsafe)
    edits: tuple[Edit, ...] = ()
    applied: list[Finding] = []
    current = draft
    for _ in range(_ROUNDS):
        done = runner.run(current, settle=True)
        if not done.edits:
            break
        applied += (moved_back(finding, edits) for finding in done.applied)
        edits = compose(edits, done.edits)
        current = done.draft
    return Repair(edits, tuple(sorted(applied, key=lambda finding: (finding.start, finding.end))), current)


def _runner(
    draft: Draft, facts: SiteFacts, selection: Selection | None, settings: Settings | None, *, unsafe: bool
) -> Runner:
    settings = settings or Settings()
    selection = (selection or _EVERYTHING).for_path(draft.path, settings.folder)
    levels: frozenset[Safety] = frozenset({"safe", "unsafe"} if unsafe else {"safe"})
    return Runner(RULES, facts, settings, selection, levels)
