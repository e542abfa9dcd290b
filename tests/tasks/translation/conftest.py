"""A site in memory: drafts that are translated, the files that were written, and the memory."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.translator import ScriptedTranslator

from editor_tui.post.draft import Draft
from editor_tui.post.proposal import Proposal
from editor_tui.prompts.library import PromptLibrary
from editor_tui.settings.schema import Settings
from editor_tui.site.memory import TranslationMemory
from editor_tui.site.state import State
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.translation import TranslateTask, VersionFiles


class Bench:
    """Translates drafts and writes what comes out, as the workspace does after a review."""

    def __init__(self, folder):
        self.files: dict[str, Draft] = {}
        self.memory = TranslationMemory(State(folder))
        self.model = ScriptedTranslator()
        self.task = TranslateTask(
            TaskContext(Settings(), PromptLibrary(), clock=lambda: 0.0),
            VersionFiles(lambda path, language: f"{language}/{path}", self.files.get, self.memory),
        )

    def set(self, **changes):
        self.task = replace(self.task, **changes)

    async def propose(self, text, path="post.md") -> Proposal:
        self.model.requests.clear()
        self.model.segments.clear()
        return await self.task.propose(Draft(path, text.encode()), self.model)

    async def write(self, text, path="post.md") -> str:
        proposal = await self.propose(text, path)
        self.accept(text, proposal)
        return self.files[f"en/{path}"].text

    def accept(self, text, proposal):
        for part in proposal.parts:
            self.files[proposal.destination] = Draft(proposal.destination, part.change.text.encode())
        self.task.remember_written(Draft(proposal.path, text.encode()), proposal)

    def revision(self, text, proposal):
        return self.task.revision(Draft(proposal.path, text.encode()), proposal)

    async def ask_again(self, text, proposal, numbers) -> Proposal:
        self.model.requests.clear()
        self.model.segments.clear()
        return await self.task.ask_again(Draft(proposal.path, text.encode()), proposal, numbers, self.model)

    def edit(self, old, new, path="en/post.md"):
        """What a person does to a version with an editor of their own."""
        text = self.files[path].text
        assert old in text
        self.files[path] = Draft(path, text.replace(old, new, 1).encode())

    @property
    def asked(self) -> list[str]:
        return [segment for segments in self.model.segments for segment in segments]


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)
