"""A number, date or name with digits as it stands in a text, in one normal form for Japanese and English."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "date", "quarter", "time", "code"]
Hedge = Literal["", "about", "over", "under"]


@dataclass(frozen=True, slots=True)
class Date:
    """Parts of a date; None where the text does not give them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """`source[start:end]` in one normal form.

    `value` is exact, in `unit` (see `units`); `also` are other readings of the same words ("2 to 3 million":
    2 or 2,000,000). For a quarter it is 1 to 4, for a time minutes after midnight, for a code 0. A `weak` one may stand
    for a word that is no number ("one of", 一方): it can prove another but needs no proof itself. `place` is the value
    of the last digit written, which says how far `hedge` (約, about, over …) allows it to be rounded.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    unit: str = ""
    also: tuple[Fraction, ...] = ()
    date: Date = Date()
    weak: bool = False
    hedge: Hedge = ""
    place: Fraction = Fraction(0)

    @property
    def readings(self) -> tuple[Fraction, ...]:
        return (self.value, *self.also)
