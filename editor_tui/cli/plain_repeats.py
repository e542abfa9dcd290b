"""A repeat in the plain review: the copy that stays, and the other way round."""

from __future__ import annotations

from editor_tui.cli.output import Output
from editor_tui.messages import Message
from editor_tui.text.clean import clean
from editor_tui.workspace.decisions import Item
from editor_tui.workspace.review_queue import Case
from editor_tui.workspace.swapping import Swapper
from editor_tui.workspace.workspace import Workspace


class PlainRepeats:
    """The repeats of one draft under review. Raises FrontMatterError as `Draft.frame` does."""

    def __init__(self, workspace: Workspace, case: Case, output: Output) -> None:
        self._draft, self._output = case.draft, output
        self._swapper = Swapper(case.draft, workspace.facts())

    def show(self, item: Item) -> bool:
        """Both copies with their lines; False where no other copy is known."""
        sides = self._swapper.sides(item)
        if sides is None:
            return False
        line = self._draft.line_of(self._draft.frame.body + sides.start)
        first, later = ("goes", "stays") if item.instead else ("stays", "goes")
        self._say(f"cli.plain-first-{first}", line=line, text=sides.first.strip())
        # What a repair only fills up stands before what it cuts.
        cut = next((block for block in item.blocks if not block.edit.replacement.strip()), item.blocks[0])
        blank = len(cut.old) - len(cut.old.lstrip("\r\n"))
        line = cut.line + cut.old[:blank].count("\n")
        self._say(f"cli.plain-later-{later}", line=line, text=sides.later.strip())
        return True

    def swapped(self, case: Case, number: int) -> Item:
        """The item with its other copy cut in its place, or as it was; why not is said."""
        item = case.items[number]
        swapped = self._swapper.swapped(item, case.items)
        if isinstance(swapped, Message):
            self._say("cli.plain-note", text=self._output.words(swapped))
            return item
        return swapped.decided("undecided")

    def _say(self, id: str, **values: object) -> None:
        self._output.line(clean(self._output.text(id, **values), lines=True))
