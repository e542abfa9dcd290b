"""The lists of words that sentences are read by, from the TOML file beside this module, read when first asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_JAPANESE = Path(__file__).with_name("japanese.toml")


def alternatives(group: str, *names: str) -> str:
    """A regular expression for any of the listed words: of the named lists, or of all lists of the group."""
    lists = _lists()[group]
    return "|".join(one for name in names or lists for one in lists[name])


@cache
def any_of(group: str, *names: str) -> re.Pattern[str]:
    """A pattern that finds any of the listed words anywhere."""
    return re.compile(alternatives(group, *names))


@cache
def _lists() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(_JAPANESE.read_text("utf-8"))
