"""The home screen, through Pilot."""

import pytest
from tui.pilot import open_app, screen_text, workers_done
from tui.scripted_desk import ScriptedDesk, doubtful, post, small_site

from editor_tui.tui.draft_list import DraftList
from editor_tui.tui.inputs import TextInput
from editor_tui.tui.preview import Preview


async def test_the_list_shows_every_draft_and_the_preview_the_one_under_the_cursor():
    async with open_app(small_site(3)) as pilot:
        await pilot.press("down")
        await pilot.pause(0.2)

        shown = screen_text(pilot.app)
        assert "データ分析入門 3" in shown
        assert "▶" in shown
        assert pilot.app.screen.query_one("#page", Preview).page.key == "_posts/2025-10-02-draft.md"


async def test_findings_stand_where_they_are_and_repeats_are_marked_beside_the_text():
    async with open_app(small_site(1)) as pilot:
        preview = pilot.app.screen.query_one("#page", Preview)
        await pilot.pause(0.2)

        marked = [line.text for line in preview.lines if line.mark == "repeat" and line.kind == "text"]
        assert marked[0].startswith("哲学の道は疏水に沿った")
        assert "repeated-block" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("温泉", 2),
        ("status:要修正 温泉", 2),
        ("path:10-03", 1),
        ("tag:旅 -温泉", 10),
        ("since:2025-10-11", 2),
        ("無い", 0),
    ],
)
async def test_typing_narrows_the_list(typed, count):
    async with open_app(small_site(12)) as pilot:
        await pilot.press("slash")
        pilot.app.screen.query_one("#find", TextInput).value = typed
        await pilot.pause(0.1)

        assert len(pilot.app.screen.shelf) == count


async def test_escape_clears_the_filter_then_goes_back_to_the_list():
    async with open_app(small_site(12)) as pilot:
        await pilot.press("slash", "1", "2", "escape")
        assert pilot.app.screen.query_one("#find", TextInput).value == ""

        await pilot.press("escape")
        assert isinstance(pilot.app.screen.focused, DraftList)


async def test_space_selects_also_when_the_input_method_sends_a_full_width_one():
    async with open_app(small_site(3)) as pilot:
        await pilot.press("space", "ideographic_space")

        assert len(pilot.app.screen.query_one(DraftList).picked) == 2


async def test_sorting_keeps_the_cursor_on_its_draft():
    async with open_app(small_site(5)) as pilot:
        await pilot.press("down", "down")
        path = pilot.app.screen.query_one(DraftList).entry.path

        await pilot.press("s", "s", "s", "s")

        assert pilot.app.screen.query_one(DraftList).entry.path == path


async def test_a_narrow_screen_shows_one_pane_at_a_time():
    async with open_app(small_site(3), size=(80, 24)) as pilot:
        preview = pilot.app.screen.query_one("#page", Preview)
        assert not preview.display

        await pilot.press("f3")
        await pilot.pause(0.2)
        assert preview.display
        assert preview.has_focus

        await pilot.press("escape")
        assert not preview.display


async def test_an_empty_site_says_what_to_do():
    async with open_app(ScriptedDesk({})) as pilot:
        assert "記事がありません" in screen_text(pilot.app)


async def test_broken_front_matter_is_explained_in_the_preview():
    desk = ScriptedDesk({"a.md": "---\ntitle: x\nno end\n"})
    async with open_app(desk) as pilot:
        await pilot.pause(0.2)

        shown = screen_text(pilot.app)
        assert "前書きを読めません" in shown
        assert "F4" in shown


async def test_changes_of_other_programs_are_seen():
    desk = small_site(1)
    async with open_app(desk) as pilot:
        desk.texts["_posts/new.md"] = post("新しい記事", date="2026-01-01")
        await pilot.press("ctrl+r")
        await pilot.pause(0.2)

        assert "新しい記事" in screen_text(pilot.app)


async def test_accept_all_writes_only_what_passed_its_checks_and_one_undo_takes_one_back():
    desk = small_site(3)
    paths = sorted(desk.texts)
    desk.save(desk.propose_fix(desk.read(paths[0])))
    desk.save(doubtful(paths[1], desk.read(paths[1])))
    before = dict(desk.texts)
    async with open_app(desk) as pilot:
        await pilot.press("A", "enter")
        await pilot.pause(0.2)
        assert [path for path in paths if desk.texts[path] != before[path]] == [paths[0]]

        await pilot.press("ctrl+z")
        await pilot.pause(0.2)
        assert desk.texts == before


@pytest.mark.parametrize(("times", "is_open"), [(1, False), (2, True)])
async def test_a_click_goes_to_a_draft_and_a_double_click_opens_it(times, is_open):
    desk = small_site(3)
    async with open_app(desk) as pilot:
        drafts = pilot.app.screen.query_one(DraftList)
        await pilot.click(DraftList, offset=(30, 1), times=times)
        await workers_done(pilot)
        await pilot.pause(0.1)

        assert drafts.row == 1
        assert ("確認 1/" in screen_text(pilot.app)) is is_open


async def test_what_was_said_last_stays_while_the_cursor_does():
    desk = small_site(3)
    async with open_app(desk) as pilot:
        await pilot.press("A")
        await pilot.pause(0.1)
        desk.texts["new.md"] = post("新しい記事")
        await pilot.press("ctrl+r")
        await workers_done(pilot)
        await pilot.pause(0.1)
        assert "新しい記事" in screen_text(pilot.app)
        assert "確認を待つ提案はありません" in screen_text(pilot.app)

        await pilot.press("down")
        await pilot.pause(0.1)
        assert "確認を待つ提案はありません" not in screen_text(pilot.app)


async def test_the_english_version_stands_beside_the_draft():
    desk = small_site(1)
    path = next(iter(desk.texts))
    desk.rows_given = list(desk.rows())
    desk.texts[path.replace("_posts/", "_posts/en/")] = post("A walk in Kyoto", body="The river.\n")
    async with open_app(desk) as pilot:
        await pilot.press("f7")
        await workers_done(pilot)
        await pilot.pause(0.1)
        shown = screen_text(pilot.app)
        assert "The river." in shown
        assert "朝の鴨川" in shown

        await pilot.press("escape")
        await pilot.pause(0.1)
        assert "The river." not in screen_text(pilot.app)


async def test_the_preview_scrolls_and_goes_from_finding_to_finding():
    long = "\n\n".join(f"段落{n}。朝の鴨川を歩くと、観光客の少ない時間帯ならではの静けさがある。" for n in range(40))
    twice = "同じ段落がここにあり、後でもう一度そのまま現れる。" * 3
    desk = ScriptedDesk({"a.md": post("長い記事", body=f"{twice}\n\n{long}\n\n{twice}\n\n{long}\n")})
    async with open_app(desk, size=(80, 24)) as pilot:
        await pilot.press("f3")
        await workers_done(pilot)
        preview = pilot.app.screen.query_one("#page", Preview)
        await pilot.press("pagedown")
        assert preview.scroll_offset.y > 10

        await pilot.press("home", "n")
        first = preview.lines[preview.scroll_offset.y]
        assert first.kind == "finding"
        assert "▒" in screen_text(pilot.app)

        # Messages may take more than a line each; the next is the next finding.
        await pilot.press("n")
        after = preview.lines[preview.scroll_offset.y]
        assert after.kind == "finding"
        assert after.start > first.start

        await pilot.press("p")
        assert preview.lines[preview.scroll_offset.y] == first
