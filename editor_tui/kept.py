"""A value that is worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class kept(Generic[Value]):
    """`functools.cached_property` without the lock that it has up to Python 3.11: it costs more than most values do.

    Two threads that ask at the same time may both work it out; they get equal values.
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> kept[Value]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...

    def __get__(self, owner: object | None, kind: type) -> kept[Value] | Value:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.work(owner)
        return value
