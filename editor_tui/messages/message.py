"""A message before it has words: which one, and what goes into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn


class Message:
    """The catalogue id (`area.name`, for example `site.changed-since-read`) and the values of its placeholders.

    Values are strings, numbers, or messages; they survive JSON, so that a message can wait in the state and be read
    in another language later.
    """

    # Not a dataclass: every command needs this module, and the one that makes dataclasses takes longer than a list.
    __slots__ = ("id", "values")
    id: str
    values: Mapping[str, object]

    def __init__(self, id: str, values: Mapping[str, object]) -> None:
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "values", values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"messages are frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.id, self.values) == (other.id, other.values)

    def __hash__(self) -> int:
        return hash((self.id, *self.values))

    def __repr__(self) -> str:
        return f"Message({self.id!r}, {self.values!r})"

    def __reduce__(self) -> tuple[type[Message], tuple[object, ...]]:
        return Message, (self.id, self.values)

    @classmethod
    def of(cls, id: str, /, **values: object) -> Message:
        return cls(id, values)

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "values": {
                key: value.to_json() if isinstance(value, Message) else value for key, value in self.values.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Message:
        values = data["values"]
        assert isinstance(values, Mapping)
        return cls(
            str(data["id"]),
            {
                key: cls.from_json(value) if isinstance(value, Mapping) and "id" in value else value
                for key, value in values.items()
            },
        )
