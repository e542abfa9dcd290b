"""What a guarded write costs, and that runs killed at any moment lose nothing.

    python benchmarks/writing.py [--kills 200] [--writes 200]

Each kill starts a process that writes 100 drafts (50 changed, 50 made), kills it with SIGKILL at a random moment, and
asserts that every file is whole, that the journal says what the files say, and that undo restores all of them.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.killing import check_after_kill, kill_run, lay_site, open_writer, write_all


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    measure_writes(arguments.writes)
    measure_kills(arguments.kills, arguments.seed)


def measure_writes(times: int) -> None:
    """A guarded write beside the least that is as durable for one file: write, fsync, rename."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = list(lay_site(root))
        writer = open_writer(root)
        guarded, bare = [], []
        with writer.run("benchmark") as run:
            for number in range(times):
                before = writer.site.read(paths[number % len(paths)])
                title = before.text.index("title:") + 7
                after = before.with_edits((edit := _edit(title, number),))
                start = time.perf_counter()
                writer.write(run, before, after, (edit,), "benchmark")
                guarded.append(time.perf_counter() - start)
                start = time.perf_counter()
                _write_bare(root / "bare.md", after.data)
                bare.append(time.perf_counter() - start)
    one, other = statistics.median(guarded) * 1000, statistics.median(bare) * 1000
    print(f"guarded write {one:.2f} ms, bare write + fsync + rename {other:.2f} ms ({one / other:.1f} x)")


def _edit(offset: int, number: int):  # type: ignore[no-untyped-def]
    from editor_tui.post.edits import Edit

    return Edit(offset, offset, f"{number} ", "benchmark")


def _write_bare(place: Path, data: bytes) -> None:
    import os

    with open(f"{place}.new", "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(f"{place}.new", place)


def measure_kills(kills: int, seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "whole"
        lay_site(root)
        start = time.perf_counter()
        write_all(root)
        whole = time.perf_counter() - start
        written = []
        for number in range(kills):
            root = Path(folder) / f"{number}"
            old = lay_site(root)
            kill_run(root, chance.random(), whole)
            written.append(check_after_kill(root, old))
            shutil.rmtree(root)
    unfinished = [count for count in written if count < 100]
    print(
        f"{kills} kills, all whole and undone; a run takes {whole:.2f} s; {len(unfinished)} died before their end, "
        f"after {min(unfinished, default=0)} to {max(unfinished, default=0)} of 100 drafts"
    )


if __name__ == "__main__":
    main()
