"""The review as questions in lines: old, new, doubts, and what to do. Nothing is drawn, nothing moves."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Literal

from editor_tui.cli.output import Output
from editor_tui.cli.plain_repeats import PlainRepeats
from editor_tui.cli.plain_segments import change_segment, show_segments
from editor_tui.errors import DraftError, EditorTuiError
from editor_tui.post.proposal import Proposal
from editor_tui.text.clean import clean
from editor_tui.text.difference import find_difference
from editor_tui.workspace.decisions import Item
from editor_tui.workspace.review_queue import ReviewQueue
from editor_tui.workspace.swapping import is_repeat
from editor_tui.workspace.workspace import Workspace

Answer = Literal["y", "n", "e", "s", "u", "q"]
Ask = Callable[[str], str]


def review_plainly(workspace: Workspace, proposals: Sequence[Proposal], output: Output, ask: Ask | None = None) -> int:
    """Go through the proposals; `ask` writes a question and gives the answer. 3 where a draft could not be written."""
    session = _Session(workspace, ReviewQueue(workspace, list(proposals)), output, ask or _ask_on_terminal)
    while session.queue.at < len(session.queue.proposals):
        if not session.review_one():
            break
    return 3 if session.failed else 0


class _Session:
    def __init__(self, workspace: Workspace, queue: ReviewQueue, output: Output, ask: Ask) -> None:
        self.workspace, self.queue, self.output, self.ask = workspace, queue, output, ask
        self.failed = 0
        self._known_repeats: tuple[int, PlainRepeats] | None = None

    @property
    def proposal(self) -> Proposal:
        return self.queue.proposals[self.queue.at]

    def review_one(self) -> bool:
        """Ask about every part of one proposal, then write; False where the person quits."""
        try:
            count = len(self.queue.case().items)
        except DraftError as error:
            return self._skip(error)
        place = {"at": self.queue.at + 1, "count": len(self.queue.proposals), "task": self.proposal.origin.task}
        self._line(f"{self.output.text('cli.plain-place', **place)}  {self.proposal.path}")
        for number in range(count):
            item = self.queue.case().items[number]
            self._show(self.proposal, item, number + 1, count)
            answer, item = self._decide(item, number, count)
            if answer == "q":
                return False
            if answer == "s":
                self.queue.at += 1
                return True
            if answer == "u":
                return self._undo()
            self.queue.decide(number, item)
        return self._write()

    def _show(self, proposal: Proposal, item: Item, number: int, count: int) -> None:
        say = self.output.text
        heading = "cli.plain-text" if item.kind == "text" else "cli.plain-block" if item.blocks else "cli.plain-item"
        line = item.blocks[0].line if item.blocks else 0
        self._line(say(heading, number=number, count=count, name=item.name, line=line))
        has_sides = is_repeat(item) and self._repeats().show(item)
        problems = list(item.problems)
        if item.kind == "text":
            self._line(item.new)
        elif item.kind == "file":
            show_segments(self.workspace, proposal, self.output)
            if not item.segments:
                self._line(say("cli.plain-new", text=item.new))
            problems = [problem for problem in item.problems if not problem.message.values.get("segment")]
        elif not has_sides or item.new.strip():
            self._line(say("cli.plain-old", text=item.old.strip() or say("cli.plain-nothing")))
            self._line(say("cli.plain-new", text=item.new.strip() or say("cli.plain-nothing")))
            pieces = find_difference(item.old, item.new)
            if any(piece.kind == "kept" for piece in pieces):
                marks = {"kept": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
                self._line(say("cli.plain-change", text="".join(marks[p.kind].format(p.text) for p in pieces)))
        for problem in problems:
            self._line(say("cli.plain-doubt", text=self.output.words(problem.message)))
        for note in item.notes:
            self._line(say("cli.plain-note", text=self.output.words(note)))

    def _decide(self, item: Item, number: int, count: int) -> tuple[Answer, Item]:
        kind = "-segments" if item.segments else "-repeat" if is_repeat(item) else ""
        question = f"cli.plain-question{kind}"
        while True:
            typed = self.ask(self.output.text(question)).strip().lower()
            if typed in ("y", "n", "s", "u", "q"):
                return typed, item.decided("accepted" if typed == "y" else "rejected")  # type: ignore[return-value]
            if item.segments:
                item = self._change(item, typed)
                continue
            if typed == "x" and is_repeat(item):
                item = self._repeats().swapped(self.queue.case(), number)
                self.queue.decide(number, item)
                self._repeats().show(item)
                continue
            if typed == "e" and item.is_editable:
                item = self._edit(item, number)
                if item.decision == "accepted":
                    return "e", item
                self._show(self.proposal, item, number + 1, count)
                continue
            self._line(self.output.text(f"cli.plain-keys{kind}"))

    def _repeats(self) -> PlainRepeats:
        """The repeats of the draft that is open; made once for each."""
        if self._known_repeats is None or self._known_repeats[0] != self.queue.at:
            self._known_repeats = self.queue.at, PlainRepeats(self.workspace, self.queue.case(), self.output)
        return self._known_repeats[1]

    def _edit(self, item: Item, number: int) -> Item:
        """The item with a text of the person's own, undecided where the checks find something in it, or as it was."""
        text = self.ask(self.output.text("cli.plain-edit"))
        try:
            if text and self.queue.is_valid(number, text):
                return self.queue.revise(number, text)
        except EditorTuiError as error:
            self.output.error(error)
        self._line(self.output.text("cli.plain-invalid"))
        return item.decided("undecided")

    def _change(self, item: Item, typed: str) -> Item:
        """The item after what was typed for one of its segments."""
        changed = change_segment(self.workspace, self.proposal, typed, self.output, self.ask)
        if changed is None:
            self._line(self.output.text("cli.plain-keys-segments"))
            return item
        self.queue.replace_proposal(changed)
        item = self.queue.case().items[item.part]
        self._show(changed, item, item.part + 1, len(changed.parts))
        return item

    def _write(self) -> bool:
        is_accepted = any(item.decision == "accepted" for item in self.queue.case().items)
        try:
            self.queue.apply()
        except DraftError as error:
            return self._skip(error)
        self._line(
            self.output.text("cli.plain-written" if is_accepted else "cli.plain-dropped", path=self.proposal.path)
        )
        self.queue.at += 1
        return True

    def _undo(self) -> bool:
        """Back to the draft that was decided last, also in an earlier review."""
        try:
            if not self.queue.undo():
                self._line(self.output.text("cli.plain-undone-elsewhere"))
        except EditorTuiError as error:
            self.output.error(error)
        return True

    def _skip(self, error: DraftError) -> bool:
        self.output.error(error)
        self.failed += 1
        self.queue.at += 1
        return True

    def _line(self, text: str) -> None:
        self.output.line(clean(text, lines=True))


def _ask_on_terminal(question: str) -> str:
    """The next line of standard input; the end of it quits."""
    sys.stdout.write(question)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        # Nobody answers any more: what comes next on the screen begins a line of its own.
        sys.stdout.write("\n")
    return line.rstrip("\n") if line else "q"
