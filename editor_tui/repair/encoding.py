"""Characters that say that bytes were lost or never were text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_tui.messages import Message
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import report

_REPLACEMENT = re.compile("\ufffd+")
# Bytes that are not UTF-8 stand in the text as lone surrogates (PEP 383).
_UNDECODED = re.compile("[\udc80-\udcff]+")
# C0 without tab and line ends, DEL, C1, and the marks that reorder what is shown (CVE-2021-42574).
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
# Not `_CONTROL+`, which re looks for in three times the time.
_CONTROLS = re.compile(f"{_CONTROL}{_CONTROL}*")


def find_replacement_characters(inspection: Inspection) -> Iterator[Finding]:
    """U+FFFD: what stood there is lost, and only the author or an older version knows it."""
    if inspection.is_all_shown:
        return
    for match in _REPLACEMENT.finditer(inspection.text):
        if inspection.kind_at(match.start()) == "code" or inspection.is_in_code_span(match.start()):
            continue
        yield report(
            "replacement-character",
            match.span(),
            Message.of("repair.replacement-character", count=len(match.group())),
            severity="error",
        )


def find_undecoded_bytes(inspection: Inspection) -> Iterator[Finding]:
    """Bytes that are not UTF-8."""
    if inspection.draft.encoding != "utf-8" or inspection.is_all_shown:
        return
    for match in _UNDECODED.finditer(inspection.text):
        shown = " ".join(f"{ord(character) - 0xDC00:02X}" for character in match.group()[:8])
        yield report("not-utf-8", match.span(), Message.of("repair.not-utf-8", bytes=shown), severity="error")


def find_control_characters(inspection: Inspection) -> Iterator[Finding]:
    """Characters that no editor shows and some readers choke on."""
    if inspection.is_all_shown:
        return
    for match in _CONTROLS.finditer(inspection.text):
        shown = " ".join(f"U+{ord(character):04X}" for character in match.group()[:4])
        yield report("control-character", match.span(), Message.of("repair.control-character", characters=shown))
