"""The guarded write and undo: exact bytes, or a refusal that loses nothing."""

import os

import pytest

from editor_tui.errors import (
    ChangedSinceReadError,
    EditRefusedError,
    OutsideSiteError,
    SiteLockedError,
    UsageError,
    WriteError,
)
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import Usage
from editor_tui.settings.schema import JournalSettings
from editor_tui.site.disk import Disk
from editor_tui.site.lock import SiteLock
from editor_tui.site.undo import undo

OLD = b"---\r\ntitle: Tea\r\n---\r\n\xe8\x8c\xb6"


def replace_title(draft, title="Coffee"):
    start = draft.text.index("Tea")
    edits = (Edit(start, start + 3, title, "test"),)
    return draft.with_edits(edits), edits


def write_title(writer, path="a.md", title="Coffee", command="set title"):
    before = writer.site.read(path)
    after, edits = replace_title(before, title)
    with writer.run(command) as run:
        writer.write(run, before, after, edits, "test")
    return after.data


def strays(root):
    return [name for folder, _, names in os.walk(root) for name in names if ".editor-tui-" in name]


def test_a_write_changes_the_bytes_and_keeps_mode_and_owner(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    os.chmod(root / "a.md", 0o640)
    before = os.stat(root / "a.md")

    write_title(open_writer())

    after = os.stat(root / "a.md")
    assert (root / "a.md").read_bytes() == OLD.replace(b"Tea", b"Coffee")
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert strays(root) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else_stays_theirs(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    os.chown(root / "a.md", 1234, 2345)
    os.chmod(root / "a.md", 0o4664)

    write_title(open_writer())

    after = os.stat(root / "a.md")
    assert (after.st_uid, after.st_gid, after.st_mode & 0o7777) == (1234, 2345, 0o4664)


def test_labels_and_access_lists_stay_on_the_file(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    try:
        os.setxattr(root / "a.md", "user.note", b"draft")
    except (AttributeError, OSError):
        pytest.skip("this file system keeps no extended attributes")

    write_title(open_writer())

    assert os.getxattr(root / "a.md", "user.note") == b"draft"


def test_equal_bytes_are_not_written(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    draft = writer.site.read("a.md")
    before = os.stat(root / "a.md")

    with writer.run("set title") as run:
        assert not writer.write(run, draft, draft, (), "test")

    assert os.stat(root / "a.md") == before
    assert writer.journal.runs() == []


def test_what_cannot_be_proved_is_not_written(root, open_writer):
    def refuse(before, after, edits):
        raise EditRefusedError(before.path, Message.of("site.not-written", detail="test"))

    (root / "a.md").write_bytes(OLD)

    with pytest.raises(EditRefusedError):
        write_title(open_writer(prove=refuse))

    assert (root / "a.md").read_bytes() == OLD


def change_bytes(place):
    place.write_bytes(OLD + b"!")


def change_bytes_and_hide_it(place):
    stat = os.stat(place)
    place.write_bytes(OLD.replace(b"Tea", b"Pea"))
    os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def remove(place):
    place.unlink()


@pytest.mark.parametrize("meddle", [change_bytes, change_bytes_and_hide_it, remove])
def test_a_file_that_is_no_longer_the_one_that_was_read_is_left_alone(root, open_writer, meddle):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    before = writer.site.read("a.md")
    after, edits = replace_title(before)
    meddle(root / "a.md")
    there = (root / "a.md").read_bytes() if (root / "a.md").exists() else None

    with writer.run("set title") as run, pytest.raises(ChangedSinceReadError):
        writer.write(run, before, after, edits, "test")

    assert ((root / "a.md").read_bytes() if (root / "a.md").exists() else None) == there


def test_a_file_that_was_only_touched_is_written(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    before = writer.site.read("a.md")
    after, edits = replace_title(before)
    os.utime(root / "a.md", (1, 1))

    with writer.run("set title") as run:
        writer.write(run, before, after, edits, "test")

    assert (root / "a.md").read_bytes() == after.data


def save_again(place):
    """As an editor saves: another file of the same bytes and the same name."""
    other = place.with_suffix(".new")
    other.write_bytes(place.read_bytes())
    other.chmod(0o600)
    other.replace(place)


def put_a_link(place):
    """Move the file elsewhere in the site and leave a link to it."""
    (place.parent / "shelf").mkdir()
    place.rename(place.parent / "shelf/b.md")
    place.symlink_to("shelf/b.md")


@pytest.mark.parametrize("meddle", [save_again, put_a_link])
def test_another_file_of_the_same_bytes_is_written_and_keeps_what_it_is(root, open_writer, meddle):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    before = writer.site.read("a.md")
    after, edits = replace_title(before)
    meddle(root / "a.md")
    mode, link = os.stat(root / "a.md").st_mode, (root / "a.md").is_symlink()

    with writer.run("set title") as run:
        writer.write(run, before, after, edits, "test")

    assert (root / "a.md").read_bytes() == after.data
    assert (os.stat(root / "a.md").st_mode, (root / "a.md").is_symlink()) == (mode, link)
    assert undo(writer).restored == ("a.md",)
    assert (root / "a.md").read_bytes() == OLD


@pytest.mark.parametrize("meddle", [save_again, put_a_link])
def test_a_file_that_is_replaced_while_it_is_being_written_is_left_alone_whatever_its_bytes(root, open_writer, meddle):
    class MeddlingDisk(Disk):
        def sync(self, descriptor):
            super().sync(descriptor)
            meddle(root / "a.md")

    (root / "a.md").write_bytes(OLD)
    writer = open_writer(disk=MeddlingDisk())
    before = writer.site.read("a.md")
    after, edits = replace_title(before)

    with writer.run("set title") as run, pytest.raises(ChangedSinceReadError):
        writer.write(run, before, after, edits, "test")

    assert (root / "a.md").read_bytes() == OLD
    assert strays(root) == []


def test_a_link_in_the_site_stays_a_link_and_its_target_changes(root, open_writer):
    (root / "shelf").mkdir()
    (root / "shelf/a.md").write_bytes(OLD)
    (root / "a.md").symlink_to("shelf/a.md")

    data = write_title(open_writer())

    assert (root / "a.md").is_symlink()
    assert (root / "shelf/a.md").read_bytes() == data


def test_a_link_that_leads_out_is_refused(root, open_writer):
    (root.parent / "secret.md").write_bytes(OLD)
    (root / "a.md").symlink_to("../secret.md")
    writer = open_writer()
    before = Draft("a.md", OLD)
    after, edits = replace_title(before)

    with writer.run("set title") as run, pytest.raises(OutsideSiteError):
        writer.write(run, before, after, edits, "test")

    assert (root.parent / "secret.md").read_bytes() == OLD


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_read_only_file_is_left_alone(root, open_writer, mode):
    (root / "a.md").write_bytes(OLD)
    os.chmod(root / "a.md", mode)

    with pytest.raises(WriteError):
        write_title(open_writer())

    assert (root / "a.md").read_bytes() == OLD
    assert strays(root) == []


def test_a_new_file_gets_its_folders_and_undo_takes_both_away(root, open_writer):
    writer = open_writer()

    with writer.run("translate") as run:
        assert writer.write(run, None, Draft("_posts/en/a.md", b"tea"), (), "translation")

    assert (root / "_posts/en/a.md").read_bytes() == b"tea"
    assert undo(writer).removed == ("_posts/en/a.md",)
    assert not (root / "_posts").exists()
    assert undo(writer).restored == ("_posts/en/a.md",)
    assert (root / "_posts/en/a.md").read_bytes() == b"tea"


def test_a_folder_that_was_made_for_several_new_files_goes_with_them(root, open_writer):
    writer = open_writer()
    with writer.run("translate") as run:
        for name in ("a", "b", "c"):
            writer.write(run, None, Draft(f"en/{name}.md", b"tea"), (), "translation")

    undo(writer)

    assert not (root / "en").exists()


@pytest.mark.parametrize("make", [lambda place: place.write_bytes(b"mine"), lambda place: place.symlink_to("nowhere")])
def test_a_new_file_never_overwrites(root, open_writer, make):
    make(root / "a.md")
    writer = open_writer()

    with writer.run("translate") as run, pytest.raises(ChangedSinceReadError):
        writer.write(run, None, Draft("a.md", b"tea"), (), "translation")

    assert (root / "a.md").is_symlink() or (root / "a.md").read_bytes() == b"mine"
    assert strays(root) == []


def test_a_file_that_a_run_made_and_somebody_changed_is_not_removed(root, open_writer):
    writer = open_writer()
    with writer.run("translate") as run:
        writer.write(run, None, Draft("a.md", b"tea\n"), (), "translation")
    (root / "a.md").write_bytes(b"tea\nand cake\n")

    undone = undo(writer)

    assert undone.removed == ()
    assert "+and cake" in undone.refused[0].difference
    assert (root / "a.md").read_bytes() == b"tea\nand cake\n"


def test_undo_gives_back_the_exact_bytes_and_undo_of_undo_takes_them_again(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    new = write_title(writer)

    assert undo(writer).restored == ("a.md",)
    assert (root / "a.md").read_bytes() == OLD
    assert undo(open_writer()).restored == ("a.md",)
    assert (root / "a.md").read_bytes() == new


def test_undo_after_undo_goes_further_back(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    write_title(writer, title="Tea and Coffee")
    write_title(writer, title="Water")

    first, second = undo(writer), undo(writer)

    assert (first.run.id, second.run.id) == (2, 1)
    assert (root / "a.md").read_bytes() == OLD
    assert undo(writer, run=4).restored == ("a.md",)
    assert b"Tea and Coffee" in (root / "a.md").read_bytes()


def test_undo_takes_back_every_write_of_a_run_on_one_draft(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    with writer.run("fix") as run:
        for title in ("Tea 1", "Tea 2"):
            before = writer.site.read("a.md")
            writer.write(run, before, *replace_title(before, title), "test")

    undo(writer)

    assert (root / "a.md").read_bytes() == OLD


def test_undo_of_one_draft_leaves_the_others_of_its_run(root, open_writer):
    writer = open_writer()
    for name in ("a.md", "b.md"):
        (root / name).write_bytes(OLD)
    with writer.run("set title") as run:
        for name in ("a.md", "b.md"):
            before = writer.site.read(name)
            writer.write(run, before, *replace_title(before), "test")

    undone = undo(writer, path="a.md")

    assert undone.restored == ("a.md",)
    assert (root / "b.md").read_bytes() != OLD
    assert writer.journal.runs()[1].standing == 1
    assert undo(writer, path="b.md").restored == ("b.md",)
    with pytest.raises(UsageError):
        undo(writer, run=1)


def test_undo_of_a_file_edited_since_shows_the_difference_and_can_be_tried_again(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    new = write_title(writer)
    (root / "a.md").write_bytes(new + b"\nmore\n")

    [refusal] = undo(writer).refused

    assert isinstance(refusal.error, ChangedSinceReadError)
    assert "+more" in refusal.difference
    assert (root / "a.md").read_bytes() == new + b"\nmore\n"
    (root / "a.md").write_bytes(new)
    assert undo(writer).restored == ("a.md",)


def test_there_may_be_nothing_to_undo(open_writer):
    for arguments in ({}, {"run": 7}, {"path": "a.md"}):
        with pytest.raises(UsageError):
            undo(open_writer(), **arguments)


def test_history_tells_counts_and_cost(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    with writer.journal.run("summarize") as run:
        writer.journal.account(run, {"proposed": 3}, Usage(1000, 50, 0.25))
    write_title(writer)
    undo(writer)

    undone, wrote, asked = writer.journal.runs()

    assert (asked.command, asked.counts, asked.usage.cost_usd, asked.written) == ("summarize", {"proposed": 3}, 0.25, 0)
    assert (wrote.command, wrote.written, wrote.standing) == ("set title", 1, 0)
    assert (undone.undoes, undone.written) == (wrote.id, 1)
    assert None not in (asked.ended, wrote.ended, undone.ended)


def test_a_name_of_raw_bytes_is_written_and_undone(root, open_writer):
    name = os.fsdecode("下書き".encode("euc_jp") + b".md")
    (root / name).write_bytes(OLD)
    writer = open_writer()

    write_title(writer, name)

    assert undo(writer, path=name).restored == (name,)
    assert (root / name).read_bytes() == OLD


def test_the_longest_file_name_can_be_written(root, open_writer):
    name = "茶" * 84 + ".md"
    (root / name).write_bytes(OLD)

    write_title(open_writer(), name)

    assert b"Coffee" in (root / name).read_bytes()


def test_the_journal_forgets_old_runs_and_says_so(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()
    write_title(writer)
    writer.journal._state.connection.execute("UPDATE runs SET started = started - 100 * 86400")

    (root / "a.md").write_bytes(OLD)
    write_title(writer, command="second")

    assert [run.command for run in writer.journal.runs()] == ["second"]
    assert (writer.dropped.runs, writer.journal.dropped().runs) == (1, 1)
    assert undo(writer).restored == ("a.md",)


def test_the_journal_forgets_the_oldest_runs_when_it_grows_too_large(root, open_writer):
    writer = open_writer(settings=JournalSettings(keep_megabytes=1))
    for number in range(4):
        with writer.run(f"translate {number}") as run:
            writer.write(run, None, Draft(f"{number}.md", os.urandom(400_000)), (), "translation")

    assert [run.command for run in writer.journal.runs()] == ["translate 3", "translate 2"]
    assert writer.dropped.runs == 2
    assert writer.dropped.size > 790_000


def test_the_last_run_is_kept_however_large(root, open_writer):
    writer = open_writer(settings=JournalSettings(keep_megabytes=0, keep_days=0))
    with writer.run("translate") as run:
        writer.write(run, None, Draft("a.md", os.urandom(1000)), (), "translation")

    assert undo(writer).removed == ("a.md",)


def test_another_process_waits_for_the_lock_and_is_told_who_has_it(root, open_writer):
    writer = open_writer()

    with (
        writer.run("fix"),
        pytest.raises(SiteLockedError) as caught,
        SiteLock(root / ".editor-tui").held("set", wait=0),
    ):
        pass

    assert f"{os.getpid()}" in str(caught.value)
    assert "fix" in str(caught.value)
    with SiteLock(root / ".editor-tui").held("set", wait=0) as first:
        assert first


def test_a_lock_file_that_a_dead_process_left_is_no_lock(root):
    (root / ".editor-tui").mkdir()
    (root / ".editor-tui/lock").write_text('{"pid": 999999, "command": "fix", "started": 1}')

    with SiteLock(root / ".editor-tui").held("set", wait=0) as first:
        assert first


def test_a_run_within_a_run_shares_its_lock(root, open_writer):
    (root / "a.md").write_bytes(OLD)
    writer = open_writer()

    with writer.run("review"):
        write_title(writer)

    assert undo(writer).restored == ("a.md",)


def test_a_state_folder_that_leads_out_of_the_site_is_not_used(root, open_writer):
    (root.parent / "elsewhere").mkdir()
    (root / ".editor-tui").symlink_to("../elsewhere")

    with pytest.raises(Exception, match="leads out"):
        open_writer()

    assert list((root.parent / "elsewhere").iterdir()) == []


def test_history_tells_that_a_cost_is_unknown_also_where_a_part_of_it_is_known(root, open_writer):
    writer = open_writer()
    with writer.run("summarize") as run:
        writer.journal.account(run, {"proposed": 1}, Usage(10, 5, 0.25) + Usage(20, 5, priced=False))

    [asked] = writer.journal.runs()
    assert not asked.usage.priced
    assert asked.usage.to_json() == {"input_tokens": 30, "output_tokens": 10, "cost_usd": None}
