"""The glossary: how terms of the site are translated, and whether a translation keeps to it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from editor_tui.text.half_width import fold

_COLUMNS: Final = {
    "source": ("source", "term", "ja", "原語", "用語"),
    "target": ("target", "translation", "en", "訳語", "訳"),
    "note": ("note", "notes", "comment", "備考", "メモ"),
    "keep": ("do-not-translate", "do not translate", "keep", "dnt", "訳さない"),
    "case": ("case", "case-sensitive", "大文字小文字"),
}
_TRUE: Final = frozenset({"1", "yes", "y", "true", "x", "on", "はい", "○", "keep", "sensitive"})
_LATIN_EDGE: Final = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"


class GlossaryError(ValueError):
    """A glossary that cannot be used. `line` is that of the file, `reason` one of "columns", "no-target"."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Term:
    """One line. `targets` are all accepted translations, the first is preferred; a kept term is its own translation.

    With `case` the translation must be spelled exactly so; without it, capitals may differ.
    """

    source: str
    targets: tuple[str, ...]
    note: str = ""
    keep: bool = False
    case: bool = False


@dataclass(frozen=True)
class Glossary:
    """Terms in the order of the file. Where two overlap in a text, the longer one counts."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        sources = sorted({term.source for term in self.terms}, key=len, reverse=True)
        return re.compile("|".join(map(_source_pattern, sources)), re.IGNORECASE) if sources else None

    @cached_property
    def _by_source(self) -> dict[str, Term]:
        return {term.source.lower(): term for term in reversed(self.terms)}

    def find_terms(self, text: str) -> tuple[Term, ...]:
        """The terms that stand in a source text, each once, by place."""
        if self._pattern is None:
            return ()
        found = (self._by_source[match.group().lower()] for match in self._pattern.finditer(text))
        return tuple(dict.fromkeys(found))

    def unkept_terms(self, source: str, target: str) -> tuple[Term, ...]:
        """The terms of the source whose translation the target does not use, in any inflection that English has."""
        return tuple(term for term in self.find_terms(source) if not is_used(term, target))

    @cached_property
    def kept_words(self) -> frozenset[str]:
        """Source words that stay as they are in any translation."""
        return frozenset(target for term in self.terms if term.keep for target in (term.source, *term.targets))


def _source_pattern(source: str) -> str:
    """A Latin term is a word of its own; a Japanese one stands anywhere."""
    before = _LATIN_EDGE[0] if source[0].isascii() and source[0].isalnum() else ""
    after = _LATIN_EDGE[1] if source[-1].isascii() and source[-1].isalnum() else ""
    return f"{before}{re.escape(source)}{after}"


def is_used(term: Term, target: str) -> bool:
    """Whether one of the term's translations stands in the text. Hyphens, plurals and verb endings may differ."""
    if term.case or term.keep:
        plain = fold(target)
        return any(re.search(_source_pattern(wanted), plain) is not None for wanted in term.targets)
    if any(not wanted.isascii() and wanted in target for wanted in term.targets):
        return True
    words = _stems(target)
    return any(_contains(words, _stems(wanted)) for wanted in term.targets)


def _contains(words: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    size = len(wanted)
    return any(list(words[at : at + size]) == list(wanted) for at in range(len(words) - size + 1)) or "".join(
        wanted
    ) in {"".join(words[at : at + width]) for width in (1, size - 1, size + 1) if width > 0 for at in range(len(words))}


def _stems(text: str) -> list[str]:
    """The words of a text without their endings; of other scripts the characters themselves."""
    words = re.findall(r"[a-z0-9]+(?:['’][a-z]+)?|[^\W\d_a-z]+", fold(text).lower())
    return [_stem(word) for word in words]


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    if len(word) <= 3 or not word.isascii():
        return word
    for ending, rest in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + rest
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            stem = word[: -len(ending)]
            return stem[:-1] if ending in ("ing", "ed") and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return word


def read_glossary(text: str) -> Glossary:
    """The glossary in a CSV text. Raises GlossaryError with the line.

    The first line names the columns: source and target; note, do-not-translate and case where wanted. Several
    translations of a term are separated by "|"; lines that begin with "#" and empty ones are passed over.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header: dict[str, int] | None = None
    terms: list[Term] = []
    for row in rows:
        if not any(cell.strip() for cell in row) or row[0].lstrip().startswith("#"):
            continue
        if header is None:
            header = _header(row, rows.line_num)
            continue
        terms.append(_term(row, header, rows.line_num))
    return Glossary(tuple(terms))


def _header(row: Sequence[str], line: int) -> dict[str, int]:
    names = [cell.strip().lower() for cell in row]
    found = {
        column: next(names.index(name) for name in accepted if name in names)
        for column, accepted in _COLUMNS.items()
        if any(name in names for name in accepted)
    }
    if "source" not in found or ("target" not in found and "keep" not in found):
        raise GlossaryError(line, "columns")
    return found


def _term(row: Sequence[str], header: dict[str, int], line: int) -> Term:
    def cell(column: str) -> str:
        place = header.get(column)
        return row[place].strip() if place is not None and place < len(row) else ""

    source = cell("source")
    keep = cell("keep").lower() in _TRUE
    targets = tuple(target.strip() for target in cell("target").split("|") if target.strip())
    if not source or (not targets and not keep):
        raise GlossaryError(line, "no-target")
    return Term(source, targets or (source,), cell("note"), keep, cell("case").lower() in _TRUE)


def write_glossary(terms: Iterable[Term]) -> str:
    """Terms as CSV, in the form that `read_glossary` reads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "target", "note", "do-not-translate", "case"])
    for term in terms:
        writer.writerow(
            [term.source, "|".join(term.targets), term.note, "yes" if term.keep else "", "yes" if term.case else ""]
        )
    return out.getvalue()
