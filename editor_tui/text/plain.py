"""Markdown to plain text: what a reader sees of a line or a paragraph."""

from __future__ import annotations

import html
import re
from typing import Final

_TEMPLATE: Final = re.compile(r"\{%.*?%\}|\{\{[<%]?.*?[>%]?\}\}|\{#.*?#\}|\{:[^}\n]*\}", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_RUBY: Final = re.compile(r"<rp>.*?</rp>|<rt>.*?</rt>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>\n]*>")
_AUTO_LINK: Final = re.compile(r"<(https?://[^>\s]+)>")
_IMAGE: Final = re.compile(r"!\[([^\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^\"']*[\"'])?\)|\[[^\]]*\])")
_LINK: Final = re.compile(
    r"\[((?:[^\[\]]|\[[^\]]*\])*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^\"']*[\"'])?\)|\[[^\]]*\])"
)
_FOOTNOTE: Final = re.compile(r"\[\^[^\]]+\]")
_EMPHASIS: Final = (
    re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1", re.DOTALL),
    re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL),
    re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL),
    re.compile(r"(==)(?=\S)(.+?)(?<=\S)\1", re.DOTALL),
    re.compile(r"(`+)(.+?)\1", re.DOTALL),
)
_LINE_MARKS: Final = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)+", re.MULTILINE
)
_HEADING_END: Final = re.compile(r"[ \t]+#+[ \t]*$", re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HARD_BREAK: Final = re.compile(r"(?: {2,}|\\)$", re.MULTILINE)
_CJK_BREAK: Final = re.compile(
    r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])[ \t]*\n[ \t]*(?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])"
)
# What is left of Markdown in a text that should have none.
_LEFT: Final = (
    re.compile(r"\*\*|__(?=\S)|~~|`"),
    re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)"),
    re.compile(r"^\s{0,3}(?:#{1,6}\s|>\s|[-*+]\s|\d{1,2}[.)]\s)", re.MULTILINE),
    re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*(?![\w*])"),
    _TAG,
    re.compile(r"\[\^[^\]]+\]"),
    re.compile(r"\{%|\{\{"),
)


def plain_text(markdown: str) -> str:
    """The words of a paragraph, list or heading without marks, tags and addresses. Paragraphs stay apart."""
    text = _ESCAPED.sub(lambda match: f"&#{ord(match[1])};", markdown)
    text = _TEMPLATE.sub("", _COMMENT.sub("", text))
    text = _TAG.sub("", _AUTO_LINK.sub(r"\1", _RUBY.sub("", text)))
    text = _FOOTNOTE.sub("", _LINE_MARKS.sub("", _HEADING_END.sub("", text)))
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\2", pattern.sub(r"\2", text))
    text = html.unescape(_HARD_BREAK.sub("", text))
    return text.strip()


def one_line(markdown: str) -> str:
    """The plain text in one line: a line break between Japanese characters is nothing, any other one a space."""
    text = _CJK_BREAK.sub("", plain_text(markdown))
    return " ".join(text.split())


def markdown_left(text: str) -> str:
    """The first piece of Markdown, HTML or template syntax in a text; "" where it is plain."""
    for pattern in _LEFT:
        if match := pattern.search(text):
            return match.group().strip()
    return ""
