"""What lands when a model that answers badly is believed. See README.md, "Believing a model".

python benchmarks/believing.py FOLDER [--rounds 10] [--every 1]

Every post gets another manner of answering (`tests/support/manners.py`) in every round; each round is one run of the
command line as a process of its own, against the loopback server, on a fresh copy of the posts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.landing import Filled, Landing, answering, json_lines, judge
from support.loopback import Loopback
from support.manners import TAGS, TEXTS, TITLES, Manner

from editor_tui.text.plain import one_line

SETTINGS = '[model]\nattempts = 1\n\n[excerpt]\nforbidden_words = ["必見"]\n\n[title]\nforbidden_words = ["必見"]\n'
_SHOWN = 5
TASKS = {
    "excerpt": (["summarize"], TEXTS, Filled("excerpt", 60, 120)),
    "tags": (["tag", "--replace"], TAGS, Filled("tags", 3, 6)),
    "title": (["run", "title"], TITLES, Filled("title", 10, 40)),
}


def readable(path: Path) -> str:
    """The title of a post, "" where there is none or its front matter is broken."""
    try:
        return one_line(str(yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])["title"]))
    except (ValueError, KeyError, IndexError, TypeError, yaml.YAMLError):
        return ""


def believe(task: str, posts: Path, every: int, number: int) -> Landing:
    """One round: copy, run, judge."""
    command, manners, filled = TASKS[task]
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        paths = [path for path in sorted(posts.rglob("*.md"))[::every] if readable(path)]
        for path in paths:
            target = site / "_posts" / path.relative_to(posts)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        (site / "editor-tui.toml").write_text(SETTINGS, encoding="utf-8")
        shutil.copytree(site, Path(folder) / "before")
        by_path: dict[str, Manner] = {}
        by_title: dict[str, Manner] = {}
        for at, path in enumerate(paths):
            title = readable(path)
            manner = by_title.setdefault(title, manners[(at + number * 7) % len(manners)])
            by_path[str("_posts" / path.relative_to(posts))] = manner
        with Loopback(answering(by_title)) as server:
            language = "ja" if number % 2 else "en"
            done = subprocess.run(
                [sys.executable, "-m", "editor_tui", *command, "--all", "--write", "--json", "--model", "m",
                 "--site", str(site), "--lang", language, "--quiet"],
                env={**os.environ, **server.environment, "XDG_CONFIG_HOME": folder},
                capture_output=True,
                check=False,
            )  # fmt: skip
            asked = len(server.requests)
        landing = judge(Path(folder) / "before", site, json_lines(done.stdout.decode()), by_path, filled)
        if done.returncode not in (0, 3):
            landing.faults.append(f"exit {done.returncode}: {done.stderr.decode()[-500:]}")
        landing.refused["requests"] = asked
        return landing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    faults = 0
    for task, (_, manners, _) in TASKS.items():
        started = time.monotonic()
        landed: Counter[str] = Counter()
        refused: Counter[str] = Counter()
        for number in range(arguments.rounds):
            landing = believe(task, arguments.folder, arguments.every, number)
            landed += landing.landed
            refused += landing.refused
            faults += len(landing.faults)
            for fault in landing.faults[:_SHOWN]:
                print(f"  {task}: {fault}"[:400])
        requests = refused.pop("requests", 0)
        bad = {manner.name for manner in manners if manner.codes}
        answered = landed + refused
        wrong = sum(count for name, count in answered.items() if name in bad)
        written = sum(count for name, count in landed.items() if name in bad)
        print(f"{task}: {answered.total()} drafts, {requests} answers, {time.monotonic() - started:.0f} s")
        print(f"  {wrong} with a bad answer, {written} of them written")
        print(f"  {answered.total() - wrong} with another one, {landed.total() - written} of them written")
        print("  " + json.dumps({m.name: [landed[m.name], refused[m.name]] for m in manners}, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
