"""Text from files, models, file names and errors can neither crash a screen nor drive the terminal."""

import os
import re
import sys
import time
from pathlib import Path

import pytest
from textual import events
from tui.pilot import open_app, screen_text
from tui.scripted_desk import ScriptedDesk
from tui.terminal import Terminal, has_tmux

from editor_tui.errors import DraftError
from editor_tui.messages import Message
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import BodyChange, FieldChange, FileChange, Origin, Part, Problem, Proposal
from editor_tui.site.runs import Run
from editor_tui.text.width import text_width
from editor_tui.tui.draft_list import DraftList

HOSTILE = (
    "[/bold]",
    "[/",
    "[red]red[/red]",
    "[link=http://example.com]x[/link]",
    "[@click=app.quit]quit[/]",
    "[@click='app.bell'",
    "\\[b]escaped",
    "$primary {x} %s %(a)s",
    "{count} {0} {missing!r}",
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x9b31m\x9d0;x\x9c",
    "\x00\x01\x02\x7f\x85\x90",
    "\r\x08\x08\x0b\x0coverwritten",
    "\u202egnp.exe\u202c \u2066iso\u2069",
    "\u200b\u2060\ufeff\u00ad\u180e",
    "\udc80\udcff\ud800",
    "👩\u200d💻👍🏽❤\ufe0f🇯🇵1\ufe0f\u20e3",
    "か\u3099" + "e\u0301\u0302\u0303\u0304" * 40,
    "\U000e0041\U000e007f\U0001f3f4",
    "長" * 40_000,
    "a" * 40_000,
    "、" * 400,
    "「" * 400,
    "\t\t表\ttab",
    "\u2028line\u2029para",
    "ﷺ" * 20 + "𒐫",
)
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
SHORT = [text if len(text) < 1000 else text[:3000] for text in HOSTILE]


def quoted(text: str) -> str:
    return "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text if ord(c) < 0x10000)


def hostile_site() -> ScriptedDesk:
    """Every string as title, tag, excerpt, body and, but for "/" and NUL, as file name."""
    texts = {}
    for number, text in enumerate(HOSTILE):
        # A file has bytes that are no text, but no halves of a surrogate pair.
        body = text.replace("\ud800", "")
        name = body.replace("/", "_").replace("\x00", "")[:60]
        said = quoted(text[:3000].encode("utf-8", "replace").decode())
        texts[f"_posts/{number:02d}-{name}.md"] = (
            f'---\ntitle: "{said}"\ndate: 2025-10-01\ntags: ["{said[:500]}", b]\nexcerpt: "{said}"\n'
            f'other: "{said}"\n---\n\n{body}\n\n## {body}\n\n```\n{body}\n```\n\n- {body}\n'
        )
    desk = ScriptedDesk(texts)
    rows = [desk._row(path) for path in sorted(texts)]
    return ScriptedDesk(
        texts, rows_given=rows, prompts=["excerpt", "[/bold]", "\x1b[2J"], root=Path("/tmp/[red]site\x1b[2J")
    )


def assert_tame(pilot) -> None:
    """What the compositor hands to the terminal holds nothing to obey, no line too wide and no planted action."""
    for strip in pilot.app.screen._compositor.render_strips():
        assert not _OBEYED.search(strip.text), repr(strip.text)
        for segment in strip:
            meta = segment.style.meta if segment.style else {}
            assert "@click" not in meta
            assert not (segment.style and segment.style.link)


@pytest.mark.parametrize("size", [(120, 36), (60, 15)])
async def test_the_list_and_the_preview(size):
    async with open_app(hostile_site(), size=size) as pilot:
        assert_tame(pilot)
        assert len(pilot.app.screen.shelf) == len(HOSTILE)
        await pilot.press("f3")
        for row in range(len(HOSTILE)):
            pilot.app.screen.query_one(DraftList).show_row(row)
            await pilot.pause(0.07)
            assert_tame(pilot)


async def test_the_filter():
    async with open_app(hostile_site()) as pilot:
        await pilot.press("slash")
        for text in SHORT:
            pilot.app.post_message(events.Paste(text))
            await pilot.pause()
            assert_tame(pilot)
            pilot.app.screen.query_one("#find").value = ""


async def test_a_paste_into_an_edited_value():
    desk = hostile_site()
    async with open_app(desk, proposals=proposals(desk)[:1]) as pilot:
        await pilot.press("e")
        await pilot.pause(0.1)
        for text in SHORT:
            pilot.app.post_message(events.Paste(text))
            await pilot.pause()
        assert_tame(pilot)


def proposals(desk: ScriptedDesk) -> list[Proposal]:
    """Every string as what a model says, with itself as the reason for doubt."""
    made = []
    for path, text in zip(sorted(desk.texts), SHORT, strict=True):
        draft = desk.read(path)
        problem = Problem(text, Message("tui.review-place", {"at": text, "count": text, "path": text}))
        origin = Origin(text[:60], "model", 0.0, "p", text[:60])
        fields = (
            Part(FieldChange("excerpt", draft.metadata["excerpt"], text), (problem,)),
            Part(FieldChange("tags", draft.metadata["tags"], [text, "b"])),
            Part(FieldChange(text[:60], {"a": text}, {"a": [text]})),
            Part(BodyChange((Edit(0, 0, text, text[:60]),), draft.body_fingerprint)),
        )
        made.append(Proposal(path, draft.fingerprint, fields, origin))
        file = Part(FileChange(text), (problem,), ((text, text), ("a", text)))
        made.append(Proposal(path, draft.fingerprint, (file,), origin, text))
    return made


async def test_the_review():
    desk = hostile_site()
    async with open_app(desk, proposals=proposals(desk), size=(80, 24)) as pilot:
        for _ in range(2 * len(HOSTILE)):
            await pilot.press("right")
            assert_tame(pilot)


async def test_the_dialogs_of_the_review():
    desk = hostile_site()
    async with open_app(desk, proposals=proposals(desk)[18:22], size=(80, 24)) as pilot:
        for keys in (["e"], ["a"], ["down", "down", "down", "f6"], ["right", "e"]):
            await pilot.press(*keys)
            await pilot.pause(0.1)
            assert_tame(pilot)
            await pilot.press("escape")
            await pilot.pause(0.05)


@pytest.mark.parametrize("number", [3, 9, 19])
async def test_the_form_the_prompts_and_the_history(number):
    desk = hostile_site()
    path = sorted(desk.texts)[number]
    async with open_app(desk, size=(80, 24)) as pilot:
        pilot.app.screen.query_one(DraftList).show_row(pilot.app.screen.shelf.row_of(path))
        for key in ("f2", "f5", "f9", "f8", "f1", "ctrl+p", "ctrl+o"):
            await pilot.press(key)
            await pilot.pause(0.15)
            assert_tame(pilot)
            await pilot.press("escape")
            await pilot.pause(0.05)


async def test_errors():
    desk = hostile_site()
    async with open_app(desk) as pilot:
        for text in SHORT:
            error = DraftError(text, Message("tui.review-place", {"at": text, "count": text, "path": text}))
            pilot.app.home.tell_error(error)
            await pilot.pause()
            assert_tame(pilot)
        assert screen_text(pilot.app)


async def test_jobs_that_fail_with_hostile_words_and_a_hostile_history():
    desk = hostile_site()
    desk.answers = {
        path: DraftError(text, Message("tui.review-place", {"at": text, "count": text, "path": text}))
        for path, text in zip(sorted(desk.texts), SHORT, strict=True)
    }
    for text in SHORT:
        desk.runs.append((Run(len(desk.runs) + 1, text[:200], 1_760_000_000.0, written=1, standing=1), {}))
    async with open_app(desk, size=(80, 24)) as pilot:
        await pilot.press("ctrl+a", "f5")
        await pilot.pause(0.3)
        assert_tame(pilot)
        await pilot.press("enter")
        await pilot.pause(0.5)
        for keys in (["f8"], ["down"], ["end"], ["escape"], ["f9"], ["end"], ["enter"], ["escape"]):
            await pilot.press(*keys)
            await pilot.pause(0.15)
            assert_tame(pilot)


@pytest.mark.parametrize("text", SHORT[:12:3])
async def test_trouble_in_the_form_and_in_getting_started(text):
    desk = hostile_site()
    desk.model = text
    desk.refuses = DraftError(text, Message("tui.review-place", {"at": text, "count": text, "path": text}))
    async with open_app(desk, size=(80, 24)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause(0.1)
        assert_tame(pilot)
        await pilot.press("escape", "f2")
        await pilot.pause(0.2)
        await pilot.press("end", "x", "ctrl+s")
        await pilot.pause(0.2)
        assert_tame(pilot)


PLANTED = (b"\x1b]52;", b"\x1b]0;title", b"\x1b]8;;http", b"\x1bP+q", b"\x1b[2J\x1b[31mred", b"\xc2\x9b", b"\xc2\x9d")


@pytest.mark.skipif(not has_tmux(), reason="tmux is not installed")
@pytest.mark.flaky(reruns=2, only_rerun=["TimeoutError"])
def test_nothing_of_it_reaches_a_real_terminal(tmp_path):
    """Real files, their names raw bytes, through the real workspace: list, preview, form, review, help, quit."""
    posts = tmp_path / "_posts"
    posts.mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n")
    for number, text in enumerate(HOSTILE):
        body = text.encode("utf-8", "replace")[:3000]
        said = quoted(text[:300].encode("utf-8", "replace").decode())
        raw = bytes([0xFF, 0xE3, 0x1B, 0x9B]) if number % 2 else body.replace(b"/", b"_").replace(b"\x00", b"")[:60]
        head = f'---\ntitle: "{said}"\ndate: 2025-10-{number % 28 + 1:02d}\nexcerpt: "{said}"\n---\n\n'.encode()
        name = b"%s/%02d-%s.md" % (os.fsencode(posts), number, raw)
        Path(os.fsdecode(name)).write_bytes(head + body + b"\n\n" + body + b"\n")
    command = [sys.executable, "-m", "editor_tui", "--site", str(tmp_path), "--lang", "en"]
    environment = {"LANG": "C.UTF-8", "OPENAI_BASE_URL": "http://localhost:9/v1"}
    with Terminal(command, 120, 36, environment=environment) as terminal:
        terminal.wait_for(f"{len(HOSTILE)} drafts")
        terminal.wait_for("1/30")
        for number in range(len(HOSTILE)):
            terminal.press("down", *(("F2",) if number % 10 == 0 else ()))
            time.sleep(0.05)
            if number % 10 == 0:
                terminal.wait_for("Front matter  _posts")
                terminal.press("escape")
                terminal.wait_for("drafts")
        for keys in (("F6",), ("escape",), ("F1",), ("escape",), ("F9",), ("escape",), ("F5",), ("escape",)):
            terminal.press(*keys)
            time.sleep(0.2)
        terminal.press("end")
        terminal.wait_for("30/30")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0

        output = terminal.output()
        assert len(output) > 10_000
        assert [sequence for sequence in PLANTED if sequence in output] == []
        assert terminal.modes() == {"alternate": False, "mouse": False, "cursor": True}


def test_there_are_enough_hostile_strings_and_some_are_wide():
    assert len(HOSTILE) >= 25
    assert max(map(text_width, HOSTILE)) >= 40_000
