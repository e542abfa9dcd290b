"""What a task sees of a draft: its repaired text, its language, and everything that a proposal may rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from editor_tui.post.blocks import Block, split_blocks
from editor_tui.post.draft import Draft
from editor_tui.settings.schema import Settings
from editor_tui.text.language import detect_language
from editor_tui.text.plain import one_line, plain_text

_LANGUAGE_KEYS: Final = ("lang", "language", "locale")
_PROSE: Final = ("paragraph",)
# Sections that tell of other posts, or of the site.
_ASIDE: Final = re.compile(
    r"(?:関連(?:記事|リンク|情報|ページ|サービス)|[あ合]わせて読みたい|参考(?:文献|資料|リンク|記事|URL)?|出典|引用元"
    r"|著者(?:について|紹介)?|お問い?合わせ|プロフィール|related(?: posts| articles)?|references|see also"
    r"|further reading|about the author|footnotes|sources)[\s:：]*$",
    re.IGNORECASE,
)
# A bold line of its own above a paragraph is a heading, whatever Markdown says.
_BOLD_HEADING: Final = re.compile(r"\A\s*(?:\*\*[^*\n]+\*\*|__[^_\n]+__)[ \t]*\r?\n")
# An item of a list, without the bold label or the short one before its colon.
_ITEM: Final = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+(?:(?:\*\*|__)[^*\n]{1,60}?(?:\*\*|__)[ \t]*[:：]?[ \t]*)?(?P<text>\S.*)$",
    re.MULTILINE,
)
_WHOLE: Final = re.compile(r"[。.！!][）)」』\"”*_]*\s*$")


@dataclass(frozen=True)
class Reading:
    """A repaired draft as words. Raises FrontMatterError where the front matter cannot be read."""

    draft: Draft
    settings: Settings

    @cached_property
    def title(self) -> str:
        """The title as plain text; "" where there is none."""
        value = self.value(self.settings.keys.title)
        return one_line(str(value)) if isinstance(value, str | int | float) else ""

    def value(self, key: str) -> object:
        """The value at a key of the front matter; None where it is absent, and for no key."""
        from editor_tui.post.front_matter import get_value

        return get_value(self.draft, key) if key else None

    @cached_property
    def body(self) -> str:
        """The body's Markdown without white space around it."""
        return self.draft.body.strip()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return split_blocks(self.draft)

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The prose, a paragraph each, as plain text in one line. Sections about other posts are left out."""
        return tuple(self._prose(items=False))

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """The paragraphs, and between them the items of lists that are whole sentences, without their labels."""
        return tuple(self._prose(items=True))

    def _prose(self, *, items: bool) -> Iterator[str]:
        aside = 0
        for block in self.blocks:
            text = self.draft.text[block.start : block.end]
            if block.kind == "heading":
                if aside and block.level <= aside:
                    aside = 0
                if not aside and _ASIDE.search(plain_text(text)):
                    aside = block.level
            elif block.kind in _PROSE and not aside and (line := one_line(_BOLD_HEADING.sub("", text))):
                yield line
            elif items and block.kind == "list" and not aside:
                lines = (one_line(match["text"]) for match in _ITEM.finditer(text))
                yield from (line for line in lines if _WHOLE.search(line))

    @cached_property
    def source(self) -> str:
        """Everything that the draft says, for checks: title, whole body (tables and code too), and its dates."""
        dates = [str(value) for value in self.draft.metadata.values() if hasattr(value, "isoformat")]
        date = self.value(self.settings.keys.date)
        return "\n".join((self.title, plain_text(self.body), *dates, str(date or "")))

    @cached_property
    def language(self) -> str:
        """The draft's language as a code of ISO 639-1: what its front matter says, else what it is written in."""
        for key in _LANGUAGE_KEYS:
            value = self.draft.metadata.get(key)
            if isinstance(value, str) and re.match(r"[A-Za-z]{2,3}(?:[-_]|$)", value):
                return re.split(r"[-_]", value)[0].lower()
        detected = detect_language(plain_text(self.body[:6000])) or detect_language(self.title)
        default = self.settings.site.language
        return detected or ("en" if default == "auto" else default)
