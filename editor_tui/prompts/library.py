"""The prompt files of a site and those that come with the program."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from editor_tui.errors import PromptError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.prompts.prompt import Prompt, Role
from editor_tui.prompts.reading import Fault, read_prompt

SUFFIX: Final = ".prompty"
_NAME: Final = re.compile(r"[\w][\w.-]*\Z")
# What a model is shown of its own endless reply, in characters.
_MOST_REPEATED: Final = 8_000


def bundled_folder() -> Path:
    """Where the program's own prompt files are: in the package when installed, at the top in a checkout."""
    package = Path(__file__).parent / "bundled"
    return package if package.is_dir() else Path(__file__).parents[2] / "prompts"


def own_prompts(site: Path) -> Path:
    """Where a site has its own prompt files."""
    return site / "prompts"


def own_prompt(site: Path, name: str) -> Path:
    """Where a site has a prompt file of its own by this name, or would have it."""
    return own_prompts(site) / f"{name}{SUFFIX}"


def is_prompt_name(name: str) -> bool:
    """Whether a prompt can be called so: letters, digits, hyphens, dots, and no path."""
    return _NAME.match(name) is not None


class PromptLibrary:
    """Prompt files by name. `folders` are the site's, the first wins; the bundled files come last.

    A file is read when it is asked for. What leads out of its folder by a link is not read: a cloned site must not
    send other files of this machine to a model. `lists` are the names of the site's closed lists, None where nobody
    knows them.
    """

    def __init__(self, folders: Iterable[Path] = (), lists: Collection[str] | None = None) -> None:
        self.folders: Sequence[Path] = (*folders, bundled_folder())
        self._lists = lists
        self._prompts: dict[str, Prompt] = {}

    @property
    def misplaced(self) -> list[Path]:
        """Where a folder of prompts is looked for and a file stands."""
        return [folder for folder in self.folders if folder.is_file()]

    def names(self, *, helpers: bool = False) -> list[str]:
        """The names of all prompts in alphabetical order, broken ones included."""
        stems = {path.stem for folder in self.folders if folder.is_dir() for path in folder.glob(f"*{SUFFIX}")}
        found = sorted(name for name in stems if self._find(name) is not None)
        return found if helpers else [name for name in found if not self._is_helper(name)]

    def load(self, name: str) -> Prompt:
        """The prompt of this name. Raises PromptError where there is none, or with its first fault."""
        if name not in self._prompts:
            prompt, faults = self.read(name)
            if prompt is None:
                fault = next(fault for fault in faults if fault.severity == "error")
                raise PromptError(str(self.path_of(name)), fault.message, line=fault.line)
            self._prompts[name] = prompt
        return self._prompts[name]

    def read(self, name: str) -> tuple[Prompt | None, tuple[Fault, ...]]:
        """The prompt, if it can be used, and everything that is wrong with it. Raises PromptError as `path_of`."""
        path = self.path_of(name)
        try:
            data = _read_file(path)
        except PromptError as error:
            return None, (Fault(1, "error", error.message),)
        return read_prompt(str(path), data, name, bundled=path.parent == bundled_folder(), lists=self._lists)

    def text_of(self, name: str) -> str:
        """What the file of this name says. Raises PromptError where there is none, or it cannot be read."""
        return _read_file(self.path_of(name)).decode("utf-8", "replace")

    def path_of(self, name: str) -> Path:
        """The file that holds for this name. Raises PromptError where there is none."""
        path = self._find(name)
        if path is None:
            raise PromptError(name, Message.of("prompts.not-found", name=name, names=", ".join(self.names())))
        return path

    def _find(self, name: str) -> Path | None:
        if _NAME.match(name):
            for folder in self.folders:
                path = folder / f"{name}{SUFFIX}"
                if os.path.lexists(path):
                    return path
        return None

    def ask_again(
        self,
        messages: tuple[tuple[Role, str], ...],
        reply: str,
        problems: Sequence[str],
        instruction: str = "",
    ) -> tuple[tuple[Role, str], ...]:
        """The conversation continued: the reply, and what is wrong with it or what a person wants changed."""
        values = {"problems": list(problems), "instruction": instruction, "reply": reply}
        return (*messages, ("assistant", reply[:_MOST_REPEATED]), *self.load("refine").render(values))

    def _is_helper(self, name: str) -> bool:
        prompt, _ = self.read(name)
        return prompt is not None and prompt.editor.helper


def _read_file(path: Path) -> bytes:
    """Raises PromptError for what is no file, or leads out of its folder."""
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise PromptError(str(path), Message.of("prompts.leads-out"))
    if path.is_dir():
        raise PromptError(str(path), Message.of("prompts.is-a-folder"))
    try:
        return path.read_bytes()
    except OSError as error:
        raise PromptError(str(path), Message.of("prompts.unreadable", detail=system_complaint(error))) from error
