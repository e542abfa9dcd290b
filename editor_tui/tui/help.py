"""Help for the pane that has the focus, and the list of all commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from editor_tui.text.width import fit
from editor_tui.tui.actions import ACTIONS, BY_ID, Action, Keymap, show_key
from editor_tui.tui.choices import Choices
from editor_tui.tui.entries import fold
from editor_tui.tui.inputs import TextInput
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run
from editor_tui.tui.run_view import RunView
from editor_tui.tui.words import KeyWords

# Columns of the keys of an action.
_KEYS: Final = 16
# Nobody looks for these by their names.
_MOVES: Final = frozenset({"up", "down", "page_up", "page_down", "first", "last"})
_BOX = """
    {name} {{ align: center middle; background: $background 60%; }}
    {name} > Vertical {{
        width: 90%; max-width: 84; height: 90%; border: $frame $primary; padding: 0 1; background: $surface;
    }}
    {name} KeyWords {{ margin-top: 1; }}
    {name}:ansi {{ background: transparent; }}
"""


def all_keys(keymap: Keymap, action: Action) -> str:
    """Every key of an action, as people write them."""
    keys = [key for key in keymap.keys(action.id).split(",") if key != "ideographic_space"]
    return " · ".join(dict.fromkeys(map(show_key, keys)))


class HelpScreen(ModalScreen[None]):
    """What a pane is for, and all its keys."""

    DEFAULT_CSS = _BOX.format(name="HelpScreen") + "HelpScreen RunView { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,question_mark,enter,q", "dismiss(None)", show=False)]

    def __init__(self, look: Look, keymap: Keymap, scopes: Sequence[str]) -> None:
        super().__init__()
        self._look, self._keymap, self._scopes = look, keymap, scopes

    def compose(self) -> ComposeResult:
        with Vertical():
            yield RunView(self._look)
            yield KeyWords(self._look.say("help-keys"))

    def on_mount(self) -> None:
        runs: list[Run] = []
        for scope in dict.fromkeys((*self._scopes, "app")):
            runs.append(Run(self._look.say(f"scope-{scope}") + "\n", "heading"))
            runs.append(Run(self._look.say(f"help-{scope}") + "\n\n", "dim"))
            for action in ACTIONS:
                if action.scope == scope:
                    runs.append(Run(f"  {fit(self._look.plain(all_keys(self._keymap, action)), _KEYS)} ", "key"))
                    runs.append(Run(self._look.say(action.message) + "\n"))
            runs.append(Run("\n"))
        self.query_one(RunView).show_runs(runs)
        self.query_one(RunView).focus()


class CommandsScreen(ModalScreen["str | None"]):
    """All commands of the pane and of the app, found by typing; closes with the action's id."""

    DEFAULT_CSS = _BOX.format(name="CommandsScreen") + "CommandsScreen TextInput { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]

    def __init__(self, look: Look, keymap: Keymap, scopes: Sequence[str]) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self._actions = [
            action
            for scope in (*scopes, "app")
            for action in ACTIONS
            if action.scope == scope and action.name not in _MOVES and action.id != "app.commands"
        ]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield TextInput(placeholder=self._look.say("commands-placeholder"))
            yield Choices(self._look)
            yield KeyWords(self._look.say("commands-keys"))

    def on_mount(self) -> None:
        self.query_one(Choices).can_focus = False
        self.query_one(TextInput).focus()
        self.narrow()

    @on(Input.Changed)
    def narrow(self) -> None:
        words = fold(self.query_one(TextInput).value).split()
        lines = []
        for action in self._actions:
            text = f"{self._look.say(f'scope-{action.scope}')}: {self._look.say(action.message)}"
            if all(word in fold(f"{text} {action.id}") for word in words):
                width = max(min(self.size.width, 84) - _KEYS - 12, 20)
                lines.append((action.id, f"{fit(text, width)} {self._look.plain(all_keys(self._keymap, action))}"))
        self.query_one(Choices).show_lines(lines)

    def action_step(self, by: int) -> None:
        choices = self.query_one(Choices)
        if by > 0:
            choices.action_cursor_down()
        else:
            choices.action_cursor_up()

    @on(Input.Submitted)
    def choose(self) -> None:
        chosen = self.query_one(Choices).chosen
        self.dismiss(chosen if chosen in BY_ID else None)

    def on_option_list_option_selected(self) -> None:
        self.choose()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
