"""What stands behind the screens: entries, queries, pages, fields, decisions, values, pace."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.scripted_desk import doubtful, small_site

from editor_tui.messages import Catalogue
from editor_tui.post.draft import Draft
from editor_tui.settings import Settings
from editor_tui.settings.schema import KeySettings
from editor_tui.site.rows import Row
from editor_tui.text.width import text_width
from editor_tui.tui.actions import Keymap
from editor_tui.tui.clerk import apply_clean, read_entries
from editor_tui.tui.columns import choose_columns, heading, middle_cells, state_cell, title_cell
from editor_tui.tui.editor import edit_command
from editor_tui.tui.entries import entry_of, is_entry_of
from editor_tui.tui.fields import complete, fields_of, flat_values, is_date, trouble_with
from editor_tui.tui.look import Look
from editor_tui.tui.pace import Pace
from editor_tui.tui.page import Page, lay_out
from editor_tui.tui.query import parse_query
from editor_tui.tui.shelf import Shelf
from editor_tui.workspace.decisions import accepted_part, items_of
from editor_tui.workspace.values import read_value, show_value

LOOK = Look(Catalogue("ja"))
ROW = Row("_posts/ＡＩ.md", "ＡＩと「春」", "2025-10-01 16:43", 1200, ("AI",), "ja", {"repeated-block": 2})


def test_an_entry_is_found_by_any_width_and_case():
    entry = entry_of(ROW)

    for typed in ("ai", "ＡＩ", "AI", "春"):
        assert list(parse_query(typed, {}).select([entry])) == [0]


def test_a_row_that_has_not_changed_needs_no_new_entry():
    assert is_entry_of(entry_of(ROW), ROW)
    assert not is_entry_of(entry_of(ROW), ROW._replace(rules={"repeated-block": 3}))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("tag:ai", 1), ("-tag:ai", 0), ("rule:repeat", 1), ("状態:要", 1), ("状態:修正", 1), ("状態:健", 0),
     ("status:healthy", 0), ("until:2025", 1),
     ("since:2026", 0), ("tag:", 1), ("ai -春", 0), ("", 1)],
)  # fmt: skip
def test_fields_narrow(typed, found):
    states = {"todo": "要修正", "healthy": "健全"}

    assert len(list(parse_query(typed, states).select([entry_of(ROW)]))) == found


@pytest.mark.parametrize("width", [40, 58, 66, 80, 120])
def test_a_row_is_as_wide_as_its_heading_and_the_title_is_last(width):
    columns = choose_columns(width, LOOK)
    entry = entry_of(ROW)
    cells = [state_cell(entry, columns, LOOK), middle_cells(entry, columns, LOOK), title_cell(entry, columns, LOOK)]

    assert 2 + text_width(" ".join(cells)) == text_width(heading(columns, LOOK)) == width


@pytest.mark.parametrize(("width", "date"), [(59, "10-01"), (60, "2025-10-01")])
def test_a_date_without_room_for_its_year_keeps_month_and_day(width, date):
    columns = choose_columns(width, LOOK)

    assert middle_cells(entry_of(ROW), columns, LOOK).startswith(f"{date} ")


def test_proposals_change_the_state_of_their_drafts_only():
    shelf = Shelf()
    shelf.replace([entry_of(ROW), entry_of(ROW._replace(path="b.md"))])

    shelf.mark({"b.md"}, set())
    assert shelf.counts == {"todo": 1, "waiting": 1}

    shelf.mark(set(), set())
    assert shelf.counts == {"todo": 2}


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(10, 80))
def test_a_page_shows_every_character_of_the_body_once(body, width):
    lines = lay_out(Page("p", (), body, 0), width, LOOK)

    shown = "".join(line.text.strip() for line in lines if line.start >= 0)
    assert len(shown.replace(" ", "")) >= len("".join(body.split())) - body.count("\r") - body.count("\u3000")


def test_dates_are_dates_of_the_calendar():
    assert is_date("2024-02-29")
    assert is_date("2025-10-01 16:43:31 +0000")
    assert not is_date("2025-02-29")
    assert not is_date("1 Oct 2025")


def test_fields_have_kinds_limits_and_what_is_unknown_is_kept():
    metadata = {"title": "題", "draft": False, "tags": ["a"], "weight": 3, "extra": {"a": 1}}

    fields = {field.key: field for field in fields_of(metadata, Settings(), "ja")}

    assert [fields[key].kind for key in ("title", "draft", "tags", "weight", "extra")] == [
        "text", "boolean", "list", "number", "other",
    ]  # fmt: skip
    assert trouble_with(fields["title"], "") == "missing"
    assert trouble_with(fields["draft"], "yes") == "invalid"
    assert trouble_with(fields["title"], "長" * 41) == "too-long"
    assert not fields["weight"].known


def test_a_field_in_a_table_is_a_field_of_its_own_and_its_neighbours_stay():
    text = '+++\ntitle = "題"\n[taxonomies]\ntags = ["a"]\nseries = ["b"]\n+++\n本文\n'
    settings = Settings().replace(keys=KeySettings(tags="taxonomies.tags"))

    fields = {f.key: f for f in fields_of(flat_values(Draft("a.md", text.encode()), settings), settings, "ja")}

    assert fields["taxonomies.tags"].kind == "list"
    assert fields["taxonomies.tags"].known
    assert fields["taxonomies.series"].value == ["b"]
    assert "taxonomies" not in fields


def test_a_list_of_more_than_plain_values_is_typed_as_json():
    field = fields_of({"related": [{"slug": "a"}]}, Settings(), "ja")[-1]

    assert field.kind == "other"
    assert trouble_with(field, "a, b") == "invalid"


def test_completion_offers_tags_that_are_not_there_yet():
    assert complete("京都, 散", ["散歩", "京都"]) == "京都, 散歩"
    assert complete("京都,京", ["京都"]) is None


@pytest.mark.parametrize(
    "value",
    ["text", ["a", "b"], [{"slug": "a, b"}, ["c"]], True, 3, 2.5, {"a": [1]}, [], datetime.date(2025, 10, 1),
     datetime.datetime(2025, 10, 1, 16, 43, tzinfo=datetime.UTC)],
)  # fmt: skip
def test_a_value_survives_being_shown_and_typed(value):
    assert read_value(show_value(value), value) == value


def test_only_what_was_accepted_is_in_the_proposal_that_is_applied():
    desk = small_site(1)
    path = next(iter(desk.texts))
    proposal = doubtful(path, desk.read(path))
    items = items_of(proposal, desk.read(path))

    assert [part.change.key for part in accepted_part(proposal, items).parts] == ["tags"]
    assert accepted_part(proposal, [item.decided("rejected") for item in items]).parts == ()


def test_entries_differ_where_a_draft_came_went_or_changed():
    desk = small_site(3)
    known, _ = read_entries(desk, (), (), lambda entries: True)
    first, *_ = sorted(desk.texts)

    assert read_entries(desk, (), known, lambda entries: True) == (known, False)
    text = desk.texts.pop(first)
    assert read_entries(desk, (), known, lambda entries: True) == (known[1:], True)
    desk.texts |= {first: text, "new.md": text}
    assert len(read_entries(desk, (), known, lambda entries: True)[0]) == 4
    assert read_entries(desk, (), known, lambda entries: True)[1]
    del desk.texts["new.md"]
    desk.texts[first] = text.replace("title:", "title: 新しい題 #")
    assert read_entries(desk, (), known, lambda entries: True)[1]


def test_what_did_not_pass_its_checks_is_not_written_with_the_rest():
    desk = small_site(2)
    before = dict(desk.texts)
    first, second = sorted(desk.texts)
    clean = desk.propose_fix(desk.read(first)) or desk.propose_fix(desk.read(second))

    outcome = apply_clean(desk, [doubtful(path, desk.read(path)) for path in (first, second)] + [clean])

    assert outcome.done == 1
    assert [path for path in before if desk.texts[path] != before[path]] == [clean.path]
    assert len(desk.runs) == 1


@pytest.mark.parametrize(
    ("editor", "command"),
    [("vim -n", ["vim", "-n", "+12", "a.md"]), ("code", ["code", "--wait", "--goto", "a.md:12"]), ("", None),
     ("hx", ["hx", "a.md:12"]), ("'my editor' -w", ["my editor", "-w", "+12", "a.md"]), ("vim '", None)],
)  # fmt: skip
def test_an_editor_is_told_the_line(editor, command):
    assert edit_command("a.md", 12, {"EDITOR": editor}) == command


def test_breaks_do_not_slow_the_pace():
    pace = Pace(0.0)
    for now in (10.0, 20.0, 2000.0, 2010.0):
        pace.decided(now)

    assert pace.average == 10.0
    assert pace.left(6) == 60.0


def test_a_users_key_takes_the_place_of_the_default():
    keymap = Keymap("vim", {"home.sort": "z"})

    assert keymap.keys("home.sort") == "z"
    assert keymap.keys("list.down") == "down,j"
    assert keymap.shown("app.undo", short=True) == "^Z"
