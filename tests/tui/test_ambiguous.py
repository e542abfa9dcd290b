"""Terminals that give ○ and … two columns, and those that have no such characters at all."""

import os
import pty
import threading
import time
import unicodedata

import pytest
from rich.cells import cell_len
from tui.pilot import open_app, screen_text
from tui.scripted_desk import ScriptedDesk, small_site

from editor_tui.settings import Settings
from editor_tui.settings.schema import AppSettings
from editor_tui.text.width import text_width
from editor_tui.tui.ambiguous import PATIENCE, ask_terminal, measure_as

KEYS = ("f1", "f2", "f3", "f5", "f8", "f9", "ctrl+p", "ctrl+o", "ctrl+g", "f10")


@pytest.fixture
def terminal():
    """The two ends of a terminal: whoever has the first one plays it."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize(("answer", "columns"), [(b"\x1b[1;2R", 1), (b"\x1b[1;3R", 2), (b"ab\x1b[7;3R", 2)])
def test_the_terminal_is_asked(terminal, answer, columns):
    ours, theirs = terminal

    def play():
        asked = b""
        while b"\x1b[6n" not in asked:
            asked += os.read(ours, 100)
        os.write(ours, answer)

    player = threading.Thread(target=play)
    player.start()

    assert ask_terminal(theirs, theirs) == columns
    player.join()


def test_a_terminal_that_does_not_answer_is_not_waited_for_long(terminal):
    begun = time.monotonic()

    assert ask_terminal(terminal[1], terminal[1]) is None
    assert time.monotonic() - begun < 5 * PATIENCE


def test_what_is_no_terminal_is_not_asked():
    read, write = os.pipe()
    try:
        assert ask_terminal(read, write) is None
    finally:
        os.close(read)
        os.close(write)


@pytest.fixture
def wide():
    measure_as(True)
    yield
    measure_as(False)


def columns_of(text):
    """As such a terminal counts, from Unicode's own table."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WFA" else 1
        for c in text
    )


def test_we_and_rich_measure_as_the_terminal_does(wide):
    for text in ("○…“”", "αβγ Ж", "京都×２", "plain", "か\u3099"):
        assert text_width(text) == cell_len(text) == columns_of(text), text


def test_measuring_is_as_before_after_it():
    assert text_width("○…") == cell_len("○…") == 2


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_no_line_is_longer_than_the_terminal_that_draws_them_wide(wide, size):
    desk = small_site(3)
    path = sorted(desk.texts)[-1]
    desk.texts[path] = desk.texts[path].replace("朝の鴨川", "“朝”の…α○×→鴨川" * 9)
    desk.save(desk.propose_fix(desk.read(path)))
    async with open_app(desk, size=size, wide=True) as pilot:
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.1)
            for line in pilot.app.screen._compositor.render_strips():
                assert columns_of(line.text) == size[0], line.text
            await pilot.press("escape")


async def test_the_ascii_mode_draws_nothing_else():
    body = "A first paragraph that stands here twice, word for word.\n\n"
    desk = ScriptedDesk(
        {f"{n}.md": f"---\ntitle: Post {n}\ndate: 2025-10-0{n}\nexcerpt: x\n---\n\n{body * 30}" for n in range(1, 10)},
        answers={f"{n}.md": "An excerpt." for n in range(1, 10)},
    )
    desk.settings = Settings().replace(app=AppSettings(ascii="on"))
    desk.prompts = ["excerpt"]
    desk.save(desk.propose_fix(desk.read("9.md")))
    desk.model = ""
    async with open_app(desk, size=(80, 24), language="en") as pilot:
        for key in ("ctrl+g", *KEYS):
            shown = screen_text(pilot.app)
            # What the catalogue and the prompts say may have quotes and arrows of their own.
            odd = {c for c in shown if not c.isascii() and not c.isalpha()} - set("“”…–←→↑↓·’（）、。")
            assert not odd, (key, odd)
            await pilot.press("escape", key)
            await pilot.pause(0.15)
