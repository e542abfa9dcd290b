"""Prompts, jobs, the form, history, help, commands, jump labels: each by keys alone."""

import pytest
from tui.pilot import open_app, screen_text, type_text
from tui.scripted_desk import ScriptedDesk, post, small_site

from editor_tui.errors import DraftError
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage
from editor_tui.settings import Settings
from editor_tui.settings.schema import AppSettings
from editor_tui.site.runs import Run
from editor_tui.tui.draft_list import DraftList
from editor_tui.tui.form import FormScreen
from editor_tui.tui.home import HomeScreen
from editor_tui.tui.inputs import TextInput
from editor_tui.tui.preview import Preview
from editor_tui.tui.prompt_order import in_order


async def test_a_prompt_shows_its_messages_and_cost_and_sends_nothing_until_started():
    desk = small_site(3)
    async with open_app(desk) as pilot:
        await pilot.press("f5")
        await pilot.pause(0.2)

        shown = screen_text(pilot.app)
        assert "約 $0.004" in shown
        assert "あなたは編集者です。" in shown
        assert not desk.log


async def test_a_prompt_runs_over_the_selection_and_the_proposals_wait():
    desk = small_site(4)
    async with open_app(desk) as pilot:
        await pilot.press("space", "space", "f5")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.3)

        assert len(desk.waiting()) == 2
        assert "◆ 提案あり 2" in screen_text(pilot.app)


async def test_a_job_that_fails_says_why_in_the_drawer():
    desk = small_site(1)
    path = next(iter(desk.texts))
    desk.answers = {path: DraftError(path, Message.of("site.gone-since-read"))}
    async with open_app(desk) as pilot:
        await pilot.press("f5")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("f8")
        await pilot.pause(0.2)

        assert "失敗" in screen_text(pilot.app)


async def test_a_job_can_be_cancelled_and_quitting_asks_first():
    desk = small_site(3)
    desk.delay = 30.0
    async with open_app(desk) as pilot:
        await pilot.press("f5")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.1)
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        assert "終了しますか" in screen_text(pilot.app)

        await pilot.press("escape", "f8", "delete")
        await pilot.pause(0.2)
        assert "取消" in screen_text(pilot.app)


async def test_a_trial_keeps_its_proposal():
    desk = small_site(2)
    async with open_app(desk) as pilot:
        await pilot.press("f5")
        await pilot.pause(0.2)
        await pilot.press("space")
        await pilot.pause(0.3)

        assert "観光客の少ない朝の鴨川" in screen_text(pilot.app)
        assert len(desk.waiting()) == 1


async def test_the_form_writes_only_what_was_changed():
    desk = small_site(1)
    path = next(iter(desk.texts))
    before = desk.texts[path]
    async with open_app(desk) as pilot:
        await pilot.press("f2")
        await pilot.pause(0.2)
        await pilot.press("end")
        await type_text(pilot, "。")
        await pilot.press("ctrl+s")
        await pilot.pause(0.2)

    assert desk.log == [("set", path, "title")]
    assert desk.texts[path] == before.replace('歩く 1"', '歩く 1。"')


async def test_the_form_refuses_a_date_that_is_none_and_says_so():
    desk = small_site(1)
    async with open_app(desk) as pilot:
        await pilot.press("f2")
        await pilot.pause(0.2)
        await pilot.press("tab", "9", "ctrl+s")
        await pilot.pause(0.2)

        assert isinstance(pilot.app.screen, FormScreen)
        assert "保存できません" in screen_text(pilot.app)
    assert not desk.log


async def test_the_form_completes_tags_from_the_vocabulary():
    desk = ScriptedDesk({"a.md": post("題", tags="[旅]")})
    async with open_app(desk) as pilot:
        await pilot.press("f2")
        await pilot.pause(0.3)
        box = next(b for b in pilot.app.screen.query(TextInput) if b.value == "旅")
        box.focus()
        await pilot.press("end", ",", "散")
        await pilot.pause(0.2)
        await pilot.press("right", "ctrl+s")
        await pilot.pause(0.2)

    assert "tags: [旅, 散歩]" in desk.texts["a.md"]


async def test_full_width_spaces_and_joined_emoji_can_be_typed():
    async with open_app(small_site(1)) as pilot:
        await pilot.press("slash")
        box = pilot.app.screen.query_one("#find", TextInput)
        await type_text(pilot, "京都\u3000春👩\u200d💻")

        assert box.value == "京都\u3000春👩\u200d💻"


async def test_history_takes_a_run_back():
    desk = small_site(2)
    before = dict(desk.texts)
    desk.set_fields(next(iter(desk.texts)), {"title": "別の題"})
    async with open_app(desk) as pilot:
        await pilot.press("f9")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.2)

        assert desk.texts == before
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_history_has_the_runs_that_wrote_decided_or_cost_something_and_says_what_was_undone():
    desk = small_site(1)
    runs = [
        Run(1, "wrote", 1_760_000_000.0, written=2, standing=2),
        Run(2, "undid", 1_760_000_000.0, written=1),
        Run(3, "asked", 1_760_000_000.0, usage=Usage(1000, 10)),
        Run(4, "decided", 1_760_000_000.0, decided=1, standing=1),
        Run(5, "nothing", 1_760_000_000.0),
    ]
    desk.history = lambda: runs
    async with open_app(desk, language="en") as pilot:
        await pilot.press("f9")
        await pilot.pause(0.1)

        lines = screen_text(pilot.app).split("\n")
        told = {
            command: line for line in lines for command in ("wrote", "undid", "asked", "decided") if command in line
        }
        assert list(told) == ["wrote", "undid", "asked", "decided"]
        assert [command for command, line in told.items() if "undone" in line] == ["undid"]
        assert not any("nothing" in line for line in lines)


async def test_commands_are_found_by_typing_and_run():
    async with open_app(small_site(2)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.1)
        for character in "すべて選択":
            await pilot.press(character)
        await pilot.press("enter")
        await pilot.pause(0.1)

        assert len(pilot.app.screen.query_one(DraftList).picked) == 2


@pytest.mark.parametrize(
    ("keys", "scope"),
    [
        ([], "home"),
        (["f3"], "preview"),
        (["slash"], "find"),
        (["f2"], "form"),
        (["f5"], "run"),
        (["f9"], "history"),
        (["f10"], "review"),
    ],
)
async def test_help_is_about_the_pane_with_the_focus(keys, scope):
    desk = small_site(3)
    desk.save(desk.propose_fix(desk.read(sorted(desk.texts)[2])))
    async with open_app(desk, language="en") as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.1)
        await pilot.press("f1")
        await pilot.pause(0.1)

        assert pilot.app.look.say(f"help-{scope}")[:30] in screen_text(pilot.app)


async def test_a_jump_label_moves_the_focus():
    async with open_app(small_site(1)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause(0.1)
        await pilot.press("3")
        await pilot.pause(0.1)

        assert isinstance(pilot.app.screen.focused, Preview)


async def test_vim_keys_and_the_users_own():
    settings = Settings().replace(app=AppSettings(keymap="vim", keys={"home.sort": "z"}))
    desk = small_site(5)
    desk.settings = settings
    async with open_app(desk) as pilot:
        await pilot.press("j", "j")
        assert pilot.app.screen.query_one(DraftList).row == 2

        await pilot.press("G")
        assert pilot.app.screen.query_one(DraftList).row == 4

        await pilot.press("z")
        assert pilot.app.screen.shelf.sort == "state"


async def test_the_language_can_be_changed_on_the_way():
    async with open_app(small_site(1)) as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause(0.3)

        assert "to do" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)])
@pytest.mark.parametrize("language", ["en", "ja"])
async def test_every_screen_fits(size, language):
    desk = small_site(3)
    desk.save(desk.propose_fix(desk.read(sorted(desk.texts)[2])))
    async with open_app(desk, size=size, language=language) as pilot:
        for keys in (["f5"], ["f2"], ["f8"], ["f9"], ["f1"], ["f10"]):
            await pilot.press(*keys)
            await pilot.pause(0.1)
            lines = screen_text(pilot.app).split("\n")
            assert len(lines) == size[1]
            assert "F1" in lines[-1]
            await pilot.press("escape")
            await pilot.pause(0.05)


@pytest.mark.parametrize(
    ("typed", "done"),
    [("ｓ", lambda home: home.shelf.sort == "state"), ("／", lambda home: home.query_one("#find").has_focus),
     ("Ａ", lambda home: "確認を待つ提案はありません" in home.notice),
     ("か", lambda home: "日本語入力がオン" in home.notice)],
)  # fmt: skip
async def test_letters_in_full_width_are_keys_and_kana_are_explained(typed, done):
    async with open_app(small_site(2)) as pilot:
        await type_text(pilot, typed)
        await pilot.pause(0.1)

        assert done(pilot.app.screen)


async def test_kana_on_another_screen_are_explained_too_and_full_width_letters_in_a_text_are_text():
    async with open_app(small_site(2)) as pilot:
        await pilot.press("f9")
        await pilot.pause(0.1)
        await type_text(pilot, "か")
        await pilot.pause(0.2)
        assert "日本語入力がオン" in screen_text(pilot.app)

        await pilot.press("escape", "slash")
        await type_text(pilot, "ｓ")
        assert pilot.app.screen.query_one("#find", TextInput).value == "ｓ"


def test_own_prompts_come_first_and_then_what_a_whole_site_is_run_through():
    assert in_order(["title", "tags", "my-own", "excerpt", "another"]) == [
        "another",
        "my-own",
        "excerpt",
        "tags",
        "title",
    ]
