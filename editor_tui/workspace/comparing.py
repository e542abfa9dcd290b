"""Versions in another language next to their sources: the one family of rules that needs two drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_tui.errors import DraftError, OutsideSiteError
from editor_tui.post.draft import Draft
from editor_tui.post.finding import Finding
from editor_tui.repair.exemptions import is_exempt
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.missing_translation import find_missing_translation
from editor_tui.repair.opt_outs import find_opt_outs
from editor_tui.repair.registry import OF_VERSIONS, repair
from editor_tui.repair.selection import Selection
from editor_tui.settings.schema import Settings
from editor_tui.site.files import Site
from editor_tui.text.language import detect_language

if TYPE_CHECKING:
    from editor_tui.post.staleness import Staleness
    from editor_tui.text.glossary import Glossary
    from editor_tui.workspace.workspace import Workspace

_FAMILY = "translation"
_ENOUGH_TO_TELL = 2000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which drafts are versions of which, and what is known of them.

    `sources` maps the path of a version to that of its source, `recorded` to the keys of the source when the version
    was written; `lacking` are the drafts without a version in `language`.
    """

    language: str
    sources: Mapping[str, str]
    recorded: Mapping[str, Sequence[str]]
    lacking: frozenset[str]
    glossary: Glossary


def comparison_of(workspace: Workspace, selection: Selection, only: str | None = None) -> Comparison | None:
    """What a check of versions needs; None where no such rule is selected or the site has no versions.

    With `only`, the path of a draft, it serves the check of that draft.
    """
    if not any(selection.includes(name, _FAMILY) for name in OF_VERSIONS):
        return None
    language = workspace.settings.translate.to
    paths = workspace.paths()
    sources, lacking = _pair_up(workspace, paths, language)
    if not sources:
        return None
    from editor_tui.workspace.glossary import load_glossary

    asked = sources if only is None else sources.keys() & {only}
    return Comparison(language, sources, _recorded(workspace, asked), lacking, load_glossary(workspace))


def find_translation_findings(
    site: Site, comparison: Comparison, draft: Draft, known: tuple[SiteFacts, Selection, Settings]
) -> Iterator[Finding]:
    """What is wrong with a draft as a version, or with its having none."""
    facts, selection, settings = known
    selection = selection.for_path(draft.path, settings.folder)
    opt_outs = find_opt_outs(Inspection(draft, facts, settings))
    for finding in _problems(site, comparison, draft, (facts, settings)):
        if selection.includes(finding.rule, _FAMILY) and not any(out.covers(finding, _FAMILY) for out in opt_outs):
            yield finding


def staleness_of(
    site: Site, comparison: Comparison, source: Draft, version: str, known: tuple[SiteFacts, Settings]
) -> Staleness:
    """How far the version at a path is behind its source, as far as the blocks tell that it was written from."""
    from editor_tui.post.staleness import Staleness, find_staleness

    recorded = comparison.recorded.get(version, ())
    if not recorded:
        return Staleness(0, 0)
    try:
        repaired = _repaired(source, *known)
        return find_staleness(repaired, site.read(version), recorded)
    except DraftError:
        return Staleness(0, 0)


def _problems(site: Site, comparison: Comparison, draft: Draft, known: tuple[SiteFacts, Settings]) -> Iterable[Finding]:
    if is_exempt(draft, "check", known[1]):
        return ()
    try:
        if draft.path in comparison.lacking and is_exempt(draft, "translate", known[1]):
            return ()
        if draft.path in comparison.lacking and _is_in_another(draft, comparison.language):
            return (find_missing_translation(draft, comparison.language),)
        if draft.path not in comparison.sources:
            return ()
        from editor_tui.repair.translation import find_translation_problems

        source = _repaired(site.read(comparison.sources[draft.path]), *known)
        recorded = comparison.recorded.get(draft.path, ())
        return find_translation_problems(source, draft, comparison.glossary, recorded)
    except DraftError:
        # Its own check says what is wrong with a draft that cannot be read.
        return ()


def _repaired(source: Draft, facts: SiteFacts, settings: Settings) -> Draft:
    """The source as tasks read it: by the rules of the settings, whatever is selected for one check."""
    return repair(source, facts, Selection.of(settings.check.select, settings.check.ignore), settings).draft


def _is_in_another(draft: Draft, language: str) -> bool:
    """Whether a draft has words that are not in the language; some pages have no more of them than a title."""
    text = draft.body[:_ENOUGH_TO_TELL]
    found = detect_language(text) or detect_language(" ".join(map(str, draft.metadata.values())))
    return found not in ("", language)


def _pair_up(workspace: Workspace, paths: Sequence[str], language: str) -> tuple[dict[str, str], frozenset[str]]:
    """Versions with their sources, and the drafts that have none."""
    versions, present = workspace.versions, set(paths)
    sources: dict[str, str] = {}
    lacking = set()
    for path in paths:
        if versions.is_version(path, language):
            continue
        try:
            version = versions.version_of(path, language)
        except OutsideSiteError:
            continue
        if version in present and version != path:
            sources[version] = path
        else:
            lacking.add(path)
    return sources, frozenset(lacking)


def _recorded(workspace: Workspace, versions: Iterable[str]) -> Mapping[str, Sequence[str]]:
    if not workspace.state.folder.is_dir():
        return {}
    from editor_tui.post.staleness import recorded_keys
    from editor_tui.site.memory import TranslationMemory

    memory = TranslationMemory(workspace.state)
    known = ((path, memory.version(path)) for path in versions)
    return {path: recorded_keys(version.blocks, version.front) for path, version in known if version is not None}
