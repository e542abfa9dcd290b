"""What a parser complains of is said in the language of the editor."""

import re

import pytest

from editor_tui.errors import FrontMatterError
from editor_tui.messages import Catalogue
from editor_tui.post.draft import Draft
from editor_tui.post.fields import yaml_loader

BROKEN = {
    "yaml": [
        "title: a: b", 'title: "a', "title: 'a", "tags: [a, b", "tags: {a: 1", "title: @a", "title: `a`", "a: 1\n b: 2",
        "title: a\n  b: c", "a\nb: c", "tags:\n- a\nb", "title: %a", "a: *b", 'a: "\\q"', "a: !x b\nc: [", "{{ a }}: b",
        "a: 1\n\tb: 2", "a: - b",
    ],
    "toml": [
        "title", 'title = "a', "title = a", "title = [1, 2", "title = {a = 1", 'a = 1\na = 2', "a = 2025-99-99", "= 1",
        'a = "\\q"', 'a = 1 b = 2', "[a]\n[a]", 'a = "x\ny"',
    ],
    "json": ['"a" 1', '"a": ', '"a": 1 "b": 2', '"a": "\\q"', '"a": "b', '"a": [1, 2', '"a": NaN'],
}  # fmt: skip
FENCES = {"yaml": ("---\n", "\n---\n"), "toml": ("+++\n", "\n+++\n"), "json": ("{\n", "\n}\n")}
CASES = [(format, text) for format, texts in BROKEN.items() for text in texts]


def complaint_of(format, text):
    """The error that the front matter gives, None where it can be read."""
    start, end = FENCES[format]
    try:
        _ = Draft("post.md", f"{start}{text}{end}Warm.\n".encode()).metadata
    except FrontMatterError as error:
        return error
    return None


def english_in(error):
    """Two words of English on end in what a Japanese editor reads; "" where there are none."""
    words = Catalogue("ja").text(error.message)
    found = re.search(r"[A-Za-z]{3,} [a-z]{2,}", words.replace("front matter", ""))
    return found.group() if found else ""


@pytest.mark.parametrize(("format", "text"), CASES)
def test_a_japanese_editor_reads_japanese(format, text):
    error = complaint_of(format, text)

    assert error is not None
    assert not english_in(error)
    assert error.line is not None


@pytest.mark.parametrize("text", BROKEN["yaml"])
def test_both_parsers_of_yaml_complain_in_japanese(text, monkeypatch):
    monkeypatch.setattr(yaml_loader, "Loader", yaml_loader.PureLoader)

    error = complaint_of("yaml", text)

    assert error is not None
    assert not english_in(error)
    assert error.line is not None
