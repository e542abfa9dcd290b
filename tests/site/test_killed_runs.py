"""Killed at any moment: every file is whole, the journal tells the truth, undo restores everything."""

import os
import random
import signal
import time

import pytest
from support.killing import check_after_kill, kill_run, lay_site, open_writer, write_all

from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.site.disk import Disk
from editor_tui.site.undo import undo

CALLS = ("create", "write", "copy_rights", "sync", "close", "replace", "link", "make_folder", "sync_folder")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork")


@pytest.mark.parametrize("seed", range(6))
def test_a_run_killed_at_a_random_moment_loses_nothing(tmp_path, seed):
    old = lay_site(tmp_path)

    kill_run(tmp_path, random.Random(seed).random(), whole=0.8)

    check_after_kill(tmp_path, old)


def test_a_run_that_is_not_killed_writes_everything(tmp_path):
    old = lay_site(tmp_path)

    write_all(tmp_path)

    assert check_after_kill(tmp_path, old) == 2 * len(old)


class DeadlyDisk(Disk):
    """Kills its process before or after a call."""

    def __init__(self, call, when):
        self.call, self.when = call, when

    def __getattribute__(self, name):
        method = object.__getattribute__(self, name)
        if name != object.__getattribute__(self, "call"):
            return method

        def deadly(*arguments):
            if object.__getattribute__(self, "when") == "after":
                method(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)

        return deadly


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("new", [False, True])
def test_a_run_killed_between_any_two_steps_loses_nothing(tmp_path, new, call, when):
    old, later = b"---\ntitle: Tea\n---\n", b"---\ntitle: Coffee\n---\n"
    path = "en/a.md" if new else "a.md"
    if not new:
        (tmp_path / path).write_bytes(old)

    _die_in_a_child(tmp_path, DeadlyDisk(call, when), Draft(path, later), None if new else Draft(path, old))

    there = (tmp_path / path).read_bytes() if (tmp_path / path).exists() else None
    assert there in (None if new else old, later)
    writer = open_writer(tmp_path)
    with writer.run("look"):
        pass
    assert sum(run.written for run in writer.journal.runs()) == (there == later)
    if there == later:
        undo(writer)
    assert sorted(os.listdir(tmp_path)) == [".editor-tui"] if new else [".editor-tui", "a.md"]
    assert new or (tmp_path / path).read_bytes() == old


def _die_in_a_child(root, disk, after, before):
    child = os.fork()
    if child == 0:
        writer = open_writer(root)
        writer._disk = disk
        try:
            with writer.run("set title") as run:
                writer.write(run, before, after, (Edit(11, 14, "Coffee", "test"),), "test")
        finally:
            os._exit(0)
    deadline = time.monotonic() + 20
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        assert time.monotonic() < deadline
        time.sleep(0.002)
