"""Dates of every spelling."""

from __future__ import annotations

import datetime

import pytest

from editor_tui.post.dates import read_date, show_date

UTC = datetime.UTC
BEHIND = datetime.timezone(-datetime.timedelta(hours=7, minutes=30))
NAIVE = datetime.datetime.fromisoformat("2025-10-01T02:00")
TOKYO = datetime.timezone(datetime.timedelta(hours=9))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-10-01 16:43:31 +0000", datetime.datetime(2025, 10, 1, 16, 43, 31, tzinfo=UTC)),
        ("2025-10-01T16:43:31+09:00", datetime.datetime(2025, 10, 1, 16, 43, 31, tzinfo=TOKYO)),
        ("2025-10-01 16:43:31 +09:00", datetime.datetime(2025, 10, 1, 16, 43, 31, tzinfo=TOKYO)),
        ("2025-10-01T16:43:31Z", datetime.datetime(2025, 10, 1, 16, 43, 31, tzinfo=UTC)),
        ("2025-10-01T16:43:31.5Z", datetime.datetime(2025, 10, 1, 16, 43, 31, 500000, tzinfo=UTC)),
        ("2025-10-01T16:43:31.250000000Z", datetime.datetime(2025, 10, 1, 16, 43, 31, 250000, tzinfo=UTC)),
        ("2025-10-01 16:43 -0730", datetime.datetime(2025, 10, 1, 16, 43, tzinfo=BEHIND)),
        ("2025/10/1", datetime.datetime(2025, 10, 1, tzinfo=UTC)),
        ("Oct 01 2025", datetime.datetime(2025, 10, 1, tzinfo=UTC)),
        ("October 1, 2025", datetime.datetime(2025, 10, 1, tzinfo=UTC)),
        ("Wed, 1 Oct 2025 08:00:00 GMT", datetime.datetime(2025, 10, 1, tzinfo=UTC)),
        ("Okt 01 2025", None),
        ("2025年10月1日", datetime.datetime(2025, 10, 1, tzinfo=UTC)),
        (datetime.date(2025, 10, 1), datetime.datetime(2025, 10, 1, tzinfo=UTC)),
        (NAIVE, datetime.datetime(2025, 10, 1, 2, tzinfo=UTC)),
        ("2025-13-01", None),
        ("2025-10-01 25:00:00", None),
        ("yesterday", None),
        (None, None),
        (20251001, None),
    ],
)  # fmt: skip
def test_reading(value, moment):
    assert read_date(value) == moment


def test_all_spellings_sort_together():
    values = [
        "2025-10-02",
        datetime.date(2025, 10, 1),
        "2025-10-01 16:43:31 +0000",
        "2025-10-01T16:43:31+09:00",
        datetime.datetime.max.replace(tzinfo=UTC),
    ]

    assert sorted(values, key=read_date) == [values[1], values[3], values[2], values[0], values[4]]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025-10-01 16:43:31 +0900", "2025-10-01"),
        (datetime.date(2025, 1, 2), "2025-01-02"),
        ("soon", "soon"),
        (None, ""),
    ],
)
def test_showing(value, shown):
    assert show_date(value) == shown
