"""Templates: split into messages first, rendered in Jinja2's sandbox afterwards.

The order is the point. A draft that contains `system:` lines or `{{ … }}` is a value in one message; it can become
neither a message nor a template.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from editor_tui.errors import PromptError
from editor_tui.messages import Message
from editor_tui.messages.complaints import complaint
from editor_tui.text.clean import encodable_values

if TYPE_CHECKING:
    from jinja2 import Template as Compiled
    from jinja2.sandbox import ImmutableSandboxedEnvironment

Role = Literal["system", "user", "assistant"]
# The role lines of the Prompty format. Attributes in brackets are read and dropped.
ROLE_LINE: Final = re.compile(
    r"^[ \t]*#?[ \t]*(system|user|assistant|developer|tool)(\[[^\]\n]*\])?[ \t]*:[ \t]*$", re.IGNORECASE
)
_LONE_WORD: Final = re.compile(
    r"^[ \t]*#?[ \t]*(?!(?:system|user|assistant|developer)\b)([A-Za-z]{3,12})[ \t]*:[ \t]*$", re.I
)
_ROLES: Final[Mapping[str, Role]] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "assistant": "assistant",
}
BOUNDARY: Final = "boundary"
# Other names for the draft, that people and models try first.
DRAFT_NAMES: Final = ("body", "content", "text")


@dataclass(frozen=True, slots=True)
class MessageSource:
    """One message's template; `line` is the file's line on which its text begins."""

    role: Role
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Template:
    """The messages of one prompt file."""

    path: str
    messages: tuple[MessageSource, ...]
    variables: frozenset[str]

    def render(self, values: Mapping[str, Any]) -> tuple[tuple[Role, str], ...]:
        """Each message with the values in it; empty ones are left out. Raises PromptError."""
        prepared = {name: encodable_values(value) for name, value in values.items() if name in self._wanted}
        if "draft" in prepared:
            prepared = dict.fromkeys(DRAFT_NAMES, prepared["draft"]) | prepared
        prepared.setdefault(BOUNDARY, boundary_for(prepared))
        rendered = ((source.role, self._render(source, prepared)) for source in self.messages)
        return tuple((role, text) for role, text in rendered if text)

    @property
    def _wanted(self) -> frozenset[str]:
        return self.variables | {"draft"} if self.variables & {*DRAFT_NAMES} else self.variables

    def _render(self, source: MessageSource, values: Mapping[str, Any]) -> str:
        from jinja2 import TemplateError, UndefinedError

        try:
            return _compiled(source.text).render(values).strip("\r\n")
        except UndefinedError as error:
            raise PromptError(
                self.path, Message.of("prompts.undefined", detail=str(error)), line=source.line
            ) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            # What a template can get wrong at run time, the sandbox's SecurityError included.
            raise PromptError(
                self.path, Message.of("prompts.not-rendered", detail=str(error)), line=source.line
            ) from error


def split_messages(path: str, text: str, first_line: int) -> tuple[MessageSource, ...]:
    """The messages between the role lines; what stands before the first is the system's, as in Prompty.

    Raises PromptError for a role that a prompt cannot speak in.
    """
    messages: list[MessageSource] = []
    role: Role = "system"
    start, lines = first_line, list[str]()
    for number, line in enumerate(text.split("\n"), first_line):
        match = ROLE_LINE.match(line.rstrip("\r"))
        if match is None:
            lines.append(line)
            continue
        messages.append(MessageSource(role, "\n".join(lines), start))
        name = match.group(1).lower()
        if name not in _ROLES:
            raise PromptError(path, Message.of("prompts.unknown-role", role=name), line=number)
        role, start, lines = _ROLES[name], number + 1, []
    messages.append(MessageSource(role, "\n".join(lines), start))
    return tuple(message for message in messages if message.text.strip())


def read_template(path: str, text: str, first_line: int) -> Template:
    """A template whose syntax is right. Raises PromptError with the line where it is not."""
    from jinja2 import TemplateSyntaxError, meta, nodes

    messages = split_messages(path, text, first_line)
    variables: set[str] = set()
    for message in messages:
        try:
            tree = environment().parse(message.text)
            for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
                raise PromptError(path, Message.of("prompts.other-template"), line=message.line + node.lineno - 1)
            variables |= meta.find_undeclared_variables(tree)
        except TemplateSyntaxError as error:
            line = message.line + error.lineno - 1
            raise PromptError(
                path, Message.of("prompts.template-syntax", detail=complaint(error.message or "")), line=line
            ) from error
    return Template(path, messages, frozenset(variables - environment().globals.keys()))


def doubtful_roles(text: str, first_line: int) -> Iterator[tuple[int, str, str]]:
    """Lines that are nearly role lines: the file's line, the word, and the role that it may be meant for."""
    for number, line in enumerate(text.splitlines(), first_line):
        match = _LONE_WORD.match(line)
        if match and (near := difflib.get_close_matches(match[1].lower(), _ROLES, n=1, cutoff=0.7)):
            yield number, match[1], near[0]


def lines_using(template: Template, name: str) -> list[int]:
    """The file's lines on which a variable stands."""
    pattern = re.compile(rf"\{{[{{%][^\n]*\b{re.escape(name)}\b")
    return [
        number
        for message in template.messages
        for number, line in enumerate(message.text.split("\n"), message.line)
        if pattern.search(line)
    ]


def boundary_for(values: Mapping[str, Any]) -> str:
    """A mark that the values do not contain: their hash, so that the same draft gives the same request."""
    told = repr(sorted(values.items())).encode("utf-8", "replace")
    return "draft-" + hashlib.sha256(told).hexdigest()[:8]


@lru_cache(maxsize=256)
def _compiled(text: str) -> Compiled:
    """Compiling takes longer than everything else about a request; the same few templates serve all drafts."""
    return environment().from_string(text)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Jinja2's sandbox as this program uses it: no files to include, no globals, undefined names are errors."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        # A site's prompt must not fill the memory with `"x" * 10**12`.
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            plain = all(isinstance(side, (int, float)) and abs(side) < 1e9 for side in (left, right))
            if not plain or (operator == "**" and abs(right) > 64):
                raise ValueError(f"{operator} is for small numbers")
            return super().call_binop(context, operator, left, right)

    sandbox = Sandbox(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    sandbox.globals = {"range": sandbox.globals["range"]}
    return cast("ImmutableSandboxedEnvironment", sandbox)
