"""How far a command is, as a count in the last line of the terminal. It is gone when the command is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from editor_tui.cli.output import Output

Result = TypeVar("Result")

_CLEAR: Final = "\r\x1b[K"


def counted(results: Iterable[Result], total: int, output: Output) -> Iterator[Result]:
    """The results, while stderr shows how many of `total` there were; nothing is shown where nobody watches.

    Whoever takes a result may print: the count makes room before and comes back behind it.
    """
    if not output.shows_progress:
        yield from results
        return
    try:
        _show(output, 0, total)
        for count, result in enumerate(results, start=1):
            _write(output, _CLEAR)
            yield result
            _show(output, count, total)
    finally:
        _write(output, _CLEAR)


def _show(output: Output, count: int, total: int) -> None:
    _write(output, f"\r{output.text('cli.progress', count=f'{count:,}', total=f'{total:,}')}")


def _write(output: Output, text: str) -> None:
    output.stderr.write(text)
    output.stderr.flush()
