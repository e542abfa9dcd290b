"""What a site's drafts say of its settings: the keys that they use, their encodings, what is no draft at all.

For `init`, which writes it down for the editor to see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from editor_tui.errors import DraftError, EncodingError
from editor_tui.post.encoding import decode
from editor_tui.post.front_matter import get_value, has_key
from editor_tui.settings.schema import KeySettings

if TYPE_CHECKING:
    from editor_tui.post.draft import Draft
    from editor_tui.workspace.stores import Stores

# So many drafts, spread over the site, tell what it uses.
_LOOKED_AT: Final = 200
# A key that a fifth of the drafts have is one that the site uses.
_USED: Final = 5
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "excerpt": ("excerpt", "description", "summary", "lead"),
    "tags": ("tags", "taxonomies.tags", "topics", "keywords"),
    "categories": ("categories", "category", "taxonomies.categories"),
    "date": (
        "date", "pubDate", "pubDatetime", "publishDate", "published_at", "publishedAt", "published", "created",
        "created_at", "createdAt",
    ),
    "reading_time": ("reading_time", "readingTime", "reading-time"),
}  # fmt: skip
_OLD_ENCODINGS: Final = ("utf-8", "cp932", "euc_jp")
_JAPANESE: Final = re.compile("[\u3041-\u3096\u4e00-\u9fff]")
# Files for those who work on a site, not for its readers.
_FOR_MAKERS: Final = (
    "README.md", "README.ja.md", "README.en.md", "CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "LICENSE.md",
    "SECURITY.md", "AGENTS.md", "CLAUDE.md",
)  # fmt: skip


class Survey(NamedTuple):
    """Keys by field where they are not those of the kind of site, encodings beyond UTF-8, globs of what to leave."""

    keys: Mapping[str, str]
    encodings: tuple[str, ...]
    exclude: tuple[str, ...]


def survey(site: Stores) -> Survey:
    """What the drafts of a site use. Drafts that cannot be read say nothing."""
    paths = site.paths()
    drafts, encodings = [], set()
    for path in paths[:: max(1, len(paths) // _LOOKED_AT)]:
        try:
            drafts.append(site.read(path))
        except EncodingError:
            encodings.add(_old_encoding(site, path))
        except DraftError:
            continue
    return Survey(
        dict(_used_keys(drafts, site.settings.keys)),
        tuple(name for name in _OLD_ENCODINGS if name in encodings),
        tuple(_no_drafts(site, paths)),
    )


def _used_keys(drafts: Sequence[Draft], keys: KeySettings) -> Iterator[tuple[str, str]]:
    counts: Counter[str] = Counter()
    with_front_matter = 0
    for draft in drafts:
        try:
            with_front_matter += bool(draft.metadata)
            counts.update(name for names in _NAMES.values() for name in names if _has(draft, name))
        except DraftError:
            continue
    for field, names in _NAMES.items():
        usual = getattr(keys, field)
        best = max(names, key=lambda name: counts[name])
        if usual and counts[best] > counts[usual] and counts[best] * _USED >= with_front_matter:
            yield field, best


def _has(draft: Draft, name: str) -> bool:
    return has_key(draft, name) and not isinstance(get_value(draft, name), bool)


def _old_encoding(site: Stores, path: str) -> str:
    try:
        draft = decode(path, site.site.locate(path).read_bytes(), _OLD_ENCODINGS)
    except (DraftError, OSError):
        return ""
    return draft.encoding if _JAPANESE.search(draft.text) else ""


def _no_drafts(site: Stores, paths: Sequence[str]) -> Iterator[str]:
    """What lies among the drafts of a whole folder and is none."""
    present = set(paths)
    yield from (name for name in _FOR_MAKERS if name in present)
    if site.layout.kind == "obsidian" and (folder := _templates(site)):
        yield f"{folder}/**"


def _templates(site: Stores) -> str:
    """The vault's folder of templates, as Obsidian's own plugin or the usual other one has it."""
    for name in ("templates.json", "plugins/templater-obsidian/data.json"):
        try:
            text = (site.root / ".obsidian" / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if match := re.search(r'"(?:folder|templates_folder)"\s*:\s*"([^"]+)"', text):
            return match.group(1).strip("/")
    return ""
