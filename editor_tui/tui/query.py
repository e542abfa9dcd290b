"""The filter line: plain words, and values of `status:`, `tag:`, `rule:`, `path:`, `english:`, `since:`, `until:`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from editor_tui.tui.entries import Entry, fold

Test = Callable[[Entry], bool]

FIELDS: Final = ("status", "tag", "rule", "path", "english", "since", "until")
_NAMES: Final = {
    "状態": "status",
    "タグ": "tag",
    "規則": "rule",
    "場所": "path",
    "英語": "english",
    "以降": "since",
    "以前": "until",
}


def parse_query(text: str, states: Mapping[str, str]) -> Callable[[Entry], bool] | None:
    """A test for entries: all terms must hold, `-` before one turns it round; None where everything passes.

    `states` gives each state's name in the language of the screen, so that `status:提案` finds what it shows.
    """
    tests = [test for term in text.replace("\u3000", " ").split() if (test := _test(term, states))]
    if not tests:
        return None
    if len(tests) == 1:
        return tests[0]
    return lambda entry: all(test(entry) for test in tests)


def _test(term: str, states: Mapping[str, str]) -> Test | None:
    if term.startswith("-") and len(term) > 1:
        inner = _test(term[1:], states)
        return inner and (lambda entry: not inner(entry))
    name, colon, value = term.replace("：", ":").partition(":")
    field = _NAMES.get(name, name.lower())
    if not colon or field not in FIELDS:
        word = fold(term)
        return lambda entry: word in entry.haystack
    # A field whose value is still being typed hides nothing.
    return _field_test(field, fold(value), states) if value else None


def _field_test(field: str, value: str, states: Mapping[str, str]) -> Test:
    match field:
        case "status":
            wanted = frozenset(state for state, name in states.items() if _begins((state, fold(name)), value))
            return lambda entry: entry.state in wanted
        case "tag":
            return lambda entry: any(value in fold(tag) for tag in entry.tags)
        case "rule":
            return lambda entry: any(value in rule for rule in entry.rules)
        case "path":
            return lambda entry: value in fold(entry.path)
        case "english":
            return lambda entry: (entry.english or "none").startswith(value)
        case "since":
            return lambda entry: entry.date >= value
    return lambda entry: entry.date[: len(value)] <= value


def _begins(names: Iterable[str], value: str) -> bool:
    return any(name.startswith(value) or value in name for name in names)
