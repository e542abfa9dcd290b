"""What a table of settings is: frozen values by name, each with a default.

Not dataclasses: making twenty of them takes longer than listing a site.
"""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple, NoReturn, Self, dataclass_transform


class _Trusted(NamedTuple):
    default: Any
    secret: bool


def trusted(*, default: Any, secret: bool = False) -> Any:
    """A setting that a site's own files cannot set; a secret one is never shown, either."""
    return _Trusted(default, secret)


@dataclass_transform(frozen_default=True, field_specifiers=(trusted,))
class Table:
    """A subclass names its settings as class attributes with defaults.

    `names` are those settings in order, `trusted` the ones that only a trusted file may set.
    """

    names: ClassVar[tuple[str, ...]] = ()
    trusted: ClassVar[frozenset[str]] = frozenset()
    _secret: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        marked = {name: value for name, value in vars(cls).items() if isinstance(value, _Trusted)}
        for name, value in marked.items():
            setattr(cls, name, value.default)
        cls.names = tuple(cls.__annotations__)
        cls.trusted = frozenset(marked)
        cls._secret = frozenset(name for name, value in marked.items() if value.secret)

    def __init__(self, *values: Any, **named: Any) -> None:
        given = dict(zip(self.names, values, strict=False)) | named
        if len(given) < len(values) + len(named) or not given.keys() <= set(self.names):
            raise TypeError(f"{type(self).__name__} has {', '.join(self.names)}")
        self.__dict__.update(given)

    def replace(self, **changes: Any) -> Self:
        """The same settings but for these."""
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"settings are frozen: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"settings are frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.names if name not in self._secret)
        return f"{type(self).__name__}({', '.join(shown)})"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.names)
