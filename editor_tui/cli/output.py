"""What the command line prints. Data goes to stdout, narration to stderr; no other module prints."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final, TextIO

from editor_tui.errors import EditorTuiError, FileError
from editor_tui.messages import Catalogue, Message
from editor_tui.text.clean import clean

_AT_ONCE: Final = 500
_STYLES: Final = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
_SURROGATE: Final = "[\ud800-\udfff]"


class Output:
    """Both streams of one command, in one language."""

    def __init__(
        self, catalogue: Catalogue, *, quiet: bool = False, color: bool | None = None, streams: tuple[TextIO, TextIO]
    ) -> None:
        self.catalogue = catalogue
        self.quiet = quiet
        self.stdout, self.stderr = streams
        self._color = color

    def line(self, text: str = "") -> None:
        """A line of data. What comes from files in it has gone through `clean` or `style`."""
        self.stdout.write(text + "\n")

    def lines(self, texts: Iterable[str]) -> None:
        """Many lines of data, some hundred at once: fewer take longer, more take memory."""
        texts = iter(texts)
        while some := list(islice(texts, _AT_ONCE)):
            self.stdout.write("\n".join([*some, ""]))

    def raw(self, text: str) -> None:
        """Data whose bytes matter (a patch, a report), as it is."""
        self.stdout.write(text)

    def json(self, *values: Mapping[str, Any]) -> None:
        """One JSON object on a line of its own, or many."""
        import json

        encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
        text = "".join(f"{encode(value)}\n" for value in values)
        # A file name that is no text holds lone surrogates: JSON can spell them, UTF-8 cannot.
        self.stdout.write(re.sub(_SURROGATE, lambda match: f"\\u{ord(match.group()):04x}", text))
        self.stdout.flush()

    def say(self, id: str, /, **values: object) -> None:
        """A line of narration; nothing with --quiet."""
        self.note(Message(id, values))

    def note(self, message: Message, *, lines: bool = False) -> None:
        """A line of narration, or with `lines` as many as it has; nothing with --quiet."""
        if not self.quiet:
            self.stderr.write(clean(self.words(message), lines=lines) + "\n")

    def error(self, error: EditorTuiError) -> None:
        """What went wrong, where, and the next step: one line, also with --quiet."""
        place = f"{error.place}: " if isinstance(error, FileError) else ""
        self.stderr.write(clean(f"editor-tui: {place}{self.words(error.message)}") + "\n")

    def words(self, message: Message) -> str:
        return self.catalogue.text(message)

    def text(self, id: str, /, **values: object) -> str:
        return self.catalogue.say(id, **values)

    def style(self, text: str, *styles: str) -> str:
        """The text on one line, its controls made visible, in colour where stdout shows colour."""
        text = clean(text)
        if not self.has_color(self.stdout):
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"

    def use_color(self, color: bool) -> None:
        """Force colour on or off, whatever the stream is."""
        self._color = color

    def has_color(self, stream: TextIO) -> bool:
        if self._color is not None:
            return self._color
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def shows_progress(self) -> bool:
        """Progress is for people: only where stderr is a terminal."""
        return not self.quiet and self.stderr.isatty()
