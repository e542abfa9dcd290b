"""What a repair would cut, beside the copy that stays: what stands only in the one to go, and what closes around it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from editor_tui.errors import EditorTuiError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.text.difference import find_difference, similarity
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine
from editor_tui.tui.desk import Desk
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run, difference_runs
from editor_tui.tui.run_view import RunView
from editor_tui.workspace.decisions import Item
from editor_tui.workspace.swapping import Sides, Swapper


class RepeatsScreen(Screen["dict[int, Item]"]):
    """Goes through the block items; closes with those that were decided anew, by their place in the review."""

    DEFAULT_CSS = """
    RepeatsScreen > Horizontal { height: 1fr; }
    RepeatsScreen RunView { width: 1fr; height: 1fr; padding: 0 1; }
    RepeatsScreen #stays { border-right: $line $panel; }
    RepeatsScreen #goes { padding: 0 2 0 1; }
    RepeatsScreen > #around { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """
    BINDINGS = bindings("repeats")

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, draft: Draft, items: Sequence[Item], focus: int) -> None:
        super().__init__()
        self._desk, self._look, self._keymap, self._draft = desk, look, keymap, draft
        self._all = list(items)
        self._items = {at: item for at, item in enumerate(items) if item.kind == "block"}
        self._changed: dict[int, Item] = {}
        order = list(self._items)
        self._at = order.index(focus) if focus in order else 0
        self._repeats: list[tuple[int, int, tuple[int, int]]] = []
        self._swapper: Swapper | None = None

    def compose(self) -> ComposeResult:
        yield Bar(id="place", classes="-title")
        with Horizontal():
            yield RunView(self._look, id="stays")
            yield RunView(self._look, id="goes")
        yield RunView(self._look, id="around")
        yield Bar(id="state")
        yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("repeats")
        self._find_firsts()
        self.query_one("#goes", RunView).focus()
        self._show()

    def _find_firsts(self) -> None:
        """Where findings say that repeats stand and stood first, in offsets of the body."""
        body = self._draft.frame.body
        try:
            findings = self._desk.check(self._draft)
            self._swapper = Swapper(self._draft, self._desk.facts())
        except EditorTuiError:
            return
        self._repeats = [
            (finding.start - body, finding.end - body, (finding.first[0] - body, finding.first[1] - body))
            for finding in findings
            if finding.first is not None
        ]
        # Markers and echoes are cut as well; they have no other copy to be compared with.
        repeats = {at: item for at, item in self._items.items() if self._first_span(item) is not None}
        if repeats:
            focused = self._place
            self._items = repeats
            self._at = next((n for n, at in enumerate(repeats) if at >= focused), 0)

    @property
    def _place(self) -> int:
        return list(self._items)[self._at]

    @property
    def item(self) -> Item:
        return self._items[self._place]

    def _first_span(self, item: Item) -> tuple[int, int] | None:
        """Where the copy that stays stands in the body: as a finding says, else where the same text is first."""
        edit, body = item.blocks[0].edit, self._draft.body
        overlaps = [(min(end, edit.end) - max(start, edit.start), first) for start, end, first in self._repeats]
        if overlaps and max(overlaps)[0] > 0:
            return max(overlaps)[1]
        text = item.blocks[0].old.strip()
        start = body.find(text) if text else -1
        return (start, start + len(text)) if 0 <= start < edit.start else None

    def _sides(self, item: Item) -> Sides:
        """Both copies, as far as they are known."""
        if self._swapper is not None and (sides := self._swapper.sides(item)) is not None:
            return sides
        span = self._first_span(item) or (item.blocks[0].edit.start,) * 2
        return Sides(self._draft.body[slice(*span)] or item.new, item.old, span[0])

    def _later_line(self, item: Item) -> int:
        """Where the copy stands that the repair would cut; what it only fills up stands before."""
        return next((block.line for block in item.blocks if not block.edit.replacement.strip()), item.blocks[0].line)

    def _show(self) -> None:
        look, item = self._look, self.item
        sides = self._sides(item)
        pieces = find_difference(sides.first.strip(), sides.later.strip())
        marks = look.text_marks
        first_line = self._draft.line_of(self._draft.frame.body + sides.start)
        cuts = item.decision == "accepted"
        for id, side, line, goes in (
            ("#stays", "old", first_line, cuts and bool(item.instead)),
            ("#goes", "new", self._later_line(item), cuts and not item.instead),
        ):
            heading = look.say("repeats-goes" if goes else "repeats-stays", line=line)
            copy = difference_runs(pieces, marks=marks, side=side)
            self.query_one(id, RunView).show_runs([Run(f"{heading}\n\n", "old" if goes else "heading"), *copy])
        blocks = item.instead or item.blocks
        lost = "removed" if item.instead else "added"
        only = "".join(piece.text for piece in pieces if piece.kind == lost).strip()
        around = [Run(look.say("repeats-around") + "\n", "heading"), Run(f"  {blocks[0].before}\n")]
        if item.decision == "accepted":
            count = sum(len(block.old) for block in blocks if not block.edit.replacement.strip())
            around.append(Run(f"- {look.say('repeats-cut', count=count)}\n", "removed"))
        else:
            around.append(Run(f"  {look.say('repeats-kept')}\n", "accepted"))
        around.append(Run(f"  {blocks[-1].after}\n"))
        if only:
            around.append(Run(f"{look.symbols.doubtful} {look.say('repeats-only', text=only[:200])}", "problem"))
        self.query_one("#around", RunView).show_runs(around)
        same = round(100 * similarity(sides.first.strip(), sides.later.strip()))
        place = look.say("repeats-place", at=self._at + 1, count=len(self._items), path=self._draft.path)
        alike = look.say("repeats-same", percent=same)
        self.query_one("#place", Bar).set_text(place, look.plain(f"{item.name} · {alike}"))
        self.query_one("#state", Bar).set_text("")

    def _decide(self, item: Item) -> None:
        self._keep_item(item)
        if self._at + 1 < len(self._items):
            self._at += 1
            self._show()
        else:
            self.dismiss(self._changed)

    def action_cut(self) -> None:
        self._decide(self.item.decided("accepted"))

    def action_keep(self) -> None:
        self._decide(self.item.decided("rejected"))

    def action_swap(self) -> None:
        """Let the other copy go, to be looked at before it is decided; or say why it cannot."""
        if self._swapper is None:
            self.app.bell()
            return
        swapped = self._swapper.swapped(self.item, self._all)
        if isinstance(swapped, Message):
            self.query_one("#state", Bar).set_text(self._look.tell(swapped))
            return
        self._keep_item(swapped.decided("accepted"))
        self._show()

    def _keep_item(self, item: Item) -> None:
        self._items[self._place] = self._changed[self._place] = self._all[self._place] = item

    def action_next(self) -> None:
        self._at = min(self._at + 1, len(self._items) - 1)
        self._show()

    def action_previous(self) -> None:
        self._at = max(self._at - 1, 0)
        self._show()

    def action_leave(self) -> None:
        self.dismiss(self._changed)
