"""Answers that could not be used: shown with the reason, asked again, or put away."""

from tui.pilot import open_app, screen_text
from tui.scripted_desk import small_site

from editor_tui.errors import InvalidReplyError
from editor_tui.messages import Message
from editor_tui.tui.home import HomeScreen
from editor_tui.workspace.attention import Marked

WHY = Message.of("tasks.check-empty")


def site_with_marks(*replies):
    desk = small_site(2)
    desk.marks = [Marked(path, "excerpt", WHY, replies) for path in sorted(desk.texts)]
    return desk


async def open_refused(pilot):
    await pilot.press("exclamation_mark")
    await pilot.pause(0.3)


async def test_the_reply_is_shown_with_the_reason_and_is_no_markup():
    desk = site_with_marks("[bold]申し訳[/] ありません\x1b]52;c;AA==\x07")
    async with open_app(desk) as pilot:
        await open_refused(pilot)

        shown = screen_text(pilot.app)
        assert "1/2" in shown
        assert "[bold]申し訳[/] ありません" in shown
        assert "\x1b" not in shown


async def test_asking_again_makes_a_proposal_and_goes_on():
    desk = site_with_marks("だめな回答")
    first, _ = sorted(desk.texts)
    async with open_app(desk) as pilot:
        await open_refused(pilot)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("短", "く", "enter")
        await pilot.pause(0.3)

        assert desk.log == [("propose", "excerpt", first, "短く")]
        assert [waiting.path for waiting in desk.waiting()] == [first]
        assert "1/1" in screen_text(pilot.app)

        await pilot.press("escape")
        await pilot.pause(0.2)
        assert "提案あり 1" in screen_text(pilot.app)


async def test_a_second_answer_that_cannot_be_used_stays_marked():
    desk = site_with_marks("だめな回答")
    desk.answers = dict.fromkeys(desk.texts, InvalidReplyError(WHY, reply="まただめ"))
    async with open_app(desk) as pilot:
        await open_refused(pilot)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.3)

        assert "×" in screen_text(pilot.app)
        assert len(desk.marks) == 2


async def test_an_answer_that_comes_while_somebody_looks_at_another_leaves_them_there():
    desk = site_with_marks("だめな回答")
    desk.delay = 0.2
    desk.texts["third.md"] = desk.texts[max(desk.texts)]
    desk.marks.append(Marked("third.md", "excerpt", WHY))
    first, second = (mark.path for mark in desk.marks[:2])
    async with open_app(desk) as pilot:
        await open_refused(pilot)
        await pilot.press("enter")
        await pilot.pause(0.1)
        await pilot.press("enter", "right")
        await pilot.pause(0.5)

        assert [waiting.path for waiting in desk.waiting()] == [first]
        assert [mark.path for mark in desk.marks] == [second, "third.md"]
        assert "1/2" in screen_text(pilot.app)
        assert second in screen_text(pilot.app)
        assert "聞いています" not in screen_text(pilot.app)


async def test_what_was_seen_is_put_away_and_the_last_one_leads_back():
    desk = site_with_marks("だめな回答")
    async with open_app(desk) as pilot:
        await open_refused(pilot)
        await pilot.press("delete", "delete")
        await pilot.pause(0.3)

        assert desk.marks == []
        assert isinstance(pilot.app.screen, HomeScreen)
