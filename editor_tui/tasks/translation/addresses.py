"""Keys that give a page its address or its identity: a version that copied them would take its source's place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import get_value, has_key


class Addresses(NamedTuple):
    """`absolute`: keys whose value gets the language in front where it begins with a slash; `any`: in any case.

    `anew`: keys that a tool fills for every page, with the value of a page that it has not seen yet.
    """

    absolute: tuple[str, ...] = ("permalink", "url", "path")
    any: tuple[str, ...] = ()
    anew: Mapping[str, object] = {}


_OF_KIND: Final[Mapping[str, Addresses]] = {
    "zola": Addresses((), ("path",)),
    "hexo": Addresses((), ("permalink",)),
    "eleventy": Addresses((), ("permalink",)),
    "astro": Addresses(any=("slug",)),
    # Addresses count from the folder of the language there.
    "docusaurus": Addresses(()),
    "vitepress": Addresses(()),
    "mkdocs": Addresses(()),
    # jekyll-polyglot takes pages with one address for versions of each other.
    "polyglot": Addresses(()),
    # An article with the number of another one would be published over it.
    "qiita": Addresses((), (), {"id": None, "updated_at": ""}),
}


def new_addresses(source: Draft, kind: str, language: str) -> Iterator[tuple[str, object]]:
    """(key, value) of what must differ in the version of a draft on this kind of site."""
    rules = _OF_KIND.get(kind, Addresses())
    for key in (*rules.absolute, *rules.any):
        value = get_value(source, key)
        if isinstance(value, str) and value and language not in value.split("/"):
            if value.startswith("/"):
                yield key, f"/{language}{value}"
            elif key in rules.any and "://" not in value:
                yield key, f"{language}/{value}"
    yield from ((key, value) for key, value in rules.anew.items() if has_key(source, key))
