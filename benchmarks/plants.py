"""The kinds of repeats that are planted: what a model that completes articles leaves behind, a function a kind.

28 kinds. Each gives the blocks of a damaged post and those of the clean one, or None where a post does not lend itself
to it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from drawing import (
    Blocks,
    Piece,
    Post,
    a_run,
    cut,
    insert_later,
    is_prose,
    keep,
    one,
    prose,
    with_edits,
    with_words_exchanged,
)

from editor_tui.text.script import has_cjk
from editor_tui.text.sentences import split_sentences

MARKERS = ("---END---", "--- END ---", "【END】", "---END---")
PREAMBLES = (
    (
        "はい、承知いたしました。記事の続きを作成します。",
        "承知しました。以下に記事の続きを執筆します。",
        "かしこまりました。記事の続きはこちらです。",
    ),
    (
        "Here is the continuation of the article:",
        "Certainly! Below is the rest of the article:",
        "Sure, here's the completed post:",
    ),
)

Damage = tuple[list[Piece], Blocks] | None
Plant = Callable[[random.Random, Post], Damage]
PLANTS: dict[str, Plant] = {}


def plant(name: str) -> Callable[[Plant], Plant]:
    def register(function: Plant) -> Plant:
        PLANTS[name] = function
        return function

    return register


def planted(blocks: Blocks) -> list[Piece]:
    return [Piece(block, True) for block in blocks]


def put(blocks: Blocks, place: int, pieces: list[Piece], *, instead_of: int = 0) -> list[Piece]:
    """The blocks with `pieces` at a place, instead of so many of them."""
    return [*keep(blocks[:place]), *pieces, *keep(blocks[place + instead_of :])]


def append(blocks: Blocks, pieces: list[Piece]) -> list[Piece]:
    return put(blocks, len(blocks), pieces)


def copied_later(least_sentences: int, change: Callable[[random.Random, str], str | None]) -> Plant:
    """A paragraph with so many sentences or more stands again at any later place, changed; None is no change."""

    def make(rng: random.Random, post: Post) -> Damage:
        blocks = post.blocks
        index = one(rng, blocks, least_sentences)
        copy = None if index is None else change(rng, blocks[index])
        pieces = None if index is None or copy is None else insert_later(rng, blocks, index, copy)
        return pieces and (pieces, blocks)

    return make


plant("paragraph later")(copied_later(1, lambda _, block: block))


@plant("paragraph at once")
def _adjacent(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    index = one(rng, blocks)
    if index is None:
        return None
    return put(blocks, index + 1, planted([blocks[index]])), blocks


@plant("paragraph three times")
def _three(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    index = one(rng, blocks)
    pieces = None if index is None else insert_later(rng, blocks, index, blocks[index])
    if not pieces:
        return None
    place = rng.randint(index + 2, len(pieces))
    return [*pieces[:place], Piece(blocks[index], True), *pieces[place:]], blocks


def in_other_dress(rng: random.Random, block: str) -> str:
    copy = block
    sentences = split_sentences(copy)
    if has_cjk(copy):
        copy = re.sub(r"[0-9]", lambda digit: chr(ord(digit.group()) + 0xFEE0), copy)
        copy = re.sub(r"([ぁ-ん])([A-Za-z0-9])", r"\1 \2", copy)
    if copy == block:
        copy = f"**{sentences[0].strip()}**" + (" " if not has_cjk(copy) else "") + "".join(sentences[1:])
    return copy


def broken_anew(rng: random.Random, block: str) -> str:
    return "\n".join(sentence.strip() for sentence in split_sentences(block))


plant("paragraph in other dress")(copied_later(1, in_other_dress))
plant("paragraph with other line breaks")(copied_later(2, broken_anew))


def edited(count: int) -> Callable[[random.Random, str], str | None]:
    def change(rng: random.Random, block: str) -> str | None:
        copy = with_edits(rng, block, count)
        return copy if copy != block else None

    return change


def dropped(share: float) -> Callable[[random.Random, str], str]:
    def change(rng: random.Random, block: str) -> str:
        sentences = split_sentences(block)
        gone = set(rng.sample(range(len(sentences)), max(1, round(len(sentences) * share))))
        return "".join(sentence for n, sentence in enumerate(sentences) if n not in gone).strip()

    return change


for edits in (1, 3, 10):
    plant(f"paragraph with {edits} edits")(copied_later(2, edited(edits)))

for percent in (20, 50):
    plant(f"{percent} % of its sentences dropped")(copied_later(3, dropped(percent / 100)))


@plant("extended later")
def _extended(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    index = one(rng, blocks, 3)
    if index is None:
        return None
    short = "".join(split_sentences(blocks[index])[: -rng.choice((1, 1, 2))]).strip()
    pieces = insert_later(rng, [*blocks[:index], short, *blocks[index + 1 :]], index, blocks[index])
    return pieces and (pieces, blocks)


def _appended(rng: random.Random, blocks: Blocks) -> tuple[int, int] | None:
    return a_run(rng, blocks, 2, 4)


@plant("section appended")
def _section(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    run = _appended(rng, blocks)
    return run and (append(blocks, planted(blocks[slice(*run)])), blocks)


@plant("section appended behind a marker")
def _marked(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    run = _appended(rng, blocks)
    if run is None:
        return None
    return append(blocks, planted([rng.choice(MARKERS), *blocks[slice(*run)]])), blocks


@plant("section in the middle")
def _middle(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    run = _appended(rng, blocks)
    places = list(range(run[1] + 1, len(blocks))) if run else []
    if not run or not places:
        return None
    place = rng.choice(places)
    return put(blocks, place, planted(blocks[slice(*run)])), blocks


@plant("whole text twice")
def _twice(rng: random.Random, post: Post) -> Damage:
    return append(post.blocks, planted(post.blocks)), post.blocks


@plant("section appended, edited")
def _section_edited(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    run = a_run(rng, blocks, 3, 4)
    if run is None:
        return None
    change = rng.choice((with_edits, with_words_exchanged))
    copies = [change(rng, block, 2) if is_prose(block) else block for block in blocks[slice(*run)]]
    if copies == blocks[slice(*run)]:
        return None
    return append(blocks, planted(copies)), blocks


@plant("cut off, then whole")
def _cut_full(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    index = one(rng, blocks, 2)
    if index is None:
        return None
    return put(blocks, index, planted([cut(rng, blocks[index])])), blocks


@plant("run cut off, then whole")
def _cut_run(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    run = a_run(rng, blocks, 2, 3)
    if run is None or not is_prose(blocks[run[1] - 1]):
        return None
    first = [*blocks[run[0] : run[1] - 1], cut(rng, blocks[run[1] - 1])]
    return put(blocks, run[0], planted(first)), blocks


@plant("section appended, cut at its end")
def _append_cut(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    run = _appended(rng, blocks)
    if run is None or not is_prose(blocks[run[1] - 1]):
        return None
    copies = [*blocks[run[0] : run[1] - 1], cut(rng, blocks[run[1] - 1])]
    return append(blocks, planted(copies)), blocks


@plant("tail begun again")
def _tail(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    index = one(rng, blocks, 2)
    if index is None:
        return None
    head = cut(rng, blocks[index])
    again = rng.randint(8, 30) * (1 if has_cjk(head) else 2)
    if len(head) < again + 30:
        return None
    begin = len(head) - again
    rest = blocks[index][begin:]
    if not has_cjk(head):
        begin = head.rfind(" ", 0, begin) + 1
        rest = blocks[index][begin:]
    return put(blocks, index, [Piece(head), Piece(rest, True)], instead_of=1), blocks


@plant("tail said again")
def _echo(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    places = [n for n in prose(blocks, 2)[:-1] if n + 1 < len(blocks) and is_prose(blocks[n + 1])]
    if not places:
        return None
    index = rng.choice(places)
    echo = "".join(split_sentences(blocks[index])[-rng.choice((1, 1, 2)) :])
    glue = "" if has_cjk(echo) else " "
    following = echo.strip() + glue + blocks[index + 1]
    return put(blocks, index + 1, planted([following]), instead_of=1), blocks


@plant("glued on one line")
def _glued(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    found = prose(blocks)
    count = rng.randint(3, 5)
    if len(found) < count:
        return None
    start = rng.randint(0, len(found) - count)
    line = " ".join(blocks[n] for n in found[start : start + count])
    return append(blocks, planted([line])), blocks


@plant("marker")
def _marker(rng: random.Random, post: Post) -> Damage:
    """At the end, or where the text was broken off and begun again."""
    blocks = post.blocks
    mark = rng.choice(MARKERS)
    index = one(rng, blocks, 2)
    if index is None or rng.random() < 0.5:
        return append(blocks, planted([mark])), blocks
    return put(blocks, index, planted([cut(rng, blocks[index]), mark])), blocks


@plant("chat preamble")
def _preamble(rng: random.Random, post: Post) -> Damage:
    """Above everything, or above a section that is appended."""
    blocks = post.blocks
    words = rng.choice(PREAMBLES[not has_cjk("".join(blocks))])
    run = _appended(rng, blocks)
    if run is None or rng.random() < 0.5:
        return put(blocks, 0, planted([words])), blocks
    return append(blocks, planted([words, *blocks[slice(*run)]])), blocks


@plant("title echo")
def _title(rng: random.Random, post: Post) -> Damage:
    echo = rng.choice((post.title, f"**{post.title}**"))
    return put(post.blocks, 0, planted([echo])), post.blocks


@plant("sentence doubled")
def _doubled(rng: random.Random, post: Post) -> Damage:
    blocks = post.blocks
    index = one(rng, blocks, 2)
    if index is None:
        return None
    sentences = split_sentences(blocks[index])
    at = rng.randrange(len(sentences))
    glue = "" if has_cjk(blocks[index]) else " "
    doubled = [*sentences[:at], sentences[at].rstrip() + glue, *sentences[at:]]
    return put(blocks, index, planted(["".join(doubled)]), instead_of=1), blocks


@plant("several completions")
def _completions(rng: random.Random, post: Post) -> Damage:
    """The post as a completer leaves it: appended, marked, appended again, the end cut and begun again."""
    blocks = post.blocks
    run = a_run(rng, blocks, 2, 4)
    if run is None:
        return None
    found = [n for n in range(*run) if is_prose(blocks[n])]
    stopped = cut(rng, blocks[found[-1]])
    copies = ["---END---", *blocks[slice(*run)], stopped, "---END---", *blocks[run[0] :]]
    return append(blocks, planted(copies)), blocks


@plant("several faults")
def _mixture(rng: random.Random, post: Post) -> Damage:
    """Cut off and begun again, then two of: a section, a paragraph, a line of several, each behind the end."""
    started = _cut_full(rng, post)
    endings = [made for kind in (_section, _marked, _glued) if (made := kind(rng, post))]
    if started is None or len(endings) < 2:
        return None
    appended = [piece for ending in rng.sample(endings, 2) for piece in ending[0][len(post.blocks) :]]
    return [*started[0], *appended], post.blocks
