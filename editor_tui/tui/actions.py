"""Everything that a key does, in one table: footer, help, command list and the user's keymap all read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from textual.binding import BindingType

Scope = Literal[
    "app", "home", "list", "find", "preview", "review", "repeats", "segments", "run", "refused", "form", "jobs",
    "history",
]  # fmt: skip
KeymapName = Literal["default", "vim"]


@dataclass(frozen=True, slots=True)
class Action:
    """`id` is "scope.name"; its words are `tui.action-scope-name`. Keys are Textual's names, separated by commas.

    `rank` orders the footer, 1 first; 0 keeps it out. `vim` keys come on top of `keys`.
    """

    id: str
    keys: str
    rank: int = 0
    vim: str = ""

    @property
    def scope(self) -> str:
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """What Textual calls: the method `action_NAME`."""
        return self.id.partition(".")[2].replace("-", "_")

    @property
    def message(self) -> str:
        return f"action-{self.id.replace('.', '-')}"


# With a Japanese input method on, Space arrives as U+3000, digits full-width, and letters not at all: what an editor
# needs a hundred times an hour has Enter, Space, arrows, Del or a function key.
SPACE: Final = "space,ideographic_space"

ACTIONS: Final = (
    Action("app.help", "f1,question_mark", 99),
    Action("app.commands", "ctrl+p"),
    Action("app.jump", "ctrl+o"),
    Action("app.undo", "ctrl+z", 8, "u"),
    Action("app.jobs", "f8"),
    Action("app.history", "f9"),
    Action("app.welcome", "ctrl+g"),
    Action("app.language", "ctrl+l"),
    Action("app.theme", "f12"),
    Action("app.quit", "ctrl+q"),
    Action("home.open", "enter", 1, "l"),
    Action("home.pick", SPACE, 2),
    Action("home.find", "slash,ctrl+f", 3),
    Action("home.run", "f5,r", 4),
    Action("home.fix", "f6,x", 5),
    Action("home.form", "f2,f", 6),
    Action("home.edit", "f4,e", 7),
    Action("home.page", "f3,tab", 9),
    Action("home.english", "f7,t", 12),
    Action("home.accept-all", "A"),
    Action("home.review-all", "f10,v", 10),
    Action("home.refused", "exclamation_mark,f11"),
    Action("home.pick-all", "ctrl+a"),
    Action("home.sort", "s", 11),
    Action("home.refresh", "ctrl+r"),
    Action("home.clear", "escape"),
    Action("list.up", "up", 0, "k"),
    Action("list.down", "down", 0, "j"),
    Action("list.page-up", "pageup", 0, "ctrl+u"),
    Action("list.page-down", "pagedown", 0, "ctrl+d"),
    Action("list.first", "home", 0, "g"),
    Action("list.last", "end", 0, "G"),
    Action("find.list", "enter,down", 1),
    Action("find.clear", "escape", 2),
    Action("preview.up", "up", 0, "k"),
    Action("preview.down", "down", 0, "j"),
    Action("preview.page-up", "pageup", 0, "ctrl+u"),
    Action("preview.page-down", "pagedown", 0, "ctrl+d"),
    Action("preview.first", "home", 0, "g"),
    Action("preview.last", "end", 0, "G"),
    Action("preview.next-finding", "n", 2),
    Action("preview.previous-finding", "p", 3, "N"),
    Action("preview.select", "v,ideographic_space,space", 4),
    Action("preview.prompt", "enter", 1),
    Action("preview.back", "escape,f3,tab", 1),
    Action("review.accept", "enter", 1),
    Action("review.switch", SPACE, 2),
    Action("review.edit", "f4,e", 3),
    Action("review.reject-all", "delete", 4),
    Action("review.later", "right", 5, "l"),
    Action("review.back", "left", 9, "h"),
    Action("review.up", "up", 0, "k"),
    Action("review.down", "down", 0, "j"),
    Action("review.refuse", "backspace", 10),
    Action("review.hint", "f5,a", 6),
    Action("review.repeats", "f6", 7),
    Action("review.whole", "f3", 11),
    Action("review.copy", "c", 0, "y"),
    Action("review.page-down", "pagedown", 0, "ctrl+d"),
    Action("review.page-up", "pageup", 0, "ctrl+u"),
    Action("review.leave", "escape", 12),
    Action("repeats.cut", "enter", 1),
    Action("repeats.keep", SPACE, 2),
    Action("repeats.swap", "x,f4", 3),
    Action("repeats.next", "right,n", 4, "l"),
    Action("repeats.previous", "left,p", 5, "h"),
    Action("repeats.leave", "escape", 6),
    Action("segments.open", "enter", 1),
    Action("segments.accept", SPACE, 2),
    Action("segments.edit", "f4,e", 3),
    Action("segments.hint", "f5,a", 4),
    Action("segments.accept-all", "f10,A", 5),
    Action("segments.next", "down,right,n", 6, "j"),
    Action("segments.previous", "up,left,p", 7, "k"),
    Action("segments.page-down", "pagedown", 0, "ctrl+d"),
    Action("segments.page-up", "pageup", 0, "ctrl+u"),
    Action("segments.leave", "escape", 8),
    Action("run.start", "enter", 1),
    Action("run.try", SPACE, 2),
    Action("run.messages", "f3,m", 3),
    Action("run.offline", "o,f7", 4),
    Action("run.copy", "c", 0, "y"),
    Action("run.edit", "f4,e", 5),
    Action("run.leave", "escape", 6),
    Action("refused.hint", "enter,f5,a", 1),
    Action("refused.copy", "c", 2, "y"),
    Action("refused.seen", "delete", 3),
    Action("refused.next", "right,n", 4, "l"),
    Action("refused.previous", "left,p", 5, "h"),
    Action("refused.leave", "escape", 6),
    Action("form.save", "ctrl+s", 1),
    Action("form.edit-body", "f4", 2),
    Action("form.leave", "escape", 3),
    Action("jobs.open", "enter", 1),
    Action("jobs.pause", SPACE, 2),
    Action("jobs.cancel", "delete", 3),
    Action("jobs.retry", "r,f5", 4),
    Action("jobs.leave", "escape,f8", 5),
    Action("history.undo", "enter", 1),
    Action("history.leave", "escape,f9", 2),
)
BY_ID: Final = {action.id: action for action in ACTIONS}
DIGITS: Final = tuple(zip("123456789", "１２３４５６７８９", strict=True))

_SHOWN: Final = {
    "enter": "Enter", "escape": "Esc", "space": "Space", "delete": "Del", "backspace": "BS", "tab": "Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "slash": "/", "question_mark": "?", "colon": ":",
    "exclamation_mark": "!", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
}  # fmt: skip


@dataclass(frozen=True)
class Keymap:
    """The keys of every action, after the named keymap and the user's own `[app.keys]`."""

    name: KeymapName = "default"
    own: Mapping[str, str] | None = None

    def keys(self, id: str) -> str:
        action = BY_ID[id]
        if self.own and id in self.own:
            return self.own[id]
        return f"{action.keys},{action.vim}" if self.name == "vim" and action.vim else action.keys

    def textual(self) -> dict[str, str]:
        """For `App.set_keymap`: only what differs from the defaults."""
        return {action.id: keys for action in ACTIONS if (keys := self.keys(action.id)) != action.keys}

    def shown(self, id: str, *, short: bool = False) -> str:
        """The first key as people write it: "Ctrl+Z", or "^Z" where room is short."""
        return show_key(self.keys(id).partition(",")[0], short=short)

    def footer(self, scopes: Iterable[str]) -> list[Action]:
        """What the footer offers for these scopes, the most needed first."""
        wanted = set(scopes)
        return sorted((a for a in ACTIONS if a.scope in wanted and a.rank), key=lambda action: action.rank)


def show_key(key: str, *, short: bool = False) -> str:
    if key.startswith("ctrl+"):
        return ("^" if short else "Ctrl+") + show_key(key[5:]).upper()
    if key in _SHOWN:
        return _SHOWN[key]
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


# These run before the focused widget sees the key. Those of the app work while a text is typed; what is typed after
# the key that opens the filter has to go there even where all of it arrives at once, as over a slow line.
_FIRST: Final = frozenset({"app.quit", "app.commands", "app.jump", "home.find"})


def bindings(scope: Scope) -> list[BindingType]:
    """Textual's bindings for a screen or widget. Their ids let `set_keymap` change them."""
    from textual.binding import Binding

    return [
        Binding(action.keys, action.name, action.id, id=action.id, show=False, priority=action.id in _FIRST)
        for action in ACTIONS
        if action.scope == scope
    ]
