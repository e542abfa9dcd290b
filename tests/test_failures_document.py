"""`docs/failures.md` names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROWS = re.findall(r"^\| (\d+) \|.*$", (TESTS.parent / "docs" / "failures.md").read_text(encoding="utf-8"), re.MULTILINE)
NAMED = sorted(
    set(re.findall(r"`([\w/]+\.py)::(\w+)`", (TESTS.parent / "docs" / "failures.md").read_text(encoding="utf-8")))
)


def test_every_way_to_fail_has_its_row():
    assert [int(number) for number in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) >= 48


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_test_that_is_named_is_there(file, test):
    assert re.search(rf"^(?:async )?def {test}\(", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE)
