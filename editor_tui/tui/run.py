"""Choosing a prompt: what it is, the exact messages, tokens and cost, a trial seen as it is written, the run."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList
from textual.worker import Worker

from editor_tui.errors import EditorTuiError, PromptError
from editor_tui.text.clean import clean, without_controls
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine, money
from editor_tui.tui.choices import Choices
from editor_tui.tui.dialogs import AskHint
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run
from editor_tui.tui.prompt_order import BUNDLED, in_order
from editor_tui.tui.run_subject import Subject
from editor_tui.tui.run_view import RunView
from editor_tui.tui.run_words import message_runs, plan_runs, trial_runs, written_runs
from editor_tui.tui.words import Words
from editor_tui.workspace.decisions import items_of


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What somebody wants to run; with `review` what they have run already and want to decide on."""

    task: str
    paths: tuple[str, ...]
    offline: bool
    review: bool = False


class RunScreen(Screen["RunOrder | None"]):
    """Closes with an order, or None. A trial's proposal waits for review like every other."""

    DEFAULT_CSS = """
    RunScreen > #trouble { color: $error; padding: 0 1; display: none; }
    RunScreen > #trouble.-shown { display: block; }
    RunScreen > Horizontal { height: 1fr; }
    RunScreen Choices { width: 28; }
    RunScreen RunView { width: 1fr; height: 1fr; padding: 0 1; border-left: $line $panel; }
    RunScreen.-narrow Choices { width: 18; }
    """
    BINDINGS = bindings("run")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012

    def __init__(self, look: Look, keymap: Keymap, subject: Subject) -> None:
        super().__init__()
        self._look, self._keymap, self._subject = look, keymap, subject
        self._messages = False
        self._offline = False
        self._trial: Worker[None] | None = None
        self._tried = ""
        self._text = ""
        self._begun = 0.0

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        yield Words(id="trouble")
        with Horizontal():
            yield Choices(self._look)
            yield RunView(self._look)
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("run")
        if self._subject.is_passage:
            on_what = self._look.say("run-passage", path=self._subject.path)
        else:
            on_what = self._look.say("run-paths", count=len(self._subject.paths))
        self.query_one("#place", Bar).set_text(self._look.say("run-title"), on_what)
        choices = self.query_one(Choices)
        names = self._subject.prompt_names()
        # What rewrites the passage comes first there.
        choices.show_lines((name, name) for name in (names if self._subject.is_passage else in_order(names)))
        choices.focus()

    @property
    def prompt(self) -> str | None:
        return self.query_one(Choices).chosen

    def _tell(self, words: str, right: str = "") -> None:
        self.query_one("#state", Bar).set_text(words, right)

    def _tell_error(self, error: EditorTuiError) -> None:
        """Where there is room for all of it, until something else is chosen."""
        self._tell("")
        self._show_trouble(f"{self._look.symbols.broken} {self._look.tell(error.message)}")

    def _show_trouble(self, words: str) -> None:
        trouble = self.query_one("#trouble", Words)
        trouble.set_text(words)
        trouble.set_class(bool(words), "-shown")

    # What would be sent

    @on(OptionList.OptionHighlighted)
    def describe(self) -> None:
        self._tried = ""
        if self.prompt is not None and self._trial is None:
            self._tell("")
            self._show_trouble("")
            self._describe(self.prompt)

    @work(exclusive=True, group="describe", exit_on_error=False)
    async def _describe(self, task: str) -> None:
        look = self._look
        try:
            plan, messages = await asyncio.to_thread(self._subject.plan, task, offline=self._offline)
            own = await asyncio.to_thread(self._subject.desk.own_description, task)
            about = look.say(f"about-prompt-{task}") if own is None and task in BUNDLED else clean(own or "")
            runs = [Run(f"{about}\n", "heading"), Run("\n")] if about else []
            runs += plan_runs(plan, len(self._subject.paths), look)
            runs.append(Run(look.say("run-only-proposes") + "\n\n", "dim"))
            is_sent = plan is not None and plan.model and plan.requests
            heading = "run-messages" if is_sent else "run-messages-offline"
            runs += message_runs(messages, look.say(heading, path=self._subject.path), look, whole=self._messages)
        except EditorTuiError as error:
            runs = [Run(f"{look.symbols.broken} {look.tell(error.message)}\n", "error")]
            if isinstance(error, PromptError):
                runs.append(Run(f"{clean(error.place)}\n", "dim"))
        if task == self.prompt and self._trial is None and not self._tried:
            self.query_one(RunView).show_runs(runs)

    def action_messages(self) -> None:
        self._messages = not self._messages
        self.describe()

    def action_offline(self) -> None:
        self._offline = not self._offline
        self.describe()

    # The trial

    def action_try(self) -> None:
        if self.prompt is not None and self._trial is None:
            self._trial = self._try(self.prompt)

    @work(exclusive=True, group="try", exit_on_error=False)
    async def _try(self, task: str) -> None:
        # A count of seconds, once a second: a spinner would write 15 times a second over SSH.
        timer = None
        try:
            hint: str | None = ""
            if self._subject.takes_instruction(task):
                hint = await self.app.push_screen_wait(AskHint(self._look, self._look.say("run-instruction")))
            if hint is None:
                return
            self._begun, self._text = time.monotonic(), ""
            self._show_trouble("")
            self._count_seconds()
            timer = self.set_interval(1.0, self._count_seconds)
            proposal = await self._subject.propose(task, self._show_written, hint=hint, offline=self._offline)
            if proposal.parts:
                await asyncio.to_thread(self._subject.keep, proposal)
            draft = await asyncio.to_thread(self._subject.desk.read, proposal.path)
            self._tried = task if proposal.parts else ""
            view = self.query_one(RunView)
            view.show_runs(trial_runs(items_of(proposal, draft), max(view.content_size.width - 2, 20), self._look))
            count = len(self._subject.paths)
            words = "run-unchanged" if not proposal.parts else "run-tried" if count == 1 else "run-tried-first"
            usage = proposal.origin.usage
            self._tell(self._look.say(words, count=count), money(usage.cost_usd, self._look, priced=usage.priced))
        except EditorTuiError as error:
            self._tell_error(error)
        except asyncio.CancelledError:
            if self.is_attached:
                self._tell(self._look.say("run-stopped"))
            raise
        finally:
            self._trial = None
            if timer is not None:
                timer.stop()

    def _show_written(self, text: str) -> None:
        """What the model has written so far."""
        self._text = text
        self.query_one(RunView).show_runs(written_runs(text, self._subject.path, self._look), follow=True)

    def _count_seconds(self) -> None:
        seconds = int(time.monotonic() - self._begun)
        self._tell(self._look.say("run-trying", seconds=seconds, count=len(self._text)))

    def action_copy(self) -> None:
        """The reply to the clipboard, as far as the terminal allows it (OSC 52)."""
        if self._text:
            self.app.copy_to_clipboard(without_controls(self._text))
            self._tell(self._look.say("run-copied", count=len(self._text)))
        else:
            self.app.bell()

    # The run

    def action_start(self) -> None:
        if self.prompt is None or self._trial is not None:
            return
        if self._subject.is_passage and self._tried != self.prompt:
            self.action_try()
        else:
            paths = self._subject.paths
            is_done = self._subject.is_passage or (self._tried == self.prompt and len(paths) == 1)
            self.dismiss(RunOrder(self.prompt, paths, self._offline, review=is_done))

    def on_option_list_option_selected(self) -> None:
        self.action_start()

    def action_edit(self) -> None:
        from editor_tui.prompts.library import own_prompt

        if self.prompt is None:
            return
        path = own_prompt(self._subject.desk.root, self.prompt)
        if path.is_file():
            self.app.run_worker(self._edit_file(str(path)), exclusive=True)
        else:
            self._tell(self._look.say("run-bundled", name=path.name))

    async def _edit_file(self, path: str) -> None:
        from editor_tui.tui.editor import edit_file

        if edit_file(self.app, path):
            self.describe()
        else:
            self._tell(self._look.say("no-editor"))

    def action_leave(self) -> None:
        """Stop the trial that is under way, with what has come of it; else leave."""
        if self._trial is not None:
            self._trial.cancel()
        else:
            self.dismiss(None)
