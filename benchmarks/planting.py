"""Plants known repeats into clean posts, so that a repair can be compared with what it should have found."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editor_tui.text.script import has_cjk
from editor_tui.text.sentences import split_sentences

DATA = Path(__file__).parent / "data"
MARKERS = ("---END---", "--- END ---", "【END】", "---END---")


@dataclass(frozen=True)
class Piece:
    """A block of a damaged post; `planted` where it should not be there."""

    text: str
    planted: bool = False


@dataclass(frozen=True)
class Planted:
    kind: str
    damaged: tuple[Piece, ...]
    clean: tuple[str, ...]
    gap: str = "\n\n"

    @property
    def text(self) -> str:
        return self.gap.join(piece.text for piece in self.damaged) + "\n"

    @property
    def truth(self) -> str:
        return self.gap.join(self.clean) + "\n"

    @property
    def planted_lines(self) -> list[int]:
        """Lines of `text`, from 1, that were planted."""
        lines, line = [], 1
        for piece in self.damaged:
            count = piece.text.count("\n") + 1
            if piece.planted:
                lines += range(line, line + count)
            line += count - 1 + self.gap.count("\n")
        return lines


Blocks = list[str]
Plant = Callable[[random.Random, Blocks], tuple[list[Piece], Blocks] | None]
PLANTS: dict[str, Plant] = {}


def plant(name: str) -> Callable[[Plant], Plant]:
    def register(function: Plant) -> Plant:
        PLANTS[name] = function
        return function

    return register


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


@plant("paragraph later")
def _later(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks)
    pieces = None if index is None else insert_later(rng, blocks, index, blocks[index])
    return pieces and (pieces, blocks)


@plant("paragraph at once")
def _adjacent(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks)
    if index is None:
        return None
    return [*keep(blocks[: index + 1]), Piece(blocks[index], True), *keep(blocks[index + 1 :])], blocks


@plant("paragraph three times")
def _three(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks)
    pieces = None if index is None else insert_later(rng, blocks, index, blocks[index])
    if not pieces:
        return None
    place = rng.randint(index + 2, len(pieces))
    return [*pieces[:place], Piece(blocks[index], True), *pieces[place:]], blocks


@plant("paragraph in other dress")
def _variant(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks)
    if index is None:
        return None
    copy = blocks[index]
    sentences = split_sentences(copy)
    if has_cjk(copy):
        copy = re.sub(r"[0-9]", lambda digit: chr(ord(digit.group()) + 0xFEE0), copy)
        copy = re.sub(r"([ぁ-ん])([A-Za-z0-9])", r"\1 \2", copy)
    if copy == blocks[index]:
        copy = f"**{sentences[0].strip()}**" + (" " if not has_cjk(copy) else "") + "".join(sentences[1:])
    pieces = insert_later(rng, blocks, index, copy)
    return pieces and (pieces, blocks)


@plant("paragraph with other line breaks")
def _breaks(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks, 2)
    if index is None:
        return None
    copy = "\n".join(sentence.strip() for sentence in split_sentences(blocks[index]))
    pieces = insert_later(rng, blocks, index, copy)
    return pieces and (pieces, blocks)


def _edited(count: int) -> Plant:
    def make(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
        index = one(rng, blocks, 2)
        if index is None:
            return None
        copy = with_edits(rng, blocks[index], count)
        pieces = insert_later(rng, blocks, index, copy) if copy != blocks[index] else None
        return pieces and (pieces, blocks)

    return make


for edits in (1, 3, 10):
    plant(f"paragraph with {edits} edits")(_edited(edits))


def _dropped(share: float) -> Plant:
    def make(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
        index = one(rng, blocks, 3)
        if index is None:
            return None
        sentences = split_sentences(blocks[index])
        gone = set(rng.sample(range(len(sentences)), max(1, round(len(sentences) * share))))
        copy = "".join(sentence for n, sentence in enumerate(sentences) if n not in gone).strip()
        pieces = insert_later(rng, blocks, index, copy)
        return pieces and (pieces, blocks)

    return make


for percent in (20, 50):
    plant(f"{percent} % of its sentences dropped")(_dropped(percent / 100))


@plant("extended later")
def _extended(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks, 3)
    if index is None:
        return None
    short = "".join(split_sentences(blocks[index])[: -rng.choice((1, 1, 2))]).strip()
    pieces = insert_later(rng, [*blocks[:index], short, *blocks[index + 1 :]], index, blocks[index])
    return pieces and (pieces, blocks)


def _appended(rng: random.Random, blocks: Blocks) -> tuple[int, int] | None:
    return a_run(rng, blocks, 2, 4)


@plant("section appended")
def _section(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    run = _appended(rng, blocks)
    return run and ([*keep(blocks), *(Piece(block, True) for block in blocks[slice(*run)])], blocks)


@plant("section appended behind a marker")
def _marked(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    run = _appended(rng, blocks)
    if run is None:
        return None
    copies = [Piece(block, True) for block in blocks[slice(*run)]]
    return [*keep(blocks), Piece(rng.choice(MARKERS), True), *copies], blocks


@plant("section in the middle")
def _middle(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    run = _appended(rng, blocks)
    places = list(range(run[1] + 1, len(blocks))) if run else []
    if not run or not places:
        return None
    place = rng.choice(places)
    copies = [Piece(block, True) for block in blocks[slice(*run)]]
    return [*keep(blocks[:place]), *copies, *keep(blocks[place:])], blocks


@plant("whole text twice")
def _twice(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    return [*keep(blocks), *(Piece(block, True) for block in blocks)], blocks


@plant("section appended, edited")
def _section_edited(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    run = a_run(rng, blocks, 3, 4)
    if run is None:
        return None
    copies = [with_edits(rng, block, 2) if is_prose(block) else block for block in blocks[slice(*run)]]
    return [*keep(blocks), *(Piece(block, True) for block in copies)], blocks


@plant("cut off, then whole")
def _cut_full(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks, 2)
    if index is None:
        return None
    return [*keep(blocks[:index]), Piece(cut(rng, blocks[index]), True), *keep(blocks[index:])], blocks


@plant("run cut off, then whole")
def _cut_run(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    run = a_run(rng, blocks, 2, 3)
    if run is None or not is_prose(blocks[run[1] - 1]):
        return None
    first = [*blocks[run[0] : run[1] - 1], cut(rng, blocks[run[1] - 1])]
    return [*keep(blocks[: run[0]]), *(Piece(block, True) for block in first), *keep(blocks[run[0] :])], blocks


@plant("section appended, cut at its end")
def _append_cut(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    run = _appended(rng, blocks)
    if run is None or not is_prose(blocks[run[1] - 1]):
        return None
    copies = [*blocks[run[0] : run[1] - 1], cut(rng, blocks[run[1] - 1])]
    return [*keep(blocks), *(Piece(block, True) for block in copies)], blocks


@plant("tail begun again")
def _tail(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
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
    return [*keep(blocks[:index]), Piece(head), Piece(rest, True), *keep(blocks[index + 1 :])], blocks


@plant("tail said again")
def _echo(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    places = [n for n in prose(blocks, 2)[:-1] if n + 1 < len(blocks) and is_prose(blocks[n + 1])]
    if not places:
        return None
    index = rng.choice(places)
    echo = "".join(split_sentences(blocks[index])[-rng.choice((1, 1, 2)) :])
    glue = "" if has_cjk(echo) else " "
    following = Piece(echo.strip() + glue + blocks[index + 1], True)
    return [*keep(blocks[: index + 1]), following, *keep(blocks[index + 2 :])], blocks


@plant("glued on one line")
def _glued(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    found = prose(blocks)
    count = rng.randint(3, 5)
    if len(found) < count:
        return None
    start = rng.randint(0, len(found) - count)
    line = " ".join(blocks[n] for n in found[start : start + count])
    return [*keep(blocks), Piece(line, True)], blocks


@plant("sentence doubled")
def _doubled(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    index = one(rng, blocks, 2)
    if index is None:
        return None
    sentences = split_sentences(blocks[index])
    at = rng.randrange(len(sentences))
    glue = "" if has_cjk(blocks[index]) else " "
    doubled = [*sentences[:at], sentences[at].rstrip() + glue, *sentences[at:]]
    return [*keep(blocks[:index]), Piece("".join(doubled), True), *keep(blocks[index + 1 :])], blocks


@plant("two paragraphs later")
def _two(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    run = a_run(rng, blocks, 2, 2)
    if run is None or run[1] >= len(blocks):
        return None
    place = rng.randint(run[1], len(blocks))
    copies = [Piece(block, True) for block in blocks[slice(*run)]]
    return [*keep(blocks[:place]), *copies, *keep(blocks[place:])], blocks


@plant("several completions")
def _completions(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    """The post as a completer leaves it: appended, marked, appended again, the end cut and begun again."""
    run = a_run(rng, blocks, 2, 4)
    if run is None:
        return None
    pieces = [*keep(blocks), Piece("---END---", True), *(Piece(block, True) for block in blocks[slice(*run)])]
    found = [n for n in range(*run) if is_prose(blocks[n])]
    pieces.append(Piece(cut(rng, blocks[found[-1]]), True))
    pieces.append(Piece("---END---", True))
    pieces += (Piece(block, True) for block in blocks[run[0] :])
    return pieces, blocks


@plant("cut and doubled")
def _cut_and_doubled(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    made = _cut_full(rng, blocks)
    if made is None:
        return None
    pieces, _ = made
    index = rng.choice([n for n, piece in enumerate(pieces) if is_prose(piece.text) and not piece.planted])
    return [*pieces, Piece(pieces[index].text, True)], blocks


@plant("appended and glued")
def _appended_and_glued(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    made, glued = _section(rng, blocks), _glued(rng, blocks)
    if made is None or glued is None:
        return None
    return [*made[0], glued[0][-1]], blocks


@plant("twice, cut at the end")
def _twice_cut(rng: random.Random, blocks: Blocks) -> tuple[list[Piece], Blocks] | None:
    found = prose(blocks)
    if not found:
        return None
    last = found[-1]
    copies = [*blocks[:last], cut(rng, blocks[last])]
    return [*keep(blocks), *(Piece(block, True) for block in copies)], blocks


def generated_posts(count: int, seed: int = 20250) -> list[Blocks]:
    """Clean posts made of the paragraphs in `data/`, Japanese and English in turn, flat or with headings."""
    rng = random.Random(seed)
    pools = [(DATA / f"paragraphs-{language}.txt").read_text("utf-8").splitlines() for language in ("ja", "en")]
    headings = [
        [
            "背景にあるもの",
            "現場で起きていること",
            "数字から見えるもの",
            "これからの課題",
            "見落とされがちなこと",
            "おわりに",
        ],
        ["Where it began", "What changed", "The numbers", "What it costs", "What is left out", "Looking ahead"],
    ]
    posts = []
    for number in range(count):
        pool, titles = pools[number % 2], headings[number % 2]
        start = rng.randrange(len(pool))
        chosen = [pool[(start + step) % len(pool)] for step in range(rng.randint(13, 20))]
        blocks: Blocks = []
        with_headings = number % 4 >= 2
        for at, paragraph in enumerate(chosen):
            if with_headings and at % 4 == 0:
                blocks.append(f"## {titles[at // 4]}")
            blocks.append(paragraph)
        posts.append(blocks)
    return posts


def posts_of(folder: Path, least: int = 6) -> list[Blocks]:
    """The bodies of a folder's posts with enough prose, as blocks between blank lines."""
    found = []
    for path in sorted(path for path in folder.rglob("*.m*") if path.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        body = re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL).strip("\n")
        blocks = [block for block in re.split(r"\n{2,}", body) if block.strip()]
        if "\r" not in text and "```" not in text and len(prose(blocks)) >= least and "\n\n\n" not in body:
            found.append(blocks)
    return found


def planted_set(posts: list[Blocks], each: int, seed: int = 7) -> list[Planted]:
    """`each` damaged posts of every kind, drawn from the posts."""
    made = []
    for kind, function in PLANTS.items():
        rng = random.Random(f"{seed}{kind}")
        found = 0
        for _ in range(each * 12):
            blocks = rng.choice(posts)
            if found == each:
                break
            if result := function(rng, list(blocks)):
                pieces, clean = result
                made.append(Planted(kind, tuple(pieces), tuple(clean)))
                found += 1
    return made


def normalised(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))
