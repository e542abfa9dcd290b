"""Where front matter stands."""

from __future__ import annotations

import pytest

from editor_tui.post.frame import UnclosedFrontMatterError, find_frame


@pytest.mark.parametrize(
    ("text", "format", "front_matter", "body"),
    [
        ("---\na: 1\n---\nBody", "yaml", "a: 1\n", "Body"),
        ("\ufeff---\r\na: 1\r\n---\r\nBody", "yaml", "a: 1\r\n", "Body"),
        ("---\ra: 1\r---\rBody", "yaml", "a: 1\r", "Body"),
        ("\n  \n---  \na: 1\n---\t\nBody", "yaml", "a: 1\n", "Body"),
        ("------\na: 1\n-----\nBody", "yaml", "a: 1\n", "Body"),
        ("---\na: 1\n...\nBody", "yaml", "a: 1\n", "Body"),
        ("---\n---\n", "yaml", "", ""),
        ("---\na: 1\n---", "yaml", "a: 1\n", ""),
        ("---\na: |\n  ---\n ---\n---- x\n---\nBody", "yaml", "a: |\n  ---\n ---\n---- x\n", "Body"),
        ("---\na: 1\n---\n---\n", "yaml", "a: 1\n", "---\n"),
        ("+++\na = 1\n---\n+++\nBody", "toml", "a = 1\n---\n", "Body"),
        ('{"a": "}"}\nBody', "json", '{"a": "}"}', "Body"),
        ('{\n"a": {}\n}  \r\nBody', "json", '{\n"a": {}\n}', "Body"),
        ("{{< note >}}\nBody", None, "", "{{< note >}}\nBody"),
        ("{% raw %}\n", None, "", "{% raw %}\n"),
        ('{"a": 1} and more\n', None, "", '{"a": 1} and more\n'),
        ("--- a\nBody\n---\n", None, "", "--- a\nBody\n---\n"),
        ("Body\n---\na: 1\n---\n", None, "", "Body\n---\na: 1\n---\n"),
        ('{"a":' + "[" * 100_000, None, "", '{"a":' + "[" * 100_000),
        ("", None, "", ""),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_frame(text, format, front_matter, body):
    frame = find_frame(text)

    assert (frame.format, text[frame.start : frame.end], text[frame.body :]) == (format, front_matter, body)


@pytest.mark.parametrize("text", ["---", "---\n", "---\na: 1\n", "---\na: 1\n --- \n", "+++\na = 1\n---\n"])
def test_a_front_matter_that_is_never_closed_is_no_frame(text):
    with pytest.raises(UnclosedFrontMatterError):
        find_frame(text)
