"""The health of a site as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any, Final

from editor_tui import __version__
from editor_tui.cli.formats.block_strip import passages_of
from editor_tui.messages import Catalogue, Message
from editor_tui.text.clean import clean
from editor_tui.workspace.health import LENGTHS, Health, Month, WorstDraft

_TAGS: Final = 24
_RUNS: Final = 12
# More columns than this are years.
_MONTHS: Final = 36
_COLOURS: Final = 6


def page_of(health: Health, site: str, made: str, catalogue: Catalogue) -> str:
    """The page in the catalogue's language. `made` is when, as text that is shown."""
    from jinja2 import Environment, StrictUndefined

    # Titles, tags and paths are anybody's text: everything is escaped.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"number": lambda value: f"{value:,}", "clean": clean, "percent": _percent}
    environment.filters["dollars"] = lambda value, digits=2: _dollars(value, digits, catalogue)
    environment.globals |= {"say": _sayer(catalogue), "words": lambda message: _words(message, catalogue)}
    template = environment.from_string(
        resources.files("editor_tui.cli.formats").joinpath("page.html.jinja").read_text(encoding="utf-8")
    )
    return template.render(
        health=health,
        site=site,
        made=made,
        version=__version__,
        language=catalogue.language,
        periods=_periods(health.months),
        lengths=_lengths(health),
        tags=_tags(health),
        runs=health.runs[:_RUNS],
        strips={worst.path: _strip(worst) for worst in health.worst},
    )


def _sayer(catalogue: Catalogue) -> Any:
    def say(name: str, /, **values: object) -> str:
        return catalogue.say(f"report.{name}", **values)

    return say


def _words(message: Message, catalogue: Catalogue) -> str:
    return clean(catalogue.text(message))


def _dollars(value: float | None, digits: int, catalogue: Catalogue) -> str:
    return catalogue.say("cli.cost-unknown") if value is None else f"${value:.{digits}f}"


def _percent(part: float, whole: float) -> str:
    """A share as a CSS length and as text; "0%" of nothing."""
    share = 100 * part / whole if whole else 0
    return f"{share:.0f}%" if share >= 10 or share == 0 else f"{share:.1f}%"


def _periods(months: Sequence[Month]) -> list[Month]:
    """The months, or the years where there are too many months for one picture; those without a date last."""
    dated = [month for month in months if month.month]
    undated = [month for month in months if not month.month]
    if len(dated) <= _MONTHS:
        return dated + undated
    years: dict[str, Month] = {}
    for month in dated:
        year = years.get(month.month[:4], Month(month.month[:4], 0, 0))
        years[year.month] = Month(year.month, year.healthy + month.healthy, year.others + month.others)
    return [*years.values(), *undated]


def _lengths(health: Health) -> list[tuple[int, int | None, int, int]]:
    """From, below (None: no end), drafts now, drafts after the repair; groups at both ends that are empty left out."""
    bounds = zip((0, *LENGTHS), (*LENGTHS, None), health.lengths, health.lengths_after, strict=True)
    groups = list(bounds)
    used = [at for at, (_, _, now, after) in enumerate(groups) if now or after]
    return groups[used[0] : used[-1] + 1] if used else []


def _tags(health: Health) -> dict[str, Any]:
    vocabulary = health.vocabulary
    return {
        "top": vocabulary.uses[:_TAGS],
        "count": len(vocabulary.uses),
        "tagged": vocabulary.tagged,
        "once": sum(use.count == 1 for use in vocabulary.uses),
        "groups": vocabulary.duplicates(),
    }


def _strip(worst: WorstDraft) -> list[tuple[int, int, str, bool]]:
    """Runs of equal blocks as (first block, how many, class of the colour or "", is a copy)."""
    passages = passages_of(worst.copies)
    cells = [
        (passages.get(number if source is None else source), source is not None)
        for number, source in enumerate(worst.copies)
    ]
    runs: list[tuple[int, int, str, bool]] = []
    for at, (passage, is_copy) in enumerate(cells):
        if passage is None and 0 < at < len(cells) - 1 and cells[at - 1] == cells[at + 1]:
            # A blank line within a passage.
            passage, is_copy = cells[at - 1]
        name = "" if passage is None else f"p{passage % _COLOURS}"
        if runs and runs[-1][2:] == (name, is_copy):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1, name, is_copy)
        else:
            runs.append((at, 1, name, is_copy))
    return runs
