"""`list`: the drafts, one a line, with what is wrong with each. The title comes last: nobody knows its width."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final

from editor_tui.cli.nearest import nearest
from editor_tui.cli.numbers import count
from editor_tui.cli.output import Output
from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.site.rows import Row
from editor_tui.text.clean import clean, narrow
from editor_tui.text.width import cut, fit, text_width
from editor_tui.workspace.workspace import Workspace

# As rows come.
_BY_PATH: Final = "path"
_SORTS: Final[dict[str, Callable[[Row], Any]]] = {
    _BY_PATH: lambda row: row.path,
    "date": lambda row: (row.date, row.path),
    "findings": lambda row: (-row.findings, row.path),
    "length": lambda row: (-row.length, row.path),
    "title": lambda row: (row.title, row.path),
}
# What the columns for fields and for the English version say already.
_SAID: Final = frozenset({"missing-field", "placeholder-excerpt", "missing-translation", "stale-translation"})
_NARROWEST: Final = 20
# Checking takes hundreds of times as long as reading the front matter: more drafts than this wait until asked for.
_CHECKED_UNASKED: Final = 3_000
_STEP: Final = 50


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--only", action="append", metavar="WHAT", default=[], help=say("cli.list-only-help"))
    parser.add_argument("--sort", choices=_SORTS, default=_BY_PATH, help=say("cli.list-sort-help"))
    parser.add_argument("--limit", type=count, metavar="N", help=say("cli.list-limit-help"))
    checking = parser.add_mutually_exclusive_group()
    checking.add_argument("--check", action="store_true", default=None, dest="checks", help=say("cli.list-check-help"))
    checking.add_argument("--no-check", action="store_false", dest="checks", help=say("cli.list-no-check-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    wanted = _wanted(arguments.only, workspace) if arguments.only else ()
    found = _find(arguments, workspace, output)
    rows = [row for row in found if _is_wanted(row, wanted)] if arguments.only else found
    if arguments.sort != _BY_PATH:
        rows = sorted(rows, key=_SORTS[arguments.sort])
    shown = rows[: arguments.limit]
    if arguments.json:
        output.json(*(_as_json(row, output) for row in shown))
        return 0
    output.lines(_lines(shown, output, _language(workspace.settings.translate.to, output)))
    if not found and not arguments.paths:
        output.say("workspace.doctor-no-drafts", root=str(workspace.root), kind=workspace.layout.kind)
    elif unchecked := sum(not row.checked for row in found):
        output.say("cli.list-count", count=len(rows))
        output.say("cli.list-unchecked", count=unchecked)
    else:
        output.say("cli.list-total", count=len(rows), healthy=sum(map(_is_healthy, rows)))
    return 0


def _find(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> list[Row]:
    """The rows of the drafts, checked where that was asked for or takes no time."""
    brief = not arguments.json
    rows = [] if arguments.checks else list(workspace.rows(arguments.paths, checked=False, brief=brief))
    unchecked = sum(not row.checked for row in rows)
    if not arguments.checks and (arguments.checks is False or not 0 < unchecked <= _CHECKED_UNASKED):
        return rows
    rows = []
    # Said before the first row, too: that one waits until the facts of the whole site are known.
    _show_progress(0, output)
    for row in workspace.rows(arguments.paths):
        rows.append(row)
        if len(rows) % _STEP == 0:
            _show_progress(len(rows), output)
    if output.shows_progress:
        output.stderr.write("\r\x1b[K")
    return rows


def _show_progress(count: int, output: Output) -> None:
    if output.shows_progress:
        output.stderr.write(f"\r{output.text('cli.list-checking', count=count)}")
        output.stderr.flush()


def _is_healthy(row: Row) -> bool:
    return not (row.rules or row.fields) and row.translation in ("", "ok")


def _wanted(names: Sequence[str], workspace: Workspace) -> Collection[str]:
    """What is asked for: fields, rules, all rules of a family. Raises UsageError for what is none of these."""
    from editor_tui.repair.registry import FAMILIES

    keys = workspace.settings.keys
    fields = {key for key in (keys.title, keys.excerpt, keys.description or "description", keys.tags) if key}
    known = sorted({*FAMILIES, *FAMILIES.values(), *fields, "translation"})
    for name in names:
        if name not in known:
            raise UsageError(Message.of("cli.list-only-unknown", name=name, nearest=nearest(name, known)))
    families = {name for name in names if name not in fields}
    return {*names, *(rule for rule, family in FAMILIES.items() if family in families)}


def _is_wanted(row: Row, wanted: Collection[str]) -> bool:
    """Is one of these wrong with the draft: a field, a rule, or its translation?"""
    wrong = {*row.fields, *row.rules}
    if row.translation in ("none", "stale"):
        wrong |= {"translation", f"{'missing' if row.translation == 'none' else 'stale'}-translation"}
    return not wrong.isdisjoint(wanted)


def _as_json(row: Row, output: Output) -> dict[str, Any]:
    return {
        "path": row.path,
        "title": row.title,
        "date": row.date or None,
        "length": row.length,
        "tags": list(row.tags),
        "language": row.language,
        "fields": dict(row.fields),
        "rules": dict(row.rules) if row.checked else None,
        "translation": row.translation or None,
        "behind": list(row.behind) if row.behind[0] else None,
        "source": row.source or None,
        "error": None if row.error is None else output.words(row.error),
    }


def _language(code: str, output: Output) -> str:
    """What a version in a language is called in the list."""
    return output.text(f"cli.list-language-{code}") if code in ("en", "ja") else code


def _lines(rows: Sequence[Row], output: Output, language: str) -> Iterator[str]:
    """The rows in columns as wide as they need to be; on a terminal each fits its line."""
    width = os.get_terminal_size(output.stdout.fileno()).columns if output.stdout.isatty() else 0
    if not rows:
        return
    all_paths, all_titles, all_dates, lengths, *_ = zip(*rows, strict=True)
    wrong = _all_wrong(rows, output, language)
    wrong_width = max(map(text_width, set(wrong)), default=0)
    if width:
        wrong_width = min(wrong_width, max(width // 4, _NARROWEST))
    # Few things are wrong in many drafts: each is laid out once.
    wrong_cells = {words: output.style(fit(words, wrong_width), "yellow") for words in set(wrong)}
    paths = _in_column(_safe(all_paths))
    titles = _safe([narrow(title) for title in all_titles] if width else all_titles)
    dates = _safe([date[:10].ljust(10) for date in all_dates])
    for date, length, words, path, title in zip(dates, lengths, wrong, paths, titles, strict=True):
        start = f"{date}  {length:>7,}"
        if width:
            rest = cut(f"{path}  {title}", max(width - len(start) - wrong_width - 4, 0))
            yield f"{start}  {wrong_cells[words]}  {rest}"
        else:
            yield f"{start}  {wrong_cells[words]}  {path}  {title}"


def _in_column(texts: Sequence[str]) -> Sequence[str]:
    """The texts, filled up to the width of the widest."""
    if "".join(texts).isascii():
        width = max(map(len, texts))
        return [text.ljust(width) for text in texts]
    width = max(map(text_width, texts))
    return [fit(text, width) for text in texts]


def _safe(texts: Sequence[str]) -> Sequence[str]:
    """The texts, cleaned if need be: mostly none needs it, and all together are tested in a tenth of the time."""
    return texts if "".join(texts).isprintable() else [text if text.isprintable() else clean(text) for text in texts]


def _all_wrong(rows: Sequence[Row], output: Output, language: str) -> list[str]:
    """What is wrong with each draft, in words."""
    known: dict[object, str] = {}
    made = []
    for row in rows:
        # The index gives equal mappings as one object.
        key = (id(row.fields), id(row.rules), row.translation, row.behind, id(row.error))
        words = known.get(key)
        if words is None:
            words = known[key] = ", ".join(_wrong(row, output, language))
        made.append(words)
    return made


def _wrong(row: Row, output: Output, language: str) -> Iterator[str]:
    """What is wrong with a draft, in few words each, the worst first."""
    if row.error is not None:
        yield clean(output.words(row.error))
        return
    for field, state in row.fields.items():
        yield output.text("cli.list-missing" if state == "missing" else "cli.list-placeholder", field=field)
    for rule, number in row.rules.items():
        if rule not in _SAID:
            yield rule if number == 1 else f"{rule} ×{number}"
    if row.translation == "none":
        yield output.text("cli.list-untranslated")
    elif row.behind[0]:
        yield output.text("cli.list-behind", language=language, behind=row.behind[0], total=row.behind[1])
    elif row.translation == "stale":
        yield output.text("cli.list-stale")
