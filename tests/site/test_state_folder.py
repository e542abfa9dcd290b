"""The state folder of a site that somebody else has made."""

import sqlite3
from pathlib import Path

import pytest

from editor_tui.errors import StateError
from editor_tui.site.attention import Attention
from editor_tui.site.state import State


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Somebody's database outside of the site."""
    file = tmp_path / "cookies.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE cookies (name TEXT)")
    connection.close()
    return file


@pytest.mark.parametrize("name", ["state.sqlite3", "index.sqlite3"])
def test_a_link_in_the_state_folder_cannot_lead_out_of_the_site(tmp_path, foreign, name):
    site = tmp_path / "site"
    (site / ".editor-tui").mkdir(parents=True)
    (site / ".editor-tui" / name).symlink_to(foreign)
    before = foreign.read_bytes()

    with pytest.raises(StateError):
        State(site).ensure("CREATE TABLE IF NOT EXISTS own (name TEXT)")

    assert foreign.read_bytes() == before


def test_a_link_within_the_site_is_followed(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / ".editor-tui").symlink_to(tmp_path / "kept")

    State(tmp_path).ensure("CREATE TABLE IF NOT EXISTS own (name TEXT)")

    assert (tmp_path / "kept" / "state.sqlite3").exists()


def test_what_a_transaction_wrote_is_on_the_disk_itself_when_it_ends(tmp_path):
    connection = State(tmp_path).connection

    asked = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}

    # 2 is FULL: also the log of a commit is synced, so that a power cut takes back nothing.
    assert asked == {"journal_mode": "wal", "synchronous": 2}


def test_a_state_is_whole_until_its_file_is_damaged(tmp_path):
    state = State(tmp_path)
    state.ensure("CREATE TABLE own (name TEXT); CREATE TABLE other (name TEXT); PRAGMA wal_checkpoint(TRUNCATE)")
    assert state.is_whole()

    with open(tmp_path / ".editor-tui" / "state.sqlite3", "r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)

    assert not State(tmp_path).is_whole()


def test_a_state_that_kept_paths_as_text_is_brought_into_the_form_of_now(tmp_path):
    folder = tmp_path / ".editor-tui"
    folder.mkdir()
    connection = sqlite3.connect(folder / "state.sqlite3")
    connection.executescript(
        "CREATE TABLE attention (path TEXT NOT NULL, task TEXT NOT NULL, reason TEXT NOT NULL, marked REAL NOT NULL, "
        "PRIMARY KEY (path, task)) WITHOUT ROWID;"
        """INSERT INTO attention VALUES ('posts/茶.md', 'tags', '{"id": "llm.empty-reply", "values": {}}', 1.0);"""
    )
    connection.close()

    attention = Attention(State(tmp_path))

    assert [mark.path for mark in attention.marks()] == ["posts/茶.md"]
    attention.clear("posts/茶.md", "tags")
    assert Attention(State(tmp_path)).marks() == []
