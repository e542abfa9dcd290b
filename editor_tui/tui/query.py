"""The filter line: plain words, and values of `status:`, `tag:`, `rule:`, `path:`, `english:`, `since:`, `until:`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Query:
    """What an entry must hold: all words, in its title or path, and all tests."""

    words: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()

    def select(self, entries: Sequence[Entry]) -> Iterable[int]:
        """The places of the entries that it lets through, in order."""
        places: Iterable[int] = range(len(entries))
        # The longest word first: what it leaves makes the others cheap.
        first, *others = sorted(self.words, key=len, reverse=True) or [""]
        if first:
            places = [
                at for at, entry in enumerate(entries) if first in entry.folded_title or first in entry.folded_path
            ]
        for word in others:
            places = [at for at in places if word in entries[at].folded_title or word in entries[at].folded_path]
        for test in self.tests:
            places = [at for at in places if test(entries[at])]
        return places


def parse_query(text: str, states: Mapping[str, str]) -> Query:
    """The query that somebody typed: `-` before a term turns it round; a field without a value yet hides nothing.

    `states` gives each state's name in the language of the screen, so that `status:提案` finds what it shows.
    """
    words: list[str] = []
    tests: list[Test] = []
    for term in text.replace("\u3000", " ").split():
        name, colon, value = term.removeprefix("-").replace("：", ":").partition(":")
        field = _NAMES.get(name, name.lower())
        if colon and field in FIELDS:
            test = _field_test(field, fold(value), states) if value else None
        elif not term.startswith("-") or term == "-":
            words.append(fold(term))
            continue
        else:
            test = _word_test(fold(term[1:]))
        if test is not None:
            tests.append(_turned(test) if term.startswith("-") else test)
    return Query(tuple(words), tuple(tests))


def _tag_test(value: str) -> Test:
    # Many drafts share their tags.
    known: dict[tuple[str, ...], bool] = {}

    def has_tag(entry: Entry) -> bool:
        found = known.get(entry.tags)
        if found is None:
            found = known[entry.tags] = any(value in fold(tag) for tag in entry.tags)
        return found

    return has_tag


def _word_test(word: str) -> Test:
    return lambda entry: word in entry.folded_title or word in entry.folded_path


def _turned(test: Test) -> Test:
    return lambda entry: not test(entry)


def _field_test(field: str, value: str, states: Mapping[str, str]) -> Test:
    match field:
        case "status":
            wanted = frozenset(state for state, name in states.items() if value in state or value in fold(name))
            return lambda entry: entry.state in wanted
        case "tag":
            return _tag_test(value)
        case "rule":
            return lambda entry: any(value in rule for rule in entry.rules)
        case "path":
            return lambda entry: value in entry.folded_path
        case "english":
            return lambda entry: (entry.english or "none").startswith(value)
        case "since":
            return lambda entry: entry.date >= value
    return lambda entry: entry.date[: len(value)] <= value
