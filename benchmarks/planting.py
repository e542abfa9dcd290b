"""Plants known repeats into clean posts, so that a repair can be compared with what it should have found."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from drawing import Blocks, Piece, Post, prose
from plants import PLANTS

DATA = Path(__file__).parent / "data"
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_HEADINGS = (
    (
        "背景にあるもの",
        "現場で起きていること",
        "数字から見えるもの",
        "これからの課題",
        "見落とされがちなこと",
        "おわりに",
    ),
    ("Where it began", "What changed", "The numbers", "What it costs", "What is left out", "Looking ahead"),
)
_TITLES = (
    ("変わりゆく町のくらしを歩く", "小さな工夫が支える毎日の仕事", "海辺の研究所で聞いた話", "数字で読む暮らしの十年"),
    ("Notes from a Changing Town", "Small Work, Done Every Day", "What the Records Say", "Ten Years in Numbers"),
)


@dataclass(frozen=True)
class Planted:
    """A damaged post, and the clean one that it was made of, in `pieces` and `clean` blocks."""

    kind: str
    title: str
    pieces: tuple[Piece, ...]
    clean: tuple[str, ...]

    @property
    def text(self) -> str:
        return _with_front_matter(self.title, [piece.text for piece in self.pieces])

    @property
    def truth(self) -> str:
        return _with_front_matter(self.title, list(self.clean))

    @property
    def planted_lines(self) -> list[int]:
        """Lines of `text`, from 1, that were planted."""
        lines, line = [], _with_front_matter(self.title, [""]).count("\n")
        for piece in self.pieces:
            count = piece.text.count("\n") + 1
            if piece.planted:
                lines += range(line, line + count)
            line += count + 1
        return lines


def text_of(post: Post) -> str:
    return _with_front_matter(post.title, post.blocks)


def _with_front_matter(title: str, blocks: Blocks) -> str:
    return f'---\ntitle: "{title}"\ndate: 2025-10-01\n---\n\n' + "\n\n".join(blocks) + "\n"


def generated_posts(count: int, seed: int = 20250) -> list[Post]:
    """Clean posts made of the paragraphs in `data/`, Japanese and English in turn, flat or with headings."""
    rng = random.Random(seed)
    pools = [(DATA / f"paragraphs-{language}.txt").read_text("utf-8").splitlines() for language in ("ja", "en")]
    posts = []
    for number in range(count):
        pool, headings, titles = pools[number % 2], _HEADINGS[number % 2], _TITLES[number % 2]
        start = rng.randrange(len(pool))
        chosen = [pool[(start + step) % len(pool)] for step in range(rng.randint(13, 20))]
        blocks: Blocks = []
        with_headings = number % 4 >= 2
        for at, paragraph in enumerate(chosen):
            if with_headings and at % 4 == 0:
                blocks.append(f"## {headings[at // 4]}")
            blocks.append(paragraph)
        posts.append(Post(titles[number // 4 % len(titles)], blocks))
    return posts


def posts_of(folder: Path, least: int = 6) -> list[Post]:
    """A folder's posts with enough prose and no code, their bodies as blocks between blank lines."""
    found = []
    for path in sorted(path for path in folder.rglob("*.m*") if path.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        front = _FRONT.match(text)
        body = text[front.end() if front else 0 :].strip("\n")
        blocks = [block for block in re.split(r"\n{2,}", body) if block.strip()]
        if "\r" not in text and "```" not in text and len(prose(blocks)) >= least and "\n\n\n" not in body:
            found.append(Post(_title(front, blocks), blocks))
    return found


def _title(front: re.Match[str] | None, blocks: Blocks) -> str:
    """The title in the front matter, or else the words of the first heading, or none that stands in the text."""
    if front and (found := _TITLE.search(front.group(1))):
        return found.group(1).strip("\"'").replace("\\", "").replace('"', "")
    heading = next((block for block in blocks if block.startswith("#")), "# A Post without a Title")
    return f"On {heading.lstrip('# ').splitlines()[0]}".replace('"', "").replace("\\", "")


def planted_set(posts: list[Post], each: int, seed: int = 7) -> list[Planted]:
    """`each` damaged posts of every kind, drawn from the posts."""
    made = []
    for kind, function in PLANTS.items():
        rng = random.Random(f"{seed}{kind}")
        found = 0
        for _ in range(each * 12):
            post = rng.choice(posts)
            if found == each:
                break
            if result := function(rng, Post(post.title, list(post.blocks))):
                pieces, clean = result
                made.append(Planted(kind, post.title, tuple(pieces), tuple(clean)))
                found += 1
    return made
