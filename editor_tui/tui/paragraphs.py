"""Text in several styles, broken into lines as one paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor_tui.text.clean import clean
from editor_tui.text.difference import Piece
from editor_tui.text.wrap import wrap


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; `style` names a component class of whoever draws it, "" its plain style."""

    text: str
    style: str = ""


def break_runs(runs: Sequence[Run], width: int) -> list[list[Run]]:
    """The runs in lines of at most this width. Line feeds in them end lines."""
    runs = [Run(clean(run.text, lines=True), run.style) for run in runs]
    text = "".join(run.text for run in runs)
    lines: list[list[Run]] = []
    position = 0
    for paragraph in text.split("\n"):
        lines += [_slice(runs, position + start, position + end) for start, end in wrap(paragraph, width)]
        position += len(paragraph) + 1
    return lines


def _slice(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    sliced = []
    position = 0
    for run in runs:
        a, b = max(start - position, 0), min(end - position, len(run.text))
        if a < b:
            sliced.append(Run(run.text[a:b], run.style))
        position += len(run.text)
    return sliced


def difference_runs(pieces: Iterable[Piece], *, marks: bool, side: str = "both") -> list[Run]:
    """A difference as styled runs; `side` "old" leaves out what was added, "new" what was removed."""
    runs = []
    for piece in pieces:
        if piece.kind == "kept":
            runs.append(Run(piece.text))
        elif piece.kind == "removed" and side != "new":
            runs.append(Run(f"[-{piece.text}-]" if marks else piece.text, "removed"))
        elif piece.kind == "added" and side != "old":
            runs.append(Run(f"[+{piece.text}+]" if marks else piece.text, "added"))
    return runs
