"""Counts tokens: exactly where tiktoken's file is on this machine, otherwise by the estimator. Never downloads.

tiktoken's own loader downloads its file at first use, without a time limit; it is only called here when the file is in
place and its checksum right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from editor_tui.llm.estimate import Encoding, Measure, measure
from editor_tui.llm.protocol import Request
from editor_tui.llm.tokenizer_file import find_file, load_encoding

# What chat formats add around each message, and at the end (OpenAI cookbook).
_PER_MESSAGE: Final = 4
_PER_REQUEST: Final = 3
_OLDER: Final = re.compile(r"(?:\A|/)(?:gpt-4(?!\.|o)|gpt-3\.5|gpt-35)", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"(?:\A|/|:)(?:gpt-4\.1|gpt-4o|gpt-[5-9]|o[134]\b|chatgpt|gpt-4|gpt-3\.5|gpt-35)", re.IGNORECASE
)


def encoding_of(model: str) -> Encoding:
    """The encoding of a model by its name. tiktoken's own table misses newer, tuned and prefixed names."""
    return "cl100k_base" if _OLDER.search(model.removeprefix("ft:")) else "o200k_base"


@dataclass(slots=True)
class TokenCounter:
    """Counts for one model. `exact` where the model's own tokenizer counts; an estimate is corrected by `learn`."""

    model: str
    file: Path | None = None
    _ratio: float = field(default=1.0, init=False)
    _seen: int = field(default=0, init=False)

    @property
    def exact(self) -> bool:
        return self.file is not None and _KNOWN.search(self.model) is not None

    def count(self, text: str) -> int:
        """Tokens of a text."""
        return round(self._measure(text).tokens * self._ratio)

    def bound(self, text: str) -> int:
        """Tokens that the text does not exceed."""
        return self._bound(self._measure(text))

    def size_of(self, request: Request) -> Size:
        """The input tokens of a request."""
        measures = [self._measure(text) for text in _texts(request)]
        extra = _PER_MESSAGE * len(request.messages) + _PER_REQUEST
        plain = sum(item.tokens for item in measures) + extra
        return Size(plain, round(plain * self._ratio), sum(map(self._bound, measures)) + extra)

    def learn(self, size: Size, counted: int) -> None:
        """Correct the estimates by what the server counted for a request, by the mean of the latest twenty or so.

        Counts far from the estimate are another thing (a cut input, a server that counts differently) and are left.
        """
        if self.exact or size.plain < 50 or not 0.5 < counted / size.plain < 2.0:
            return
        self._seen = min(self._seen + 1, 20)
        self._ratio += (counted / size.plain - self._ratio) / self._seen

    def _bound(self, measured: Measure) -> int:
        if self.exact:
            return round(measured.tokens)
        return max(measured.bound, round(measured.tokens * self._ratio * 1.1))

    def _measure(self, text: str) -> Measure:
        encoding = encoding_of(self.model)
        if self.file is None:
            return measure(text, encoding)
        # encode() refuses texts that contain the name of a special token; a draft about tokenizers has them.
        tokens = len(load_encoding(encoding, self.file).encode_ordinary(text))
        return Measure(float(tokens), int(tokens * 1.35) + 16)


@dataclass(frozen=True, slots=True)
class Size:
    """Input tokens: as estimated from the text alone, as corrected by what servers counted, and at most."""

    plain: float
    tokens: int
    bound: int


def counter_for(model: str, environment: Mapping[str, str], folder: Path | None = None) -> TokenCounter:
    """A counter with the tokenizer file, if one is on this machine. `folder` is where `doctor` puts it."""
    return TokenCounter(model, find_file(encoding_of(model), environment, folder))


def _texts(request: Request) -> Iterable[str]:
    for _, text in request.messages:
        yield text
    if request.schema is not None:
        yield str(request.schema)
