"""A deterministic translator: the same Japanese always becomes the same English, with every number and name kept.

It is no model and knows no Japanese. What it says is nonsense, but well-formed nonsense: as long as a translation is,
with its sentences, markers, numbers, Latin names and emphasis.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable

from editor_tui.llm.protocol import Reply, Request
from editor_tui.post.proposal import Usage
from editor_tui.text.half_width import fold
from editor_tui.text.numbers import quantities
from editor_tui.text.numbers.quantity import Quantity

_WORDS = [
    "quiet",
    "river",
    "stone",
    "garden",
    "morning",
    "letter",
    "window",
    "market",
    "teacher",
    "harbour",
    "forest",
    "bridge",
    "little",
    "early",
    "bright",
    "simple",
    "careful",
    "steady",
    "common",
    "open",
    "gentle",
    "honest",
    "careful",
    "useful",
    "modern",
    "local",
    "public",
    "private",
    "strong",
]
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_PIECE = re.compile(
    r"(?P<marker></?a\d+>|<c\d+/>)|(?P<emphasis>\*\*|~~)|"
    rf"(?P<latin>[{_LATIN}][{_LATIN}0-9]*(?:[-.+&'/_ ]?[{_LATIN}0-9]+)*[+#]*|(?<=[A-Za-z0-9])[+#]+(?![A-Za-z0-9]))"
    r"|(?P<end>[。！？!?]|\.(?=\s|$))|(?P<japanese>[\u3040-\u30ff\u3400-\u9fff々ー]+)|(?P<comma>[、,])"
)
_SEGMENT = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)

Change = Callable[[str, str], str]


def translate(source: str) -> str:
    """The English for a segment."""
    sentences: list[str] = []
    words: list[str] = []
    plain = re.sub(r"</?[ac]\d+/?>", lambda match: "\u00a4" * len(match.group()), source)
    numbers = [quantity for quantity in quantities(plain) if not quantity.weak]
    position = last = 0
    while position < len(source):
        here = [q for q in numbers if q.start == position]
        number = here[0] if here else None
        match = None if number else _PIECE.match(source, position)
        if number is None and (match is None or match.group("end")):
            if match:
                sentences.append(_sentence(words, "?" if match.group() in "？?" else "."))
                words = []
            position += 1
            continue
        if number is not None:
            piece, end = " to ".join(map(_number, here)), max(number.end, position + 1)
        else:
            limit = min((q.start for q in numbers if q.start > position), default=len(source))
            end = match.end() if match.group("marker") else min(match.end(), limit)
            piece = _piece(match, source[position:end])
        if words:
            words.append(_between(source, last, (position, end)))
        words.append(piece)
        position = last = end
    if words:
        sentences.append(_sentence(words, ""))
    text = " ".join(sentence for sentence in sentences if sentence)
    return re.sub(r"(\*\*|~~) *(.+?) *\1", r"\1\2\1", text)


def _between(source: str, end: int, piece: tuple[int, int]) -> str:
    """What stands between two pieces: a space, but in 3.x, N+2 and A<a1>i</a1> what the source has there."""
    start, stop = piece
    gap = source[end:start]
    if re.search(r"[\w>/]\s*[〜～~]\s*$", source[:start]) and source[start].isdigit():
        return " to "
    around = source[max(end - 1, 0) : stop]
    return gap if around.isascii() and not re.search(r"\s", gap) else " "


def _piece(match: re.Match[str], text: str) -> str:
    if match.group("japanese"):
        seed = hashlib.sha256(text.encode()).digest()
        return " ".join(_WORDS[seed[n] % len(_WORDS)] for n in range(max(1, round(len(text) * 0.33))))
    return "," if match.group("comma") else text


_UNITS = {
    "JPY": "yen", "USD": "dollars", "KRW": "won", "EUR": "euros", "CNY": "yuan", "GBP": "pounds", "INR": "rupees",
    "person": "people", "company": "companies", "country": "countries", "place": "places", "point": "points",
    "fold": "times", "year": "years", "month": "months", "week": "weeks", "day": "days", "hour": "hours",
    "minute": "minutes", "second": "seconds", "age": "years old", "rank": "", "times": "times", "century": "century",
    "watt": "W", "watt-hour": "Wh", "byte": "B", "bit": "bits", "meter": "m", "gram": "g", "hertz": "Hz", "volt": "V",
    "flops": "FLOPS", "litre": "liters", "celsius": "°C", "m2": "square meters",
}  # fmt: skip
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _number(quantity: Quantity) -> str:
    if quantity.kind == "date":
        date = quantity.date
        month = _MONTHS[date.month - 1] if date.month else ""
        day = f"{date.day}," if date.day and date.year else str(date.day or "")
        words = " ".join(word for word in (month, day, str(date.year or "")) if word)
        return f"{date.year}s" if date.month == 0 else words if month or not date.day else f"day {date.day}"
    if quantity.kind == "quarter":
        return f"Q{quantity.value}"
    if quantity.kind in ("time", "code"):
        return fold(quantity.text)
    value = quantity.value
    if quantity.unit == "watt" and value >= 10**6:
        return f"{float(value) / 10**6:,g} MW"
    if quantity.kind == "number" and fold(quantity.text).isascii():
        return fold(quantity.text)
    if "分の" in fold(quantity.text):
        return f"{value.numerator}/{value.denominator}"
    digits = f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.12f}".rstrip("0").rstrip(".")
    if quantity.unit == "%":
        return f"{digits}%"
    return f"{digits} {_UNITS.get(quantity.unit, '')}".strip()


def _sentence(words: Iterable[str], end: str) -> str:
    text = "".join(words)
    text = re.sub(r"(<a\d+>) ", r"\1", text)
    text = re.sub(r" (</a\d+>|,)", r"\1", text)
    return (text[:1].upper() + text[1:] + end) if text else ""


class ScriptedTranslator:
    """A model that answers translation requests. `change` spoils the words of a segment: (source, words) → words.

    `requests` are those that were asked, `segments` the segments of each of them.
    """

    def __init__(self, change: Change = lambda source, words: words) -> None:
        self.change = change
        self.requests: list[Request] = []
        self.segments: list[list[str]] = []

    async def ask(self, request: Request) -> Reply:
        self.requests.append(request)
        sources = segments_of(request)
        self.segments.append(sources)
        words = [self.change(source, translate(source)) for source in sources]
        items = [{"id": number, "text": text} for number, text in enumerate(words, 1)]
        text = json.dumps({"translations": items}, ensure_ascii=False)
        return Reply(text, "scripted", Usage(sum(map(len, sources)), len(text)))


def segments_of(request: Request) -> list[str]:
    """The segments that a request asks for, in order."""
    prompt = next(text for role, text in request.messages if role == "user")
    inside = re.search(r"Segments:\n<([^>\n]+)>\n(.*)\n</\1>", prompt, re.DOTALL)
    assert inside is not None
    return [match.group(2) for match in _SEGMENT.finditer(inside.group(2))]
