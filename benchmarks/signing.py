"""Which offline excerpts a reader would sign, and the weights that follow. See docs/excerpts.md, "Without a model".

python benchmarks/signing.py list SITE READINGS.json [--sample 30] [--seed 1] [--choices 5]
python benchmarks/signing.py fit SITE READINGS.json

`list` draws posts and writes the best choices of each; the reader puts true or false for the null of `"signed"`.
`fit` prints the tables of `editor_tui/llm/offline/worth.py` that put signed choices first, fitted from those that stand
there, and how many posts they are right for, on the posts themselves and on the fifth left out each time.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from editor_tui.llm.offline import worth
from editor_tui.llm.offline.candidates import Candidate, find_candidates
from editor_tui.llm.offline.excerpt import Source, choices_of, rank_choices
from editor_tui.llm.offline.rating import Rating
from editor_tui.tasks.reading import Reading
from editor_tui.workspace.bench import repairer
from editor_tui.workspace.workspace import Workspace

LIMITS = {"ja": (60, 120), "en": (120, 160)}
TABLES = ("FIRST", "LATER", "WHOLE")
# Choices of a post that are compared, steps, how far one goes, and how hard the present weights hold on.
COMPARED, STEPS, STRIDE, PULL = 60, 100, 0.1, 0.012
FOLDS = 5

Key = tuple[str, str]
Post = list[tuple[dict[Key, float], bool]]


def ratings(site: Path, paths: Sequence[str]) -> Iterator[tuple[str, Rating]]:
    workspace = Workspace.open(site, {})
    repaired = repairer(workspace)
    for path in paths:
        reading = Reading(repaired(workspace.read(path)), workspace.settings)
        limits = LIMITS.get(reading.language, (60, 160))
        source = Source(reading.title, reading.statements, limits, reading.language in ("ja", "zh"))
        yield path, Rating(source, find_candidates(source))


def words_of(chosen: Sequence[Candidate], rating: Rating) -> str:
    return ("" if rating.source.is_japanese else " ").join(one.text for one in chosen)


def list_choices(site: Path, readings: Path, *, sample: int, seed: int, choices: int) -> None:
    paths = Workspace.open(site, {}).paths()
    drawn = random.Random(seed).sample(paths, min(sample, len(paths)))
    posts = {}
    for path, rating in ratings(site, drawn):
        texts = dict.fromkeys(words_of(chosen, rating) for chosen in rank_choices(rating))
        listed = [{"text": text, "signed": None} for text in list(texts)[:choices]]
        posts[path] = {"title": rating.source.title, "choices": listed}
    readings.write_text(json.dumps(posts, ensure_ascii=False, indent=1), "utf-8")


def counted(chosen: Sequence[Candidate], rating: Rating) -> dict[Key, float]:
    """What counts of a choice, by table and name."""
    found: Counter[Key] = Counter()
    parts: list[tuple[str, Mapping[str, float]]] = [("FIRST", own(chosen[0])), ("WHOLE", rating.whole_of(chosen))]
    for one, later in pairwise(chosen):
        parts += [("LATER", own(later)), ("LATER", rating.joint_of(chosen[0], one, later))]
    for table, values in parts:
        for name, value in values.items():
            if value and name in getattr(worth, table):
                found[table, name] += value
    return dict(found)


def own(candidate: Candidate) -> Mapping[str, float]:
    return {**candidate.counted, "news": float(candidate.news), "guesses": float(candidate.guesses)}


def read_posts(site: Path, readings: Path) -> list[Post]:
    """For each post that was read its best choices, and whether each is one of the signed."""
    read = json.loads(readings.read_text("utf-8"))
    posts = []
    for path, rating in ratings(site, list(read)):
        signed = {one["text"] for one in read[path]["choices"] if one["signed"]}
        known = signed | {one["text"] for one in read[path]["choices"] if one["signed"] is False}
        ranked = sorted(choices_of(rating), key=lambda chosen: -rating.rate(chosen))
        kept = [one for number, one in enumerate(ranked) if number < COMPARED or words_of(one, rating) in known]
        posts.append([(counted(one, rating), words_of(one, rating) in signed) for one in kept])
    return [post for post in posts if any(is_signed for _, is_signed in post)]


def fit(posts: Sequence[Post], start: Mapping[Key, float]) -> dict[Key, float]:
    """The weights under which signed choices are likeliest to come first (a softmax over each post's choices)."""
    weights = dict(start)
    for _ in range(STEPS):
        slope: Counter[Key] = Counter()
        for post in posts:
            rated = [sum(weights[key] * value for key, value in one.items()) for one, _ in post]
            chances = [math.exp(value - max(rated)) for value in rated]
            total, good = (
                sum(chances),
                sum(chance for chance, (_, is_signed) in zip(chances, post, strict=True) if is_signed),
            )
            for chance, (one, is_signed) in zip(chances, post, strict=True):
                push = (chance / good if is_signed else 0.0) - chance / total
                for key, value in one.items():
                    slope[key] += push * value / len(posts)
        for key, began in start.items():
            held = PULL * (weights[key] - began) / (abs(began) / 2 + 0.5) ** 2
            weights[key] += STRIDE * len(TABLES) * (slope[key] - held)
    return weights


def right(posts: Sequence[Post], weights: Mapping[Key, float]) -> int:
    best = (max(post, key=lambda item: sum(weights[key] * value for key, value in item[0].items())) for post in posts)
    return sum(is_signed for _, is_signed in best)


def print_fit(site: Path, readings: Path) -> None:
    start = {(table, name): value for table in TABLES for name, value in getattr(worth, table).items()}
    posts = read_posts(site, readings)
    weights = fit(posts, start)
    left_out = 0
    for fold in range(FOLDS):
        others = [post for number, post in enumerate(posts) if number % FOLDS != fold]
        left_out += right(posts[fold::FOLDS], fit(others, start))
    print(
        f"{len(posts)} posts: {right(posts, start)} right as it is, {right(posts, weights)} fitted, {left_out} left out"
    )
    for table in TABLES:
        print(table, {name: round(weights[table, name], 1) for name in getattr(worth, table)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["list", "fit"])
    parser.add_argument("site", type=Path)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--sample", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--choices", type=int, default=5)
    given = parser.parse_args()
    if given.verb == "fit":
        print_fit(given.site, given.readings)
    else:
        list_choices(given.site, given.readings, sample=given.sample, seed=given.seed, choices=given.choices)


if __name__ == "__main__":
    main()
