"""The count of `check` and `fix` on a terminal."""

from __future__ import annotations

import io

from editor_tui.cli.output import Output
from editor_tui.cli.progress import counted
from editor_tui.messages import Catalogue


class Terminal(io.StringIO):
    def isatty(self):
        return True


def output_on(stderr, **options):
    return Output(Catalogue("en"), streams=(io.StringIO(), stderr), **options)


def test_a_terminal_shows_how_many_drafts_are_done_and_nothing_at_the_end():
    stderr = Terminal()

    results = list(counted(["a", "b"], 2, output_on(stderr)))

    shown = stderr.getvalue()
    assert results == ["a", "b"]
    assert "0 of 2 drafts" in shown
    assert "2 of 2 drafts" in shown
    assert shown.endswith("\r\x1b[K")


def test_the_line_is_empty_while_a_result_is_printed():
    stderr = Terminal()

    for _ in counted(["a", "b"], 2, output_on(stderr)):
        assert stderr.getvalue().endswith("\x1b[K")


def test_nothing_is_shown_in_a_file_or_when_quiet():
    pipe, terminal = io.StringIO(), Terminal()

    assert list(counted([1], 1, output_on(pipe))) == [1]
    assert list(counted([1], 1, output_on(terminal, quiet=True))) == [1]

    assert pipe.getvalue() == terminal.getvalue() == ""


def test_the_line_is_cleared_when_the_reader_stops():
    stderr = Terminal()
    results = counted(iter("abc"), 3, output_on(stderr))
    next(results)

    results.close()

    assert stderr.getvalue().endswith("\x1b[K")
