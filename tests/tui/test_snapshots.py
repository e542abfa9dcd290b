"""Every screen as text, in two languages and two sizes.

`pytest tests/tui/test_snapshots.py --update-screens` stores them. A difference is a change of what editors see: read
it, and store it if it is meant.
"""

from __future__ import annotations

import difflib
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from tui.pilot import open_app, screen_text
from tui.scripted_desk import ScriptedDesk, doubtful, post, small_site
from tui.test_segments import translated

FOLDER = Path(__file__).with_name("screens")
SIZES = ((120, 36), (80, 24))


@dataclass(frozen=True)
class Screen:
    """How to come to a screen from the one before; `leave` goes back to where its walk began."""

    name: str
    keys: tuple[str, ...] = ()
    leave: tuple[str, ...] = ("escape",)


def ordinary() -> ScriptedDesk:
    """Drafts in every state, a run in the history, an unknown key and a closed list in the front matter."""
    desk = small_site(9)
    paths = sorted(desk.texts)
    for path in paths[:2]:
        desk.set_fields(path, {"excerpt": "朝の鴨川から哲学の道まで、編集部が歩いた半日の順路です。"})
    desk.texts["_posts/2025-10-10-broken.md"] = "---\ntitle: 閉じない\ntags: [旅\n---\n\n本文はここ。\n"
    desk.texts["_posts/2025-10-11-healthy.md"] = post(
        "Green tea, three ways", date="2025-10-11", body="A short note.\n", tags="[tea]"
    )
    desk.save(desk.propose_fix(desk.read(paths[4])))
    desk.save(doubtful(paths[3], desk.read(paths[3])))
    return desk


LIST = (
    Screen("home", ("down", "down", "space", "up"), ("end",)),
    Screen("home-broken", (), ("home",)),
    Screen("find", ("slash", "京", "都")),
    Screen("no-match", ("slash", "z"), ("escape", "escape")),
    Screen("preview", ("down", "down", "f3", "n")),
)
OVER = (
    Screen("form", ("down", "f2", "tab", "9")),
    Screen("ask", (), ("enter",)),
    Screen("help", ("f1",)),
    Screen("commands", ("ctrl+p",)),
    Screen("jump", ("ctrl+o",)),
    Screen("history", ("f9",)),
    Screen("jobs", ("f8",)),
    Screen("getting-started", ("ctrl+g",)),
)


def read(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


class Album:
    """The stored screens, and what was wrong with those that were compared."""

    def __init__(self, update: bool) -> None:
        self.update, self.wrong = update, list[str]()

    async def compare(self, name: str, pilot) -> None:
        stored = read(name)
        shown = await settled(pilot, None if self.update else stored)
        if self.update:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / name).write_text(shown, encoding="utf-8")
        elif shown != stored:
            lines = difflib.unified_diff(stored.splitlines(), shown.splitlines(), f"stored {name}", "now", lineterm="")
            self.wrong.extend(["", *lines])


async def settled(pilot, wanted: str | None) -> str:
    """The screen as soon as it is the wanted one, or when it has not changed for a second."""
    shown, since = None, time.monotonic()
    while shown is None or (shown != wanted and time.monotonic() - since < 1.0):
        await pilot.pause(0.02)
        now = re.sub(r"[ \t]+$", "", screen_text(pilot.app), flags=re.M) + "\n"
        if now != shown:
            shown, since = now, time.monotonic()
    return shown


@pytest.fixture
def album(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield Album(request.config.getoption("--update-screens"))
    monkeypatch.undo()
    time.tzset()


async def walk(album, desk, screens, size, language, **options) -> str:
    """Look at screens one after the other. Returns what differs from the stored ones, line by line; "" for nothing."""
    async with open_app(desk, size=size, language=language, **options) as pilot:
        for screen in screens:
            for key in screen.keys:
                await pilot.press(key)
            await album.compare(f"{screen.name}.{language}.{size[0]}x{size[1]}.txt", pilot)
            for key in screen.leave:
                await pilot.press(key)
            await pilot.pause(0.05)
    return "\n".join(album.wrong)


both = pytest.mark.parametrize("language", ["en", "ja"])
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@both
@sizes
async def test_the_list(album, language, size):
    assert not await walk(album, ordinary(), LIST, size, language)


@both
@sizes
async def test_what_opens_over_the_list(album, language, size):
    assert not await walk(album, ordinary(), OVER, size, language)


@both
@sizes
async def test_prompts(album, language, size):
    desk = small_site(2)
    assert not await walk(album, desk, [Screen("run", ("f5", "down")), Screen("try", ("f5", "space"))], size, language)


@both
@sizes
async def test_the_review_of_a_repair_and_of_doubts(album, language, size):
    desk = small_site(2)
    first, second = sorted(desk.texts)
    proposals = [desk.propose_fix(desk.read(first)), doubtful(second, desk.read(second))]
    screens = [
        Screen("review", (), ()),
        Screen("repeats", ("f6",)),
        Screen("review-doubtful", ("right",), ()),
        Screen("edit", ("f4",)),
    ]
    assert not await walk(album, desk, screens, size, language, proposals=proposals)


@both
@sizes
async def test_the_review_of_a_translation(album, language, size):
    desk = small_site(1)
    screens = [Screen("review-translation", (), ()), Screen("segments", ("e",))]
    assert not await walk(album, desk, screens, size, language, proposals=[translated(desk)])


@both
@sizes
async def test_the_first_start(album, language, size):
    desk = small_site(3)
    desk.model = ""
    screens = [Screen("first-start", (), ("escape",)), Screen("run-no-model", ("f5",))]
    assert not await walk(album, desk, screens, size, language)


@both
@sizes
async def test_an_empty_folder_and_the_english_version(album, language, size):
    assert not await walk(album, ScriptedDesk({}), [Screen("empty")], size, language)
    desk = small_site(1)
    path = next(iter(desk.texts))
    desk.rows_given = [row._replace(translation="stale") for row in desk.rows()]
    desk.texts[path.replace("_posts/", "_posts/en/")] = post("A walk in Kyoto", body="The river at dawn.\n\n")
    assert not await walk(album, desk, [Screen("english", ("f7",))], size, language)


def test_no_stored_screen_is_left_over():
    source = Path(__file__).read_text(encoding="utf-8")
    names = {path.name.split(".")[0] for path in FOLDER.glob("*.txt")}

    assert {name for name in names if f'"{name}"' not in source} == set()
