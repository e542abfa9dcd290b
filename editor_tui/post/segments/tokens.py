"""Where inline markup stands in a line of prose: code, links, images, tags, math, addresses.

It finds and names; what is done with the pieces (protecting, comparing) is decided elsewhere. Emphasis is not markup
here: it is part of the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

TokenKind = Literal[
    "text", "code", "math", "template", "html", "attribute", "image", "link", "footnote", "address", "entity", "emoji"
]
Side = Literal["whole", "open", "close"]


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: its kind, its exact text, whether it stands alone or opens or closes a pair, and its pair's name.

    `target` is what must never change although the words may: a link's or an image's destination.
    """

    kind: TokenKind
    text: str
    side: Side = "whole"
    name: str = ""
    target: str = ""


_CJK = r"\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_ATTRIBUTES = r"""(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*"""
# Not alone at the start of a line, where it may be a heading that lacks its space.
_HASHTAG = r"(?:(?<=[ \t\u3000])|\A(?=#\S+[ \t]+#))#[\w/-]*[^\W\d_][\w/-]*"
_WIKI: Final = re.compile(r"\[\[[^\[\]|\n]+(?:\|[^\[\]\n]*)?\]\]")
_RULES: Final = (
    ("escape", r"\\[!-/:-@\[-`{-~]"),
    ("code", r"(?<!`)(?P<ticks>`+)(?!`)(?:.*?[^`])(?P=ticks)(?!`)"),
    ("template", r"\{\{[<%].*?[>%]\}\}|\{\{.*?\}\}|\{%.*?%\}"),
    ("attribute", r"\{:[^{}\n]*\}|\{[ \t]*(?:[#.]|[\w-]+=)[\w#.=% \"-]*\}|\{/\*.*?\*/\}"),
    ("math", r"\$\$.+?\$\$|(?<![A-Za-z0-9$\\])\$(?![\s$])(?:[^$\n\\" + _CJK + r"]|\\.)*?(?<![\s\\])\$(?![\d$])"),
    ("address", r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w-]+\.[\w.-]+)>"),
    ("html", r"<!--.*?-->|<\?.*?\?>|<![A-Z].*?>|%%.+?%%"),
    ("element", r"<(?P<name>code|kbd|samp|pre|script|style|svg|math|var)\b" + _ATTRIBUTES + r">.*?</(?P=name)\s*>"),
    ("tag", r"</?[A-Za-z][\w.:-]*" + _ATTRIBUTES + r">|<>|</>"),
    ("footnote", r"\[\^[^\]\s]+\]"),
    ("wiki", "!?" + _WIKI.pattern),
    ("address2", r"(?:https?|ftp)://[^\s<>\"`" + _CJK + r"「」]+"),
    ("mail", r"[\w.+-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+"),
    ("entity", r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});"),
    ("emoji", r"(?<![A-Za-z\d_:]):[a-z+][a-z\d_+-]*:(?![A-Za-z\d_:])"),
    ("address3", r"(?<![\w/@.])@[A-Za-z\d][\w-]*(?:/[A-Za-z\d][\w.-]*)?|" + _HASHTAG),
    ("keys", r"(?<![\w+])\+\+[a-z\d]+(?:[+-][a-z\d]+)*\+\+(?![\w+])"),
    # A paragraph's name in Obsidian, and the name of a field of Dataview.
    ("mark", r"(?:(?<=[ \t\n])|\A)\^[A-Za-z\d-]+(?=[ \t]*(?:\n|\Z))|\A\w[\w -]{0,30}::[ \t]+"),
)
_MARKUP: Final = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in _RULES), re.DOTALL)
_LINK: Final = re.compile(r"[!@^]?\[")
_TEMPLATE = r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}"
# The size of an image: `=400x300`, as Zenn and markdown-it-imsize write it.
_SIZE = r"(?:[ \t]+=\d*%?x?\d*%?)?"
_DESTINATION: Final = re.compile(
    rf"""\([ \t\n]*(<[^<>\n]*>|(?:{_TEMPLATE}|[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*\))*\))*){_SIZE}"""
    rf"""(?:[ \t\n]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?{_SIZE}[ \t\n]*\)"""
    r"""(?:\{:[^{}\n]*\})?"""
)
_HIGHLIGHT: Final = re.compile(r"==(?=[^\s=])[^=\n]*[^\s=]==(?!=)")
_REFERENCE: Final = re.compile(r"\[([^\[\]]*)\]")
_PAIR_NAME: Final = re.compile(r"\{\{[<%]\s*(/?)\s*([\w./-]+)|\{%-?\s*(end)?([\w-]+)|<(/?)([\w.:-]*)")
_VOID: Final = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
# CommonMark allows 999 characters in a label; the words of a link may be longer, but not without end.
_LONGEST_LABEL: Final = 4000
_TRAILING: Final = ".,;:!?'\"*_~"


def find_tokens(text: str, labels: frozenset[str] = frozenset(), *, expressions: bool = False) -> list[Token]:
    """The text as tokens in order; joined they are the text, with short link references spelled in full.

    Openings and closings are matched; one without the other stands alone.

    `labels` are the link reference definitions of the draft, in lower case; `expressions`: `{…}` is code, as in MDX.
    """
    return _match_pairs(list(_scan(text, labels, expressions)))


def _scan(text: str, labels: frozenset[str], expressions: bool) -> Iterator[Token]:
    plain = position = 0
    while position < len(text):
        found = _token_at(text, position, labels, expressions)
        if not found:
            position += 1
            continue
        tokens, end = found
        if tokens:
            if plain < position:
                yield Token("text", text[plain:position])
            yield from tokens
            plain = end
        position = end
    if plain < len(text):
        yield Token("text", text[plain:])


_STARTS: Final = frozenset("\\`{$<[!@&:%#+^=hf")


def _token_at(text: str, at: int, labels: frozenset[str], expressions: bool) -> tuple[list[Token], int] | None:
    """The tokens that begin at `at` and where they end; no tokens where the text is to be passed over as it is."""
    character = text[at]
    if at and character not in _STARTS and not (character.isascii() and character.isalnum()):
        return None
    if link := _link_at(text, at, labels, expressions):
        return link
    if match := _MARKUP.match(text, at):
        return _token_of(match)
    if character == "=" and (match := _HIGHLIGHT.match(text, at)):
        inner = find_tokens(match.group()[2:-2], labels, expressions=expressions)
        return [Token("html", "==", "open"), *inner, Token("html", "==", "close")], match.end()
    if expressions and character == "{" and (end := _closing_brace(text, at)):
        return [Token("template", text[at:end])], end
    if character == "`":
        return [], at + len(text[at:]) - len(text[at:].lstrip("`"))
    if character.isascii() and character.isalnum():
        word = re.compile(r"[A-Za-z\d]+(?:[.+_-][A-Za-z\d]+)*(?!@)|[A-Za-z\d]").match(text, at)
        return ([], word.end()) if word else None
    return None


def _token_of(match: re.Match[str]) -> tuple[list[Token], int]:
    rule, found, end = match.lastgroup or "", match.group(), match.end()
    if rule == "escape":
        return [], end
    if rule in ("code", "element"):
        return [Token("code", found, target=found)], end
    if rule in ("template", "tag"):
        kind: TokenKind = "template" if rule == "template" else "html"
        return [_pair_side(Token(kind, found, target=found))], end
    if rule == "wiki":
        return _wiki(found), end
    if rule == "address2":
        found = _without_trailing(found)
        return [Token("address", found, target=found)], match.start() + len(found)
    kinds: dict[str, TokenKind] = {"mail": "address", "address3": "address", "keys": "code", "mark": "attribute"}
    return [Token(kinds.get(rule, rule), found, target=found)], end  # type: ignore[arg-type]


def _without_trailing(address: str) -> str:
    """A bare address without the punctuation behind it, as GitHub's autolinks end."""
    while address and (address[-1] in _TRAILING or (address[-1] == ")" and address.count(")") > address.count("("))):
        address = address[:-1]
    return address


def _wiki(found: str) -> list[Token]:
    if "|" not in found or found.startswith("!"):
        return [Token("link", found, target=found)]
    page, label = found[2:-2].split("|", 1)
    return [
        Token("link", f"[[{page}|", "open", target=page),
        Token("text", label),
        Token("link", "]]", "close"),
    ]


def _link_at(text: str, at: int, labels: frozenset[str], expressions: bool) -> tuple[list[Token], int] | None:
    """A link or image at `at`; the words of both stay text between an opening and a closing token."""
    match = _LINK.match(text, at)
    if not match or text.startswith("[^", match.end() - 1) or _WIKI.match(text, match.end() - 1):
        return None
    closing = _closing_bracket(text, match.end())
    if closing is None:
        return None
    if match.group() == "^[":
        note = find_tokens(text[match.end() : closing], labels, expressions=expressions)
        return [Token("footnote", "^[", "open"), *note, Token("footnote", "]", "close")], closing + 1
    words, after = text[match.end() : closing], closing + 1
    target, end, tail = _link_tail(text, after, words, labels)
    if end is None:
        return None
    kind: TokenKind = "image" if match.group() == "![" else "link"
    if match.group() == "@[":
        return [Token("link", text[at:end], target=target)], end
    if kind == "image" and not words.strip():
        return [Token("image", text[at:end], target=target)], end
    inner = [Token("text", words)] if kind == "image" else find_tokens(words, labels, expressions=expressions)
    return [
        Token(kind, match.group(), "open", target=target),
        *inner,
        Token(kind, tail, "close"),
    ], end


def _link_tail(text: str, after: int, words: str, labels: frozenset[str]) -> tuple[str, int | None, str]:
    """(destination, where the link ends, what closes it); no end where the brackets are no link."""
    if destination := _DESTINATION.match(text, after):
        return destination.group(1), destination.end(), "]" + destination.group()
    if reference := _REFERENCE.match(text, after):
        label = reference.group(1) or words
        if label.lower() in labels:
            return f"[{label}]", reference.end(), f"][{label}]"
    elif words.lower() in labels:
        # The label must stay what it is although the words change: a short reference becomes a full one.
        return f"[{words}]", after, f"][{words}]"
    return "", None, ""


def _closing_bracket(text: str, at: int) -> int | None:
    """Where the bracket that was opened before `at` closes, past code and nested brackets."""
    depth = 1
    limit = min(len(text), at + _LONGEST_LABEL)
    while at < limit:
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "`" and (code := re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL).match(text, at)):
            at = code.end() - 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if not depth:
                return at
        at += 1
    return None


def _closing_brace(text: str, at: int) -> int | None:
    depth = 0
    for index in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if not depth:
            return index + 1
    return None


def _pair_side(token: Token) -> Token:
    match = _PAIR_NAME.match(token.text)
    if match is None or token.text.rstrip("%>} ").endswith("/"):
        return token
    slash, short, end, liquid, close, tag = match.groups()
    name = short or liquid or tag or ""
    if liquid is None and tag is not None and _VOID.fullmatch(tag.lower()):
        return token
    side: Side = "close" if slash or end or close else "open"
    return Token(token.kind, token.text, side, name, token.target)


def _match_pairs(tokens: list[Token]) -> list[Token]:
    """The tokens with every opening that has no closing, and the other way round, standing alone."""
    open_at: list[int] = []
    paired: set[int] = set()
    for index, token in enumerate(tokens):
        if token.side == "open":
            open_at.append(index)
        elif token.side == "close":
            for depth in range(len(open_at) - 1, -1, -1):
                opening = tokens[open_at[depth]]
                if (opening.kind, opening.name) == (token.kind, token.name):
                    paired |= {open_at[depth], index}
                    del open_at[depth:]
                    break
    return [
        token
        if token.side == "whole" or index in paired
        else Token(token.kind, token.text, "whole", token.name, token.target)
        for index, token in enumerate(tokens)
    ]
