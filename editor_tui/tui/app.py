"""The app: theme, first screen, and the keys that work everywhere."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from multiprocessing import resource_tracker
from typing import Any, ClassVar

from textual import events, on, work
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor
from textual.keys import _character_to_key
from textual.scrollbar import ScrollBar, ScrollBarRender

from editor_tui.errors import ModelError
from editor_tui.messages import Catalogue
from editor_tui.post.proposal import Proposal
from editor_tui.site.folder import FOLDER
from editor_tui.text.width import end_cuts_with
from editor_tui.tui.actions import BY_ID, Keymap, bindings
from editor_tui.tui.ambiguous import is_wide, measure_as
from editor_tui.tui.bars import KeyLine
from editor_tui.tui.desk import Desk
from editor_tui.tui.ending import EndingApp
from editor_tui.tui.home import HomeScreen
from editor_tui.tui.jobs import Job, JobBoard
from editor_tui.tui.look import ASCII, choose_look, has_colour
from editor_tui.tui.own_keys import check_own_keys
from editor_tui.tui.theme import NAMES, THEMES
from editor_tui.tui.typed import forget_typed, read_typed

_SMALLEST = (60, 15)


class PlainScrollBar(ScrollBarRender):
    """A scroll bar of coloured cells only: its thumb jumps by whole lines."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]


class EditorApp(EndingApp):
    """`patterns` narrow the drafts; `proposals`, where given, are reviewed at once.

    `wide`: the terminal gives characters of ambiguous width two columns.
    """

    TITLE = "editor-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(
        self,
        desk: Desk,
        catalogue: Catalogue,
        *,
        patterns: Sequence[str] = (),
        proposals: Sequence[Proposal] | None = None,
        environment: Mapping[str, str] = os.environ,
        wide: bool = False,
    ) -> None:
        # Textual takes NO_COLOR out of the environment.
        color = has_colour(environment)
        settings = desk.settings.app
        look = choose_look(catalogue, settings, color=color, environment=environment, wide=wide)
        self._draws_lines = look.symbols is not ASCII
        end_cuts_with(look.symbols.ellipsis)
        ScrollBar.renderer = ScrollBarRender if self._draws_lines else PlainScrollBar
        super().__init__()
        self.desk, self._patterns, self._proposals = desk, patterns, proposals
        self._environment = environment
        self._first_start = not (desk.root / FOLDER).exists()
        self.look = look
        self.keymap = Keymap(settings.keymap, settings.keys)
        self.board = JobBoard(desk, self._job_changed)
        if not settings.animation:
            self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in NAMES else "dark"
        if not color:
            self._use_no_color()

    def get_css_variables(self) -> dict[str, str]:
        """Frames and lines as the terminal can draw them; scroll bars that do not outshine the text.

        As variables, not as a rule for every widget, which would cost the first paint 15 ms.
        """
        colors = super().get_css_variables()
        lines = {"frame": "round", "line": "solid"} if self._draws_lines else {"frame": "ascii", "line": "ascii"}
        ground = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
        thumb = ("scrollbar-hover", "scrollbar-active")
        return {
            **colors,
            **lines,
            **dict.fromkeys((*ground, "scrollbar-corner-color"), colors["surface"]),
            **dict.fromkeys(thumb, colors["secondary"]),
        }

    def _use_no_color(self) -> None:
        """No colour at all: Textual's own filter leaves greys, and black on black with an ANSI theme."""
        self.no_color = True
        self.theme = "ansi"
        kept: list[LineFilter] = [f for f in self._filters if not isinstance(f, Monochrome | NoColor | ANSIToTruecolor)]
        self._filters = [*kept, NoColor()]

    def on_mount(self) -> None:
        self.set_keymap({id: keys for id, keys in self.keymap.textual().items() if id in BY_ID})
        self.listen_for_the_end()
        if self.desk.settings.app.real_cursor:
            self._show_cursor()
        self.home = HomeScreen(self.desk, self.look, self.keymap, self.board, self._patterns)
        self.push_screen(self.home)
        if self._proposals:
            from editor_tui.tui.review import ReviewScreen

            self.push_screen(ReviewScreen(self.desk, self.look, self.keymap, self._proposals))
        self.call_after_refresh(self._take_up)

    @work(exclusive=True, group="take-up", exit_on_error=False)
    async def _take_up(self) -> None:
        """Offer what the last start has left: a text that was being typed, jobs that were not finished."""
        from editor_tui.tui.dialogs import Ask

        folder = self.desk.root / FOLDER
        if typed := await asyncio.to_thread(read_typed, folder):
            beginning = " ".join(typed[0].text.split())[:60]
            question = self.look.say("typed-ask", count=len(typed), path=typed[0].path or "-", text=beginning)
            if await self.push_screen_wait(Ask(self.look, question)):
                await self.home.take_back(typed)
            forget_typed(folder)
        if self._first_start and not self._has_model():
            self.action_welcome()
        jobs = await self.board.find_unfinished()
        if jobs:
            left = sum(len(job.left) for job in jobs)
            question = self.look.say("unfinished-ask", count=len(jobs), left=left)
            if await self.push_screen_wait(Ask(self.look, question)):
                for job in jobs:
                    self.board.pause(job)

    def _show_cursor(self) -> None:
        """Some terminals put an input method, and all braille displays the finger, only at a visible cursor."""
        if self._driver is not None:
            self._driver.write("\x1b[?25h")
            self._driver.flush()

    def _job_changed(self, job: Job) -> None:
        if not self.home.is_mounted or not self.screen_stack:
            return
        if job.is_over or self.screen is self.home:
            self.home.show_bars()
            self.home.show_waiting_soon()
        if job.is_over:
            self.home.waiting_changed()
            outcome = "nothing" if job.stage == "done" and not job.proposed else job.stage
            self.home.tell(f"job-over-{outcome}", task=job.task, count=job.proposed)

    # Keys that work everywhere

    @on(KeyLine.Pressed)
    async def run_pressed(self, event: KeyLine.Pressed) -> None:
        await self._perform(event.action.id)

    async def _perform(self, id: str) -> None:
        action = BY_ID[id]
        for target in (self.screen.focused, self.screen, self):
            if target is not None and hasattr(target, f"action_{action.name}"):
                await self.run_action(action.name, default_namespace=target)
                return

    def on_key(self, event: events.Key) -> None:
        """Keys that no text has taken: a Japanese input method sends letters in full width, or kana."""
        typed = event.character
        if typed is None or len(typed) != 1:
            return
        if "\uff01" <= typed <= "\uff5e":
            self.simulate_key(_character_to_key(chr(ord(typed) - 0xFEE0)))
        elif "\u3041" <= typed <= "\u9fff" and self.screen is not self.home:
            self.notify(self.look.say("input-method-on"), markup=False)

    @property
    def _scopes(self) -> tuple[str, ...]:
        """What the keys at the foot of the screen are for now."""
        return self.screen.query_one(KeyLine).scopes

    def action_help(self) -> None:
        from editor_tui.tui.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen(self.look, self.keymap, self._scopes))

    @work(exclusive=True, group="commands")
    async def action_commands(self) -> None:
        from editor_tui.tui.help import CommandsScreen

        if self.screen.is_modal:
            return
        chosen = await self.push_screen_wait(CommandsScreen(self.look, self.keymap, self._scopes))
        if chosen is not None:
            await self._perform(chosen)

    @work(exclusive=True, group="commands")
    async def action_jump(self) -> None:
        from editor_tui.tui.jump import JumpScreen

        if self.screen.is_modal:
            return
        target = await self.push_screen_wait(JumpScreen(self.look, self.screen.focus_chain))
        if target is not None:
            target.focus()

    def action_undo(self) -> None:
        """The screens that know what was done last undo it."""
        action: Any = getattr(self.screen, "action_undo", None)
        if action is None:
            self.bell()
        else:
            action()

    @work(exclusive=True, group="drawer")
    async def action_jobs(self) -> None:
        from editor_tui.tui.jobs_screen import JobsScreen

        if self.screen.is_modal:
            return
        chosen = await self.push_screen_wait(JobsScreen(self.look, self.keymap, self.board))
        if chosen == "review" and self.screen is self.home:
            self.home.action_review_all()
        elif chosen == "refused" and self.screen is self.home:
            self.home.action_refused()

    def action_history(self) -> None:
        from editor_tui.tui.history import HistoryScreen

        if not self.screen.is_modal and not isinstance(self.screen, HistoryScreen):
            self.push_screen(HistoryScreen(self.desk, self.look, self.keymap))

    def _has_model(self) -> bool:
        try:
            return bool(self.desk.model_name())
        except ModelError:
            return False

    def action_welcome(self) -> None:
        from editor_tui.tui.welcome import WelcomeScreen

        if not self.screen.is_modal:
            self.push_screen(WelcomeScreen(self.desk, self.look))

    def action_theme(self) -> None:
        self.theme = NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)] if self.theme in NAMES else NAMES[0]

    def action_language(self) -> None:
        """The other language: the home screen is made anew, with everything in it."""
        if self.screen is not self.home:
            self.bell()
            return
        language = "en" if self.look.catalogue.language == "ja" else "ja"
        self.look = replace(self.look, catalogue=Catalogue(language))
        self.home = HomeScreen(self.desk, self.look, self.keymap, self.board, self._patterns)
        self.switch_screen(self.home)

    async def action_quit(self) -> None:
        self._quit()

    @work(exclusive=True, group="quit")
    async def _quit(self) -> None:
        if self.board.running:
            from editor_tui.tui.dialogs import Ask

            question = self.look.say("quit-ask", count=len(self.board.running))
            if not await self.push_screen_wait(Ask(self.look, question)):
                return
            await self.board.stop_all()
        self.exit(0)


def run_app(
    desk: Desk, catalogue: Catalogue, *, patterns: Sequence[str] = (), proposals: Sequence[Proposal] | None = None
) -> int:
    """Run the app on this terminal and return the exit code. Raises SettingsError as `check_own_keys`."""
    check_own_keys(desk.settings.app.keys, desk.root)
    # Lists of 100,000 drafts hold no cycles: looking for some among them costs every key a moment.
    gc.set_threshold(100_000, 50, 1000)
    # Worker processes of the desk need it, and it wants the file number of stderr, which Textual takes away.
    resource_tracker.ensure_running()
    wide = is_wide(desk.settings.app.ambiguous)
    measure_as(wide)
    app = EditorApp(desk, catalogue, patterns=patterns, proposals=proposals, wide=wide)
    app.run()
    return app.return_code or 0
