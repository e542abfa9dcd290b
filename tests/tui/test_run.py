"""Running prompts: the trial that is seen as it is written, and prompts on selected lines."""

import pytest
from textual import events
from tui.pilot import open_app, screen_text
from tui.scripted_desk import small_site

from editor_tui.errors import PromptError
from editor_tui.messages import Message
from editor_tui.tui.home import HomeScreen
from editor_tui.tui.review import ReviewScreen
from editor_tui.tui.run import RunScreen
from editor_tui.tui.selection import LineSelection
from editor_tui.workspace.planning import Plan


async def test_a_trial_is_seen_while_it_is_written():
    desk = small_site(1)
    desk.answers = dict.fromkeys(desk.texts, "鴨川の朝は静かである。")
    async with open_app(desk) as pilot:
        desk.delay = 0.05
        await pilot.press("f5")
        await pilot.pause(0.3)
        await pilot.press("space")
        await pilot.pause(0.3)

        shown = screen_text(pilot.app)
        assert "受信中" in shown
        assert "鴨川の" in shown
        assert "静かである。" not in shown


async def test_a_trial_can_be_stopped_and_what_has_arrived_stays():
    desk = small_site(1)
    desk.answers = dict.fromkeys(desk.texts, "鴨川の朝は静かである。")
    async with open_app(desk) as pilot:
        desk.delay = 0.1
        await pilot.press("f5")
        await pilot.pause(0.2)
        await pilot.press("space")
        await pilot.pause(0.4)
        await pilot.press("escape")
        await pilot.pause(0.4)

        assert isinstance(pilot.app.screen, RunScreen)
        assert "止めました" in screen_text(pilot.app)
        assert "鴨" in screen_text(pilot.app)
        assert desk.waiting() == []

        await pilot.press("escape")
        await pilot.pause(0.4)
        assert isinstance(pilot.app.screen, HomeScreen)


async def select(pilot, *keys):
    await pilot.press("f3")
    await pilot.pause(0.2)
    await pilot.press("v", *keys)
    await pilot.pause(0.1)


async def test_selected_lines_are_what_a_prompt_is_run_on_and_what_it_changes():
    desk = small_site(1)
    path = next(iter(desk.texts))
    before = desk.texts[path]
    async with open_app(desk) as pilot:
        await select(pilot, "down", "up")
        assert "1 行を選択" in screen_text(pilot.app)

        await pilot.press("enter")
        await pilot.pause(0.2)
        assert "朝の鴨川を歩くと" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("短", "く", "enter")
        await pilot.pause(0.4)
        assert desk.passages.asked == [("rewrite-passage", before.split("\n")[7], "短く")]

        await pilot.press("enter")
        await pilot.pause(0.4)
        assert isinstance(pilot.app.screen, ReviewScreen)
        await pilot.press("enter")
        await pilot.pause(0.4)

    assert desk.texts[path] == before.replace(before.split("\n")[7], "書き直した文。", 1)


async def test_a_passage_is_asked_for_again_with_a_hint_in_the_review():
    desk = small_site(1)
    async with open_app(desk) as pilot:
        await select(pilot)
        for keys in (["enter"], ["enter"], ["enter"], ["enter"], ["a"], ["丁", "寧", "に", "enter"]):
            await pilot.press(*keys)
            await pilot.pause(0.3)

        assert isinstance(pilot.app.screen, ReviewScreen)
        assert [asked[2] for asked in desk.passages.asked] == ["", "丁寧に"]


async def test_a_reply_that_fills_nothing_is_shown_and_can_be_copied():
    desk = small_site(1)
    async with open_app(desk) as pilot:
        await select(pilot)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("down", "space")
        await pilot.pause(0.4)
        assert "書き直した文。" in screen_text(pilot.app)

        await pilot.press("c")
        assert pilot.app.clipboard == "書き直した文。"


async def test_escape_ends_the_selection_before_it_leaves_the_draft():
    desk = small_site(1)
    async with open_app(desk) as pilot:
        await select(pilot, "down", "escape")
        assert pilot.app.screen.query_one("#page").selection is None
        assert pilot.app.screen.focused.id == "page"


@pytest.mark.parametrize(("button", "selected"), [(1, 3), (0, 0), (3, 0)])
async def test_a_drag_selects_the_lines_that_it_passes_and_a_pointer_without_its_button_none(button, selected):
    desk = small_site(1)
    async with open_app(desk) as pilot:
        preview = pilot.app.screen.query_one("#page")
        rows = [at for at, line in enumerate(preview.lines) if line.start >= 0 and line.text.strip()]
        first, last = rows[0], next(at for at in rows if "約2キロ" in preview.lines[at].text)
        await pilot.mouse_down("#page", offset=(4, first))
        for y in (first, last):
            preview.post_message(
                events.MouseMove(preview, 4, y, 0, 1, button, False, False, False, screen_x=4, screen_y=y)
            )
        await pilot.pause(0.1)

        assert (preview.selection.count if preview.selection else 0) == selected


@pytest.mark.parametrize(
    ("steps", "words"), [((), "one"), ((1,), "one\n\ntwo"), ((9, -1), "one\n\ntwo"), ((-3,), "one")]
)
def test_a_selection_is_whole_lines_that_say_something(steps, words):
    text = "---\nt: x\n---\n\none\n\ntwo\r\n\r\n  \nthree\n"
    selection = LineSelection.begin(text, 13, 0)

    for step in steps:
        selection = selection.moved(step)

    start, end = selection.span
    assert text[start:end] == words


async def test_how_many_of_the_chosen_drafts_a_run_leaves_out_is_said_before_it():
    desk = small_site(3)
    desk.estimate = lambda name, paths: Plan(name, "m", (paths[0],), 1, 1200, 80)
    async with open_app(desk, language="en") as pilot:
        await pilot.press("ctrl+a", "f5")
        await pilot.pause(0.3)

        assert "For 1 of 3: the others" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("own", "said"), [(True, "No editor opened"), (False, "excerpt.prompty comes with editor-tui")]
)
async def test_editing_a_prompt_says_why_no_editor_opens(own, said, tmp_path, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "vim '")
    desk = small_site(1)
    desk.root = tmp_path
    if own:
        (tmp_path / "prompts").mkdir()
        (tmp_path / "prompts" / "excerpt.prompty").write_text("", encoding="utf-8")
    async with open_app(desk, language="en") as pilot:
        await pilot.press("escape", "f5")
        await pilot.pause(0.3)
        await pilot.press("f4")
        await pilot.pause(0.3)

        assert said in screen_text(pilot.app)


async def test_a_broken_prompt_is_shown_with_its_place():
    desk = small_site(1)

    def refuse(name, paths):
        raise PromptError("prompts/bad.prompty", Message.of("prompts.no-user-message"), line=7)

    desk.estimate = refuse
    async with open_app(desk) as pilot:
        await pilot.press("f5")
        await pilot.pause(0.3)

        assert "prompts/bad.prompty:7" in screen_text(pilot.app)
