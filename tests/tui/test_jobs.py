"""Jobs: paused, cancelled, repeated, and gone on with after a restart."""

import asyncio

import pytest
from tui.pilot import open_app, screen_text
from tui.scripted_desk import small_site

from editor_tui.errors import DraftError, ProviderError, StateError
from editor_tui.messages import Catalogue, Message
from editor_tui.post.proposal import Usage
from editor_tui.text.width import text_width
from editor_tui.tui.jobs import Job, JobBoard
from editor_tui.tui.jobs_screen import job_line
from editor_tui.tui.look import Look
from editor_tui.workspace.results import TaskResult

WORDS = Message.of("site.gone-since-read")


def board_of(desk):
    return JobBoard(desk, lambda job: None)


async def nothing(task, paths, options):
    for path in paths:
        yield TaskResult(path, task, "unchanged")


async def until(condition):
    for _ in range(200):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise TimeoutError


async def test_a_job_that_is_done_leaves_nothing_to_go_on_with():
    desk = small_site(3)
    board = board_of(desk)

    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.is_over)

    assert (job.stage, job.done, job.left) == ("done", 3, [])
    assert await board_of(desk).find_unfinished() == []


async def test_what_a_job_had_not_done_when_the_app_ended_is_done_at_the_next_start():
    desk = small_site(4)
    desk.delay = 0.02
    board = board_of(desk)
    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.done == 2)

    await board.stop_all()
    desk.delay = 0.0
    desk.log.clear()
    next_board = board_of(desk)
    [unfinished] = await next_board.find_unfinished()
    assert (unfinished.stage, unfinished.done, len(unfinished.left)) == ("paused", 2, 2)
    assert next_board.running == []

    next_board.pause(unfinished)
    await until(lambda: unfinished.is_over)

    assert len(desk.waiting()) == 4
    assert [entry[2] for entry in desk.log] == sorted(desk.texts)[2:]
    assert await board_of(desk).find_unfinished() == []


async def test_a_job_that_was_cancelled_is_not_offered_again():
    desk = small_site(2)
    desk.delay = 30.0
    board = board_of(desk)
    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.stored)

    board.cancel(job)
    await board.stop_all()

    assert job.stage == "cancelled"
    assert await board_of(desk).find_unfinished() == []


async def test_a_job_that_nobody_went_on_with_can_be_cancelled():
    desk = small_site(2)
    desk.jobs.add("excerpt", sorted(desk.texts), offline=False)
    board = board_of(desk)
    [job] = await board.find_unfinished()

    board.cancel(job)

    assert desk.jobs.unfinished() == []


async def test_repeating_asks_only_for_what_failed():
    desk = small_site(3)
    first, *_ = sorted(desk.texts)
    desk.answers = {first: DraftError(first, WORDS)}
    board = board_of(desk)
    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.is_over)
    assert (job.stage, job.left) == ("done", [first])

    desk.answers = {}
    desk.log.clear()
    again = board.retry(job)
    await until(lambda: again.is_over)

    assert [entry[2] for entry in desk.log] == [first]
    assert board.retry(again) is None


async def test_a_job_of_which_every_draft_failed_has_failed_and_can_be_repeated():
    desk = small_site(2)
    desk.answers = {path: DraftError(path, WORDS) for path in desk.texts}
    board = board_of(desk)
    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.is_over)

    assert (job.stage, job.failed, job.trouble) == ("failed", 2, WORDS)
    desk.answers = {}
    again = board.retry(job)
    await until(lambda: again.is_over)
    assert (again.stage, again.proposed) == ("done", 2)


async def test_a_job_that_the_provider_refused_is_offered_again():
    desk = small_site(2)
    desk.answers = dict.fromkeys(desk.texts, ProviderError(WORDS))
    board = board_of(desk)
    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.is_over)

    assert job.stage == "failed"
    assert len(await board_of(desk).find_unfinished()) == 1


async def test_an_error_that_nobody_foresaw_ends_the_job_and_not_the_app(tmp_path):
    desk = small_site(2)
    desk.root = tmp_path
    desk.answers = dict.fromkeys(desk.texts, ZeroDivisionError("the text of a draft"))
    async with open_app(desk) as pilot:
        job = pilot.app.board.start("excerpt", sorted(desk.texts))
        await until(lambda: job.is_over)
        await pilot.press("f8")
        await pilot.pause(0.2)

        assert "ZeroDivisionError" in screen_text(pilot.app)
        assert pilot.app.board.running == []
    [report] = tmp_path.rglob("crash.log")
    assert "in propose" in report.read_text("utf-8")
    assert "the text" not in report.read_text("utf-8")
    assert len(await board_of(desk).find_unfinished()) == 1


async def test_the_drawer_shows_the_end_of_a_job_that_it_was_opened_on():
    desk = small_site(1)
    desk.delay = 0.3
    async with open_app(desk, language="en") as pilot:
        job = pilot.app.board.start("excerpt", sorted(desk.texts))
        await pilot.press("f8")
        await pilot.pause(0.1)
        assert "running 1" in screen_text(pilot.app)

        await until(lambda: job.is_over)
        await pilot.pause(1.2)
        assert "running 0 · over 1" in screen_text(pilot.app)
        assert "1/1" in screen_text(pilot.app)


async def test_a_job_whose_end_cannot_be_noted_is_over_all_the_same():
    def refuse(job):
        raise StateError(WORDS)

    desk = small_site(2)
    desk.jobs.forget = refuse
    told = []
    board = JobBoard(desk, lambda job: told.append(job.stage))

    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.is_over)
    await board.stop_all()

    assert (told[-1], job.proposed, job.trouble) == ("done", 2, WORDS)


async def test_a_paused_job_sends_nothing_until_it_goes_on():
    desk = small_site(3)
    desk.delay = 0.01
    board = board_of(desk)
    job = board.start("excerpt", sorted(desk.texts))
    await until(lambda: job.done == 1)

    board.pause(job)
    await asyncio.sleep(0.1)
    # One may have been under way.
    assert (job.stage, len(desk.log)) in (("paused", 1), ("paused", 2))

    board.pause(job)
    await until(lambda: job.is_over)
    assert job.done == 3


@pytest.mark.parametrize(
    ("answer", "said"), [("朝の鴨川を歩く。", "3 proposals wait"), (DraftError("a.md", WORDS), "excerpt failed"),
                         (None, "excerpt: nothing to propose")],
)  # fmt: skip
async def test_the_list_says_what_a_job_has_come_to_and_nothing_keeps_the_app_then(answer, said):
    desk = small_site(3)
    desk.answers = dict.fromkeys(desk.texts, answer)
    if answer is None:
        desk.run_task = nothing
    async with open_app(desk, language="en") as pilot:
        pilot.app.board.start("excerpt", sorted(desk.texts))
        await pilot.pause(0.3)
        assert said in screen_text(pilot.app)

        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        assert pilot.app.return_code == 0


async def test_the_next_start_asks_and_goes_on():
    desk = small_site(3)
    desk.jobs.add("excerpt", sorted(desk.texts), offline=False)
    async with open_app(desk) as pilot:
        assert "終わっていない処理が 1 件あります" in screen_text(pilot.app)

        await pilot.press("enter")
        await pilot.pause(0.3)

        assert len(desk.waiting()) == 3


async def test_who_says_no_finds_the_job_in_the_drawer():
    desk = small_site(3)
    desk.jobs.add("excerpt", sorted(desk.texts), offline=False)
    async with open_app(desk) as pilot:
        await pilot.press("escape", "f8")
        await pilot.pause(0.2)
        assert "0/3" in screen_text(pilot.app)
        assert desk.waiting() == []

        await pilot.press("space")
        await pilot.pause(0.3)

        assert len(desk.waiting()) == 3


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_failed_is_said_in_sixty_columns(language):
    look = Look(Catalogue(language))
    job = Job(1, "description", tuple(map(str, range(2500))), done=2500, proposed=2013, failed=487, stage="done")
    job.usage = Usage(9_000_000, 90_000, 12.3456)

    line = job_line(job, look, 56)

    assert "487" in line
    assert text_width(line) <= 56
