"""A real terminal for tests: a program in a private tmux server, keys in, screen out. Standard library only."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_NAMES = {
    "enter": "Enter", "escape": "Escape", "space": "Space", "backspace": "BSpace", "delete": "DC", "home": "Home",
    "end": "End", "pageup": "PPage", "pagedown": "NPage", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "tab": "Tab",
}  # fmt: skip


def has_tmux() -> bool:
    return shutil.which("tmux") is not None


class Terminal:
    """`with Terminal(command, columns, rows) as terminal`: the server dies with the block."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int = 120,
        rows: int = 36,
        *,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.command, self.columns, self.rows = command, columns, rows
        self.folder = Path(tempfile.mkdtemp(prefix="editor-tui-terminal-"))
        # LINES and COLUMNS, which test runners set, would say another size than the terminal has.
        foreign = ("TMUX", "TMUX_PANE", "NO_COLOR", "LINES", "COLUMNS")
        base = {key: value for key, value in os.environ.items() if key not in foreign}
        self.environment = {**base, "LC_ALL": "C.UTF-8", "TMUX_TMPDIR": str(self.folder), **(environment or {})}

    def __enter__(self) -> Terminal:
        configuration = self.folder / "tmux.conf"
        configuration.write_text(
            "set -g status off\nset -g remain-on-exit on\nset -sg escape-time 0\n"
            "set -g default-terminal tmux-256color\n"
            "set -g history-limit 2000\n"
        )
        self._output = self.folder / "output"
        # The exit status goes through a file: tmux often loses it.
        status = shlex.quote(str(self.folder / "status"))
        # The pane outlives the program, so that what it leaves behind can be looked at.
        line = f"trap : INT QUIT HUP; ({shlex.join(self.command)}); echo $? >{status}; sleep 60"
        self._tmux("-f", str(configuration), "new-session", "-d", "-s", "t", "-x", str(self.columns), "-y",
                   str(self.rows), line)  # fmt: skip
        self._tmux("pipe-pane", "-t", "t", f"cat >>{shlex.quote(str(self._output))}")
        self._shell = int(self._tmux("display-message", "-p", "-t", "t", "#{pane_pid}"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hang_up()
        # The pane's shell has kept the signal from its program, which may not notice that its terminal is gone.
        with suppress(ProcessLookupError):
            os.killpg(self._shell, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def hang_up(self) -> None:
        """Close the terminal under its program."""
        subprocess.run(["tmux", "-L", "t", "kill-server"], env=self.environment, capture_output=True, check=False)

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", "t", *arguments], env=self.environment, capture_output=True, check=True, timeout=20
        )
        return done.stdout.decode("utf-8", "replace")

    def press(self, *keys: str) -> Terminal:
        for key in keys:
            if len(key) == 1:
                self._tmux("send-keys", "-t", "t", "-l", "--", key)
            elif key.startswith("ctrl+"):
                self._tmux("send-keys", "-t", "t", f"C-{key[5:]}")
            else:
                self._tmux("send-keys", "-t", "t", _NAMES.get(key, key.upper()))
        return self

    def type(self, text: str) -> Terminal:
        """Text as an input method sends it: in one burst."""
        self._tmux("send-keys", "-t", "t", "-l", "--", text)
        return self

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p", "-t", "t")

    def wait_for(self, text: str, seconds: float = 20.0, *, gone: bool = False) -> str:
        """Until the screen shows the text, or with `gone` no longer does. Raises TimeoutError with the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.screen()
            if (text in screen) != gone:
                return screen
            time.sleep(0.05)
        raise TimeoutError(f"{'still' if gone else 'not'} on the screen: {text!r}\n{self.screen()}")

    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor: where an input method draws."""
        x, y = self._tmux("display-message", "-p", "-t", "t", "#{cursor_x} #{cursor_y}").split()
        return int(x), int(y)

    def modes(self) -> dict[str, bool]:
        """Whether the alternate screen and the mouse are on, and the cursor is visible."""
        flags = self._tmux(
            "display-message", "-p", "-t", "t", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"
        ).split()
        return dict(zip(("alternate", "mouse", "cursor"), (flag == "1" for flag in flags), strict=True))

    def pid(self) -> int:
        """The process id of the program, which runs in a subshell of the pane's shell."""
        pid = int(self._tmux("display-message", "-p", "-t", "t", "#{pane_pid}"))
        while children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if b"python" in Path(f"/proc/{pid}/exe").resolve().name.encode():
                break
            pid = int(children[0])
        return pid

    def output(self) -> bytes:
        """Everything that the program has written."""
        return self._output.read_bytes() if self._output.exists() else b""

    def wait_exit(self, seconds: float = 60.0) -> int:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            status = self.folder / "status"
            if status.exists() and status.read_text().strip():
                return int(status.read_text())
            time.sleep(0.05)
        raise TimeoutError(f"still running\n{self.screen()}")
