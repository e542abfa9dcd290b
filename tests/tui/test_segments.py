"""A translation segment by segment: what waits is stopped at, a person's words and the model's go into the proposal."""

from dataclasses import replace

from tui.pilot import open_app, screen_text, workers_done
from tui.scripted_desk import small_site

from editor_tui.messages import Message
from editor_tui.post.proposal import FileChange, Origin, Part, Problem, Proposal
from editor_tui.tui.review import ReviewScreen
from editor_tui.tui.segments import SegmentsScreen

SOURCES = ["散歩", "春の散歩", "約2キロの道"]
TARGETS = ["A walk.", "A walk in spring.", "A road of 3 km."]
TEXT = "---\ntitle: Kyoto\n---\n\n" + "\n\n".join(TARGETS) + "\n"


def translated(desk):
    """A version whose third segment waits: its number is another one."""
    path = next(iter(desk.texts))
    words = Message.of("tasks.check-numbers", segment=SOURCES[2], suggestion="A road of about 2 km.", numbers="3")
    part = Part(FileChange(TEXT), (Problem("numbers", words),), tuple(zip(SOURCES, TARGETS, strict=True)))
    origin = Origin("translate", "model", 0.0, "translate", "m")
    proposal = Proposal(path, desk.read(path).fingerprint, (part,), origin, "_posts/en/kyoto.md")
    desk.save(proposal)
    return proposal


async def open_segments(pilot):
    await pilot.press("e")
    await pilot.pause(0.2)
    assert isinstance(pilot.app.screen, SegmentsScreen)


async def settle(pilot):
    await pilot.pause(0.4)
    await workers_done(pilot)


async def test_it_opens_at_what_waits_with_the_reason_and_the_suggestion():
    desk = small_site(1)
    async with open_app(desk, proposals=[translated(desk)]) as pilot:
        await open_segments(pilot)

        shown = screen_text(pilot.app)
        assert "▶  3 !" in shown
        assert "A road of about 2 km." in shown
        assert "約2キロの道" in shown


async def test_a_segment_that_is_right_as_it_is_makes_the_version_clean():
    desk = small_site(1)
    async with open_app(desk, proposals=[translated(desk)]) as pilot:
        await open_segments(pilot)
        await pilot.press("space")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert [item.decision for item in pilot.app.screen.items] == ["accepted"]

        await pilot.press("enter")
        await settle(pilot)
    assert desk.texts["_posts/en/kyoto.md"] == TEXT.replace("A road of 3 km.", "A road of about 2 km.")


async def test_a_persons_words_go_into_the_file_and_wait_in_the_state_at_once():
    desk = small_site(1)
    async with open_app(desk, proposals=[translated(desk)]) as pilot:
        await open_segments(pilot)
        await pilot.press("up", "e")
        await pilot.pause(0.2)
        await pilot.press("!", "enter")
        await pilot.pause(0.3)

        [waiting] = desk.waiting()
        assert waiting.parts[0].segments[1] == ("春の散歩", "A walk in spring.!")
        assert "A walk in spring.!" in waiting.parts[0].change.text


async def test_enter_goes_to_what_waits_next_and_round_again():
    desk = small_site(1)
    proposal = translated(desk)
    [part] = proposal.parts
    first = Problem("numbers", Message.of("tasks.check-numbers", segment=SOURCES[0], suggestion="", numbers="1"))
    proposal = replace(proposal, parts=(replace(part, problems=(first, *part.problems)),))
    async with open_app(desk, proposals=[proposal]) as pilot:
        await open_segments(pilot)
        stops = []
        for _ in range(3):
            stops.append(next(line for line in screen_text(pilot.app).split("\n") if "▶" in line).split()[1])
            await pilot.press("enter")
            await pilot.pause(0.1)

        assert stops == ["1", "3", "1"]


async def test_words_that_were_looked_at_and_left_are_no_ones_own():
    desk = small_site(1)
    proposal = translated(desk)
    async with open_app(desk, proposals=[proposal]) as pilot:
        await open_segments(pilot)
        await pilot.press("up", "e")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.3)

        [waiting] = desk.waiting()
        assert waiting is proposal


async def test_the_model_is_asked_again_about_one_segment_with_a_hint():
    desk = small_site(1)
    async with open_app(desk, proposals=[translated(desk)]) as pilot:
        await open_segments(pilot)
        await pilot.press("a")
        await pilot.pause(0.2)
        await pilot.press("2", "k", "m", "enter")
        await pilot.pause(0.3)

        assert desk.log == [("ask", next(iter(desk.texts)), "2", "2km")]
        assert "Asked again." in screen_text(pilot.app)


async def test_what_passed_can_be_taken_while_something_is_open():
    desk = small_site(1)
    async with open_app(desk, proposals=[translated(desk)]) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await open_segments(pilot)
        await pilot.press("f10")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

    assert desk.texts["_posts/en/kyoto.md"] == TEXT


async def test_source_and_target_stand_one_above_the_other_in_a_narrow_window():
    desk = small_site(1)
    async with open_app(desk, proposals=[translated(desk)], size=(60, 20)) as pilot:
        await open_segments(pilot)

        lines = screen_text(pilot.app).splitlines()
        at = next(at for at, line in enumerate(lines) if line.endswith("原文 │ 約2キロの道"))
        assert lines[at + 1].endswith("訳文 │ A road of 3 km.")
