"""The translation memory as a TMX 1.4b file, the form that translation tools exchange.

Markers travel as TMX's own inline elements: `<c1/>` as `<ph x="1"/>`, `<a2>…</a2>` as `<bpt i="2"/>…<ept i="2"/>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from editor_tui.messages import Message
from editor_tui.messages.complaints import complaint
from editor_tui.post.segments.marks import MARKER
from editor_tui.site.memory import Author, LanguagePair, Remembered

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOOL: Final = "editor-tui"
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE: Final = "%Y%m%dT%H%M%SZ"


class TmxError(ValueError):
    """A file that is not TMX. `line` is where the reader gave up, from 1; `message` says why."""

    def __init__(self, line: int, message: Message) -> None:
        super().__init__(line, message)
        self.line = line
        self.message = message


def write_tmx(memory: Iterable[tuple[LanguagePair, Remembered]], version: str) -> Iterator[str]:
    """The file in pieces of text, so that a memory of any size can be written."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'  <header creationtool="{_TOOL}" creationtoolversion={quoteattr(version)} segtype="paragraph" '
        'o-tmf="editor-tui" adminlang="en" srclang="*all*" datatype="plaintext"/>\n  <body>\n'
    )
    for languages, item in memory:
        date = datetime.fromtimestamp(item.created, UTC).strftime(_DATE)
        made_by = quoteattr(item.model if item.author == "machine" and item.model else item.author)
        yield f'    <tu creationdate="{date}" creationid={made_by}>\n'
        yield f'      <prop type="x-author">{item.author}</prop>\n'
        for language, text in ((languages.source, item.source), (languages.target, item.target)):
            yield f"      <tuv xml:lang={quoteattr(language)}><seg>{_encode(text)}</seg></tuv>\n"
        yield "    </tu>\n"
    yield "  </body>\n</tmx>\n"


def _encode(text: str) -> str:
    made: list[str] = []
    position = 0
    for match in MARKER.finditer(text):
        single, slash, pair = match.groups()
        made.append(escape(_NOT_XML.sub("\ufffd", text[position : match.start()])))
        made.append(f'<ph x="{single}"/>' if single else f'<{"ept" if slash else "bpt"} i="{pair}"/>')
        position = match.end()
    made.append(escape(_NOT_XML.sub("\ufffd", text[position:])))
    return "".join(made)


def read_tmx(file: IO[bytes], languages: LanguagePair) -> Iterator[Remembered]:
    """The segments of a TMX file between two languages, in either order of the file. Raises TmxError.

    What another tool made counts as a person's; what this one exported keeps its author. Regions are passed over:
    "en-US" is "en".
    """
    from xml.etree.ElementTree import ParseError, iterparse

    try:
        is_root = True
        for event, element in iterparse(file, ("start", "end")):
            if is_root and not element.tag.endswith("tmx"):
                raise TmxError(1, Message.of("site.no-tmx", tag=element.tag))
            is_root = False
            if event == "end" and element.tag == "tu":
                texts = {_language(tuv): _decode(seg) for tuv in element.iter("tuv") for seg in tuv.iter("seg")}
                if languages.source in texts and languages.target in texts:
                    source, target = texts[languages.source], texts[languages.target]
                    yield Remembered(source, target, _author(element), created=_created(element))
                element.clear()
    except ParseError as error:
        line, column = error.position
        detail = complaint(str(error))
        raise TmxError(line, Message.of("site.not-tmx", detail=detail, column=column + 1)) from error


def _language(element: Element) -> str:
    return (element.get(_XML_LANGUAGE) or element.get("lang") or "").split("-")[0].lower()


def _author(element: Element) -> Author:
    machine = any(prop.get("type") == "x-author" and prop.text == "machine" for prop in element.iter("prop"))
    return "machine" if machine else "person"


def _created(element: Element) -> float:
    try:
        return datetime.strptime(element.get("creationdate", ""), _DATE).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


def _decode(seg: Element) -> str:
    made = [seg.text or ""]
    for number, element in enumerate(seg, 1):
        place = element.get("x") or element.get("i") or str(number)
        match element.tag:
            case "bpt":
                made.append(f"<a{place}>")
            case "ept":
                made.append(f"</a{place}>")
            case "ph" | "it" | "ut":
                made.append(f"<c{place}/>")
            case _:
                made.append("".join(element.itertext()))
        made.append(element.tail or "")
    return "".join(made)
