"""Getting started: what editor-tui has found, what works at once, and how to add a model."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from editor_tui.errors import ModelError, NoModelError
from editor_tui.tui.desk import Desk
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run
from editor_tui.tui.run_view import RunView
from editor_tui.tui.words import KeyWords


class WelcomeScreen(ModalScreen[None]):
    """Shown by itself once, on the first start in a site without a model; the list fills behind it."""

    DEFAULT_CSS = """
    WelcomeScreen { align: center middle; background: $background 60%; }
    WelcomeScreen:ansi { background: transparent; }
    WelcomeScreen > Vertical {
        width: 92%; max-width: 84; height: auto; max-height: 92%; border: $frame $primary; padding: 0 1;
        background: $surface;
    }
    WelcomeScreen RunView { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,ideographic_space,q", "dismiss(None)", show=False),
        Binding("f1,question_mark", "help", show=False),
    ]

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look

    def compose(self) -> ComposeResult:
        with Vertical():
            yield RunView(self._look)
            yield KeyWords(self._look.say("welcome-keys"))

    def on_mount(self) -> None:
        view = self.query_one(RunView)
        view.show_runs(welcome_runs(self._desk, self._look))
        view.focus()

    def on_resize(self) -> None:
        # The frame grows with its text as far as the window goes; then the text scrolls.
        self.query_one(RunView).styles.max_height = max(self.size.height - 5, 3)

    def action_help(self) -> None:
        self.dismiss(None)
        self.app.call_later(self.app.run_action, "app.help")


def welcome_runs(desk: Desk, look: Look) -> list[Run]:
    """The page: what works without a model, whether there is one, where keys are kept."""
    say, symbols = look.say, look.symbols
    runs = [Run(say("welcome-title") + "\n", "heading"), Run(say("welcome-loop") + "\n\n")]
    runs += [Run(f"{symbols.picked} {say('welcome-offline')}\n", "accepted"), Run(say("welcome-offline-what") + "\n\n")]
    try:
        runs.append(Run(f"{symbols.picked} {say('welcome-model', name=desk.model_name())}\n", "accepted"))
    except ModelError as error:
        runs.append(Run(f"{symbols.doubtful} {say('welcome-no-model')}\n", "problem"))
        if not isinstance(error, NoModelError):
            runs.append(Run(look.tell(error.message) + "\n"))
        runs += [
            Run(say("welcome-key") + "\n"),
            Run("  export OPENAI_API_KEY=sk-…\n", "key"),
            Run(say("welcome-local") + "\n"),
            Run("  export OPENAI_BASE_URL=http://localhost:11434/v1\n  export EDITOR_TUI_MODEL=…\n", "key"),
        ]
    runs += [Run(say("welcome-secret") + "\n", "dim")]
    return runs
