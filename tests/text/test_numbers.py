"""Numbers of one text in another: the table, and laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.numbers import missing_quantities, quantities

TABLE = Path(__file__).parents[1] / "data" / "numbers.md"


def read_cases():
    rows = [
        line.strip("|\n").split("|") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("|")
    ]
    cells = [[cell.strip() for cell in row] for row in rows]
    return [row for row in cells if row[0] != "states" and not row[0].startswith("---")]


CASES = read_cases()


def test_the_table_is_large_enough():
    assert len(CASES) >= 150


@pytest.mark.parametrize(("states", "source", "missing"), CASES, ids=[f"{row[0]} | {row[1]}" for row in CASES])
def test_numbers_stand_in_the_source_or_are_missing(states, source, missing):
    expected = [] if missing == "-" else missing.split("; ")

    found = [quantity.text for quantity in missing_quantities(states, source)]

    assert found == expected


@given(st.text("0123456789０１２３.,，年月日万億兆%％円ドル約十百千二三ヶ社人-〜 ~$QGPTabOctober first", max_size=30))
def test_a_text_never_misses_its_own_numbers(text):
    assert missing_quantities(text, text) == ()


@given(st.text(max_size=60))
def test_spans_stand_where_they_say(text):
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text


@given(st.integers(0, 10**15))
def test_arabic_and_full_width_and_grouped_forms_are_one_number(number):
    wide = str(number).translate({ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)})

    assert missing_quantities(f"{number}円", f"{wide}円") == ()
    assert missing_quantities(f"{number:,}円", f"{wide}円") == ()


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_myriads_are_what_they_say(myriads, rest):
    written = f"{myriads}万{rest or ''}人"

    assert missing_quantities(f"{myriads * 10000 + rest}人", written) == ()
    assert missing_quantities(f"{myriads * 10000 + rest + 1}人", written) != ()
