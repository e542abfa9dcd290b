"""A proposal: what a task or a fix suggests for one draft, in parts that are accepted one by one.

Field values are kept as values and turned into edits when they are applied, so that accepting an excerpt does not make
the waiting tags stale. Edits of the body are kept with the fingerprint of the body that they were made for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from editor_tui.messages import Message
from editor_tui.post.edits import Edit

Engine = Literal["model", "offline", "rules", "person"]
Status = Literal["waiting", "applied", "rejected"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A check that a part failed. `code` is stable, for scripts."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Front matter `key` (dotted where nested) from `old` to `new`, both as JSON values; None is "not there"."""

    key: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class BodyChange:
    """Edits in offsets of the body whose `Draft.body_fingerprint` was `base`."""

    edits: tuple[Edit, ...]
    base: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """The whole text of the proposal's destination. `base` is the fingerprint of the file that stands there, or ""."""

    text: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text for the editor, not for the draft: shown, copied, kept, never written. `name` is what it is called."""

    name: str
    text: str


Change = FieldChange | BodyChange | FileChange | FreeText


@dataclass(frozen=True, slots=True)
class Part:
    """One change, with the checks that it failed: none means that it may be accepted unseen.

    `segments` holds pairs of source and target text where a part is reviewed piece by piece (translations). `notes` are
    what a reviewer should see although nothing failed: tags that are new to the site, tags that go.
    """

    change: Change
    problems: tuple[Problem, ...] = ()
    segments: tuple[tuple[str, str], ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problems

    @property
    def is_free(self) -> bool:
        """Whether it is a text that belongs into no file."""
        return isinstance(self.change, FreeText)


@dataclass(frozen=True, slots=True)
class Usage:
    """What the answers cost. Tokens as the server counted them; `cached` where nothing was sent.

    `cost_usd` is what is known of it: all of it only where it is `priced`.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0
    cached: bool = False
    priced: bool = True

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cost_usd + other.cost_usd,
            self.cached and other.cached,
            self.priced and other.priced,
        )

    def to_json(self) -> dict[str, float | None]:
        """For scripts: a cost that nobody knows is null, and never 0."""
        cost = self.cost_usd if self.priced else None
        return {"input_tokens": self.input_tokens, "output_tokens": self.output_tokens, "cost_usd": cost}


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a proposal: the task or `fix`, the engine, the prompt file and model if one was asked, and when.

    `created` is in seconds since the epoch.
    """

    task: str
    engine: Engine
    created: float
    prompt: str = ""
    model: str = ""
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What `origin` suggests for the draft at `path` whose bytes had `fingerprint`.

    `destination` is the path that the changes are for, where it is another file than the draft (an English version).
    """

    path: str
    fingerprint: str
    parts: tuple[Part, ...]
    origin: Origin
    destination: str | None = None
    status: Status = "waiting"

    @property
    def key(self) -> tuple[str, str, str]:
        """One proposal waits for each of these: a newer one takes the place of an older one."""
        return self.path, self.origin.task, self.destination or ""

    @property
    def passed(self) -> bool:
        return all(part.passed for part in self.parts)

    def only(self, wanted: Callable[[Part], bool]) -> Proposal:
        """The same proposal with just the parts that are wanted."""
        return replace(self, parts=tuple(part for part in self.parts if wanted(part)))
