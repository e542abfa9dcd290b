"""How the app ends, whoever ends it: what was typed is kept, the terminal is left clean, the reason is an exit code."""

from __future__ import annotations

import sys

from textual.app import App

from editor_tui.site.folder import FOLDER
from editor_tui.tui.desk import Desk
from editor_tui.tui.lifeline import HUNG_UP, LOOK_EVERY, has_hung_up, listen, write_crash_report
from editor_tui.tui.look import Look
from editor_tui.tui.typed import keep_typed


class EndingApp(App[int]):
    """An app on a desk that ends whatever happens, also where nothing can be kept any more."""

    desk: Desk
    look: Look

    def listen_for_the_end(self) -> None:
        """End when a signal asks for it, or when the terminal is gone."""
        listen(self.end_now)
        if not self.is_headless:
            self.set_interval(LOOK_EVERY, self._end_without_terminal)

    def end_now(self, code: int) -> None:
        """End with this exit code because somebody outside says so."""
        try:
            self._keep_typed()
        finally:
            self.exit(code, return_code=code)

    def _end_without_terminal(self) -> None:
        if has_hung_up():
            self.end_now(HUNG_UP)

    def _keep_typed(self) -> None:
        from editor_tui.tui.typing_places import find_typed

        keep_typed(self.desk.root / FOLDER, find_typed(self.screen_stack))

    def _fatal_error(self) -> None:
        """Textual's own prints the values of all variables: drafts, and keys."""
        error = self._exception or sys.exception() or RuntimeError()
        try:
            self._keep_typed()
        finally:
            report = write_crash_report(error, self.desk.root / FOLDER)
            words = self.look.say("crashed", error=type(error).__name__, report=str(report or "-"))
            self._exit_renderables.append(words)
            self._close_messages_no_wait()
