"""What settings cannot mean although they are of the right type: the place and the words of the first such mistake."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from editor_tui.settings.schema import VERSION_PATH_NAMES, Settings

# As `post.fields.key` reads the names of fields; a test holds that both take the same.
_PART: Final = r"""\s*(?:"(?:[^"\\]|\\["\\])*"|'[^']*'|[^\s."'][^.]*?)\s*"""
_KEY: Final = re.compile(rf"{_PART}(?:\.{_PART})*")
_PLACEHOLDER: Final = re.compile(r"\{(\w*)\}")

Mistake = tuple[tuple[str, ...], str, Mapping[str, object]]


def find_mistakes(settings: Settings) -> Iterator[Mistake]:
    """The path of each setting that makes no sense, the id of the message, and its values."""
    for name in settings.keys.names:
        value = getattr(settings.keys, name)
        if value and not is_key(value):
            yield ("keys", name), "settings.invalid-key", {"value": value}
    for pattern in settings.site.content:
        if posixpath.normpath(pattern.strip("/") or ".").partition("/")[0] == "..":
            yield ("site", "content"), "settings.outside", {"value": pattern}
    for name in ("excerpt", "description", "title"):
        for language in ("ja", "en"):
            least, most = getattr(getattr(settings, name), language)
            if least > most:
                yield (name, language), "settings.wrong-order", {"least": least, "most": most}
    if settings.tags.minimum > settings.tags.maximum:
        values = {"least": settings.tags.minimum, "most": settings.tags.maximum}
        yield ("tags", "minimum"), "settings.wrong-order", values
    if settings.tags.default_share > 2:
        yield ("tags", "default-share"), "settings.no-share", {}
    if template := settings.translate.path:
        names = set(_PLACEHOLDER.findall(template))
        # Without a name of its own, every draft would have its version in the same file.
        if names - VERSION_PATH_NAMES or not names & {"name", "stem"}:
            yield ("translate", "path"), "settings.version-path", {"template": template}
    if cycle := find_cycle(settings.tags.aliases):
        yield ("tags", "aliases"), "settings.alias-cycle", {"cycle": " → ".join(cycle)}


def is_key(text: str) -> bool:
    """Whether it can name a field: names with dots between them, in quotes where they have dots in them."""
    return _KEY.fullmatch(text) is not None


def find_cycle(aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Names of which each stands for the next and the last for the first, which is named twice; none is ()."""
    for start in aliases:
        chain = [start]
        while (name := aliases.get(chain[-1])) is not None:
            if name in chain:
                return (*chain[chain.index(name) :], name)
            chain.append(name)
    return ()
