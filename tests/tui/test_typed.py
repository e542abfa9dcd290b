"""A text that was being typed when the app had to end is there at the next start, where it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.pilot import open_app, screen_text
from tui.scripted_desk import small_site
from tui.test_review import clean_excerpts

from editor_tui.tui.dialogs import EditText
from editor_tui.tui.form import FormScreen
from editor_tui.tui.home import HomeScreen
from editor_tui.tui.review import ReviewScreen
from editor_tui.tui.typed import Typed, forget_typed, keep_typed, read_typed
from editor_tui.tui.typing_places import find_typed

PATH = "_posts/2025-10-01-draft.md"


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip), max_size=4))
def test_every_text_comes_back_as_it_was(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("state")
    typed = [Typed("form", PATH, f"key{n}", text) for n, text in enumerate(texts)]

    keep_typed(folder, typed)

    assert read_typed(folder) == typed


@pytest.mark.parametrize("data", [b"", b"an older file\n", b"== form\tx\ty\t99999\nshort", b"\xff\xfe"])
def test_a_file_of_another_kind_is_no_trouble(tmp_path, data):
    (tmp_path / "typed.txt").write_bytes(data)

    assert all(len(typed.text) <= len(data) for typed in read_typed(tmp_path))


def test_where_nothing_can_be_kept_nothing_is_promised(tmp_path):
    (tmp_path / "state").write_text("a file where a folder should be")

    assert keep_typed(tmp_path / "state", [Typed("form", PATH, "title", "茶")]) is None
    assert read_typed(tmp_path / "state") == []
    forget_typed(tmp_path / "state")


@pytest.fixture
def desk(tmp_path):
    desk = small_site(2)
    desk.root = tmp_path
    return desk


def kept(desk, *typed):
    keep_typed(desk.root / ".editor-tui", typed)


async def test_a_field_of_the_form_is_taken_up_in_the_form(desk):
    kept(desk, Typed("form", PATH, "excerpt", "書きかけの抜粋"))
    async with open_app(desk) as pilot:
        assert "書きかけの抜粋" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, FormScreen)
        assert pilot.app.screen.changes == {"excerpt": "書きかけの抜粋"}

        await pilot.press("ctrl+s")
        await pilot.pause(0.3)
    assert "書きかけの抜粋" in desk.texts[PATH]
    assert read_typed(desk.root / ".editor-tui") == []


async def test_a_value_under_review_is_taken_up_in_its_editor(desk):
    clean_excerpts(desk)
    kept(desk, Typed("review", PATH, "excerpt", "書きかけの抜粋"))
    async with open_app(desk) as pilot:
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, EditText)
        assert pilot.app.screen.text == "書きかけの抜粋"

        await pilot.press("enter")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert pilot.app.screen.items[0].new == "書きかけの抜粋"


async def test_what_nobody_wants_back_is_gone(desk):
    kept(desk, Typed("form", PATH, "excerpt", "書きかけ"))
    async with open_app(desk) as pilot:
        await pilot.press("escape")
        await pilot.pause(0.3)

        assert isinstance(pilot.app.screen, HomeScreen)
    assert read_typed(desk.root / ".editor-tui") == []


async def test_what_is_being_typed_is_found_with_its_place(desk):
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        await pilot.press("e")
        await pilot.pause(0.2)
        assert find_typed(pilot.app.screen_stack) == []

        await pilot.press("!")
        await pilot.pause(0.1)

        assert find_typed(pilot.app.screen_stack) == [
            Typed("review", PATH, "excerpt", "朝の鴨川から始める半日の散歩コース。!")
        ]


async def test_the_app_ends_also_where_nothing_can_be_kept(desk):
    async with open_app(desk) as pilot:
        desk.root = None
        with pytest.raises(TypeError):
            pilot.app.end_now(129)
        await pilot.pause()

        assert pilot.app.return_code == 129
