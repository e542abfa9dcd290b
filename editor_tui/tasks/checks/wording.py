"""Checks of one text: is it what an editor would put there?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.repair.placeholder import Surroundings, is_broken_off, is_title, placeholder_reason
from editor_tui.repair.titles import is_cut_off_title
from editor_tui.tasks.checks.limits import Limits
from editor_tui.tasks.languages import language_called
from editor_tui.tasks.reading import Reading
from editor_tui.text.language import CJK_LANGUAGES, detect_language, foreign_scripts
from editor_tui.text.length import count_characters
from editor_tui.text.normal import normal_form
from editor_tui.text.plain import markdown_left
from editor_tui.text.sentences import split_sentences
from editor_tui.text.similarity import five_grams

# What a terminal or a browser obeys, what hides or turns text: nobody types it into an excerpt.
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd\ud800-\udfff]"
)
_LONGEST: Final = 20_000
_LINK: Final = re.compile(r"https?://|www\.\w|\bjavascript:", re.IGNORECASE)
_QUOTED: Final = re.compile(r"^[「『\"“'](?P<inner>[^「『」』\"“”]*)[」』\"”']$")
_PREAMBLE: Final = re.compile(
    r"^(?:はい|承知|かしこまり|了解|わかりました|もちろん(?:です|、)|以下(?:は|が|に|の)|こちらが|次の(?:ような|通り)|申し訳|すみません"
    r"|残念ながら|AI(?:言語モデル)?として|【(?:抜粋|要約|概要|説明|紹介文|回答)】"
    r"|(?:抜粋|要約|概要|説明文?|紹介文|タイトル|件名|回答|出力|案\s*\d?|候補\s*\d?)\s*[:：]"
    r"|(?:sure|certainly|of course|absolutely|okay|great)[,!.]|here(?:['’]s| is| are)\b|below is\b|as an ai\b"
    r"|i(?:['’]m| am) (?:sorry|unable)\b|i can(?:not|['’]t)\b|sorry,"
    r"|(?:excerpt|summary|description|title|output|answer|option \d|version \d)\s*:)",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"[（(]\s*(?:約?\s*\d+\s*(?:文字|字|characters|chars)|文字数[^）)]*)\s*[）)]\s*$"
    r"|(?:いかがでしょうか|お役に立てれば|let me know if)[^。]*[。.?？]?$",
    re.IGNORECASE,
)
_OF_ITSELF: Final = re.compile(
    r"(?:本|この|当)(?:記事|稿|投稿|ブログ|ページ|エントリー?)(?:で|は|を|の|に)|読者の?皆|^(?:皆さん|みなさん|皆様|こんにちは|はじめまして)"
    r"|\bth(?:is|e) (?:article|post|blog post|page|author)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"[？?][」』”\"]?$")
_ENDS_JA: Final = re.compile(r"[。！？!?．][」』）)”\"]?$")
_ENDS: Final = re.compile(r"[.!?。！？][”\"'’)）」』]?$")
# What a sentence only goes on with.
_GOES_ON_JA: Final = re.compile(
    r"[をんーぁぃぅぇぉっゃゅょ、。，．・…）」』】〕\])]|といった|という|とともに|について|に関する|における|による"
)
_BRACKETS: Final = ("「」", "『』", "（）", "()", "【】", "“”", "[]")
_LINE_ABOVE: Final = 60


def check_safe(value: object) -> Iterator[Problem]:
    """What no value may hold, whatever its prompt says: nothing at all, characters that steer, a book."""
    for text in value if isinstance(value, list | tuple) else (value,):
        if not isinstance(text, str):
            continue
        if not text.strip():
            yield Problem("empty", Message.of("tasks.check-empty"))
        elif match := _UNSAFE.search(text):
            yield Problem("characters", Message.of("tasks.check-characters", code=f"U+{ord(match.group()):04X}"))
        elif len(text) > _LONGEST:
            yield Problem("length", Message.of("tasks.check-endless", most=_LONGEST))


def check_length(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """Characters as a reader counts them."""
    if limits.characters is None:
        return
    least, most = limits.characters
    count = count_characters(_text(value))
    if not least <= count <= most:
        yield Problem("length", Message.of("tasks.check-length", count=count, least=least, most=most))


def check_language(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """The language that was asked for, and no characters of a script that the draft does not use."""
    text = _text(value)
    found = detect_language(text)
    if limits.language and found and found != limits.language and len(text) >= 12:
        names = {"found": language_called(found), "wanted": language_called(limits.language)}
        yield Problem("language", Message.of("tasks.check-language", **names))
    elif foreign := foreign_scripts(text, reading.source):
        yield Problem("language", Message.of("tasks.check-script", characters=foreign[:10]))


def check_markdown(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """One line of plain text: no marks, tags, links, lists, line breaks, and no quotation marks around it all."""
    text = _text(value)
    if "\n" in text or "\r" in text:
        yield Problem("markdown", Message.of("tasks.check-lines"))
    elif mark := markdown_left(text):
        yield Problem("markdown", Message.of("tasks.check-markdown", mark=mark[:30]))
    elif match := _LINK.search(text):
        yield Problem("markdown", Message.of("tasks.check-markdown", mark=match.group()))
    elif _QUOTED.match(text) and len(text) > 12:
        yield Problem("markdown", Message.of("tasks.check-quoted"))


def check_preamble(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """Words about the task, the reply or the post itself, and marks of the request."""
    text = _text(value)
    for pattern in (_PREAMBLE, _TAIL, _OF_ITSELF):
        if match := pattern.search(text):
            yield Problem("preamble", Message.of("tasks.check-preamble", words=match.group()[:30]))
            return
    if any(mark and mark in text for mark in limits.marks) or re.search(r"^(?:system|user|assistant)\s*:", text, re.I):
        yield Problem("preamble", Message.of("tasks.check-preamble", words=text[:30]))


def check_title_copied(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    if reading.title and is_title(_text(value), reading.title):
        yield Problem("title-copied", Message.of("tasks.check-title"))


def check_first_sentence(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """The body's first sentence is where scripts cut excerpts from; a reader sees it again one click later."""
    text = normal_form(_text(value))
    if any(_is_copied(normal_form(sentence), text) for sentence in _first_sentences(reading)):
        yield Problem("first-sentence-copied", Message.of("tasks.check-first-sentence"))


def _first_sentences(reading: Reading) -> Iterator[str]:
    """The first sentence of the first paragraph, and of the second where a title or an exclamation stands above it."""
    for line in reading.paragraphs[:2]:
        yield next(iter(split_sentences(line)), "")
        if len(line) >= _LINE_ABOVE or line.endswith(("。", ".")):
            return


def _is_copied(first: str, text: str) -> bool:
    if not text or len(first) < 6:
        return False
    if len(first) < 15:
        # A greeting: too short to be told by what it shares.
        return text.startswith(first)
    grams = five_grams(first)
    return first.rstrip("。.") in text or len(grams & five_grams(text)) / len(grams) > 0.85


def check_placeholder(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """Something is said: no announcement, no filler, no words that other drafts have, not only a question."""
    text = _text(value)
    around = Surroundings(facts=limits.facts, listed=limits.placeholders)
    reason = placeholder_reason(text, around)
    if reason in ("filler", "listed", "shared", "template"):
        yield Problem("placeholder", Message.of(f"tasks.check-placeholder-{reason}"))
    elif (sentences := [one.strip() for one in split_sentences(text)]) and all(map(_ASKS.search, sentences)):
        yield Problem("placeholder", Message.of("tasks.check-placeholder-question"))


def check_complete(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """The first and the last sentence are whole, and every bracket closed."""
    text = _text(value).strip()
    if limits.language in CJK_LANGUAGES and _GOES_ON_JA.match(text):
        yield Problem("complete", Message.of("tasks.check-beginning", head=text[:12]))
    ends = _ENDS_JA if limits.language in CJK_LANGUAGES else _ENDS
    if is_broken_off(text) or not ends.search(text):
        yield Problem("complete", Message.of("tasks.check-complete", tail=text[-12:]))
    elif unbalanced := next((pair for pair in _BRACKETS if text.count(pair[0]) != text.count(pair[1])), ""):
        yield Problem("complete", Message.of("tasks.check-bracket", brackets=unbalanced))


def check_title_whole(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """A title does not stop behind a particle that wants more words, nor in an open bracket."""
    text = _text(value).strip()
    if is_cut_off_title(text):
        yield Problem("title-cut-off", Message.of("tasks.check-complete", tail=text[-12:]))


def check_advertising(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """Words that the site's settings forbid, whatever their case and width."""
    folded = normal_form(_text(value)).casefold()
    found = [word for word in limits.forbidden if word.strip() and normal_form(word).casefold() in folded]
    if found:
        yield Problem("advertising", Message.of("tasks.check-forbidden", words=", ".join(found)))


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)
