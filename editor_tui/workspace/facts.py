"""What is known of the whole site, read anew only where a draft has changed.

What every draft adds is kept in the site's index, as JSON and numbers: a cloned site may bring an index of its own.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from editor_tui.errors import DraftError, OutsideSiteError
from editor_tui.post.known import known_of
from editor_tui.repair.collector import FactsCollector
from editor_tui.repair.contribution import Contribution, contribution_of
from editor_tui.repair.facts import SiteFacts
from editor_tui.settings.schema import KeySettings
from editor_tui.site.files import Site
from editor_tui.site.index import Index
from editor_tui.site.snapshot import Snapshot
from editor_tui.site.stamp import is_certain
from editor_tui.workspace.parallel import READING, map_drafts

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace

_KEY: Final = "contributions-4"
# Files are looked at again after this many seconds; within, a site is what it was.
_FRESH: Final = 5.0
# Reading takes half a millisecond a draft.
_CHUNK: Final = 48
# What is known of drafts is handed on up to so many bytes: enough for a gigabyte of them.
_MOST_KNOWN: Final = 32_000_000

# A file that changed a moment ago may change again without its times telling: equal to the snapshot of no file.
_UNCERTAIN: Final = Snapshot(0, 0, 0, 0)
_Known = dict[str, tuple[Snapshot, Contribution]]

_recent: WeakKeyDictionary[Workspace, tuple[float, SiteFacts]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a process needs to read drafts."""

    site: Site
    keys: KeySettings


@dataclass(frozen=True, slots=True)
class SiteRead:
    """The facts of a site, and what is known (`post.known`) of the drafts that were read for them."""

    facts: SiteFacts
    known: Mapping[str, bytes] = field(default_factory=dict)


def site_facts(workspace: Workspace, *, jobs: int = 0) -> SiteFacts:
    """The facts of a site's drafts, those of its content folders. Drafts that cannot be read say nothing."""
    return read_site(workspace, jobs=jobs).facts


def read_site(workspace: Workspace, *, jobs: int = 0) -> SiteRead:
    """The facts of a site, with what reading its drafts has found, for whoever reads them next."""
    recent = _recent.get(workspace)
    if recent is not None and time.monotonic() - recent[0] < _FRESH:
        return SiteRead(recent[1])
    paths = workspace.paths()
    read = _collect(workspace.site, workspace.settings.keys, paths, _versions_among(workspace, paths), jobs)
    _recent[workspace] = (time.monotonic(), read.facts)
    return read


def _versions_among(workspace: Workspace, paths: Sequence[str]) -> Mapping[str, str]:
    """The drafts that are, by their paths, versions in the language that is translated into, with their sources."""
    versions, language = workspace.versions, workspace.settings.translate.to
    # Where a template decides, any path may be that of a version; else it shows, and asking for all of them takes long.
    if not versions.template and not any(versions.is_version(path, language) for path in paths):
        return {}
    present = frozenset(paths)
    made = {}
    for path in paths:
        with suppress(OutsideSiteError):
            if (version := versions.version_of(path, language)) in present and version != path:
                made[version] = path
    return made


def _collect(site: Site, keys: KeySettings, paths: Sequence[str], versions: Mapping[str, str], jobs: int) -> SiteRead:
    """`versions` maps paths of versions to those of their sources; what drafts say they are versions of counts, too."""
    index = Index(site)
    known = _load(index.facts(_key(keys)))
    present = {path: snapshot for path in paths if (snapshot := _snapshot(site, path))}
    changed = [path for path in paths if path not in known or known[path][0] != present.get(path)]
    seen = time.time_ns()
    found: _Known = {path: known[path] for path in paths if path in known and known[path][0] == present.get(path)}
    read = map_drafts(_read, _Reading(site, keys), changed, jobs=jobs, chunk=_CHUNK, imports=READING)
    handed: dict[str, bytes] = {}
    room = _MOST_KNOWN
    for path, (contribution, known_of_draft) in zip(changed, read, strict=True):
        room -= len(known_of_draft)
        if room > 0:
            handed[path] = known_of_draft
        snapshot = present.get(path)
        found[path] = (snapshot if snapshot and is_certain(snapshot, seen) else _UNCERTAIN, contribution)
    if changed or len(found) != len(known):
        index.save_facts(_key(keys), _dump(found))
    collector = FactsCollector(keys)
    for path in paths:
        said = found[path][1]
        source = versions.get(path) or said.source
        collector.take(said.beside(found[source][1]) if source in found and source != path else said)
    return SiteRead(collector.facts(), handed)


def _read(reading: _Reading, path: str) -> tuple[Contribution, bytes]:
    try:
        draft = reading.site.read(path)
    except DraftError:
        return Contribution(path), b""
    return contribution_of(draft, reading.keys), known_of(draft)


def _key(keys: KeySettings) -> str:
    return f"{_KEY} {keys.title} {keys.tags} {keys.excerpt} {keys.date}"


def _snapshot(site: Site, path: str) -> Snapshot | None:
    try:
        return Snapshot.of(os.stat(site.root / path))
    except OSError:
        return None


def _dump(found: _Known) -> bytes:
    rows = [
        [os.fsencode(path).hex(), snapshot, [c.title, c.echo, list(c.tags), c.excerpt, c.source, c.day, len(c.blocks)]]
        for path, (snapshot, c) in found.items()
    ]
    head = json.dumps(rows, ensure_ascii=True).encode()
    return head + b"\n" + b"".join(contribution.blocks for _, contribution in found.values())


def _load(data: bytes | None) -> _Known:
    """What `_dump` wrote; nothing where it is anything else."""
    if data is None:
        return {}
    try:
        head, _, blocks = data.partition(b"\n")
        known: _Known = {}
        at = 0
        for name, numbers, (title, echo, tags, excerpt, source, day, size) in json.loads(head):
            path = os.fsdecode(bytes.fromhex(name))
            said = Contribution(path, title, echo, tuple(tags), excerpt, blocks[at : at + size], source, day)
            known[path] = (Snapshot(*numbers), said)
            at += size
    except (ValueError, TypeError, IndexError):
        return {}
    return known if at == len(blocks) else {}
