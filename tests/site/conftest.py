"""A small site and a writer on it. `tests/site` only."""

import pytest

from editor_tui.settings.schema import JournalSettings
from editor_tui.site.disk import Disk
from editor_tui.site.files import Site
from editor_tui.site.journal import Journal
from editor_tui.site.lock import SiteLock
from editor_tui.site.state import State
from editor_tui.site.writer import Writer


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def open_writer(root):
    """A function that opens a writer as a new process would."""

    def open_one(disk=None, settings=None, prove=lambda before, after, edits: None):
        state = State(root)
        journal = Journal(state, settings or JournalSettings())
        return Writer(Site(root), journal, SiteLock(state.folder), prove, disk=disk or Disk())

    return open_one
