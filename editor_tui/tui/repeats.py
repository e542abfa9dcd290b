"""What a repair would cut, beside the copy that stays: what stands only in the one to go, and what closes around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from editor_tui.errors import EditorTuiError
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.text.difference import find_difference, similarity
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine
from editor_tui.tui.desk import Desk
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run, difference_runs
from editor_tui.tui.run_view import RunView
from editor_tui.workspace.decisions import Item, can_cut_instead


class RepeatsScreen(Screen["dict[int, Item]"]):
    """Goes through the block items; closes with those that were decided anew, by their place in the review."""

    DEFAULT_CSS = """
    RepeatsScreen > Horizontal { height: 1fr; }
    RepeatsScreen RunView { width: 1fr; height: 1fr; padding: 0 1; }
    RepeatsScreen #goes { border-left: $line $panel; }
    RepeatsScreen > #around { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """
    BINDINGS = bindings("repeats")

    def __init__(self, desk: Desk, look: Look, keymap: Keymap, draft: Draft, items: Sequence[Item], focus: int) -> None:
        super().__init__()
        self._desk, self._look, self._keymap, self._draft = desk, look, keymap, draft
        self._items = {at: item for at, item in enumerate(items) if item.kind == "block"}
        self._changed: dict[int, Item] = {}
        order = list(self._items)
        self._at = order.index(focus) if focus in order else 0
        self._repeats: list[tuple[int, int, tuple[int, int]]] = []

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

    def _show(self) -> None:
        look, item = self._look, self.item
        span = self._first_span(item)
        stays = self._draft.body[slice(*span)] if span else item.new
        pieces = find_difference(stays.strip(), item.old.strip())
        marks = look.text_marks
        self.query_one("#stays", RunView).show_runs(
            [Run(look.say("repeats-stays") + "\n\n", "heading"), *difference_runs(pieces, marks=marks, side="old")]
        )
        heading = look.say("repeats-goes", line=item.blocks[0].line, rule=item.name) + "\n\n"
        self.query_one("#goes", RunView).show_runs(
            [Run(heading, "heading"), *difference_runs(pieces, marks=marks, side="new")]
        )
        only = "".join(piece.text for piece in pieces if piece.kind == "added").strip()
        around = [Run(look.say("repeats-around") + "\n", "heading"), Run(f"  {item.blocks[0].before}\n")]
        if item.instead:
            around.append(Run(f"  {look.say('repeats-swapped')}\n", "accepted"))
        elif item.decision == "accepted":
            around.append(Run(f"- {look.say('repeats-cut', count=len(item.old))}\n", "removed"))
        else:
            around.append(Run(f"  {look.say('repeats-kept')}\n", "accepted"))
        around.append(Run(f"  {item.blocks[-1].after}\n"))
        if only:
            around.append(Run(f"{look.symbols.doubtful} {look.say('repeats-only', text=only[:200])}", "problem"))
        self.query_one("#around", RunView).show_runs(around)
        same = round(100 * similarity(stays.strip(), item.old.strip()))
        place = look.say("repeats-place", at=self._at + 1, count=len(self._items), path=self._draft.path)
        self.query_one("#place", Bar).set_text(place, look.say("repeats-same", percent=same))
        decision = look.say(f"decision-{item.decision}")
        self.query_one("#state", Bar).set_text(f"[{decision}]")

    def _decide(self, item: Item) -> None:
        self._items[self._place] = self._changed[self._place] = item
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
        """Cut the earlier copy instead, and keep this one."""
        item = self.item
        span = self._first_span(item)
        if item.instead:
            self._decide(replace(item, instead=(), decision="accepted"))
        elif len(item.blocks) > 1 or span is None or not can_cut_instead(list(self._items.values()), item, span):
            self.query_one("#state", Bar).set_text(self._look.say("repeats-no-swap"))
        else:
            self._decide(replace(item, instead=(Edit(*span, "", item.name),), decision="accepted"))

    def action_next(self) -> None:
        self._at = min(self._at + 1, len(self._items) - 1)
        self._show()

    def action_previous(self) -> None:
        self._at = max(self._at - 1, 0)
        self._show()

    def action_leave(self) -> None:
        self.dismiss(self._changed)
