"""What the screen that runs prompts says: the plan, the exact messages, a reply while it is written, a trial."""

from __future__ import annotations

from collections.abc import Sequence

from editor_tui.tui.bars import money
from editor_tui.tui.board import lay_out_board
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run
from editor_tui.tui.run_view import RunView
from editor_tui.workspace.decisions import Item
from editor_tui.workspace.planning import Plan

_FOLDED = 300
# A reply of any length is laid out ten times a second: what is above the screen then is not shown.
_WRITTEN = 4000


def plan_runs(plan: Plan | None, chosen: int, look: Look) -> list[Run]:
    """What a run on so many chosen drafts would send and cost; None is a run without a model."""
    if plan is None or not plan.model:
        return [Run(look.say("run-offline" if plan is None else "run-no-model") + "\n")]
    cost = look.say("cost-unknown") if plan.cost_usd is None else money(plan.cost_usd, look)
    tokens = look.say("run-estimate", input=f"{plan.input_tokens:,}", output=f"{plan.output_tokens:,}", cost=cost)
    runs = [Run(f"{plan.model}\n", "key")]
    if not plan.drafts:
        runs.append(Run(look.say("run-none") + "\n", "problem"))
    elif len(plan.drafts) < chosen:
        runs.append(Run(look.say("run-some", count=len(plan.drafts), chosen=chosen) + "\n", "problem"))
    if plan.requests:
        runs.append(Run(tokens + "\n"))
    elif plan.drafts:
        runs.append(Run(look.say("run-answered") + "\n"))
    if plan.saved_tokens:
        runs.append(Run(look.say("run-saved", count=f"{plan.saved_tokens:,}") + "\n", "accepted"))
    return runs


def message_runs(messages: Sequence[tuple[str, str]], heading: str, look: Look, *, whole: bool) -> list[Run]:
    """The messages, each folded to its beginning or `whole`."""
    runs = [Run(heading + "\n", "heading")]
    for role, text in messages:
        text = text.strip("\r\n")
        shown = text if whole or len(text) <= _FOLDED else text[:_FOLDED] + look.symbols.ellipsis
        runs += [Run(f"\n{role}\n", "key"), Run(shown + "\n")]
    return runs


def written_runs(text: str, path: str, look: Look) -> list[Run]:
    """A reply while it is written: nothing of it has passed a check yet."""
    shown = text if len(text) <= _WRITTEN else look.symbols.ellipsis + text[-_WRITTEN:]
    return [
        Run(look.say("run-written", path=path) + "\n\n", "heading"),
        Run(shown + look.symbols.seen, "dim" if not text else ""),
    ]


def trial_runs(items: Sequence[Item], width: int, look: Look) -> list[Run]:
    """What a trial proposes, as the review will show it."""
    if not items:
        return [Run(look.say("run-nothing") + "\n")]
    runs: list[Run] = []
    for line in lay_out_board(items, -1, width, look):
        for run in line.runs:
            style = "problem" if run.style == "undecided" else run.style
            runs.append(Run(run.text, style if f"run--{style}" in RunView.COMPONENT_CLASSES else ""))
        runs.append(Run("\n"))
    return runs
