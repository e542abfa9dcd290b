"""A message before it has words: which one, and what goes into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """The catalogue id (`area.name`, for example `site.changed-since-read`) and the values of its placeholders.

    Values are strings, numbers, or messages; they survive JSON, so that a message can wait in the state and be read
    in another language later.
    """

    id: str
    values: Mapping[str, object]

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
