"""What every module of the app keeps: no markup from strings, every word in the catalogue, every key once."""

import ast
import re
from pathlib import Path

import pytest

from editor_tui.messages.catalogue import read_area
from editor_tui.tui.actions import ACTIONS, Keymap, bindings, show_key
from editor_tui.tui.look import ASCII, UNICODE

FOLDER = Path(__file__).parents[2] / "editor_tui" / "tui"
MODULES = sorted(FOLDER.glob("*.py"))
# Textual's widgets that parse markup in what they are given; `choices` tames the one that is used.
PARSING = {
    "Label", "Static", "Button", "OptionList", "Select", "SelectionList", "Checkbox", "Tabs", "Collapsible", "Tree",
    "DataTable", "Markdown", "Footer", "Header", "RadioButton", "Switch", "Log", "RichLog",
}  # fmt: skip
ALLOWED = {("choices.py", "OptionList"), ("run.py", "OptionList"), ("jobs_screen.py", "OptionList")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_uses_a_widget_that_parses_markup(path):
    used = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("textual.widgets")
        for alias in node.names
    }

    assert {(path.name, name) for name in used & PARSING} <= ALLOWED


def test_notifications_are_not_markup():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "notify":
                assert any(keyword.arg == "markup" for keyword in node.keywords), path


def test_every_message_that_the_app_names_is_in_the_catalogue():
    known = set(read_area("en", "tui"))
    source = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)

    said = set(re.findall(r"(?:say|tell)\(\s*\"([a-z][a-z-]+)\"", source))
    families = set(re.findall(r"say\(f[\"']([a-z-]+-)\{", source))

    assert said <= known
    assert all(any(name.startswith(family) for name in known) for family in families)
    assert {action.message for action in ACTIONS} <= known


def test_no_message_of_the_app_is_unused():
    source = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    families = tuple(re.findall(r"say\(f[\"']([a-z-]+-)\{", source)) + tuple(
        re.findall(r"tell\(f[\"']([a-z-]+-)\{", source)
    )
    actions = {action.message for action in ACTIONS}

    unused = [
        name
        for name in read_area("en", "tui")
        if f'"{name}"' not in source and f"'{name}'" not in source and name not in actions
        and not name.startswith(families)
    ]  # fmt: skip

    assert unused == []


@pytest.mark.parametrize("keymap", ["default", "vim"])
def test_no_key_means_two_things_in_one_pane(keymap):
    for scope in {action.scope for action in ACTIONS} - {"app"}:
        keys = [key for a in ACTIONS if a.scope == scope for key in Keymap(keymap).keys(a.id).split(",")]
        assert len(keys) == len(set(keys)), scope


def test_every_key_of_the_review_and_the_list_that_is_needed_works_with_an_input_method_on():
    letters = re.compile(r"[a-zA-Z]$")
    for id in ("home.open", "home.pick", "home.run", "home.fix", "review.accept", "review.switch", "review.edit",
               "review.reject-all", "review.later", "repeats.cut", "repeats.keep", "repeats.swap"):  # fmt: skip
        keys = Keymap().keys(id).split(",")
        assert any(not letters.match(key) for key in keys), id


def test_bindings_carry_the_ids_that_a_keymap_changes():
    assert {binding.id for binding in bindings("review")} == {a.id for a in ACTIONS if a.scope == "review"}


def test_every_key_is_shown_as_people_write_it():
    for keymap in ("default", "vim"):
        keys = Keymap(keymap)
        shown = {show_key(key) for a in ACTIONS for key in keys.keys(a.id).split(",") if key != "ideographic_space"}
        assert not [key for key in shown if "_" in key or (key.isalpha() and key.islower() and len(key) > 1)]


def test_every_symbol_has_an_ascii_form():
    for name in UNICODE.__slots__:
        assert getattr(ASCII, name).isascii()
        assert len(getattr(ASCII, name)) == 1
