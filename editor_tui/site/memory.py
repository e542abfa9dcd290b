"""The translation memory: what segments were translated to, by a machine or a person, and what was last written where.

Segments are kept with markers in place of markup (`<c1/>`, `<a2>…</a2>`), so that a sentence whose link has moved is
still the same sentence.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from editor_tui.site.state import State, path_bytes, path_of
from editor_tui.text.clean import encodable

Author = Literal["machine", "person"]

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS memory (
    source_language TEXT NOT NULL, target_language TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    author TEXT NOT NULL, model TEXT NOT NULL, created REAL NOT NULL,
    PRIMARY KEY (source_language, target_language, source)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions (
    path BLOB PRIMARY KEY, source_path BLOB NOT NULL, source_language TEXT NOT NULL, target_language TEXT NOT NULL,
    text BLOB NOT NULL, pairs BLOB NOT NULL, created REAL NOT NULL
);
"""
_MOST_VARIABLES = 400


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """From which language to which."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A segment's translation, who made it, and the model if one did. `created` is in seconds since the epoch."""

    source: str
    target: str
    author: Author
    model: str = ""
    created: float = 0.0


@dataclass(frozen=True, slots=True)
class WrittenSegment:
    """One segment of a version as it was written: its source words with markers, and its text as it stands there.

    `start` is where, in code points of the version's text, -1 for a front matter value, whose key is `key`.
    """

    source: str
    target: str
    start: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """The text that was last written at `path`, a version of `source_path`, and the segments that it was made of.

    `blocks` are the hashes of the source's blocks at that time, `front` that of its front matter: what is not in
    words (code, tags, dates) can be behind, too.
    """

    path: str
    source_path: str
    languages: LanguagePair
    text: str
    segments: tuple[WrittenSegment, ...]
    blocks: tuple[str, ...] = ()
    front: str = ""


class TranslationMemory:
    """The memory of one site, in its state."""

    def __init__(self, state: State) -> None:
        self._state = state
        state.ensure(_SCHEMA)

    def find(self, languages: LanguagePair, sources: Iterable[str]) -> dict[str, Remembered]:
        """What is remembered of these segments, by source."""
        wanted = list(dict.fromkeys(filter(_is_text, sources)))
        found: dict[str, Remembered] = {}
        for start in range(0, len(wanted), _MOST_VARIABLES):
            some = wanted[start : start + _MOST_VARIABLES]
            rows = self._state.rows(
                "SELECT source, target, author, model, created FROM memory WHERE source_language = ? "
                f"AND target_language = ? AND source IN ({','.join('?' * len(some))})",
                (languages.source, languages.target, *some),
            )
            found |= {row[0]: Remembered(*row) for row in rows}
        return found

    def keep(self, languages: LanguagePair, segments: Iterable[Remembered]) -> None:
        """Remember translations. A machine's never takes the place of a person's."""
        now = time.time()
        with self._state.transaction() as connection:
            connection.executemany(
                "INSERT INTO memory VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET target = excluded.target, "
                "author = excluded.author, model = excluded.model, created = excluded.created "
                "WHERE excluded.author = 'person' OR memory.author = 'machine'",
                [
                    (languages.source, languages.target, *_row(segment), segment.created or now)
                    for segment in segments
                    if segment.source.strip() and segment.target.strip() and _is_text(segment.source + segment.target)
                ],
            )

    def forget(self, languages: LanguagePair, sources: Iterable[str]) -> None:
        """Drop what is remembered of these segments, so that they are asked for again."""
        with self._state.transaction() as connection:
            connection.executemany(
                "DELETE FROM memory WHERE source_language = ? AND target_language = ? AND source = ?",
                [(languages.source, languages.target, source) for source in filter(_is_text, sources)],
            )

    def __iter__(self) -> Iterator[tuple[LanguagePair, Remembered]]:
        """Everything that is remembered, in the order of the sources, without holding it all."""
        for row in self._state.connection.execute(
            "SELECT source_language, target_language, source, target, author, model, created FROM memory "
            "ORDER BY source_language, target_language, source"
        ):
            yield LanguagePair(row[0], row[1]), Remembered(*row[2:])

    def version(self, path: str) -> Version | None:
        """What was last written at a path, or None where nothing was."""
        rows = self._state.rows(
            "SELECT source_path, source_language, target_language, text, pairs FROM versions WHERE path = ?",
            (path_bytes(path),),
        )
        if not rows:
            return None
        [(source, original, wanted, text, pairs)] = rows
        words = zlib.decompress(text).decode("utf-8", "surrogatepass")
        data = json.loads(zlib.decompress(pairs))
        segments = tuple(WrittenSegment(*segment) for segment in data["segments"])
        languages = LanguagePair(original, wanted)
        return Version(path, path_of(source), languages, words, segments, tuple(data["blocks"]), data["front"])

    def keep_version(self, version: Version) -> None:
        """Remember what was written at `version.path`, in place of what was there before."""
        pairs = {
            "segments": [[item.source, item.target, item.start, item.key] for item in version.segments],
            "blocks": version.blocks,
            "front": version.front,
        }
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    path_bytes(version.path),
                    path_bytes(version.source_path),
                    version.languages.source,
                    version.languages.target,
                    zlib.compress(version.text.encode("utf-8", "surrogatepass")),
                    zlib.compress(json.dumps(pairs).encode()),
                    time.time(),
                ),
            )


def _is_text(words: str) -> bool:
    """Is it text to the end? SQLite takes no other: words with a damaged byte in them are not remembered."""
    return encodable(words) == words


def _row(segment: Remembered) -> Sequence[str]:
    return segment.source, segment.target, segment.author, segment.model
