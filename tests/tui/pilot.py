"""The app under Pilot, on a scripted desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.keys import _character_to_key
from tui.scripted_desk import ScriptedDesk

from editor_tui.messages import Catalogue
from editor_tui.tui.app import EditorApp

ENVIRONMENT = {"LANG": "ja_JP.UTF-8", "TERM": "xterm-256color"}


@asynccontextmanager
async def open_app(
    desk: ScriptedDesk, *, size: tuple[int, int] = (120, 36), language: str = "ja", **options: Any
) -> AsyncIterator[Any]:
    app = EditorApp(desk, Catalogue(language), environment=options.pop("environment", ENVIRONMENT), **options)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause(0.1)
        await workers_done(pilot)
        yield pilot


async def workers_done(pilot: Any) -> None:
    """Until nothing runs in the background but a question. (`wait_for_complete` raises where one replaced another.)"""
    while any(not worker.is_finished and worker.group != "take-up" for worker in pilot.app.workers):
        await pilot.pause(0.02)
    await pilot.pause()


async def type_text(pilot: Any, text: str) -> None:
    """Type as a terminal sends it; Pilot's own `press` loses characters whose Unicode names have several words."""
    for character in text:
        pilot.app.post_message(events.Key(_character_to_key(character), character))
        await pilot.pause()


def screen_text(app: EditorApp) -> str:
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())
