"""The front matter as a form. Only what was changed is written; everything else in the file stays as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, TextArea

from editor_tui.errors import EditorTuiError
from editor_tui.post.draft import Draft
from editor_tui.post.version_fields import language_of
from editor_tui.text.length import count_characters
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine
from editor_tui.tui.desk import Desk
from editor_tui.tui.dialogs import Ask
from editor_tui.tui.fields import REFUSED, Field, complete, fields_of, flat_values, trouble_with
from editor_tui.tui.inputs import TextInput
from editor_tui.tui.look import Look
from editor_tui.tui.text_box import LongInput
from editor_tui.tui.words import Words
from editor_tui.workspace.values import read_value


class VocabularySuggester(Suggester):
    """Completes the last item of a list from the site's tags; the right arrow takes it."""

    def __init__(self, vocabulary: list[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._vocabulary = vocabulary

    async def get_suggestion(self, value: str) -> str | None:
        found = complete(value, self._vocabulary)
        return found if found and found.startswith(value) else None


class FieldRow(Widget):
    """One field: its name, its text, and its length or what is wrong with it."""

    DEFAULT_CSS = """
    FieldRow { height: auto; layout: vertical; padding: 0 1; margin-bottom: 1; }
    FieldRow .name { color: $dim; }
    FieldRow.-here .name { color: $primary; text-style: bold; }
    FieldRow.-bad .name { color: $error; }
    FieldRow.-warn .name { color: $warning; }
    FieldRow LongInput { height: auto; min-height: 2; max-height: 8; }
    """

    class Edited(Message):
        """The text of a field has changed."""

    def __init__(self, field: Field, look: Look) -> None:
        super().__init__()
        self.field, self._look = field, look

    def compose(self) -> ComposeResult:
        yield Words(classes="name")
        yield LongInput(self.field.text) if self.field.is_long else TextInput(self.field.text)

    def on_mount(self) -> None:
        self._check()

    @property
    def box(self) -> TextInput | LongInput:
        """Where the text is typed."""
        return self.query_one(LongInput) if self.field.is_long else self.query_one(TextInput)

    @property
    def text(self) -> str:
        box = self.box
        return box.text if isinstance(box, LongInput) else box.value

    def set_text(self, text: str) -> None:
        box = self.box
        if isinstance(box, LongInput):
            box.text = text
        else:
            box.value = text

    @property
    def is_changed(self) -> bool:
        return self.text != self.box.first_value

    def on_descendant_focus(self) -> None:
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        self.remove_class("-here")

    @on(LongInput.Submitted)
    def go_on(self) -> None:
        self.screen.focus_next()

    @property
    def is_refused(self) -> bool:
        return self.is_changed and trouble_with(self.field, self.text) in REFUSED

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _check(self) -> None:
        field, look = self.field, self._look
        trouble = trouble_with(field, self.text)
        self.set_class(trouble in REFUSED, "-bad")
        self.set_class(bool(trouble) and trouble not in REFUSED, "-warn")
        words = [field.key, *([look.say(f"field-{field.kind}")] if field.kind != "text" else [])]
        if field.limits:
            words.append(
                look.say("field-length", count=count_characters(self.text), least=field.limits[0], most=field.limits[1])
            )
        if field.choices:
            words.append(" / ".join(field.choices))
        if not field.known:
            words.append(look.say("field-unknown"))
        if trouble:
            words.append(f"{look.symbols.doubtful} {look.say(f'field-{trouble}')}")
        self.query_one(".name", Words).set_text("  ".join(words))
        self.post_message(self.Edited())


class FormScreen(Screen[bool]):
    """Closes with whether anything was written. Raises FrontMatterError where there is nothing to read."""

    DEFAULT_CSS = """
    FormScreen #trouble { display: none; padding: 0 2; color: $error; }
    FormScreen #trouble.-shown { display: block; }
    FormScreen VerticalScroll { height: 1fr; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    """
    BINDINGS = bindings("form")

    def __init__(
        self, desk: Desk, look: Look, keymap: Keymap, draft: Draft, typed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._desk, self._look, self._keymap, self._draft = desk, look, keymap, draft
        self._fields = fields_of(flat_values(draft, desk.settings), desk.settings, language_of(draft))
        self._written = self._warned = False
        self._typed = dict(typed or {})

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        yield Words(id="trouble")
        with VerticalScroll(can_focus=False):
            for field in self._fields:
                yield FieldRow(field, self._look)
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("form")
        self.query_one("#place", Bar).set_text(self._look.say("form-title", path=self._draft.path))
        for row in self.query(FieldRow):
            if (text := self._typed.get(row.field.key)) is not None:
                row.set_text(text)
        if rows := self.query(FieldRow):
            rows.first().box.focus()
        self._read_vocabulary()

    @work(exit_on_error=False)
    async def _read_vocabulary(self) -> None:
        """The site's tags, the most used first: they complete what is typed into a list."""
        counts = (await asyncio.to_thread(self._desk.facts)).tag_counts
        vocabulary = sorted(counts, key=lambda tag: (-counts[tag], tag))
        for row in self.query(FieldRow):
            if row.field.kind == "list":
                row.query_one(TextInput).suggester = VocabularySuggester(vocabulary)

    @property
    def typing_place(self) -> tuple[str, str]:
        """The pane and the draft, for what is kept of a text when the app has to end."""
        return "form", self._draft.path

    @property
    def changes(self) -> dict[str, object]:
        """The values that differ from the file."""
        return {
            row.field.key: read_value(row.text, row.field.value)
            for row in self.query(FieldRow)
            if row.is_changed and not row.is_refused
        }

    @on(FieldRow.Edited)
    def show_changes(self) -> None:
        changed = sum(row.is_changed for row in self.query(FieldRow))
        self.query_one("#state", Bar).set_text(
            self._look.say("form-changed", count=changed) if changed else self._look.say("form-next")
        )

    @work(exclusive=True, exit_on_error=False)
    async def action_save(self) -> None:
        state = self.query_one("#state", Bar)
        if refused := [row for row in self.query(FieldRow) if row.is_refused]:
            refused[0].box.focus()
            state.set_text(self._look.say("form-refused", key=refused[0].field.key))
            return
        if changes := self.changes:
            try:
                if not self._warned and await asyncio.to_thread(self._is_changed_outside):
                    self._warned = True
                    self._show_trouble(f"{self._look.symbols.doubtful} {self._look.say('form-changed-outside')}")
                    return
                await asyncio.to_thread(self._desk.set_fields, self._draft.path, changes)
            except EditorTuiError as error:
                words = f"{self._look.symbols.broken} {self._look.tell(error.message)}"
                self._show_trouble(f"{words}\n{self._look.say('form-safe')}")
                return
            self._written = True
        self.dismiss(self._written)

    def _is_changed_outside(self) -> bool:
        """Raises DraftError where the file cannot be read any more."""
        return self._desk.read(self._draft.path).fingerprint != self._draft.fingerprint

    def _show_trouble(self, words: str) -> None:
        trouble = self.query_one("#trouble", Words)
        trouble.set_text(words)
        trouble.add_class("-shown")

    def action_edit_body(self) -> None:
        from editor_tui.tui.editor import edit_file

        line = self._draft.line_of(self._draft.frame.body)
        if edit_file(self.app, str(self._desk.root / self._draft.path), line):
            self.dismiss(True)
        else:
            self.query_one("#state", Bar).set_text(self._look.say("no-editor"))

    @work(exclusive=True)
    async def action_leave(self) -> None:
        changed = sum(row.is_changed for row in self.query(FieldRow))
        question = self._look.say("form-leave", count=changed)
        if not changed or await self.app.push_screen_wait(Ask(self._look, question)):
            self.dismiss(self._written)
