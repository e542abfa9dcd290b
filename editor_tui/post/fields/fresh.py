"""A front matter for a draft that has none."""

from __future__ import annotations

import re

from editor_tui.post.edits import Edit
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.lines import line_end_at
from editor_tui.post.fields.refusal import RefusalError

# How a file starts whose front matter has lost its delimiter, or has one that nobody knows.
_LOST = re.compile(
    r"\s*(?:-{3}|\+{3}|;{3}|%YAML|\{(?![{%])|(?:title|layout|date|tags|author|categories|description|slug|draft)\s*[:=])",
    re.IGNORECASE,
)
# A front matter below a comment or a heading, where no site generator looks for it.
_BELOW = re.compile(r"^(?:-{3}|\+{3})[ \t]*\r?\n[\w\"'-]+[ \t]*[:=]", re.MULTILINE)
_TOP = 2000


def new_front_matter(text: str, start: int, names: Names, value: object) -> Edit:
    """A front matter in YAML, which every site generator reads, at the top of the draft text `text`.

    It goes to `start`, behind a byte order mark; the edit counts from there. The body stays as it is, to the byte.
    Raises RefusalError for a file that looks as if it had a front matter after all.
    """
    from editor_tui.post.fields.yaml_fields import YamlFields

    if _LOST.match(text, start) or _BELOW.search(text, start, start + _TOP):
        raise RefusalError("post.refused-new-front-matter")
    end = line_end_at(text, 0)
    (line,) = YamlFields("", end).insert(names, value)
    return Edit(0, 0, f"---{end}{line.replacement}---{end}", "")
