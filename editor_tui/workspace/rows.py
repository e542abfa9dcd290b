"""What a list shows of a draft: its fields, what is wrong with it, and how its English version stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from editor_tui.errors import FrontMatterError
from editor_tui.post.dates import day_in_path, read_date, show_date
from editor_tui.post.version_fields import stated_language, stated_source
from editor_tui.repair.exemptions import is_exempt
from editor_tui.repair.placeholder import is_placeholder
from editor_tui.site.rows import NOTHING, FieldState, Row, TranslationState
from editor_tui.text.language import detect_language

if TYPE_CHECKING:
    from editor_tui.post.draft import Draft
    from editor_tui.post.finding import Finding
    from editor_tui.repair.facts import SiteFacts
    from editor_tui.repair.selection import Selection
    from editor_tui.settings.schema import Settings
    from editor_tui.site.files import Site
    from editor_tui.site.versions import VersionPaths
    from editor_tui.workspace.comparing import Comparison

_ENOUGH_TO_TELL: Final = 400
_HEADING: Final = re.compile(r"\s*#[ \t]+([^\r\n]+?)[ \t#]*(?:\{[^{}\r\n]*\}[ \t]*)?(?:[\r\n]|\Z)")
# How every kana begins in UTF-8, U+3040 to U+30FF, and nothing else does.
_KANA: Final = (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83")


@dataclass(frozen=True, slots=True)
class Describer:
    """Makes rows. Can be pickled, so that other processes can make them, too. Without facts drafts are not checked.

    `comparison` is for drafts that are checked, on a site that has versions.
    """

    site: Site
    facts: SiteFacts | None
    settings: Settings
    selection: Selection
    versions: VersionPaths
    comparison: Comparison | None = None

    def describe(self, draft: Draft) -> Row:
        """The row of a draft; one whose front matter cannot be read has an error in it."""
        findings = self._findings(draft)
        rules = dict(Counter(finding.rule for finding in findings).most_common()) if findings else NOTHING
        try:
            return self._row(draft, rules, _behind_of(findings))
        except FrontMatterError as error:
            return Row(
                draft.path,
                draft.path.rpartition("/")[2],
                length=len(draft.text),
                rules=rules or {"invalid-front-matter": 1},
                checked=self.facts is not None,
                error=error.message,
            )

    def _findings(self, draft: Draft) -> Sequence[Finding]:
        if self.facts is None:
            return ()
        from editor_tui.repair.registry import find_all

        findings = list(find_all(draft, self.facts, self.selection, self.settings))
        if self.comparison is not None:
            # What compares drafts takes long to load, and a list without checks never does it.
            from editor_tui.workspace.comparing import find_translation_findings

            known = (self.facts, self.selection, self.settings)
            findings += find_translation_findings(self.site, self.comparison, draft, known)
        return findings

    def _row(self, draft: Draft, rules: Mapping[str, int], behind: tuple[int, int]) -> Row:
        keys = self.settings.keys
        title = _text(_value(draft, keys.title))
        tags = _value(draft, keys.tags) if keys.tags else None
        language = stated_language(draft) or _language(
            draft.text[draft.frame.body : draft.frame.body + _ENOUGH_TO_TELL]
        )
        source = self._source(draft)
        version = "" if source else self._version_path(draft, language)
        state, behind = self._translation(draft, version, behind)
        return Row(
            draft.path,
            title or _first_heading(draft) or draft.path.rpartition("/")[2],
            _date(_value(draft, keys.date)) or _date(day_in_path(draft.path)),
            len(draft.text) - draft.frame.body,
            tuple(map(str, tags)) if isinstance(tags, list) else (tags,) if isinstance(tags, str) else (),
            language,
            rules,
            self._fields(draft),
            state,
            source,
            version,
            self.facts is not None,
            behind=behind,
        )

    def _fields(self, draft: Draft) -> Mapping[str, FieldState]:
        states: list[tuple[str, FieldState]] = []
        keys = self.settings.keys
        # Where no title is required, the first heading or the name of the file is one.
        title = keys.title if self.settings.check.required else ""
        listed = {"excerpt": self.settings.excerpt.placeholders, "description": self.settings.description.placeholders}
        for task, key in (
            ("title", title),
            ("excerpt", keys.excerpt),
            ("description", keys.description),
            ("tags", keys.tags),
        ):
            value = _value(draft, key)
            is_empty = value in (None, "", [], {})
            says_nothing = is_empty or (task in listed and is_placeholder(value, self.facts, listed[task]))
            if key and says_nothing and not is_exempt(draft, task, self.settings):
                states.append((key, "missing" if is_empty else "placeholder"))
        return _states(tuple(states))

    def _version_path(self, draft: Draft, language: str) -> str:
        """Where the version in the other language is looked for; "" for a draft that needs none."""
        wanted = self.settings.translate.to
        if (
            language == wanted
            or is_exempt(draft, "translate", self.settings)
            or self.versions.is_version(draft.path, wanted)
        ):
            return ""
        return self.versions.version_of(draft.path, wanted)

    def _source(self, draft: Draft) -> str:
        """The path of the draft that this one is a version of; "" for an original."""
        by_path = self.comparison.sources.get(draft.path) if self.comparison is not None else None
        return by_path or stated_source(draft)

    def _translation(
        self, draft: Draft, version: str, behind: tuple[int, int]
    ) -> tuple[TranslationState, tuple[int, int]]:
        """How the version of a draft stands; of a version itself, whether it is behind its source."""
        if not version:
            return ("stale" if behind[0] else ""), behind
        if not self.site.exists(version):
            return "none", behind
        if self.facts is None or self.comparison is None:
            return "ok", behind
        from editor_tui.workspace.comparing import staleness_of

        found = staleness_of(self.site, self.comparison, draft, version, (self.facts, self.settings))
        return ("ok", (0, 0)) if found.is_current else ("stale", (found.behind, found.total))


def _behind_of(findings: Sequence[Finding]) -> tuple[int, int]:
    """(blocks behind, all blocks) as the rule says it of a version; zeros where it does not."""
    values = next((finding.message.values for finding in findings if finding.rule == "stale-translation"), {})
    behind, total = values.get("behind"), values.get("total")
    return (behind, total) if isinstance(behind, int) and isinstance(total, int) else (0, 0)


def _first_heading(draft: Draft) -> str:
    match = _HEADING.match(draft.text, draft.frame.body)
    return match.group(1).strip() if match else ""


@lru_cache(maxsize=256)
def _states(states: tuple[tuple[str, FieldState], ...]) -> Mapping[str, FieldState]:
    """One mapping for all drafts that lack the same: it travels once, and is put into words once."""
    return dict(states)


def _language(text: str) -> str:
    # Most sites are Japanese, and counting kana tells that in a tenth of the time.
    kana = sum(map(text.encode("utf-8", "replace").count, _KANA))
    return "ja" if kana * 5 > len(text) else detect_language(text)


def _value(draft: Draft, key: str) -> object:
    # A plain name is what most keys are, and needs no parsing; there are six of them a draft. "" is no field.
    if key.isidentifier() or not key:
        return draft.metadata.get(key) if key else None
    from editor_tui.post.front_matter import get_value

    return get_value(draft, key)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _date(value: object) -> str:
    """The day, and the time where the post has one: text that sorts."""
    moment = read_date(value)
    if moment is None:
        return show_date(value)
    words = moment.isoformat(" ", "minutes")
    return words[:10] if words[11:16] == "00:00" else words[:16]
