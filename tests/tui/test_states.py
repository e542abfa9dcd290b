"""First run and trouble: the pane that it concerns says what happened, what is safe, and which key goes on."""

import re
from pathlib import Path

import pytest
from tui.pilot import open_app, screen_text, type_text
from tui.scripted_desk import ScriptedDesk, small_site

from editor_tui.errors import KeyRefusedError, UnreachableError, WriteError
from editor_tui.messages import Message
from editor_tui.tui.form import FormScreen
from editor_tui.tui.home import HomeScreen
from editor_tui.tui.run import RunScreen

PATH = "_posts/2025-10-01-draft.md"


def words(pilot) -> str:
    """The words of the screen without spaces and frames: where lines break is not what these tests are about."""
    lines = [line.split("│") for line in screen_text(pilot.app).split("\n")]
    return re.sub(r"[\s▁-█]", "", "".join("".join(line[1:-1]) if len(line) > 2 else "".join(line) for line in lines))


def said(pilot, text: str) -> bool:
    return re.sub(r"\s", "", text) in words(pilot)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)])
async def test_the_first_start_without_a_model_says_what_works_and_how_to_get_one(size):
    desk = small_site(2)
    desk.model = ""
    async with open_app(desk, size=size, language="en") as pilot:
        assert said(pilot, "without a key and without a network")
        if size[1] == 15:
            await pilot.press("pagedown")
            await pilot.pause(0.1)
        assert said(pilot, "No model yet")
        await pilot.press("end")
        await pilot.pause(0.1)
        assert said(pilot, "OPENAI_API_KEY")
        assert said(pilot, "localhost:11434")
        assert said(pilot, "never written into the site")
        assert said(pilot, "Enter list")

        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "2 drafts" in screen_text(pilot.app)
        assert type(pilot.app.screen) is HomeScreen


async def test_with_a_model_or_later_starts_nothing_stands_before_the_list(tmp_path):
    (tmp_path / ".editor-tui").mkdir()
    known = small_site(2)
    known.model, known.root = "", tmp_path
    for desk in (small_site(2), known):
        async with open_app(desk) as pilot:
            assert type(pilot.app.screen) is HomeScreen


async def test_getting_started_can_be_read_again():
    async with open_app(small_site(1)) as pilot:
        await pilot.press("ctrl+g")
        await pilot.pause(0.1)

        assert said(pilot, "モデルを設定済み: test-model")


async def test_an_empty_folder_says_where_it_looked():
    desk = ScriptedDesk({}, root=Path("/somewhere/else"))
    async with open_app(desk) as pilot:
        assert said(pilot, "/somewhere/else に記事がありません")
        assert said(pilot, "--site")


async def test_no_match_offers_the_way_back():
    async with open_app(small_site(2)) as pilot:
        await pilot.press("slash", "z", "z", "z")
        await pilot.pause(0.2)
        assert said(pilot, "該当する記事がありません")

        await pilot.press("escape")
        await pilot.pause(0.2)
        assert said(pilot, "1/2")


async def test_broken_front_matter_shows_the_line_and_the_body_and_the_form_goes_there_too():
    desk = ScriptedDesk({"a.md": "---\ntitle: x\ntags: [旅\n---\n\n本文はここ。\n"})
    async with open_app(desk, size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause(0.25)
        await pilot.pause(0.2)

        assert said(pilot, "前書きを読めません")
        assert said(pilot, "a.md:")
        assert said(pilot, "F4")
        assert said(pilot, "本文はここ")


async def test_a_draft_that_was_deleted_says_so_and_that_nobody_here_did_it():
    desk = small_site(2)
    async with open_app(desk) as pilot:
        del desk.texts[PATH]
        await pilot.press("down")
        await pilot.pause(0.2)

        assert said(pilot, "この記事はもうありません")
        assert said(pilot, "Ctrl+R")


async def open_form(pilot, typed: str) -> None:
    await pilot.press("f2")
    await pilot.pause(0.2)
    await pilot.press("end")
    await type_text(pilot, typed)


async def test_a_file_that_changed_under_the_form_is_written_only_when_asked_again():
    desk = small_site(1)
    async with open_app(desk) as pilot:
        await open_form(pilot, "。")
        desk.texts[PATH] = desk.texts[PATH].replace("未定", "別の人の抜粋")
        await pilot.press("ctrl+s")
        await pilot.pause(0.25)
        assert said(pilot, "ほかのプログラムがファイルを変更しました")
        assert desk.log == []

        await pilot.press("ctrl+s")
        await pilot.pause(0.25)
    assert desk.log == [("set", PATH, "title")]
    assert "別の人の抜粋" in desk.texts[PATH]


async def test_a_file_that_went_under_the_form_leaves_what_was_typed():
    desk = small_site(1)
    async with open_app(desk) as pilot:
        await open_form(pilot, "書きかけ")
        del desk.texts[PATH]
        await pilot.press("ctrl+s")
        await pilot.pause(0.25)

        assert isinstance(pilot.app.screen, FormScreen)
        assert said(pilot, "入力は残っています")
        assert said(pilot, "書きかけ")


async def test_a_full_disk_under_the_form_leaves_what_was_typed():
    desk = small_site(1)
    desk.refuses = WriteError(PATH, Message.of("site.disk-full", detail="ENOSPC"))
    async with open_app(desk) as pilot:
        await open_form(pilot, "書きかけ")
        await pilot.press("ctrl+s")
        await pilot.pause(0.25)

        assert said(pilot, "ディスク")
        assert said(pilot, "入力は残っています")
        assert said(pilot, "書きかけ")


async def test_a_full_disk_under_the_review_keeps_the_proposal():
    desk = small_site(1)
    desk.refuses = WriteError(PATH, Message.of("site.disk-full", detail="ENOSPC"))
    desk.save(desk.propose_fix(desk.read(PATH)))
    before = dict(desk.texts)
    async with open_app(desk) as pilot:
        await pilot.press("enter")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.25)

        assert said(pilot, "ディスク")
        assert said(pilot, "何も書き込んでいません")
        assert desk.texts == before
        assert desk.waiting()


@pytest.mark.parametrize(
    ("error", "part"),
    [(KeyRefusedError(Message.of("llm.key-refused", detail="401")), "OPENAI_API_KEY"),
     (UnreachableError(Message.of("llm.unreachable", address="http://localhost:9", detail="refused")), "localhost:9")],
)  # fmt: skip
async def test_a_refused_key_and_a_dead_endpoint_are_explained_where_the_prompt_was_tried(error, part):
    desk = small_site(1)
    desk.answers = {PATH: error}
    async with open_app(desk, size=(80, 24)) as pilot:
        await pilot.press("f5")
        await pilot.pause(0.25)
        await pilot.press("space")
        await pilot.pause(0.25)

        assert isinstance(pilot.app.screen, RunScreen)
        assert said(pilot, part)
        assert not desk.waiting()


async def test_a_run_without_a_model_says_so_before_it_starts():
    desk = small_site(1)
    desk.model = ""
    async with open_app(desk, language="en") as pilot:
        await pilot.press("escape", "f5")
        await pilot.pause(0.25)
        await pilot.pause(0.2)

        assert said(pilot, "No model is set")
        assert said(pilot, "OPENAI_BASE_URL")
