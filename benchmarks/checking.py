"""What `check` costs: against the floor, on one core and on all, and how much memory as a site grows.

    python benchmarks/checking.py --site DIR [--copies 1 10] [--jobs 1 0]

The floor reads every byte and hashes every paragraph in NFKC without white space, in one process. Each measurement is
a process of its own, from its start to its end, with an empty state. Memory is the sum of what all its processes have
to themselves and share (PSS), looked at twenty times a second. For more copies of a site every line of a copy gets a
number of its own, so that copies are not repeats of each other.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOOR = """
import re, sys, unicodedata
from pathlib import Path
for file in sorted(Path(sys.argv[1]).rglob("*.md")):
    for paragraph in re.split(r"\\n\\s*\\n", file.read_bytes().decode("utf-8", "replace")):
        hash("".join(unicodedata.normalize("NFKC", paragraph).split()))
"""
ENDINGS = {".md", ".markdown", ".mdx"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--copies", type=int, nargs="+", default=[1])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 0])
    arguments = parser.parse_args()
    for copies in arguments.copies:
        with tempfile.TemporaryDirectory() as folder:
            size = copy_site(arguments.site, Path(folder), copies)
            measure(Path(folder), size / 1e6, copies, arguments.jobs)


def measure(site: Path, megabytes: float, copies: int, jobs: list[int]) -> None:
    print(f"\n{copies} x the site: {megabytes:.1f} MB, {os.cpu_count()} cores")
    floor, _ = run([sys.executable, "-c", FLOOR, str(site)])
    print(f"{'floor':24} {floor:7.2f} s {megabytes / floor:7.1f} MB/s")
    for number in jobs:
        for name, flags in (("check", ["--json"]), ("fix --dry-run", ["--json", "--dry-run"])):
            shutil.rmtree(site / ".editor-tui", ignore_errors=True)
            command = [sys.executable, "-m", "editor_tui", "--site", str(site), name.split()[0], *flags]
            seconds, memory = run([*command, "--jobs", str(number)])
            label = f"{name}, {number or 'all'} jobs"
            print(
                f"{label:24} {seconds:7.2f} s {megabytes / seconds:7.1f} MB/s {seconds / floor:6.1f} x the floor",
                end="",
            )
            print(f" {memory / 1e6:7.0f} MB at most")


def run(command: list[str]) -> tuple[float, int]:
    """Seconds, and the most memory at a time in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(memory_of, tree_of(process.pid))))
        time.sleep(0.05)
    return time.perf_counter() - start, most


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
            mine = data if number == 0 else re.sub(rb"(?m)^([ #>*-]*)(?=[^\s\x00-\x7f])", rb"\1%d" % number, data)
            place.write_bytes(mine)
            size += len(mine)
    return size


if __name__ == "__main__":
    main()
