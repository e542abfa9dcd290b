"""What eyes need: a cursor without colours, a way back in the smallest window, no key for nothing, whole texts."""

import pytest
from tui.pilot import ENVIRONMENT, open_app, screen_text, type_text
from tui.scripted_desk import ScriptedDesk, doubtful, small_site

from editor_tui.post.edits import Edit
from editor_tui.post.proposal import BodyChange, Origin, Part, Proposal
from editor_tui.tui.text_box import LongInput

PATH = "_posts/2025-10-01-draft.md"
EXCERPT = "朝の鴨川から始めて、哲学の道、銀閣寺、南禅寺まで、編集部が歩いた半日の順路を、時間と費用と一緒に紹介します。"


def lines_of(pilot) -> list[str]:
    return screen_text(pilot.app).splitlines()


@pytest.mark.parametrize("theme", ["dark", "ansi"])
async def test_the_chosen_line_of_a_list_is_seen_without_colours(theme):
    async with open_app(
        small_site(1), environment={**ENVIRONMENT, "NO_COLOR": "1"} if theme == "ansi" else ENVIRONMENT
    ) as pilot:
        await pilot.press("f5", "down")
        await pilot.pause(0.2)

        [chosen] = [strip for strip in pilot.app.screen._compositor.render_strips() if strip.text.startswith("▶")]
        assert chosen.text.startswith("▶ tags")
        assert bool(next(iter(chosen)).style.reverse) is (theme == "ansi")


@pytest.mark.parametrize("keys", ["f5", "f2", "f9", "f8", "f3"])
@pytest.mark.parametrize("language", ["en", "ja"])
async def test_the_way_back_and_help_are_among_the_keys_of_the_smallest_window(keys, language):
    async with open_app(small_site(2), size=(60, 15), language=language) as pilot:
        await pilot.press(keys)
        await pilot.pause(0.2)

        shown = lines_of(pilot)[-1]
        assert "Esc" in shown
        assert shown.rstrip().endswith(("F1 Help", "F1 ヘルプ"))


async def test_no_key_is_offered_where_it_does_nothing():
    async with open_app(ScriptedDesk({}), language="en") as pilot:
        assert "Review" not in lines_of(pilot)[-1]
    desk = small_site(1)
    async with open_app(desk, language="en", proposals=[doubtful(PATH, desk.read(PATH))]) as pilot:
        assert "Repeats" not in lines_of(pilot)[-1]
        await pilot.press("escape", "f2")
        await pilot.pause(0.2)
        assert "Undo" not in lines_of(pilot)[-1]


async def test_keys_of_the_find_line_are_its_own_and_one_escape_leaves_it():
    async with open_app(small_site(6), language="en") as pilot:
        await pilot.press("slash", "京", "都")
        await pilot.pause(0.1)
        assert "Select" not in lines_of(pilot)[-1]

        await pilot.press("escape", "slash", "春")
        await pilot.pause(0.1)
        assert lines_of(pilot)[1].strip() == "春"


async def test_a_long_excerpt_is_broken_into_lines_and_counted_and_enter_goes_on():
    desk = small_site(1)
    desk.set_fields(PATH, {"excerpt": EXCERPT})
    async with open_app(desk, size=(60, 20)) as pilot:
        await pilot.press("f2", "tab", "tab")
        await type_text(pilot, "雨の日も。")
        await pilot.pause(0.1)

        shown = "".join(line.strip() for line in lines_of(pilot))
        assert f"{EXCERPT}雨の日も。" in shown
        assert f"{len(EXCERPT) + 5}字（60〜120字）" in shown

        await pilot.press("enter")
        await pilot.pause(0.1)
        assert not isinstance(pilot.app.focused, LongInput)
        await pilot.press("ctrl+s")
        await pilot.pause(0.2)
    assert f'excerpt: "{EXCERPT}雨の日も。"\n' in desk.texts[PATH]


async def test_an_empty_line_that_is_added_is_said():
    desk = small_site(1)
    draft = desk.read(PATH)
    change = BodyChange((Edit(0, 0, "\n", "accidental-heading"),), draft.body_fingerprint)
    proposal = Proposal(PATH, draft.fingerprint, (Part(change),), Origin("fix", "rules", 0.0))
    async with open_app(desk, proposals=[proposal]) as pilot:
        assert "（空行）" in screen_text(pilot.app)


async def test_a_value_that_is_another_one_altogether_has_no_marks_on_its_characters():
    desk = small_site(1)
    async with open_app(
        desk, environment={**ENVIRONMENT, "NO_COLOR": "1"}, proposals=[doubtful(PATH, desk.read(PATH))]
    ) as pilot:
        shown = screen_text(pilot.app)

        assert "- │ 未定" in shown
        assert "+ │ 三月一日の朝から歩く。" in shown
