"""Which columns the list of drafts has at a width, and one entry laid out in them. Pure text; the list colours it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editor_tui.text.clean import clean, narrow
from editor_tui.text.width import fit, text_width
from editor_tui.tui.entries import Entry, State
from editor_tui.tui.look import Look

# Below these widths a column gives its room to the title, which is always last: a character that the terminal
# measures otherwise than we do then shifts nothing. What the symbols of the states mean stands in the top line.
_STATE_FROM: Final = 76
_ENGLISH_FROM: Final = 54
_LENGTH_FROM: Final = 44
_YEAR_FROM: Final = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in terminal columns; 0 leaves a column out."""

    state: int
    date: int
    length: int
    findings: int
    english: int
    title: int


def choose_columns(width: int, look: Look, *, english: bool = True) -> Columns:
    """The columns of a list of this width; `english` where any draft has an English version."""
    names = [look.say(f"state-{state}") for state in ("todo", "waiting", "doubtful", "healthy", "broken", "running")]
    state = 2 + max(map(text_width, names)) if width >= _STATE_FROM else 1
    date = 10 if width >= _YEAR_FROM else 5
    length = 6 if width >= _LENGTH_FROM else 0
    findings = max(4, text_width(look.say("column-findings")))
    version = 2 if english and width >= _ENGLISH_FROM else 0
    used = 3 + sum(size + 1 for size in (state, date, length, findings, version) if size)
    return Columns(state, date, length, findings, version, max(width - used, 4))


def heading(columns: Columns, look: Look) -> str:
    cells = [fit(look.say("column-state") if columns.state > 1 else "", columns.state)]
    cells.append(fit(look.say("column-date"), columns.date, right=True))
    if columns.length:
        cells.append(fit(look.say("column-length"), columns.length, right=True))
    cells.append(fit(look.say("column-findings"), columns.findings, right=True))
    if columns.english:
        cells.append(fit("EN", columns.english, right=True))
    return "  " + " ".join([*cells, "", fit(look.say("column-title"), columns.title)])


def state_cell(entry: Entry, columns: Columns, look: Look) -> str:
    symbol = symbol_of(entry.state, look)
    return symbol if columns.state == 1 else fit(f"{symbol} {look.say(f'state-{entry.state}')}", columns.state)


def symbol_of(state: State, look: Look) -> str:
    return str(getattr(look.symbols, state))


def middle_cells(entry: Entry, columns: Columns, look: Look) -> str:
    """Date, length, findings and English state, and a space: numbers and the titles after them are not one."""
    date = clean(entry.date)
    cells = [fit(date if columns.date == 10 else date[5:], columns.date)]
    if columns.length:
        cells.append(fit(str(entry.length), columns.length, right=True))
    cells.append(fit(str(entry.findings) if entry.findings else "", columns.findings, right=True))
    if columns.english:
        mark = {"ok": look.symbols.picked, "stale": look.symbols.doubtful}.get(entry.english, "")
        cells.append(fit(mark, columns.english, right=True))
    return " ".join([*cells, ""])


def title_cell(entry: Entry, columns: Columns, look: Look) -> str:
    """The title, or where there is none the file's name."""
    title = entry.title or entry.path.rpartition("/")[2]
    return fit(clean(narrow(title)), columns.title)
