"""Choosing a prompt: what it is, the exact messages, tokens and cost, a trial on one draft, and the run on all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList

from editor_tui.errors import EditorTuiError
from editor_tui.post.proposal import Proposal
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine, money
from editor_tui.tui.board import lay_out_board
from editor_tui.tui.choices import Choices
from editor_tui.tui.desk import Desk
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run
from editor_tui.tui.run_view import RunView
from editor_tui.workspace.decisions import items_of
from editor_tui.workspace.planning import Plan


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What somebody wants to run."""

    task: str
    paths: tuple[str, ...]
    offline: bool


class RunScreen(Screen["RunOrder | None"]):
    """Closes with an order, or None. A trial's proposal waits for review like every other."""

    DEFAULT_CSS = """
    RunScreen > Horizontal { height: 1fr; }
    RunScreen Choices { width: 28; }
    RunScreen RunView { width: 1fr; height: 1fr; padding: 0 1; border-left: solid $panel; }
    RunScreen.-narrow Choices { width: 16; }
    """
    BINDINGS = bindings("run")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, paths: Sequence[str]) -> None:
        super().__init__()
        self._desk, self._look, self._keymap = desk, look, keymap
        self._paths = tuple(paths)
        self._messages = False
        self._offline = False
        self._trying = False

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        with Horizontal():
            yield Choices()
            yield RunView(self._look)
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("run")
        self.query_one("#place", Bar).set_text(
            self._look.say("run-title"), self._look.say("run-paths", count=len(self._paths))
        )
        choices = self.query_one(Choices)
        choices.show_lines((name, name) for name in self._desk.prompt_names())
        choices.focus()

    @property
    def prompt(self) -> str | None:
        return self.query_one(Choices).chosen

    @on(OptionList.OptionHighlighted)
    def describe(self) -> None:
        if self.prompt is not None:
            self._describe(self.prompt)

    @work(exclusive=True, group="describe", exit_on_error=False)
    async def _describe(self, task: str) -> None:
        look = self._look
        runs: list[Run] = []
        try:
            plan = None if self._offline else await asyncio.to_thread(self._desk.estimate, task, self._paths)
            runs += plan_runs(plan, look)
            runs.append(Run(look.say("run-only-proposes") + "\n\n", "dim"))
            draft = await asyncio.to_thread(self._desk.read, self._paths[0])
            messages = await asyncio.to_thread(self._desk.render_prompt, task, draft)
            runs.append(Run(look.say("run-messages", path=draft.path) + "\n", "heading"))
            for role, text in messages:
                shown = text if self._messages else text[:300] + (look.symbols.ellipsis if len(text) > 300 else "")
                runs += [Run(f"\n{role}\n", "key"), Run(shown + "\n")]
        except EditorTuiError as error:
            runs += [Run(f"{look.symbols.broken} {look.tell(error.message)}\n", "error")]
        if task == self.prompt:
            self.query_one(RunView).show_runs(runs)

    def action_messages(self) -> None:
        self._messages = not self._messages
        self.describe()

    def action_offline(self) -> None:
        self._offline = not self._offline
        self.query_one("#state", Bar).set_text(self._look.say("run-offline") if self._offline else "")
        self.describe()

    def action_try(self) -> None:
        if self.prompt is not None and not self._trying:
            self._try(self.prompt)

    @work(exclusive=True, group="try", exit_on_error=False)
    async def _try(self, task: str) -> None:
        self._trying = True
        state = self.query_one("#state", Bar)
        begun = time.monotonic()
        # A count of seconds, once a second: a spinner would write 15 times a second over SSH.
        timer = self.set_interval(
            1.0, lambda: state.set_text(self._look.say("run-trying", seconds=int(time.monotonic() - begun)))
        )
        state.set_text(self._look.say("run-trying", seconds=0))
        try:
            proposal = await self._desk.propose(task, self._paths[0], offline=self._offline)
            await asyncio.to_thread(self._desk.save, proposal)
            self._show_trial(proposal)
            state.set_text(self._look.say("run-tried"), money(proposal.origin.usage.cost_usd))
        except EditorTuiError as error:
            state.set_text(f"{self._look.symbols.broken} {self._look.tell(error.message)}")
        finally:
            timer.stop()
            self._trying = False

    def _show_trial(self, proposal: Proposal) -> None:
        view = self.query_one(RunView)
        items = items_of(proposal, self._desk.read(proposal.path))
        runs: list[Run] = []
        for line in lay_out_board(items, -1, max(view.content_size.width - 2, 20), self._look):
            runs += [Run(run.text, {"heading": "heading", "undecided": "problem"}.get(run.style, run.style))
                     for run in line.runs]  # fmt: skip
            runs.append(Run("\n"))
        allowed = {"", "heading", "dim", "problem", "added", "removed", "accepted"}
        view.show_runs([Run(run.text, run.style if run.style in allowed else "") for run in runs])

    def action_start(self) -> None:
        if self.prompt is not None:
            self.dismiss(RunOrder(self.prompt, self._paths, self._offline))

    def on_option_list_option_selected(self) -> None:
        self.action_start()

    def action_edit(self) -> None:
        path = self._desk.root / "prompts" / f"{self.prompt}.prompty"
        if path.is_file():
            self.app.run_worker(self._edit_file(str(path)), exclusive=True)
        else:
            self.query_one("#state", Bar).set_text(self._look.say("run-bundled", name=f"{self.prompt}.prompty"))

    async def _edit_file(self, path: str) -> None:
        from editor_tui.tui.editor import edit_file

        edit_file(self.app, path)
        self.describe()

    def action_leave(self) -> None:
        self.dismiss(None)


def plan_runs(plan: Plan | None, look: Look) -> list[Run]:
    """What a run would send and cost; None is a run without a model."""
    if plan is None or not plan.model:
        return [Run(look.say("run-offline" if plan is None else "run-no-model") + "\n")]
    cost = look.say("cost-unknown") if plan.cost_usd is None else money(plan.cost_usd)
    tokens = look.say("run-estimate", input=f"{plan.input_tokens:,}", output=f"{plan.output_tokens:,}", cost=cost)
    runs = [Run(f"{plan.model}\n", "key"), Run(tokens + "\n")]
    if plan.saved_tokens:
        runs.append(Run(look.say("run-saved", count=f"{plan.saved_tokens:,}") + "\n", "accepted"))
    return runs
