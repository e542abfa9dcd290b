"""Dates as posts write them, made one kind of value that sorts and shows."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

_DATE = re.compile(
    r"""\s*(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?
    (?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?
    \s*(?P<zone>[Zz]|UTC|GMT|(?P<sign>[+-])(?P<zone_hours>\d{2}):?(?P<zone_minutes>\d{2})?)?)?\s*\Z""",
    re.VERBOSE,
)

# `Jul 08 2024`, as Astro's own starter has it, and `8 July 2024`, `Mon, 08 Jul 2024 …`.
_IN_WORDS = re.compile(
    r"\s*(?:[A-Z][a-z]{2,8},? )?(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"
    r"|(?P<first>\d{1,2}) (?P<then>[A-Z][a-z]{2,8})\.? (?P<last>\d{4}))\b"
)
# The day that a name or the folders above it begin with, as Jekyll and the blog of Docusaurus have it.
_IN_PATH = re.compile(r"(?:/|\A)(\d{4})[-/](\d{2})[-/](\d{2})(?=[-/.])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(value: object) -> datetime.datetime | None:
    """The moment that a front matter value means, with a time zone; None where it means none.

    Takes what YAML and TOML give (`date`, `datetime`) and text in the spellings of Jekyll, Hugo, Zola, Hexo and Qiita,
    for example `2025-10-01 16:43:31 +0000`, which no YAML parser in Python takes for a date. A time without a zone
    counts as UTC, a day as its first moment.
    """
    if isinstance(value, datetime.datetime):
        return value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC)
    if isinstance(value, str) and (match := _DATE.match(value)):
        return _moment(match)
    if isinstance(value, str) and (match := _IN_WORDS.match(value)):
        return _day(match)
    return None


def _day(match: re.Match[str]) -> datetime.datetime | None:
    month, day, year = match.group("month", "day", "year") if match["month"] else match.group("then", "first", "last")
    try:
        return datetime.datetime(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day), tzinfo=datetime.UTC)
    except ValueError:
        return None


def _moment(match: re.Match[str]) -> datetime.datetime | None:
    year, month, day, *time, fraction = match.group("year", "month", "day", "hour", "minute", "second", "fraction")
    hour, minute, second = (int(number or 0) for number in time)
    parts = fraction[:6].ljust(6, "0") if fraction else 0
    try:
        zone = _zone(*match.group("sign", "zone_hours", "zone_minutes"))
        return datetime.datetime(int(year), int(month), int(day), hour, minute, second, int(parts), tzinfo=zone)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _zone(sign: str | None, hours: str, minutes: str | None) -> datetime.timezone:
    if not sign:
        return datetime.UTC
    distance = datetime.timedelta(hours=int(hours), minutes=int(minutes or 0))
    return datetime.timezone(-distance if sign == "-" else distance)


def day_in_path(path: str) -> str:
    """The day as `2025-10-01` that stands in a path, or ""."""
    match = _IN_PATH.search(path)
    return "" if match is None else "-".join(match.groups())


def show_date(value: object) -> str:
    """The day as `2025-10-01`, in the zone that the post names; text that is no date as it stands; "" for nothing."""
    moment = read_date(value)
    if moment is not None:
        return moment.date().isoformat()
    return value if isinstance(value, str) else ""
