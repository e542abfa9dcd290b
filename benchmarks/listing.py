"""What listing a site costs: cold, warm, and against the least that it could cost.

    python benchmarks/listing.py [--posts 10000] [--folder DIR]

Makes its own posts (about 42 KB each, as on a real site of 2,513; Japanese, YAML), in a temporary folder unless one is
named. Whole processes are timed from outside; the unit is `python -c pass` on the same machine.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SENTENCES = (
    "朝の台所で湯を沸かし、急須に茶葉を入れる。",
    "静岡の深蒸し茶は、七十度の湯で四十秒待つとよい。",
    "第3回の試飲会には12人が集まり、6種類の茶を比べた。",
    "The second infusion takes hotter water and less time.",
    "茶器は使う前に温め、使った後はよく乾かしておく。",
)
BARE = """
import os, sys
size = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        size += os.stat(os.path.join(folder, name)).st_size
print(size)
"""
READ = """
import os, sys
size = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".md"):
            with open(os.path.join(folder, name), "rb") as file:
                size += len(file.read().decode())
print(size)
"""
LOAD = """
import pathlib, sys, frontmatter
for place in sorted(pathlib.Path(sys.argv[1], "_posts").rglob("*.md")):
    post = frontmatter.load(place)
    print(place, post.get("title"), len(post.content))
"""
HEAD = """---
layout: post
title: "お茶の手帳 第{number}回"
date: {year}-03-{day:02} 09:30:00 +0900
categories: [drinks]
tags: [{tags}]
excerpt: お茶の手帳の第{number}回についてご紹介します。
author: 編集部
reading_time: 5
image: /assets/images/{number}.jpg
published: true
---

"""


def make_site(root: Path, posts: int) -> int:
    """Write the posts; gives their bytes in all."""
    chance = random.Random(2026)
    (root / "_config.yml").write_text("title: Tea\n", encoding="utf-8")
    size = 0
    for number in range(posts):
        body = "\n\n".join(
            "".join(chance.choices(SENTENCES, k=chance.randrange(4, 14))) for _ in range(chance.randrange(20, 132))
        )
        tags = ", ".join(f"tag{chance.randrange(60)}" for _ in range(4))
        year, day = 2015 + number % 11, 1 + number % 28
        head = HEAD.format(number=number, year=year, day=day, tags=tags)
        folder = root / "_posts" / f"{year}"
        folder.mkdir(parents=True, exist_ok=True)
        data = (head + body + "\n").encode()
        place = folder / f"{year}-03-{day:02}-{number}-post.md"
        place.write_bytes(data)
        # As if they had stood there for a day: young files are not trusted by the index.
        os.utime(place, (time.time() - 86_400,) * 2)
        size += len(data)
    return size


def installed() -> dict[str, str]:
    """The environment of programs that are installed: modules compiled once, output in blocks, English."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return environment | {"PYTHONPYCACHEPREFIX": tempfile.mkdtemp(), "LC_ALL": "C.UTF-8"}


ENVIRONMENT = installed()


def timed(command: list[str], times: int, before: Callable[[], None] = lambda: None) -> tuple[float, float]:
    """Least seconds of a whole process: by the clock, and of processors (its children's too)."""
    clocks, processors = [], []
    for _ in range(times):
        before()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        _, status, used = os.wait4(process.pid, 0)
        clocks.append(time.perf_counter() - start)
        processors.append(used.ru_utime + used.ru_stime)
        if status:
            sys.exit(f"failed: {command}")
    return min(clocks), min(processors)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=7)
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp())
    if not (folder / "_posts").exists():
        folder.mkdir(exist_ok=True)
        size = make_site(folder, arguments.posts)
        print(f"{arguments.posts} posts, {size / 1e6:.0f} MB in {folder}")
    try:
        measure(folder, arguments.times)
    finally:
        shutil.rmtree(ENVIRONMENT["PYTHONPYCACHEPREFIX"])
        if arguments.folder is None:
            shutil.rmtree(folder)


def change(site: Path) -> None:
    """Write to one post of a hundred, as another program would."""
    for place in sorted((site / "_posts").rglob("*.md"))[::100]:
        place.write_bytes(place.read_bytes() + b"\n")


def measure(site: Path, times: int) -> None:
    python = sys.executable
    command = shutil.which("editor-tui", path=os.path.dirname(python))
    listing = [*([command] if command else [python, "-m", "editor_tui"]), "--site", str(site), "list"]
    index = site / ".editor-tui"

    def forget() -> None:
        shutil.rmtree(index, ignore_errors=True)

    (site / "empty").mkdir(exist_ok=True)
    # Compiles every module before anything is timed.
    timed(listing, 1)
    load = timed([python, "-c", LOAD, str(site)], min(times, 3))
    rows = {
        "python -c pass": timed([python, "-c", "pass"], times * 3),
        "os.walk + os.stat of every file": timed([python, "-c", BARE, str(site)], times),
        "read and decode every post": timed([python, "-c", READ, str(site)], min(times, 3)),
        "frontmatter.load of every post": load,
        "editor-tui list, cold": timed(listing, min(times, 3), forget),
        "editor-tui list of an empty folder": timed([*listing, str(site / "empty")], times),
    }
    # The index trusts no file that was changed in the two seconds before it was read; these were changed long ago,
    # but their change time is when they were made.
    time.sleep(3)
    timed(listing, 1)
    rows["editor-tui list, warm"] = timed(listing, times)
    rows["editor-tui list --json, warm"] = timed([*listing, "--json"], times)
    rows["editor-tui list, 1 % changed"] = timed(listing, min(times, 3), lambda: change(site))
    unit = rows["python -c pass"]
    print(f"{'':36}{'ms':>8}{'x pass':>8}{'x load':>8}   {'CPU ms':>8}{'x pass':>8}{'x load':>8}")
    for name, measured in rows.items():
        cells = [
            f"{one * 1000:>8.0f}{one / least:>8.1f}{one / most:>8.2f}"
            for one, least, most in zip(measured, unit, load, strict=True)
        ]
        print(f"{name:36}{'   '.join(cells)}")


if __name__ == "__main__":
    main()
