"""The review as questions in lines: old, new, doubts, and what to do. Nothing is drawn, nothing moves."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from editor_tui.cli.output import Output
from editor_tui.cli.plain_segments import change_segment, show_segments
from editor_tui.errors import DraftError, EditorTuiError
from editor_tui.post.proposal import Proposal
from editor_tui.text.clean import clean
from editor_tui.text.difference import find_difference
from editor_tui.workspace.decisions import Item, accepted_part, is_valid_edit, items_of
from editor_tui.workspace.workspace import Workspace

Answer = Literal["y", "n", "e", "s", "u", "q"]
Ask = Callable[[str], str]


def review_plainly(workspace: Workspace, proposals: Sequence[Proposal], output: Output, ask: Ask | None = None) -> int:
    """Go through the proposals; `ask` writes a question and gives the answer. 3 where a draft could not be written."""
    session = _Session(workspace, list(proposals), output, ask or _ask_on_terminal)
    while session.at < len(session.proposals):
        if not session.review_one():
            break
    return 3 if session.failed else 0


class _Session:
    def __init__(self, workspace: Workspace, proposals: list[Proposal], output: Output, ask: Ask) -> None:
        self.workspace, self.proposals, self.output, self.ask = workspace, proposals, output, ask
        self.at = 0
        self.failed = 0
        self._done: list[tuple[int | None, int]] = []

    def review_one(self) -> bool:
        """Ask about every part of one proposal, then write; False where the person quits."""
        proposal, say = self.proposals[self.at], self.output.text
        try:
            items = list(items_of(proposal, self.workspace.read(proposal.path)))
        except DraftError as error:
            return self._skip(error)
        place = say("cli.plain-place", at=self.at + 1, count=len(self.proposals), task=proposal.origin.task)
        self._line(f"{place}  {proposal.path}")
        for number in range(len(items)):
            self._show(proposal, items[number], number + 1, len(items))
            answer, items[number] = self._decide(items[number])
            proposal = self.proposals[self.at]
            if answer == "q":
                return False
            if answer == "s":
                self.at += 1
                return True
            if answer == "u":
                return self._undo()
        return self._write(proposal, items)

    def _show(self, proposal: Proposal, item: Item, number: int, count: int) -> None:
        say = self.output.text
        heading = "cli.plain-text" if item.kind == "text" else "cli.plain-item"
        self._line(say(heading, number=number, count=count, name=item.name))
        problems = list(item.problems)
        if item.kind == "text":
            self._line(item.new)
        elif item.kind == "file":
            show_segments(self.workspace, proposal, self.output)
            if not item.segments:
                self._line(say("cli.plain-new", text=item.new))
            problems = [problem for problem in item.problems if not problem.message.values.get("segment")]
        else:
            self._line(say("cli.plain-old", text=item.old.strip() or "—"))
            self._line(say("cli.plain-new", text=item.new.strip() or "—"))
            pieces = find_difference(item.old, item.new)
            if any(piece.kind == "kept" for piece in pieces):
                marks = {"kept": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
                self._line(say("cli.plain-change", text="".join(marks[p.kind].format(p.text) for p in pieces)))
        for problem in problems:
            self._line(say("cli.plain-doubt", text=self.output.words(problem.message)))
        for note in item.notes:
            self._line(say("cli.plain-note", text=self.output.words(note)))

    def _decide(self, item: Item) -> tuple[Answer, Item]:
        question = "cli.plain-question-segments" if item.segments else "cli.plain-question"
        while True:
            typed = self.ask(self.output.text(question)).strip().lower()
            if typed in ("y", "n", "s", "u", "q"):
                return typed, item.decided("accepted" if typed == "y" else "rejected")  # type: ignore[return-value]
            proposal = self.proposals[self.at]
            if item.segments:
                item = self._change(proposal, item, typed)
                continue
            if typed == "e" and item.is_editable:
                text = self.ask(self.output.text("cli.plain-edit"))
                if text and is_valid_edit(proposal, item, text):
                    return "e", replace(item, new=text, decision="accepted")
            self._line(self.output.text("cli.plain-keys"))

    def _change(self, proposal: Proposal, item: Item, typed: str) -> Item:
        """The item after what was typed for one of its segments."""
        changed = change_segment(self.workspace, proposal, typed, self.output, self.ask)
        if changed is None:
            self._line(self.output.text("cli.plain-keys-segments"))
            return item
        self.proposals[self.at] = changed
        item = items_of(changed, self.workspace.read(changed.path))[item.part]
        self._show(changed, item, item.part + 1, len(changed.parts))
        return item

    def _write(self, proposal: Proposal, items: Sequence[Item]) -> bool:
        chosen = accepted_part(proposal, items)
        try:
            if chosen.parts:
                with self.workspace.writing("review") as writing:
                    self.workspace.apply(chosen, writing)
                self._done.append((writing.run.id, self.at))
                self._line(self.output.text("cli.plain-written", path=proposal.path))
            else:
                self.workspace.reject(proposal)
                self._done.append((None, self.at))
        except DraftError as error:
            return self._skip(error)
        self.at += 1
        return True

    def _undo(self) -> bool:
        if not self._done:
            self._line(self.output.text("cli.plain-nothing-to-undo"))
            return True
        run, self.at = self._done.pop()
        try:
            if run is not None:
                self.workspace.undo(run)
            self.workspace.save(replace(self.proposals[self.at], status="waiting"))
        except EditorTuiError as error:
            self.output.error(error)
        return True

    def _skip(self, error: DraftError) -> bool:
        self.output.error(error)
        self.failed += 1
        self.at += 1
        return True

    def _line(self, text: str) -> None:
        self.output.line(clean(text, lines=True))


def _ask_on_terminal(question: str) -> str:
    """The next line of standard input; the end of it quits."""
    sys.stdout.write(question)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else "q"
