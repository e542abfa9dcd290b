"""Every system call of a write fails once: nothing is lost, nothing is left lying about."""

import errno
import os
import shutil
import subprocess
import sys

import pytest

from editor_tui.errors import EditorTuiError, WriteError
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.site.disk import Disk
from editor_tui.site.undo import undo
from editor_tui.site.writer import Replacement

OLD = b"---\ntitle: Tea\n---\n" + b"tea " * 2000
NEW = OLD.replace(b"title: Tea", b"title: Coffee")
EDITS = (Edit(11, 14, "Coffee", "test"),)
CALLS = ("create", "write", "copy_rights", "sync", "close", "replace", "sync_folder")
CALLS_OF_NEW = ("create", "write", "sync", "close", "link", "make_folder", "sync_folder")


class FailingDisk(Disk):
    """Fails in one call, having done half of a write first, as full disks do."""

    def __init__(self, call, number):
        self.call, self.number = call, number

    def fail(self):
        raise OSError(self.number, os.strerror(self.number))

    def __getattribute__(self, name):
        wanted = object.__getattribute__(self, "call")
        if name != wanted:
            return object.__getattribute__(self, name)

        def failing(*arguments):
            if name == "write":
                os.write(arguments[0], bytes(arguments[1][: len(arguments[1]) // 2]))
            if name == "close":
                os.close(*arguments)
            self.fail()

        return failing


def everything(root):
    return sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if ".editor-tui" not in path.relative_to(root).parts
    )


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("call", CALLS)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(root, open_writer, call, number):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer(FailingDisk(call, number))

    failed = False
    with writer.run("set title") as run:
        try:
            writer.write(run, Draft("a.md", OLD), Draft("a.md", NEW), EDITS, "test")
        except WriteError:
            failed = True

    # A folder that cannot be synced is told to nobody: the new file is in its place.
    assert failed == (call != "sync_folder")
    assert (root / "a.md").read_bytes() == (OLD if failed else NEW)
    assert everything(root) == ["a.md"]
    assert len(writer.journal.runs()) == (0 if failed else 1)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("call", CALLS_OF_NEW)
def test_a_failed_new_file_leaves_nothing_at_all(root, open_writer, call, number):
    writer = open_writer(FailingDisk(call, number))

    failed = False
    with writer.run("translate") as run:
        try:
            writer.write(run, None, Draft("en/a.md", NEW), (), "test")
        except WriteError:
            failed = True

    assert failed == (call != "sync_folder")
    assert everything(root) == ([] if failed else ["en", "en/a.md"])


def test_a_file_system_without_hard_links_takes_new_files_too(root, open_writer):
    writer = open_writer(FailingDisk("link", errno.EOPNOTSUPP))

    with writer.run("translate") as run:
        writer.write(run, None, Draft("a.md", NEW), (), "test")

    assert (root / "a.md").read_bytes() == NEW
    assert everything(root) == ["a.md"]


@pytest.mark.parametrize("call", CALLS[:-1])
def test_an_undo_that_fails_leaves_the_file_and_can_be_tried_again(root, open_writer, call):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    with writer.run("set title") as run:
        writer.write(run, Draft("a.md", OLD), Draft("a.md", NEW), EDITS, "test")

    [refusal] = undo(open_writer(FailingDisk(call, errno.EIO))).refused

    assert isinstance(refusal.error, WriteError)
    assert (root / "a.md").read_bytes() == NEW
    assert undo(open_writer()).restored == ("a.md",)
    assert (root / "a.md").read_bytes() == OLD


def test_a_temporary_file_that_could_not_be_removed_goes_with_the_next_run(root, open_writer):
    class Stubborn(FailingDisk):
        def unlink(self, place):
            self.fail()

    (root / "a.md").write_bytes(OLD)
    writer = open_writer(Stubborn("sync", errno.EIO))
    with writer.run("set title") as run, pytest.raises(WriteError):
        writer.write(run, Draft("a.md", OLD), Draft("a.md", NEW), EDITS, "test")
    assert len(everything(root)) == 2

    with open_writer().run("anything"):
        pass

    assert everything(root) == ["a.md"]


def test_a_folder_that_vanishes_is_an_error_that_says_so(root, open_writer):
    class Vanishing(Disk):
        def create(self, place):
            shutil.rmtree(place.parent)
            return super().create(place)

    (root / "posts").mkdir()
    (root / "posts/a.md").write_bytes(OLD)
    writer = open_writer(Vanishing())

    with writer.run("set title") as run, pytest.raises(WriteError, match="folder is gone"):
        writer.write(run, Draft("posts/a.md", OLD), Draft("posts/a.md", NEW), EDITS, "test")


def test_what_another_program_writes_at_the_last_moment_is_kept(root, open_writer):
    class Racing(Disk):
        def sync(self, descriptor):
            (root / "a.md").write_bytes(b"mine")
            super().sync(descriptor)

    (root / "a.md").write_bytes(OLD)
    writer = open_writer(Racing())

    with writer.run("set title") as run, pytest.raises(EditorTuiError, match="another program"):
        writer.write(run, Draft("a.md", OLD), Draft("a.md", NEW), EDITS, "test")

    assert (root / "a.md").read_bytes() == b"mine"
    assert everything(root) == ["a.md"]


def test_a_state_that_names_foreign_files_removes_none(root, open_writer):
    (root.parent / "secret").write_bytes(b"mine")
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    with writer.run("set title") as run:
        writer.write(run, Draft("a.md", OLD), Draft("a.md", NEW), EDITS, "test")
    writer.journal._state.connection.execute(
        "UPDATE entries SET outcome = 'pending', temporary = '../secret', folders = '[\"../..\"]'"
    )

    with open_writer().run("anything"):
        pass

    assert (root.parent / "secret").read_bytes() == b"mine"


@pytest.fixture
def full(root):
    """A folder of the site that is a file system of half a megabyte, where we may mount one."""
    place = root / "full"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    mounting = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("no mounting here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_disk_that_is_full_keeps_every_draft_whole(root, open_writer, full):
    drafts = {f"full/{number}.md": OLD + os.urandom(40_000) for number in range(8)}
    for path, data in drafts.items():
        (root / path).write_bytes(data)
    expected = dict(drafts)
    writer = open_writer()
    errors = []

    with writer.run("fix") as run:
        for path, data in drafts.items():
            try:
                writer.put(run, Replacement(path, data, data + bytes(60_000), "test"))
                expected[path] = data + bytes(60_000)
            except WriteError as error:
                errors.append(str(error))

    assert errors
    assert all("the disk is full" in error for error in errors)
    assert {path: (root / path).read_bytes() for path in drafts} == expected
    assert len(list(full.iterdir())) == len(drafts)
    # Taking it back needs room for one more copy, and has it: shorter files make room as they come.
    assert len(undo(writer).restored) == len(drafts) - len(errors)
    assert {path: (root / path).read_bytes() for path in drafts} == drafts
