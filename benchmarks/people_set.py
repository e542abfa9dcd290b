"""Collects Markdown that people wrote: manuals, release notes and READMEs of a few source packages.

    python benchmarks/people_set.py FOLDER

Fetches the packages of `data/people.txt` with apt-get (Debian's source packages must be among its sources) and pip, and
lays their Markdown into FOLDER/sites, one folder a package or a part of one: files of 500 characters of prose or more,
without those whose words stand in another one.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

PACKAGES = Path(__file__).parent / "data" / "people.txt"
ENDINGS = {".md", ".mdx", ".markdown"}
SHORTEST, FEWEST_LETTERS = 500, 300
CODE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
PROJECT = re.compile(r"(?P<name>[a-z.]+?)[_-]\d.*?(?:\.orig-(?P<part>\w+))?\.tar\.\w+")


def packages() -> Iterator[tuple[str, str, str]]:
    """Client, name and version of every package of the list."""
    for line in PACKAGES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            client, name, version = line.split()
            yield client, name, version


def fetch(folder: Path) -> None:
    """Fetches what is not there yet. A package that cannot be had is named on stderr."""
    # Packages of those years cannot be read by the newest of these.
    constraint = folder / "constraint.txt"
    constraint.write_text("flit_core<4\n", "utf-8")
    for client, name, version in packages():
        if any(folder.glob(f"{name}[_-]*.tar.*")):
            continue
        command = ["apt-get", "source", "--quiet", "--download-only", "--tar-only", f"{name}={version}"]
        if client == "pip":
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
            command.append(f"{name}=={version}")
        environment = os.environ | {"PIP_CONSTRAINT": str(constraint.resolve())}
        if subprocess.run(command, cwd=folder, env=environment, check=False).returncode:
            print(f"{name} {version}: cannot be had", file=sys.stderr)


def unpack(archive: Path, sites: Path, seen: set[bytes]) -> Counter[str]:
    """Lays the Markdown of an archive into the folder of its package, and counts it."""
    match = PROJECT.fullmatch(archive.name)
    if match is None:
        return Counter()
    site = "-".join(filter(None, match.groups()))
    count: Counter[str] = Counter()
    with tarfile.open(archive) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if not member.isfile() or path.suffix.lower() not in ENDINGS or ".." in path.parts or path.is_absolute():
                continue
            file = tar.extractfile(member)
            data = file.read() if file else b""
            count["files"] += 1
            if not is_prose(data):
                count["too short"] += 1
            elif (key := words_of(data)) in seen:
                count["the same words"] += 1
            else:
                seen.add(key)
                count["kept"] += 1
                target = sites / site / PurePosixPath(*path.parts[1:])
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
    return count


def is_prose(data: bytes) -> bool:
    """Whether enough is left of a text without its code."""
    prose = CODE.sub("", data.decode("utf-8", "replace"))
    return len(prose) >= SHORTEST and sum(map(str.isalpha, prose)) >= FEWEST_LETTERS


def words_of(data: bytes) -> bytes:
    """The same for texts with the same words, whatever their digits and marks."""
    words = re.sub(r"[\W\d_]+", "", data.decode("utf-8", "replace").lower())
    return hashlib.sha1(words.encode("utf-8")).digest()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    fetch(folder)
    seen: set[bytes] = set()
    total: Counter[str] = Counter()
    for archive in sorted(folder.glob("*.tar.*")):
        count = unpack(archive, folder / "sites", seen)
        print(f"{archive.name}: {dict(count)}")
        total += count
    print(dict(total))


if __name__ == "__main__":
    main()
