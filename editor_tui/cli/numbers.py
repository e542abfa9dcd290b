"""Numbers that flags take. What is none raises ValueError, which argparse says in one line."""

from __future__ import annotations


def count(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def dollars(text: str) -> float:
    """An amount of money, which may be 0."""
    amount = float(text)
    if not 0 <= amount < float("inf"):
        raise ValueError(text)
    return amount
