"""What is known of the whole site, read anew only where a draft has changed.

What every draft adds is kept in the site's index, as JSON and numbers: a cloned site may bring an index of its own.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from editor_tui.errors import DraftError, OutsideSiteError
from editor_tui.repair.collector import FactsCollector
from editor_tui.repair.contribution import Contribution, contribution_of
from editor_tui.repair.facts import SiteFacts
from editor_tui.settings.schema import KeySettings
from editor_tui.site.files import Site
from editor_tui.site.index import Index
from editor_tui.site.snapshot import Snapshot
from editor_tui.workspace.parallel import READING, map_drafts

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace

_KEY: Final = "contributions-1"
# Files are looked at again after this many seconds; within, a site is what it was.
_FRESH: Final = 5.0
_RACY_NS: Final = 2_000_000_000

_Stamp = tuple[int, int, int, int]
_Known = dict[str, tuple[_Stamp, Contribution]]

_recent: WeakKeyDictionary[Workspace, tuple[float, SiteFacts]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a process needs to read drafts."""

    site: Site
    keys: KeySettings


def site_facts(workspace: Workspace, *, jobs: int = 0) -> SiteFacts:
    """The facts of a site's drafts, those of its content folders. Drafts that cannot be read say nothing."""
    recent = _recent.get(workspace)
    if recent is not None and time.monotonic() - recent[0] < _FRESH:
        return recent[1]
    paths = workspace.paths()
    facts = _collect(workspace.site, workspace.settings.keys, paths, _versions_among(workspace, paths), jobs)
    _recent[workspace] = (time.monotonic(), facts)
    return facts


def _versions_among(workspace: Workspace, paths: Sequence[str]) -> frozenset[str]:
    """The drafts that are versions of other ones in the language that is translated into."""
    versions, language = workspace.versions, workspace.settings.translate.to
    # Where a template decides, any path may be that of a version; else it shows, and asking for all of them takes long.
    if not versions.template and not any(versions.is_version(path, language) for path in paths):
        return frozenset()
    made = set()
    for path in paths:
        with suppress(OutsideSiteError):
            made.add(versions.version_of(path, language))
    return frozenset(made.intersection(paths))


def _collect(site: Site, keys: KeySettings, paths: Sequence[str], versions: Container[str], jobs: int) -> SiteFacts:
    """The tags of `versions` are those of their originals in other words: they are not counted again."""
    index = Index(site)
    known = _load(index.facts(_key(keys)))
    stamps = {path: stamp for path in paths if (stamp := _stamp(site, path))}
    changed = [path for path in paths if path not in known or known[path][0] != stamps.get(path)]
    now = time.time_ns()
    found: _Known = {path: known[path] for path in paths if path in known and known[path][0] == stamps.get(path)}
    read = map_drafts(_read, _Reading(site, keys), changed, jobs=jobs, imports=READING)
    for path, contribution in zip(changed, read, strict=True):
        stamp = stamps.get(path)
        # A file that changed a moment ago may change again without its times telling: not kept.
        certain = stamp is not None and max(stamp[1:3]) < now - _RACY_NS
        found[path] = (stamp if stamp and certain else (0, 0, 0, 0), contribution)
    if changed or len(found) != len(known):
        index.save_facts(_key(keys), _dump(found))
    collector = FactsCollector(keys)
    for path in paths:
        said = found[path][1]
        collector.take(replace(said, tags=()) if path in versions else said)
    return collector.facts()


def _read(reading: _Reading, path: str) -> Contribution:
    try:
        return contribution_of(reading.site.read(path), reading.keys)
    except DraftError:
        return Contribution(path)


def _key(keys: KeySettings) -> str:
    return f"{_KEY} {keys.title} {keys.tags} {keys.excerpt}"


def _stamp(site: Site, path: str) -> _Stamp | None:
    try:
        snapshot = Snapshot.of(os.stat(site.root / path))
    except OSError:
        return None
    return snapshot.size, snapshot.mtime_ns, snapshot.ctime_ns, snapshot.inode


def _dump(found: _Known) -> bytes:
    rows = [
        [os.fsencode(path).hex(), stamp, [c.title, c.echo, list(c.tags), c.excerpt, len(c.blocks)]]
        for path, (stamp, c) in found.items()
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
        for name, stamp, (title, echo, tags, excerpt, size) in json.loads(head):
            path = os.fsdecode(bytes.fromhex(name))
            said = Contribution(path, title, echo, tuple(tags), excerpt, blocks[at : at + size])
            known[path] = ((stamp[0], stamp[1], stamp[2], stamp[3]), said)
            at += size
    except (ValueError, TypeError, IndexError):
        return {}
    return known if at == len(blocks) else {}
