"""A run that writes 100 drafts in a process of its own, to be killed at any moment, and what must hold then."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import set_value
from editor_tui.post.proof import prove, prove_new
from editor_tui.site.files import Site
from editor_tui.site.journal import Journal
from editor_tui.site.lock import SiteLock
from editor_tui.site.state import State
from editor_tui.site.undo import undo
from editor_tui.site.writer import Writer

DRAFTS = 100


def open_writer(root: Path) -> Writer:
    """A writer as a new process opens it."""
    state = State(root)
    return Writer(Site(root), Journal(state), SiteLock(state.folder), prove, prove_new=prove_new)


def lay_site(root: Path) -> dict[str, bytes]:
    """Drafts of 1 to 60 KB, in half of the number that a run writes; the other half are files that it makes."""
    chance = random.Random(1)
    drafts = {}
    for number in range(DRAFTS // 2):
        text = f"---\ntitle: お茶 {number}\ntags: [tea]\n---\n\n" + "湯を沸かす。\n" * chance.randrange(50, 3000)
        drafts[f"_posts/{number:03}.md"] = text.encode()
    for path, data in drafts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return drafts


def write_all(root: Path) -> None:
    """The run: each draft gets an excerpt and an English version."""
    writer = open_writer(root)
    with writer.run("summarize --write") as run:
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        for path in writer.site.paths(["_posts"]):
            before = writer.site.read(path)
            edits = set_value(before, "excerpt", f"茶の話 {path}")
            writer.write(run, before, before.with_edits(edits), edits, "excerpt")
            writer.write(run, None, version_of(before), (), "translation")


def version_of(draft: Draft) -> Draft:
    return Draft(draft.path.replace("_posts/", "_posts/en/"), draft.data.replace("お茶".encode(), b"Tea"))


def kill_run(root: Path, share: float, whole: float) -> None:
    """Start the run and kill it after a share of the seconds that a whole one takes."""
    process = subprocess.Popen(
        [sys.executable, __file__, str(root)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": tests_folder()}
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(share * whole)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def tests_folder() -> str:
    return str(Path(__file__).parents[1])


def check_after_kill(root: Path, old: dict[str, bytes]) -> int:
    """Assert that all is whole, told and undone. Gives how many drafts had been written."""
    drafts = {path: Draft(path, data) for path, data in old.items()}
    new = {path: draft.with_edits(set_value(draft, "excerpt", f"茶の話 {path}")).data for path, draft in drafts.items()}
    made = {version_of(draft).path: version_of(draft).data for draft in drafts.values()}
    there = _files(root)
    for path, data in old.items():
        assert there[path] in (data, new[path]), f"{path} is neither old nor new"
    for path, data in made.items():
        assert there.get(path) in (None, data), f"{path} is neither whole nor absent"

    writer = open_writer(root)
    with writer.run("look"):
        pass

    there = _files(root)
    assert set(there) <= {*old, *made}, "a stray file is left"
    written = {path for path in old if there[path] == new[path]} | (made.keys() & there.keys())
    runs = writer.journal.runs()
    told = {entry.path for entry in writer.journal.entries(runs[0].id)} if runs else set()
    assert told == written, "the journal says something else than the files"
    if written:
        undone = undo(writer)
        assert not undone.refused
    assert _files(root) == old, "undo did not restore everything"
    return len(written)


def _files(root: Path) -> dict[str, bytes]:
    return {
        place.relative_to(root).as_posix(): place.read_bytes()
        for place in root.rglob("*")
        if place.is_file() and ".editor-tui" not in place.relative_to(root).parts
    }


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
