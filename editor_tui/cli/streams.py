"""stdin, stdout and stderr as a command finds them: closed, on a full disk, in any locale, or with nobody reading."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO

from editor_tui.errors import UsageError
from editor_tui.messages import Message

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_MODES: Final = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def standard_streams() -> tuple[TextIO, TextIO]:
    """stdout for data and stderr for narration, also in `sys`; what is closed leads nowhere.

    Data is UTF-8 but on a terminal that is not; bytes of file names and drafts that are no text pass through.
    Losing data raises: BrokenPipeError where the reader has gone, UsageError else. Losing narration does not.
    """
    for name, mode in _MODES:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    data, narration = sys.stdout, sys.stderr
    # Tests and tools that put streams of their own there know what to do with them.
    if data is sys.__stdout__ and isinstance(data, io.TextIOWrapper):
        is_foreign = data.isatty() and codecs.lookup(data.encoding).name != "utf-8"
        encoding, errors = (data.encoding, "backslashreplace") if is_foreign else ("utf-8", "surrogateescape")
        sys.stdout = _text_to(_Data(data.fileno()), encoding, errors)
    if narration is sys.__stderr__ and isinstance(narration, io.TextIOWrapper):
        sys.stderr = _text_to(_Narration(narration.fileno()), narration.encoding, "backslashreplace")
    return sys.stdout, sys.stderr


def _text_to(file: _Descriptor, encoding: str, errors: str) -> TextIO:
    lines = file.isatty() or isinstance(file, _Narration)
    return io.TextIOWrapper(io.BufferedWriter(file), encoding, errors, newline="\n", line_buffering=lines)


class _Descriptor(io.RawIOBase):
    """A file that the process was given."""

    def __init__(self, number: int) -> None:
        self._number = number

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return os.isatty(self._number)

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        return os.write(self._number, data)


class _Data(_Descriptor):
    """Raises once where it cannot write: what follows, as at the end of the process, is dropped."""

    _lost = False

    def write(self, data: ReadableBuffer, /) -> int:
        if self._lost:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as error:
            self._lost = True
            if error.errno == errno.EPIPE:
                raise
            from editor_tui.messages.complaints import system_complaint

            raise UsageError(Message.of("cli.stdout-lost", detail=system_complaint(error))) from error


class _Narration(_Descriptor):
    """Goes on where it cannot write: a run must not end because nobody hears what it says."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes
