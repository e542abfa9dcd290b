"""A prompt file as YAML front matter and template text, with the line on which everything stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from editor_tui.errors import PromptError
from editor_tui.messages import Message
from editor_tui.messages.complaints import complaint

if TYPE_CHECKING:
    from yaml.nodes import Node

LARGEST_FILE: Final = 512 * 1024
# The same frame as the official loader's: the first line is dashes, the next such line ends the front matter.
_FRAME: Final = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One prompt file before anybody has judged it. `lines` holds the line, from 1, of each key and list item."""

    path: str
    front: Mapping[str, Any]
    template: str
    template_line: int
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

    def line_of(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(path: str, data: bytes) -> Document:
    """The parts of a prompt file. Raises PromptError with the line where it is not UTF-8, not framed or not YAML."""
    if len(data) > LARGEST_FILE:
        raise PromptError(path, Message.of("prompts.too-large", kilobytes=LARGEST_FILE // 1024))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PromptError(path, Message.of("prompts.not-utf-8"), line=data[: error.start].count(b"\n") + 1) from error
    frame = _FRAME.match(text)
    if frame is None:
        raise PromptError(path, Message.of("prompts.no-front-matter"), line=1)
    first_line = text.count("\n", 0, frame.start(1)) + 1
    front, lines = _read_yaml(path, frame.group(1), first_line)
    return Document(path, front, text[frame.end() :], text.count("\n", 0, frame.end()) + 1, lines)


def _read_yaml(path: str, text: str, first_line: int) -> tuple[Mapping[str, Any], Mapping[KeyPath, int]]:
    import yaml

    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        front = {} if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise PromptError(
            path, Message.of("prompts.not-yaml", detail=complaint(error.problem or "")), line=line
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        # A reader error (control characters), or a date such as 2025-02-30.
        raise PromptError(
            path, Message.of("prompts.not-yaml", detail=complaint(str(error))), line=first_line
        ) from error
    finally:
        loader.dispose()
    if not isinstance(front, dict):
        raise PromptError(path, Message.of("prompts.not-a-mapping"), line=first_line)
    lines: dict[KeyPath, int] = {}
    if node is not None:
        _collect_lines(node, (), first_line, lines)
    return front, lines


def _collect_lines(node: Node, path: KeyPath, first_line: int, lines: dict[KeyPath, int]) -> None:
    from yaml.nodes import MappingNode, SequenceNode

    # Ten levels are more than the format has; anchors that refer to themselves end here, too.
    if len(path) > 10 or len(lines) > 10_000:
        return
    if isinstance(node, MappingNode):
        for key, value in node.value:
            lines[(*path, str(key.value))] = first_line + key.start_mark.line
            _collect_lines(value, (*path, str(key.value)), first_line, lines)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            lines[(*path, index)] = first_line + item.start_mark.line
            _collect_lines(item, (*path, index), first_line, lines)
