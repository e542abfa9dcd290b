"""Questions: yes or no, and one text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from editor_tui.text.clean import clean
from editor_tui.text.length import count_characters
from editor_tui.text.width import text_width
from editor_tui.tui.look import Look
from editor_tui.tui.text_box import TextBox
from editor_tui.tui.words import KeyWords, Words

_FRAME = """
    {name} {{ align: center middle; background: $background 60%; }}
    {name}:ansi {{ background: transparent; }}
    {name} > Vertical {{
        width: 90; max-width: 90%; height: auto; max-height: 90%; border: $frame $primary; padding: 0 1;
        background: $surface;
    }}
    {name} KeyWords {{ margin-top: 1; }}
"""


class Ask(ModalScreen[bool]):
    """A question whose safe answer is no: Enter and y say yes, everything else that leaves says no."""

    DEFAULT_CSS = _FRAME.format(name="Ask")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", show=False),
        Binding("escape,n", "answer(False)", show=False),
    ]

    def __init__(self, look: Look, question: str) -> None:
        super().__init__()
        self._look, self._question = look, question

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Words(self._question)
            yield KeyWords(self._look.say("ask-keys"))

    def on_mount(self) -> None:
        # As wide as the question, with its frame; a long one is broken at the widest.
        self.query_one(Vertical).styles.width = text_width(clean(self._question)) + 4

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)


class EditText(ModalScreen["str | None"]):
    """Lets somebody change a text; None where it is left as it was. `is_valid` refuses what cannot stand."""

    DEFAULT_CSS = (
        _FRAME.format(name="EditText")
        + """
    EditText TextBox { height: auto; min-height: 3; max-height: 20; }
    EditText #label { text-style: bold; color: $primary; }
    EditText #count.-bad { color: $error; text-style: bold; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", show=False),
        Binding("escape", "dismiss(None)", show=False),
    ]

    def __init__(self, look: Look, label: str, text: str, is_valid: Callable[[str], bool] = lambda text: True) -> None:
        super().__init__()
        self._look, self._label, self._text, self._is_valid = look, label, text, is_valid
        self._many_lines = "\n" in text
        self._keys = "edit-keys-many" if self._many_lines else "edit-keys"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Words(self._label, id="label")
            yield TextBox(self._text, submits=not self._many_lines)
            yield Words(id="count")
            yield KeyWords(self._look.say(self._keys))

    def on_mount(self) -> None:
        box = self.query_one(TextBox)
        box.move_cursor(box.document.end)
        box.focus()
        self.count()

    @property
    def text(self) -> str:
        return self.query_one(TextBox).text

    @property
    def label(self) -> str:
        return self._label

    @property
    def is_changed(self) -> bool:
        return self.text != self._text

    @on(TextArea.Changed)
    def count(self) -> None:
        counter = self.query_one("#count", Words)
        valid = self._is_valid(self.text)
        counter.set_class(not valid, "-bad")
        words = self._look.say("characters", count=count_characters(self.text))
        counter.set_text(words if valid else f"{words}  {self._look.say('edit-invalid')}")

    @on(TextBox.Submitted)
    def action_keep(self) -> None:
        if self._is_valid(self.text):
            self.dismiss(self.text)
        else:
            self.app.bell()


class AskHint(EditText):
    """What somebody wants to tell the model, which may be nothing; None where they do not want to ask."""

    DEFAULT_CSS = "AskHint #count { display: none; }"

    def __init__(self, look: Look, question: str) -> None:
        super().__init__(look, question, "")
        self._keys = "hint-keys"
