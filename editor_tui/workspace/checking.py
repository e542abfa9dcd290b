"""Checks and repairs many drafts on all cores. What comes back is small: places and edits, never texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from editor_tui.errors import DraftError, EncodingError, FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix, Safety
from editor_tui.post.known import with_known
from editor_tui.repair.exemptions import is_exempt
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import find_all, repair
from editor_tui.repair.selection import Selection
from editor_tui.settings.schema import Settings
from editor_tui.site.files import Site
from editor_tui.workspace.comparing import Comparison, comparison_of, find_translation_findings
from editor_tui.workspace.facts import read_site
from editor_tui.workspace.parallel import READING, map_drafts

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace

__all__ = ["Checked", "Failure", "Fixed", "Located", "check_drafts", "fix_drafts"]

_EXCERPT: Final = 400
_IMPORTS: Final = (*READING, "rapidfuzz.fuzz", "rapidfuzz.process", "rapidfuzz.distance")
_IMPORTS_OF_VERSIONS: Final = ("editor_tui.repair.translation",)
_FIXES: Final[dict[Safety, Fix]] = {"safe": Fix("safe", ()), "unsafe": Fix("unsafe", ())}


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place as people count: lines and columns from 1, columns in code points.

    `source` is the line in which it begins, at most 400 characters of it from about the finding on.
    """

    finding: Finding
    line: int
    column: int
    end_line: int
    source: str

    def __reduce__(self) -> tuple[type[Located], tuple[object, ...]]:
        return Located, (self.finding, self.line, self.column, self.end_line, self.source)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a draft could not be done."""

    path: str
    message: Message
    line: int | None = None

    def error(self) -> DraftError:
        return DraftError(self.path, self.message, line=self.line)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a draft; of fixes only how safe they are.

    `copies` has for every block the number of the block that it copies, if asked for.
    """

    path: str
    findings: tuple[Located, ...] = ()
    failure: Failure | None = None
    copies: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """What mends a draft whose bytes have `fingerprint`, if anything does."""

    path: str
    fingerprint: str = ""
    edits: tuple[Edit, ...] = ()
    applied: tuple[Located, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """What a process needs for one draft after the other."""

    site: Site
    facts: SiteFacts
    settings: Settings
    selection: Selection
    unsafe: bool = False
    copies: bool = False
    comparison: Comparison | None = None
    known: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> Draft:
        """The draft at a path; what the reading for the facts has found of it is not worked out again."""
        return with_known(self.site.read(path), self.known.get(path, b""))


def check_drafts(
    workspace: Workspace,
    paths: Sequence[str],
    selection: Selection | None = None,
    *,
    copies: bool = False,
    jobs: int = 0,
) -> Iterator[Checked]:
    """What is wrong with each of these drafts, in their order."""
    work = _work(workspace, selection, jobs)
    work = replace(work, copies=copies, comparison=comparison_of(workspace, work.selection))
    imports = (*_IMPORTS, *_IMPORTS_OF_VERSIONS) if work.comparison else _IMPORTS
    return map_drafts(_check, work, paths, jobs=jobs, imports=imports)


def find_in(workspace: Workspace, draft: Draft, selection: Selection) -> tuple[Finding, ...]:
    """What is wrong with one draft, in order of place."""
    comparison = comparison_of(workspace, selection, draft.path)
    work = _Work(workspace.site, workspace.facts(), workspace.rule_settings, selection, comparison=comparison)
    return tuple(sorted(_findings(work, draft), key=lambda finding: (finding.start, finding.end, finding.rule)))


def fix_drafts(
    workspace: Workspace,
    paths: Sequence[str],
    selection: Selection | None = None,
    *,
    unsafe: bool = False,
    jobs: int = 0,
) -> Iterator[Fixed]:
    """What mends each of these drafts, in their order. Nothing is written."""
    work = replace(_work(workspace, selection, jobs), unsafe=unsafe)
    return map_drafts(_fix, work, paths, jobs=jobs, imports=_IMPORTS)


def _work(workspace: Workspace, selection: Selection | None, jobs: int) -> _Work:
    settings = workspace.rule_settings
    if selection is None:
        selection = Selection.of(settings.check.select, settings.check.ignore)
    read = read_site(workspace, jobs=jobs)
    return _Work(workspace.site, read.facts, settings, selection, known=read.known)


def _check(work: _Work, path: str) -> Checked:
    try:
        draft = work.read(path)
    except EncodingError as error:
        return Checked(path, tuple(_undecodable(work, error)))
    except DraftError as error:
        return Checked(path, failure=Failure(path, error.message, error.line))
    located = tuple(_locate(draft, _without_edits(finding)) for finding in _findings(work, draft))
    return Checked(path, located, None, _copies(work, draft))


def _findings(work: _Work, draft: Draft) -> Iterator[Finding]:
    yield from find_all(draft, work.facts, work.selection, work.settings)
    if work.comparison:
        known = (work.facts, work.selection, work.settings)
        yield from find_translation_findings(work.site, work.comparison, draft, known)


def _without_edits(finding: Finding) -> Finding:
    """The finding as it is shown: what its edits say is most of it, and nobody who lists findings reads it."""
    if not finding.fix:
        return finding
    fix = _FIXES[finding.fix.safety]
    return Finding(finding.rule, finding.severity, finding.start, finding.end, finding.message, fix, finding.first)


def _undecodable(work: _Work, error: EncodingError) -> Iterator[Located]:
    """A file that is text in no encoding of the settings, as the finding that it is."""
    selection = work.selection.for_path(error.path, work.settings.folder)
    if selection.includes("not-utf-8", "encoding"):
        line = error.line or 1
        yield Located(Finding("not-utf-8", "error", 0, 0, error.message), line, 1, line, "")


def _fix(work: _Work, path: str) -> Fixed:
    try:
        draft = work.read(path)
    except DraftError as error:
        return Fixed(path, failure=Failure(path, error.message, error.line))
    if is_exempt(draft, "fix", work.settings):
        return Fixed(path)
    repaired = repair(draft, work.facts, work.selection, work.settings, work.unsafe)
    applied = tuple(_locate(draft, finding) for finding in repaired.applied)
    # Only what is to be written is compared with what was read.
    return Fixed(path, draft.fingerprint if repaired.edits else "", repaired.edits, applied)


def _copies(work: _Work, draft: Draft) -> tuple[int | None, ...]:
    if not work.copies:
        return ()
    from editor_tui.repair.repeat_rules import BoilerplateForms
    from editor_tui.repair.repeats import block_map

    try:
        return block_map(draft, BoilerplateForms(work.facts))
    except FrontMatterError:
        return ()


def _locate(draft: Draft, finding: Finding) -> Located:
    text = draft.text
    line, column = draft.line_of(finding.start), draft.column_of(finding.start)
    start = finding.start - column + 1
    source = text[start : start + column + _EXCERPT].lstrip("\ufeff").splitlines()
    end_line = draft.line_of(max(finding.end - 1, finding.start))
    return Located(finding, line, column, end_line, source[0] if source else "")
