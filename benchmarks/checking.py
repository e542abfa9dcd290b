"""What `check` costs: against the floor, on one core and on all, and how much memory as a site grows.

    python benchmarks/checking.py --site DIR [--copies 1 10] [--jobs 1 0] [--rounds 3] [--commands check]

The floor reads every byte and hashes every paragraph in NFKC without white space, in one process. Each measurement is
a process of its own, from its start to its end, with an empty state. A run of the floor stands before each of them and
ratios are made of such pairs, the median of all rounds: a machine that is busy slows both. Beside the ratio of times
stands that of CPU seconds, which says what the work costs whoever else is about. Modules are compiled once, as they are
where the program is installed. Memory is the sum of what all its
processes have to themselves and share (PSS), looked at twenty times a second. For more copies of a site every line of
a copy gets a number of its own, so that copies are not repeats of each other.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

FLOOR = """
import re, sys, unicodedata
from pathlib import Path
for file in sorted(Path(sys.argv[1]).rglob("*.md")):
    for paragraph in re.split(r"\\n\\s*\\n", file.read_bytes().decode("utf-8", "replace")):
        hash("".join(unicodedata.normalize("NFKC", paragraph).split()))
"""
PROGRAM = [sys.executable, "-m", "editor_tui"]
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "compiled"))}
ENDINGS = {".md", ".markdown", ".mdx"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--copies", type=int, nargs="+", default=[1])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--commands", nargs="+", default=["check", "fix --dry-run"])
    arguments = parser.parse_args()
    for copies in arguments.copies:
        with tempfile.TemporaryDirectory() as folder:
            size = copy_site(arguments.site, Path(folder), copies)
            print(f"\n{copies} x the site: {size / 1e6:.1f} MB, {os.cpu_count()} cores")
            for jobs in arguments.jobs:
                for name in arguments.commands:
                    measure(Path(folder), name, jobs, arguments.rounds)


def measure(site: Path, name: str, jobs: int, rounds: int) -> None:
    """Print how many times the floor a command takes, and the memory that it needs."""
    command = [*PROGRAM, "--site", str(site), *name.split(), "--json"]
    command += ["--jobs", str(jobs)] if jobs else []
    pairs = []
    for _ in range(rounds):
        shutil.rmtree(site / ".editor-tui", ignore_errors=True)
        pairs.append((run([sys.executable, "-c", FLOOR, str(site)]), run(command)))
    seconds = statistics.median(run.seconds for _, run in pairs)
    ratio = statistics.median(run.seconds / floor.seconds for floor, run in pairs)
    cpu = statistics.median(run.cpu / floor.cpu for floor, run in pairs)
    memory = max(run.memory for _, run in pairs)
    label = f"{name}, {jobs or 'all'} jobs"
    times = f"{seconds:6.2f} s {ratio:5.1f} x the floor, {cpu:5.1f} x its CPU"
    print(f"{label:24} {times} {memory / 1e6:5.0f} MB at most", flush=True)


@dataclass(frozen=True)
class Run:
    """What a command took: seconds, seconds of all cores, and the most memory at a time in bytes."""

    seconds: float
    cpu: float
    memory: int


def run(command: list[str]) -> Run:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    most = 0
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env={**os.environ, **COMPILED})
        while process.poll() is None:
            most = max(most, sum(map(memory_of, tree_of(process.pid))))
            time.sleep(0.05)
        said.seek(0)
        # 1 is what `check` ends with where it finds something, and Python where it breaks down.
        if process.returncode not in (0, 1) or "Traceback" in said.read():
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)


def tree_of(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for parent in found:
        try:
            found += map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
        except OSError:
            continue
    return found


def memory_of(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    match = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(match.group(1)) * 1024 if match else 0


def copy_site(site: Path, folder: Path, copies: int) -> int:
    """Fill a folder with the drafts; gives their bytes."""
    size = 0
    (folder / "editor-tui.toml").write_text("")
    for file in sorted(site.rglob("*")):
        if file.suffix not in ENDINGS or not file.is_file():
            continue
        data = file.read_bytes()
        for number in range(copies):
            place = folder / f"{number}" / file.relative_to(site)
            place.parent.mkdir(parents=True, exist_ok=True)
            mine = data if number == 0 else re.sub(rb"(?m)^([ #>*-]*)(?=[^\s\x00-\x7f])", rb"\g<1>%d" % number, data)
            place.write_bytes(mine)
            size += len(mine)
    return size


if __name__ == "__main__":
    main()
