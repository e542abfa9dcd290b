"""How a run of a task is asked for: the flags that all task commands share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskOptions:
    """`everything`: also drafts whose value is good. `write`: what passed its checks, without review.

    `limit`: drafts at most, 0 for all. `sample`: only so many drafts, chosen to cover the site; 0 for no sample.
    `replace`: values that a person chose by hand may go, too. `max_cost`: US dollars, None for no limit.
    `concurrency`: 0 for the settings'. `model`: "" for the settings'. `base_url`: where it is; "" for the environment's
    or the user's own settings. `to`, `source`: languages of a translation, "" for the settings' and to detect it;
    `polish`: a second pass over it.
    """

    everything: bool = False
    write: bool = False
    dry_run: bool = False
    limit: int = 0
    sample: int = 0
    replace: bool = False
    model: str = ""
    offline: bool = False
    concurrency: int = 0
    max_cost: float | None = None
    json: bool = False
    base_url: str = ""
    to: str = ""
    source: str = ""
    polish: bool = False
