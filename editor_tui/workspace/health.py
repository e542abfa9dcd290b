"""How a whole site stands: what `report` draws. Numbers and paths only, no texts of drafts but titles and tags."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from editor_tui.errors import StateError
from editor_tui.messages import Message
from editor_tui.site.rows import Row
from editor_tui.site.runs import Run
from editor_tui.workspace.checking import Fixed, check_drafts, fix_drafts

if TYPE_CHECKING:
    from editor_tui.tasks.vocabulary import Vocabulary
    from editor_tui.workspace.workspace import Workspace

Item = TypeVar("Item")
# Hands on what it is given, of which there are so many in all, and may show how far it is.
Watch = Callable[[Iterable[Any], int], Iterable[Any]]

# Upper bounds of the lengths that are counted together, in characters of the body; the last group has none.
LENGTHS: Final = (500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
_WORST: Final = 20


@dataclass(frozen=True, slots=True)
class RuleHealth:
    """What a rule found: how often, in how many drafts, and how many of these findings `fix` mends."""

    rule: str
    findings: int
    drafts: int
    safe: int


@dataclass(frozen=True, slots=True)
class FieldHealth:
    """On how many drafts a field says something, says nothing, or is missing."""

    key: str
    good: int
    placeholder: int
    missing: int


@dataclass(frozen=True, slots=True)
class Month:
    """The drafts of a month (`2025-10`; "" for those without a date): those with nothing wrong, and the others."""

    month: str
    healthy: int
    others: int


@dataclass(frozen=True, slots=True)
class WorstDraft:
    """A draft that loses much by `fix`: characters before, and those that go. `copies` as `block_map` gives them."""

    path: str
    title: str
    length: int
    removed: int
    findings: int
    copies: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """A site at one moment. Lengths in characters; `lengths` and `lengths_after` count drafts by `LENGTHS`.

    `healthy` drafts have nothing wrong with them; `mendable` are those in which `fix` mends something, which takes
    away `removed` characters. `versions` counts the states of versions in the other language (`ok`, `stale`, `none`).
    `unreadable` are the drafts that could not be done, with the reason. `costs` are US dollars by month, None where
    nobody knows what was paid; `no_history` says why there are neither runs nor costs.
    """

    drafts: int
    healthy: int
    mendable: int
    characters: int
    removed: int
    rules: tuple[RuleHealth, ...]
    fields: tuple[FieldHealth, ...]
    months: tuple[Month, ...]
    versions: Mapping[str, int]
    lengths: tuple[int, ...]
    lengths_after: tuple[int, ...]
    worst: tuple[WorstDraft, ...]
    unreadable: tuple[tuple[str, Message], ...]
    vocabulary: Vocabulary
    runs: tuple[Run, ...]
    costs: Mapping[str, float | None] = field(default_factory=dict)
    no_history: Message | None = None

    @property
    def total_cost(self) -> float | None:
        """US dollars of all months; None where any of them is unknown."""
        known = [cost for cost in self.costs.values() if cost is not None]
        return sum(known) if len(known) == len(self.costs) else None


def site_health(workspace: Workspace, patterns: Sequence[str] = (), watch: Watch = lambda items, _: items) -> Health:
    """How the drafts that files, folders or globs mean stand now; all of the site where none is given.

    Every draft is checked that has changed since it was checked last, and every one is repaired in memory: a second
    or two for every megabyte of broken text. Nothing is written but the index.
    """
    paths = workspace.paths(patterns)
    rows: list[Row] = list(watch(workspace.rows(patterns), len(paths)))
    fixed: list[Fixed] = list(watch(fix_drafts(workspace, paths), len(paths)))
    removed = {item.path: _removed(item) for item in fixed}
    failures = {item.path: item.failure.message for item in fixed if item.failure}
    failures |= {row.path: row.error for row in rows if row.error is not None}
    try:
        runs, unknown = workspace.history(), None
    except StateError as error:
        runs, unknown = [], error.message
    return Health(
        drafts=len(rows),
        healthy=sum(map(is_healthy, rows)),
        mendable=sum(bool(item.edits) for item in fixed),
        characters=sum(row.length for row in rows),
        removed=sum(removed.values()),
        rules=_rules(rows, fixed),
        fields=_fields(rows, workspace),
        months=_months(rows),
        versions=Counter(row.translation for row in rows if row.translation and not row.source),
        lengths=_by_length(row.length for row in rows),
        lengths_after=_by_length(row.length - removed.get(row.path, 0) for row in rows),
        worst=_worst(workspace, rows, removed),
        unreadable=tuple(sorted(failures.items())),
        vocabulary=workspace.vocabulary(),
        runs=tuple(runs),
        costs=_costs(runs),
        no_history=unknown,
    )


def is_healthy(row: Row) -> bool:
    """Is nothing wrong with the draft itself? Versions in other languages are counted apart."""
    return not row.findings and not row.fields and row.error is None


def _removed(fixed: Fixed) -> int:
    """How many characters fewer the draft has after its repair; none where it grows."""
    return max(sum(edit.end - edit.start - len(edit.replacement) for edit in fixed.edits), 0)


def _rules(rows: Sequence[Row], fixed: Sequence[Fixed]) -> tuple[RuleHealth, ...]:
    findings: Counter[str] = Counter()
    drafts: Counter[str] = Counter()
    for row in rows:
        findings.update(row.rules)
        drafts.update(row.rules.keys())
    safe = Counter(located.finding.rule for item in fixed for located in item.applied)
    return tuple(
        # What an earlier repair uncovers is mended, too, and was not among the findings.
        RuleHealth(rule, count, drafts[rule], min(safe[rule], count))
        for rule, count in sorted(findings.items(), key=lambda item: (-drafts[item[0]], item[0]))
    )


def _fields(rows: Sequence[Row], workspace: Workspace) -> tuple[FieldHealth, ...]:
    keys = workspace.settings.keys
    readable = [row for row in rows if row.error is None]
    health = []
    for key in filter(None, (keys.title, keys.excerpt, keys.description, keys.tags)):
        states = Counter(row.fields.get(key, "good") for row in readable)
        health.append(FieldHealth(key, states["good"], states["placeholder"], states["missing"]))
    return tuple(health)


def _months(rows: Sequence[Row]) -> tuple[Month, ...]:
    counts = Counter((row.date[:7], is_healthy(row)) for row in rows)
    return tuple(
        Month(month, counts[month, True], counts[month, False]) for month in sorted({key[0] for key in counts})
    )


def _by_length(lengths: Iterable[int]) -> tuple[int, ...]:
    groups = Counter(
        next((at for at, bound in enumerate(LENGTHS) if length < bound), len(LENGTHS)) for length in lengths
    )
    return tuple(groups[at] for at in range(len(LENGTHS) + 1))


def _worst(workspace: Workspace, rows: Sequence[Row], removed: Mapping[str, int]) -> tuple[WorstDraft, ...]:
    """The drafts that lose most, with what repeats in them."""
    ordered = sorted(rows, key=lambda row: (-removed.get(row.path, 0), row.path))[:_WORST]
    losing = [row for row in ordered if removed.get(row.path, 0)]
    copies = {
        checked.path: checked.copies for checked in check_drafts(workspace, [row.path for row in losing], copies=True)
    }
    return tuple(
        WorstDraft(row.path, row.title, row.length, removed[row.path], row.findings, copies.get(row.path, ()))
        for row in losing
    )


def _costs(runs: Iterable[Run]) -> dict[str, float | None]:
    """US dollars by month (`2025-10`, local time), of the months in which anything was paid; None where unknown."""
    costs: dict[str, float | None] = {}
    for run in runs:
        if run.usage.cost_usd or not run.usage.priced:
            month = time.strftime("%Y-%m", time.localtime(run.started))
            before = costs.get(month, 0.0)
            costs[month] = before + run.usage.cost_usd if before is not None and run.usage.priced else None
    return dict(sorted(costs.items()))
