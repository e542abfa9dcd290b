"""What a provider understands, learned from what it refuses and remembered for the run.

The same question is put in other words until it is taken: `max_completion_tokens` or `max_tokens`, options left out,
the system's words as the developer's or the user's, a reply's form as JSON schema, as "some JSON", or as an example.
Providers tell with a 400, with a 500, or by ignoring what they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from editor_tui.llm.form import example_of
from editor_tui.llm.protocol import Request
from editor_tui.text.clean import encodable

Form = Literal["json_schema", "json_object", "plain"]
_LADDER: Final[tuple[Form, ...]] = ("json_schema", "json_object", "plain")
_OPTIONS: Final = (
    "temperature", "top_p", "seed", "stop", "frequency_penalty", "presence_penalty", "reasoning_effort",
)  # fmt: skip
# Asked for where somebody listens; not every server has them, and OpenAI not for every account.
_STREAM: Final[Mapping[str, Any]] = {"stream": True, "stream_options": {"include_usage": True}}
_UNSUPPORTED: Final = re.compile(
    r"unsupported|not support|not permitted|not allowed|unrecognized|unknown|unexpected|extra (?:inputs|fields)"
    r"|invalid|input should be|must be|only the default|no longer|use '",
    re.IGNORECASE,
)
_FORM_WORDS: Final = re.compile(
    r"response_format|json_schema|json_object|json schema|structured output|grammar|input should be 'text'",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\b(?:system|developer)\b.{0,80}\b(?:role|message)|\brole\b.{0,80}\b(?:system|developer)\b", re.I
)
_REASONING: Final = re.compile(r"(?:\A|/)(?:o\d|gpt-[5-9])", re.IGNORECASE)
_STRIKES: Final = 2
HEADROOM: Final = 4096
_MOST_HEADROOM: Final = 32_768


@dataclass(slots=True)
class Dialect:
    """How requests are worded for one provider and model. `forms` are the forms of structured replies to try."""

    model: str
    is_openai: bool
    forms: tuple[Form, ...] = _LADDER
    headroom: int = field(init=False)
    _limit_name: str = field(init=False)
    _dropped: set[str] = field(default_factory=set, init=False)
    _system: Literal["system", "developer", "user"] = field(default="system", init=False)
    _form: int = field(default=0, init=False)
    _strikes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._limit_name = "max_completion_tokens" if self.is_openai else "max_tokens"
        # A limit for the answer must not cut the thinking that comes before it.
        thinks = self.is_openai and _REASONING.search(self.model) is not None
        self.headroom = HEADROOM if thinks else 0
        if thinks:
            # Known to be refused by models that think; a batch could not learn it.
            self._dropped.update(("temperature", "top_p", "frequency_penalty", "presence_penalty", "stop"))

    @property
    def form(self) -> Form:
        return self.forms[min(self._form, len(self.forms) - 1)]

    def body(self, request: Request) -> dict[str, Any]:
        """The request's JSON as this provider takes it."""
        form = self.form if request.schema is not None else None
        body: dict[str, Any] = {"model": self.model, "messages": self._messages(request, form)}
        for name in _OPTIONS:
            if name in request.options and name not in self._dropped:
                body[name] = request.options[name]
        limit = request.options.get("max_output_tokens")
        if limit and self._limit_name not in self._dropped:
            body[self._limit_name] = limit + self.headroom
        if form == "json_schema":
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "strict": True, "schema": request.schema},
            }
        elif form == "json_object":
            body["response_format"] = {"type": "json_object"}
        if request.on_text is not None and "stream" not in self._dropped:
            body |= {name: value for name, value in _STREAM.items() if name not in self._dropped}
        return body

    def _messages(self, request: Request, form: Form | None) -> list[dict[str, str]]:
        messages = [{"role": role, "content": encodable(text)} for role, text in request.messages]
        if form in ("json_object", "plain") and request.schema is not None:
            messages[-1] = {**messages[-1], "content": messages[-1]["content"] + "\n\n" + example_of(request.schema)}
        if self._system == "developer":
            return [{**item, "role": "developer" if item["role"] == "system" else item["role"]} for item in messages]
        return _merged(messages) if self._system == "user" else messages

    def learn(self, status: int, told: str, body: Mapping[str, Any]) -> None:
        """Take a refusal to heart: afterwards `body` gives another wording, unless nothing is left to change."""
        if status not in (400, 422) and status < 500:
            return
        if "response_format" in body and _FORM_WORDS.search(told):
            self._descend(str(body["response_format"]["type"]))
        elif not _UNSUPPORTED.search(told):
            return
        elif _ROLE.search(told):
            self._other_role(body, told)
        elif status >= 500:
            return
        elif re.search(r"\bmax_(?:completion_)?tokens\b", told):
            self._other_limit(body)
        else:
            self._dropped |= {name for name in (*_OPTIONS, *_STREAM) if name in body and _names(told, name)}

    def note_form(self, followed: bool, body: Mapping[str, Any]) -> None:
        """Whether the reply to `body` had its form: two in a row without it, and the form is asked for otherwise."""
        if "response_format" not in body:
            return
        self._strikes = 0 if followed else self._strikes + 1
        if self._strikes >= _STRIKES:
            self._descend(str(body["response_format"]["type"]))

    def note_thinking(self, used: int) -> bool:
        """A reply was cut while the model was thinking; whether there is more room to give it now."""
        if self.headroom >= _MOST_HEADROOM:
            return False
        self.headroom = min(_MOST_HEADROOM, max(HEADROOM, self.headroom * 4, used * 2))
        return True

    def _descend(self, refused: str) -> None:
        # Requests that were under way with the old form must not descend twice.
        if refused == self.form and self._form < len(self.forms) - 1:
            self._form += 1
            self._strikes = 0

    def _other_role(self, body: Mapping[str, Any], told: str) -> None:
        roles = {item["role"] for item in body["messages"]}
        if self._system in roles:
            self._system = "developer" if self._system == "system" and "developer" in told else "user"

    def _other_limit(self, body: Mapping[str, Any]) -> None:
        for name, other in (("max_tokens", "max_completion_tokens"), ("max_completion_tokens", "max_tokens")):
            if name in body and self._limit_name == name:
                self._dropped.add(name)
                self._limit_name = other
                return


def _names(told: str, option: str) -> bool:
    return re.search(rf"\b{option}\b", told) is not None


def _merged(messages: list[dict[str, str]]) -> list[dict[str, str]]:
    """The system's words at the head of the first user message, for models without a system role."""
    system = "\n\n".join(item["content"] for item in messages if item["role"] == "system")
    rest = [item for item in messages if item["role"] != "system"]
    if not system or not rest:
        return messages
    return [{"role": "user", "content": f"{system}\n\n{rest[0]['content']}"}, *rest[1:]]
