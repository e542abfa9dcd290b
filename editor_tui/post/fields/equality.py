"""Whether two values of front matter are the same value."""

from __future__ import annotations

import math


def same(left: object, right: object) -> bool:
    """Equal in type and value all the way down: 1 is not True, 1.0 is not 1; the order of a mapping does not count."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if type(left) is not type(right):
        return False
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    if hasattr(left, "tzinfo") and hasattr(right, "tzinfo"):
        return str(left) == str(right)
    return left == right
