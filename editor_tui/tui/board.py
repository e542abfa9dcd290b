"""The items of one proposal as lines: heading with decision, what was, what would be, why not. No screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor_tui.post.proposal import Problem
from editor_tui.text.clean import mask
from editor_tui.text.difference import find_difference
from editor_tui.text.width import cut, text_width
from editor_tui.tui.look import Look
from editor_tui.tui.paragraphs import Run, break_runs, difference_runs
from editor_tui.tui.segment_words import pair_lines
from editor_tui.workspace.decisions import Item

# Lines of one change that are shown folded: fewer where there are many changes.
_FOLDED = 8
_FOLDED_AMONG_MANY = 4
_MANY = 4
_SEGMENTS = 40
_BODY = 3000


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line of the board and the item that it belongs to (-1 for none)."""

    runs: tuple[Run, ...]
    item: int = -1


def lay_out_board(
    items: Sequence[Item], focus: int, width: int, look: Look, *, whole: bool = False, body: str = ""
) -> list[BoardLine]:
    """All items in a column of this width, then the draft's body to check them against. `whole` unfolds everything."""
    lines: list[BoardLine] = []
    for at, item in enumerate(items):
        lines.append(BoardLine(_heading(at, item, at == focus, width, look), at))
        room = 0 if whole else _FOLDED_AMONG_MANY if len(items) > _MANY else _FOLDED
        content = _content(item, width - 5, look, room)
        problems = _problems(item, width - 5, look)
        notes = [
            runs
            for note in item.notes
            for runs in break_runs([Run(f"{look.plain('·')} {look.tell(note)}", "heading")], width - 5)
        ]
        # Under a value, where it is seen at once; over a file, whose end is far away.
        ordered = [*problems, *notes, *content] if item.kind == "file" else [*content, *problems, *notes]
        lines += [BoardLine((Run("   "), *runs), at) for runs in ordered]
        lines.append(BoardLine((Run(""),), at))
    if body.strip():
        lines += _body(body.strip(), width, look, whole=whole)
    return lines


def _problems(item: Item, width: int, look: Look) -> list[list[Run]]:
    """What is doubtful; of a translation only what is about no segment, and how many wait."""
    sources = {source for source, _ in item.segments}
    loose = [problem for problem in item.problems if problem.message.values.get("segment") not in sources]
    lines = [line for problem in loose for line in _problem(problem, width, look)]
    if waiting := len({problem.message.values.get("segment") for problem in item.problems if problem not in loose}):
        lines += break_runs([Run(look.say("review-segments", count=waiting), "problem")], width)
    return lines


def _problem(problem: Problem, width: int, look: Look) -> list[list[Run]]:
    return break_runs([Run(f"{look.symbols.doubtful} {look.tell(problem.message)}", "problem")], width)


def _body(body: str, width: int, look: Look, *, whole: bool) -> list[BoardLine]:
    heading = look.say("review-body", count=len(body))
    rule = look.symbols.rule * max(width - text_width(heading) - 5, 2)
    shown = body if whole else body[:_BODY]
    lines = [BoardLine((Run(f"   {heading} ", "heading"), Run(rule, "dim")))]
    lines += [BoardLine((Run("   "), *runs)) for runs in break_runs([Run(shown)], width - 5)]
    if len(shown) < len(body):
        lines.append(BoardLine((Run(f"   {look.say('review-more')}", "dim"),)))
    return lines


def _heading(at: int, item: Item, focused: bool, width: int, look: Look) -> tuple[Run, ...]:
    number = str(at + 1) if at < 9 else " "
    name = _name(item, look)
    decision = f"[{look.say(f'decision-{item.decision}')}]"
    size = f" {size}" if (size := _size(item, look)) else ""
    name = cut(name, max(width - text_width(decision) - text_width(size) - 11, 8))
    pointer = look.symbols.cursor if focused else " "
    left = f"{pointer}{number} {name} "
    rule = look.symbols.rule * max(width - text_width(left) - text_width(decision) - text_width(size) - 2, 2)
    return (
        Run(left, "focused" if focused else "heading"),
        Run(rule + " ", "dim"),
        Run(decision, item.decision),
        Run(size, "dim"),
    )


def _size(item: Item, look: Look) -> str:
    if item.kind == "file":
        return ""
    if item.kind == "text":
        return look.say("review-characters", count=len(item.new))
    if item.is_list:
        return look.say("review-items", old=len(_items(item.old)), new=len(_items(item.new)))
    return look.say("review-size", old=len(item.old), new=len(item.new))


def _items(text: str) -> list[str]:
    return [part for part in (part.strip() for part in text.split(",")) if part]


def _name(item: Item, look: Look) -> str:
    match item.kind:
        case "block":
            return look.say("review-block", rule=item.name, line=item.blocks[0].line)
        case "file":
            return look.say("review-file", path=item.name)
        case "text":
            return look.say("review-text", name=item.name)
    return look.say("review-field", key=item.name)


def _content(item: Item, width: int, look: Look, room: int) -> list[list[Run]]:
    if item.kind == "file":
        return _file(item, width, look, whole=room == 0)
    if item.kind == "block":
        return _blocks(item, width, look, room)
    if item.kind == "text":
        return break_runs([Run(item.new)], width)
    if item.is_list:
        return break_runs(_list_runs(item, look), width)
    pieces = find_difference(item.old, item.new)
    is_rewritten = not any(piece.kind == "kept" for piece in pieces)
    lines: list[list[Run]] = []
    for side, sign, text in (("old", "-", item.old), ("new", "+", item.new)):
        if not text:
            runs = [Run(look.say("nothing"), "dim")]
        elif is_rewritten:
            # Marks on every character would only make it harder to read.
            runs = [Run(text, side)]
        else:
            runs = difference_runs(pieces, marks=look.text_marks, side=side)
        lines += [
            [Run(f"{sign if index == 0 else ' '} {look.symbols.bar} ", "dim"), *line]
            for index, line in enumerate(break_runs(runs, width - 4))
        ]
    return lines


def _list_runs(item: Item, look: Look) -> list[Run]:
    old, new = _items(item.old), _items(item.new)
    runs: list[Run] = []
    for text in [*old, *(text for text in new if text not in old)]:
        style = "" if text in old and text in new else "added" if text in new else "removed"
        sign = {"added": "+", "removed": "-"}.get(style, "")
        marked = f"[{sign}{text}{sign}]" if sign and look.text_marks else text
        runs += [Run(marked, style), Run("  ")]
    return runs


def _blocks(item: Item, width: int, look: Look, room: int) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for block in item.instead or item.blocks:
        new = item.new if len(item.blocks) == 1 and not item.instead else block.edit.replacement
        if block.before:
            lines.append(_context(block.before, width, look))
        lines += _folded(_change(block.old, new, width, look), look, room)
        if block.after:
            lines.append(_context(block.after, width, look))
    return lines


def _change(old: str, new: str, width: int, look: Look) -> list[list[Run]]:
    if old and new:
        pieces = find_difference(old, new)
        if any(piece.kind == "kept" for piece in pieces):
            return break_runs(difference_runs(pieces, marks=look.text_marks), width)
        return [*_change(old, "", width, look), *_change("", new, width, look)]
    text, sign, style = (old, "-", "removed") if old else (new, "+", "added")
    text = text.strip("\r\n")
    if not text:
        return [[Run(f"{sign} ", style), Run(look.say("review-blank-line"), "dim")]]
    marked = f"[{sign}{text}{sign}]" if look.text_marks else text
    return [[Run(f"{sign} ", style), *line] for line in break_runs([Run(marked, style)], width - 2)]


def _folded(lines: list[list[Run]], look: Look, room: int) -> list[list[Run]]:
    """The first lines and the last, where there are more than the room; 0 is room for all."""
    if not room or len(lines) <= room:
        return lines
    fold = Run(look.say("review-folded", count=len(lines) - room + 1), "dim")
    return [*lines[: room - 2], [fold], lines[-1]]


def _context(text: str, width: int, look: Look) -> list[Run]:
    return [Run(f"  {cut(mask(text), width - 2)}", "dim")]


def _file(item: Item, width: int, look: Look, *, whole: bool) -> list[list[Run]]:
    if not item.segments:
        lines = break_runs([Run(item.new)], width)
        return lines if whole else lines[:_SEGMENTS]
    lines = []
    for source, target in item.segments if whole else item.segments[:_SEGMENTS]:
        found = [problem for problem in item.problems if problem.message.values.get("segment") == source]
        mine = pair_lines(source, target, width - 2, look)
        mine += [line for problem in found for line in _problem(problem, width - 2, look)]
        mark = look.symbols.doubtful if found else " "
        lines += [[Run("  " if row else f"{mark} ", "problem"), *runs] for row, runs in enumerate(mine)]
        lines.append([Run("")])
    if not whole and len(item.segments) > _SEGMENTS:
        lines.append([Run(look.say("review-folded", count=len(item.segments) - _SEGMENTS), "dim")])
    return lines
