"""What a front matter says, read through python-frontmatter.

Only its `parse()` is used, on the head of the file and with handlers that know where the front matter ends: `load()`
trips over keys such as `content`, and everything that writes changes lines that nobody meant to change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import frontmatter
from frontmatter.default_handlers import BaseHandler

from editor_tui.messages.complaints import complaint
from editor_tui.post.fields import yaml_loader
from editor_tui.post.fields.refusal import UnreadableError
from editor_tui.post.fields.yaml_lines import read_lines
from editor_tui.post.frame import Format, Frame

# Far from where Python's stack ends, for whoever walks through the values.
_DEEPEST: Final = 100
_LOOKS_LIKE_JSON = re.compile(r'\s*\{\s*(?:"|\}\s*$)', re.MULTILINE)


def read_values(text: str, frame: Frame) -> dict[str, Any]:
    """The fields of the front matter at `frame` of the draft text `text`. Raises UnreadableError."""
    if frame.format is None:
        if _LOOKS_LIKE_JSON.match(text, frame.start):
            raise _json_complaint(text[frame.start :])
        return {}
    handler = _HANDLERS[frame.format](text[frame.start : frame.end])
    metadata, _ = frontmatter.parse(text[: frame.body], handler=handler)
    return metadata


def _is_too_deep(value: object) -> bool:
    """Are there lists and mappings in each other deeper than any post has them, or without end, by an alias?"""
    level: list[object] = [value]
    for _ in range(_DEEPEST):
        inner = (item for outer in level for item in (outer.values() if type(outer) is dict else outer))  # type: ignore[attr-defined]
        level = list({id(item): item for item in inner if type(item) in (dict, list)}.values())
        if not level:
            return False
    return True


class _Handler(BaseHandler):
    """A handler for one draft, whose front matter has been found already."""

    # BaseHandler asks for a pattern; nothing looks for a border with it.
    FM_BOUNDARY = re.compile(r"\Z")

    def __init__(self, front_matter: str) -> None:
        super().__init__()
        self.front_matter = front_matter

    def split(self, text: str) -> tuple[str, str]:
        return self.front_matter, ""

    def load(self, fm: str) -> dict[str, Any]:
        if undecodable := re.search(r"[\ud800-\udfff]", fm):
            raise UnreadableError("post.undecodable-front-matter", offset=undecodable.start())
        values = self.read(fm)
        if values is None:
            return {}
        if not isinstance(values, Mapping):
            raise UnreadableError("post.not-a-mapping", offset=0)
        if _is_too_deep(values):
            raise UnreadableError("post.too-deep", offset=0)
        return dict(values)

    def read(self, text: str) -> object:
        raise NotImplementedError


class _YamlHandler(_Handler):
    def load(self, fm: str) -> dict[str, Any]:
        values = read_lines(fm, yaml_loader.resolve)
        return super().load(fm) if values is None else values

    def read(self, text: str) -> object:
        return yaml_loader.load(text)


class _TomlHandler(_Handler):
    def read(self, text: str) -> object:
        # Here, because most sites have none, and it takes as long to load as 20 drafts to list.
        import tomllib

        try:
            return tomllib.loads(text)
        except RecursionError as error:
            raise UnreadableError("post.too-deep", offset=0) from error
        except ValueError as error:
            detail = str(error)
            line = re.search(r"at line (\d+)", detail)
            offset = _offset_of_line(text, int(line.group(1))) if line else None
            raise UnreadableError("post.invalid-toml", offset=offset, detail=complaint(detail)) from error


class _JsonHandler(_Handler):
    def read(self, text: str) -> object:
        try:
            return json.loads(text, parse_constant=_no_constant)
        except RecursionError as error:
            raise UnreadableError("post.too-deep", offset=0) from error
        except ValueError as error:
            offset = error.pos if isinstance(error, json.JSONDecodeError) else None
            raise UnreadableError("post.invalid-json", offset=offset, detail=complaint(str(error))) from error


_HANDLERS: dict[Format, type[_Handler]] = {"yaml": _YamlHandler, "toml": _TomlHandler, "json": _JsonHandler}


def _no_constant(name: str) -> object:
    # NaN and Infinity are Python's idea; no other reader of JSON front matter takes them.
    raise ValueError(f"{name} is not JSON")


def _json_complaint(text: str) -> UnreadableError:
    """Why a file that starts like a JSON object has no front matter."""
    blank = len(text) - len(text.lstrip())
    try:
        _, end = json.JSONDecoder().raw_decode(text, blank)
    except (ValueError, RecursionError) as error:
        offset = error.pos if isinstance(error, json.JSONDecodeError) else 0
        return UnreadableError("post.invalid-json", offset=offset, detail=complaint(str(error)))
    return UnreadableError("post.invalid-json", offset=end, detail=complaint("text behind the object"))


def _offset_of_line(text: str, line: int) -> int:
    """The start of a line as TOML counts them, from 1."""
    offset = 0
    for _ in range(line - 1):
        offset = text.find("\n", offset) + 1
    return offset
