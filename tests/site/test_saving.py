"""What is made is kept now and then, and never for longer than a twentieth of the time."""

import pytest

from editor_tui.site.page import Kept
from editor_tui.site.rows import Row
from editor_tui.site.saving import Saving


@pytest.fixture
def clock(monkeypatch):
    """Seconds that only pass when a test lets them."""
    now = [100.0]
    monkeypatch.setattr("editor_tui.site.saving.time.monotonic", lambda: now[0])

    def wait(seconds):
        now[0] += seconds

    return wait


def kept(number):
    return Kept(Row(f"{number}.md"), b"", 0, "")


def saving(clock, seconds):
    """One whose saves take so long, and the numbers of rows that were saved each time."""
    saved = []

    def save(rows):
        saved.append(len(rows))
        clock(seconds)

    return Saving(save), saved


def test_rows_that_come_at_once_are_saved_at_once(clock):
    rows, saved = saving(clock, 0)
    for number in range(5):
        rows.add(kept(number))
    rows.finish()
    rows.finish()

    assert saved == [5]


def test_slow_rows_are_saved_while_more_are_made(clock):
    rows, saved = saving(clock, 0.01)
    for number in range(6):
        clock(0.2)
        rows.add(kept(number))
    rows.finish()

    assert saved == [2, 2, 2]


def test_saving_takes_a_twentieth_of_the_time(clock):
    rows, saved = saving(clock, 2)
    for number in range(100):
        clock(1)
        rows.add(kept(number))

    assert saved == [1, 40, 40]
