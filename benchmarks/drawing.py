"""What plants are made of: paragraphs and stretches of a post, and what a machine does to them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from editor_tui.text.script import has_cjk
from editor_tui.text.sentences import split_sentences

Blocks = list[str]
_EXCHANGED = (
    ("しかし、", "ただ、"), ("ため、", "ので、"), ("により", "によって"), ("という", "といった"),
    ("ています", "ております"),
    ("だけ", "のみ"), ("とても", "非常に"), ("また、", "さらに、"), ("必要", "不可欠"),
    ("ている。", "ているという。"),
    (" also ", " additionally "), (" however", " nevertheless"), (" because ", " since "), (" about ", " around "),
    (" many ", " numerous "), (" shows ", " demonstrates "), (" would ", " could "), (" often ", " frequently "),
    (" needs ", " requires "), (" large ", " big "), (" such as ", " like "), (" every ", " each "),
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A block of a damaged post; `planted` where it should not be there."""

    text: str
    planted: bool = False


@dataclass(frozen=True)
class Post:
    title: str
    blocks: Blocks


def is_prose(block: str) -> bool:
    return (
        len(block) >= (60 if has_cjk(block) else 120)
        and not re.match(r"[#>|`:<{\[-]|\d+\.|\s", block)
        and "\n" not in block
    )


def prose(blocks: Blocks, least_sentences: int = 1) -> list[int]:
    return [n for n, block in enumerate(blocks) if is_prose(block) and len(split_sentences(block)) >= least_sentences]


def keep(blocks: Blocks) -> list[Piece]:
    return [Piece(block) for block in blocks]


def a_run(rng: random.Random, blocks: Blocks, least: int = 2, most: int = 4) -> tuple[int, int] | None:
    """A stretch of the post that begins with a heading or prose, with `least` paragraphs or more."""
    starts = [n for n, block in enumerate(blocks) if is_prose(block) or block.startswith("#")]
    rng.shuffle(starts)
    for start in starts:
        end = start
        count = 0
        for end in range(start, len(blocks)):
            if end > start and blocks[end].startswith("#"):
                end -= 1
                break
            count += is_prose(blocks[end])
            if count == most:
                break
        if count >= least:
            return start, end + 1
    return None


def insert_later(rng: random.Random, blocks: Blocks, index: int, copy: str) -> list[Piece] | None:
    """The copy at some place below, but not right behind the first."""
    places = list(range(index + 2, len(blocks) + 1))
    if not places:
        return None
    place = rng.choice(places)
    return [*keep(blocks[:place]), Piece(copy, True), *keep(blocks[place:])]


def one(rng: random.Random, blocks: Blocks, least_sentences: int = 1) -> int | None:
    found = prose(blocks, least_sentences)
    return rng.choice(found) if found else None


def cut(rng: random.Random, text: str) -> str:
    """The text up to somewhere in the middle, not at the end of a sentence."""
    for _ in range(50):
        at = rng.randint(int(len(text) * 0.3), int(len(text) * 0.9))
        head = text[:at].rstrip()
        if head and head[-1] not in "。.!?！？」』）)…:：*`":
            return head
    return text[: len(text) // 2]


def with_edits(rng: random.Random, text: str, count: int) -> str:
    """Characters lost, doubled, swapped or replaced by their like; digits stay."""
    letters = list(text)
    places = [n for n in range(2, len(letters) - 2) if letters[n].isalpha()]
    for at in sorted(rng.sample(places, min(count, len(places))), reverse=True):
        action = rng.choice(("lose", "double", "swap", "replace", "comma"))
        if action == "lose":
            letters[at] = ""
        elif action == "double":
            letters[at] *= 2
        elif action == "swap" and letters[at + 1].isalpha():
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif action == "replace":
            letters[at] = rng.choice("のをにがはとで" if has_cjk(letters[at]) else "aeiounrst")
        else:
            letters[at] += "、" if has_cjk(letters[at]) else ","
    return "".join(letters)


def with_words_exchanged(rng: random.Random, text: str, count: int) -> str:
    """Up to so many words and phrases replaced by others that say the same."""
    pairs = [pair for pair in _EXCHANGED if pair[0] in text]
    for old, new in rng.sample(pairs, min(count, len(pairs))):
        text = text.replace(old, new, 1)
    return text
