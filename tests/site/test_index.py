"""The index reads what has changed and nothing else, and is never a reason to fail."""

import os
import pickle
import random
import sqlite3
import time

import pytest

from editor_tui.messages import Message
from editor_tui.site.columns import pack_rows, unpack_rows
from editor_tui.site.files import Site
from editor_tui.site.index import Index
from editor_tui.site.rows import Row
from editor_tui.site.stamp import stamp_of


@pytest.fixture
def root(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text(name, encoding="utf-8")
    age(tmp_path)
    return tmp_path


def age(root, seconds=60):
    """Let the files have stood still for a while. The change time cannot be set: the index is told that it is later."""
    then = time.time() - seconds
    for place in root.glob("*.md"):
        os.utime(place, (then, then))


class Reader:
    """Describes drafts and remembers which."""

    def __init__(self):
        self.read = []

    def __call__(self, draft):
        self.read.append(draft.path)
        return Row(draft.path, title=draft.text)


@pytest.fixture
def later(monkeypatch):
    """Moves the clock that entries are stamped with."""
    real = time.time_ns

    def move(seconds):
        monkeypatch.setattr("editor_tui.site.index.time.time_ns", lambda: real() + int(seconds * 1e9))

    move(60)
    return move


def refresh(root, version="", paths=None):
    site, reader = Site(root), Reader()
    rows = list(Index(site, version).refresh(paths or site.paths(), lambda: reader, everything=paths is None))
    return {row.path: row.title for row in rows}, reader.read


ALL = {"a.md": "a", "b.md": "b", "c.md": "c"}


def test_the_first_time_everything_is_read_and_the_second_time_nothing(root, later):
    assert refresh(root) == (ALL, ["a.md", "b.md", "c.md"])
    assert refresh(root) == (ALL, [])


def test_known_rows_come_without_a_look_at_the_files(root, later):
    refresh(root)
    for place in root.glob("*.md"):
        place.unlink()

    assert [row.path for row in Index(Site(root)).known_rows()] == ["a.md", "b.md", "c.md"]


def test_rows_come_one_by_one_and_what_was_read_is_kept(root, later):
    site, reader = Site(root), Reader()
    rows = Index(site).refresh(site.paths(), lambda: reader)

    assert next(rows).path == "a.md"
    assert reader.read == ["a.md"]
    rows.close()
    assert refresh(root)[1] == ["b.md", "c.md"]


def write_other(place):
    place.write_text("other", encoding="utf-8")


def write_same_size(place):
    place.write_text("x", encoding="utf-8")


def write_and_hide(place):
    stat = os.stat(place)
    place.write_text("x", encoding="utf-8")
    os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def replace_and_hide(place):
    stat = os.stat(place)
    other = place.with_suffix(".new")
    other.write_text("x", encoding="utf-8")
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(place)


@pytest.mark.parametrize("change", [write_other, write_same_size, write_and_hide, replace_and_hide])
def test_what_another_program_changed_is_read_again(root, later, change):
    refresh(root)

    change(root / "b.md")

    rows, read = refresh(root)
    assert rows["b.md"] == (root / "b.md").read_text(encoding="utf-8")
    assert read == ["b.md"]


def test_a_file_that_changed_just_before_it_was_read_is_not_trusted(root, later):
    later(0)
    refresh(root)

    # A clock as coarse as some file systems' would give the next version of the file the same times.
    connection = sqlite3.connect(root / ".editor-tui/index.sqlite3")
    [(stamps,)] = connection.execute("SELECT stamps FROM pages WHERE folder = ?", (b"",))
    assert stamp_of(root / "b.md") not in stamps
    with (root / "b.md").open("r+") as file:
        file.write("x")
    assert refresh(root)[0]["b.md"] == "x"


def test_an_untrusted_file_with_the_same_bytes_is_not_described_again(root, later):
    later(0)
    refresh(root)

    assert refresh(root) == (ALL, [])


def test_a_touched_file_is_not_described_again(root, later):
    refresh(root)

    os.utime(root / "a.md")

    assert refresh(root) == (ALL, [])


def test_deleted_drafts_are_dropped_and_others_of_a_part_are_not(root, later):
    refresh(root)
    (root / "a.md").unlink()

    assert refresh(root, paths=["a.md", "b.md"]) == ({"b.md": "b"}, [])
    assert [row.path for row in Index(Site(root)).known_rows()] == ["b.md", "c.md"]
    (root / "b.md").unlink()
    assert refresh(root) == ({"c.md": "c"}, [])
    assert [row.path for row in Index(Site(root)).known_rows()] == ["c.md"]


def test_another_version_describes_everything_anew_but_paints_at_once(root, later):
    refresh(root, "1")

    assert len(Index(Site(root), "2").known_rows()) == 3
    assert refresh(root, "2") == (ALL, ["a.md", "b.md", "c.md"])
    assert refresh(root, "2") == (ALL, [])


def test_invalidated_rows_are_described_anew(root, later):
    refresh(root)
    Index(Site(root)).invalidate()

    assert refresh(root)[1] == ["a.md", "b.md", "c.md"]


@pytest.mark.parametrize("junk", [b"", b"junk" * 1000, b"SQLite format 3\0" + b"\1" * 5000])
def test_a_damaged_index_is_made_anew(root, later, junk):
    refresh(root)
    for place in (root / ".editor-tui").glob("index*"):
        place.write_bytes(junk)

    assert refresh(root) == (ALL, ["a.md", "b.md", "c.md"])
    assert refresh(root) == (ALL, [])


def test_an_index_with_damaged_places_gives_no_wrong_failure(root, later):
    index = root / ".editor-tui/index.sqlite3"
    refresh(root)
    whole = index.read_bytes()
    for seed in range(60):
        chance = random.Random(seed)
        damaged = bytearray(whole)
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        index.write_bytes(damaged)

        rows, _ = refresh(root)

        assert list(rows) == list(ALL)


def test_an_index_of_another_program_version_is_made_anew(root, later):
    refresh(root)
    connection = sqlite3.connect(root / ".editor-tui/index.sqlite3")
    connection.executescript("DROP TABLE pages; CREATE TABLE pages (x); PRAGMA user_version = 999")
    connection.close()

    assert refresh(root) == (ALL, ["a.md", "b.md", "c.md"])


def test_without_a_place_to_write_lists_work_all_the_same(root, later):
    (root / ".editor-tui").write_text("in the way", encoding="utf-8")

    assert refresh(root) == (ALL, ["a.md", "b.md", "c.md"])


def test_a_busy_index_keeps_nobody_waiting_for_long(root, later, monkeypatch):
    refresh(root)
    (root / "a.md").write_text("changed", encoding="utf-8")
    other = sqlite3.connect(root / ".editor-tui/index.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    real = sqlite3.connect
    monkeypatch.setattr(
        "editor_tui.site.index_file.sqlite3.connect", lambda *a, **k: real(*a, **{**k, "timeout": 0.01})
    )

    assert refresh(root)[0]["a.md"] == "changed"
    other.execute("ROLLBACK")


def test_a_draft_that_cannot_be_read_has_a_row_that_says_why(root, later):
    (root / "b.md").write_bytes("タイトル".encode("utf-16"))
    (root / "c.md").unlink()
    (root / "c.md").mkdir()

    rows = list(Index(Site(root)).refresh(["a.md", "b.md", "c.md"], Reader))

    assert [dict(row.rules) for row in rows] == [{}, {"not-utf-8": 1}, {"unreadable": 1}]
    assert rows[1].error is not None


def test_what_describes_drafts_is_not_prepared_without_need(root, later):
    refresh(root)

    rows = Index(Site(root)).refresh(["a.md", "b.md", "c.md"], lambda: pytest.fail("prepared"))

    assert len(list(rows)) == 3


def test_a_row_is_made_anew_when_its_version_comes_changes_or_goes(root, later):
    def describe(draft):
        made.append(draft.path)
        return Row(draft.path, version="en/a.md")

    def made_rows():
        made.clear()
        list(Index(Site(root)).refresh(["a.md"], lambda: describe))
        return list(made)

    made = []
    assert (made_rows(), made_rows()) == (["a.md"], [])
    (root / "en").mkdir()
    (root / "en/a.md").write_text("tea", encoding="utf-8")
    assert (made_rows(), made_rows()) == (["a.md"], [])
    os.utime(root / "en/a.md", (1, 1))
    assert (made_rows(), made_rows()) == (["a.md"], [])
    (root / "en/a.md").unlink()
    assert (made_rows(), made_rows()) == (["a.md"], [])


def test_rows_that_were_never_checked_are_made_anew_for_who_wants_them_checked(root, later):
    made = []

    def rows(checked):
        made.clear()

        def describe(draft):
            made.append(draft.path)
            return Row(draft.path, checked=checked)

        return [row.checked for row in Index(Site(root)).refresh(["a.md"], lambda: describe, checked=checked)]

    assert (rows(False), made) == ([False], ["a.md"])
    assert (rows(False), made) == ([False], [])
    assert (rows(True), made) == ([True], ["a.md"])
    assert (rows(True), made) == ([True], [])
    assert (rows(False), made) == ([True], [])


def test_many_drafts_are_described_by_whoever_spreads_the_work(root, later):
    (root / "b.md").write_bytes(b"\xff\xfe")
    asked = []

    def spread(work, context, paths):
        asked.extend(paths)
        return (work(context, path) for path in paths)

    rows = list(Index(Site(root)).refresh(["a.md", "b.md", "c.md"], Reader, spread=spread))

    assert asked == ["a.md", "b.md", "c.md"]
    assert [row.title for row in rows] == ["a", "b.md", "c"]


@pytest.mark.parametrize("mark", "\x1c\x1d\x1e\x1f")
def test_a_title_with_what_stands_between_rows_costs_its_own_row_only(root, later, mark):
    (root / "b.md").write_text(f"b{mark}b", encoding="utf-8")
    age(root)

    rows = ({"a.md": "a", "b.md": f"b{mark}b", "c.md": "c"}, ["a.md", "b.md", "c.md"])
    assert refresh(root) == rows
    assert refresh(root) == (rows[0], ["b.md"])


def test_what_two_processes_find_out_of_one_folder_is_kept(root, later):
    one = Index(Site(root)).refresh(["a.md", "b.md"], Reader)
    two = Index(Site(root)).refresh(["b.md", "c.md"], Reader)

    assert [row.path for row in (next(one), next(two), *one, *two)] == ["a.md", "b.md", "b.md", "c.md"]
    assert refresh(root) == (ALL, [])


def test_rows_that_were_invalidated_meanwhile_do_not_come_back(root, later):
    refresh(root)
    (root / "a.md").write_text("x", encoding="utf-8")
    rows = Index(Site(root)).refresh(["a.md", "b.md", "c.md"], Reader)
    next(rows)
    Index(Site(root)).invalidate()
    assert len(list(rows)) == 2

    assert refresh(root)[1] == ["b.md", "c.md"]


def test_rows_come_by_path_whatever_folders_they_are_in(root, later):
    for folder in ("a", "b"):
        (root / folder).mkdir()
        (root / folder / "z.md").write_text(folder, encoding="utf-8")
    paths = ["a.md", "a/z.md", "b.md", "b/z.md", "c.md"]

    assert list(refresh(root)[0]) == paths
    (root / "b.md").write_text("other", encoding="utf-8")
    assert list(refresh(root)[0]) == paths
    assert [row.path for row in Index(Site(root)).known_rows()] == paths


def test_a_brief_row_is_made_anew_when_its_version_comes(root, later):
    def describe(draft):
        made.append(draft.path)
        return Row(draft.path, version=f"{draft.path[0]}.en.md" if draft.path == "a.md" else "en/" + draft.path)

    def rows():
        made.clear()
        return list(Index(Site(root)).refresh(["a.md", "b.md"], lambda: describe, brief=True))

    made = []
    assert ([row.path for row in rows()], made) == (["a.md", "b.md"], ["a.md", "b.md"])
    assert ([row.path for row in rows()], made) == (["a.md", "b.md"], [])
    (root / "a.en.md").write_text("tea", encoding="utf-8")
    assert (len(rows()), made) == (2, ["a.md"])
    assert (len(rows()), made) == (2, [])


def test_facts_are_kept_for_the_site(root):
    index = Index(Site(root))

    assert index.facts("vocabulary") is None
    index.save_facts("vocabulary", b"tea")
    assert Index(Site(root)).facts("vocabulary") == b"tea"


def kept(rows):
    """The rows as they come out of the index."""
    return unpack_rows("", [row.path for row in rows], pack_rows(rows))


def test_a_row_survives_the_index():
    row = Row(
        os.fsdecode(b"\xff.md"), "お茶 = tea", "2025-10-01 16:43", 12, ("tea", "急須=1", ""), "ja",
        {"repeated-block": 2}, {"excerpt": "placeholder"}, "stale", "_posts/a.md", "en/a.md", False,
        Message.of("site.outside"),
    )  # fmt: skip

    assert kept([row, Row("a.md")]) == [row, Row("a.md")]


def test_brief_rows_are_the_rows_without_what_takes_long():
    rows = [Row("a.md", "tea", "2025-10-01", 3, ("x", "y"), "ja", {"restart": 1}, {}, "ok", "", "en/a.md"), Row("b.md")]

    brief = unpack_rows("", ["a.md", "b.md"], pack_rows(rows), brief=True)

    assert brief == [rows[0]._replace(tags=(), version=""), rows[1]]


def test_rows_travel_between_processes():
    rows = [Row("a.md"), Row("a.md", error=Message.of("site.outside")), *kept([Row("a.md", rules={"end-marker": 1})])]

    assert pickle.loads(pickle.dumps(rows)) == rows


def test_a_name_that_is_no_text_survives_the_index():
    row = Row(os.fsdecode(b"\xff.md"), source=os.fsdecode(b"\xff/a.md"), version="\ud800")

    assert kept([row]) == [row]


def test_a_draft_that_was_not_checked_is_described_anew_when_it_was_touched(root, later):
    def touched_and_made():
        os.utime(root / "a.md")
        made.clear()

        def describe(draft):
            made.append(draft.path)
            return Row(draft.path, checked=False)

        list(Index(Site(root)).refresh(["a.md"], lambda: describe))
        return list(made)

    made = []
    assert (touched_and_made(), touched_and_made()) == (["a.md"], ["a.md"])


def test_a_title_with_bytes_that_are_no_text_does_not_stop_the_list():
    assert kept([Row("a.md", "tea \udcff")])[0].title == "tea ?"


def test_a_draft_that_went_away_since_it_was_found_has_no_row(root, later):
    paths = ["a.md", "gone.md"]

    assert refresh(root, paths=paths) == ({"a.md": "a"}, ["a.md"])
    assert refresh(root, paths=paths) == ({"a.md": "a"}, [])
