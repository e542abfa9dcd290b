"""Where tasks are made: everything that one of them needs of the site, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from editor_tui.post.draft import Draft
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.registry import task_for
from editor_tui.tasks.tag_names import load_tag_names
from editor_tui.tasks.task import Task
from editor_tui.tasks.vocabulary import TagUse, Vocabulary
from editor_tui.workspace.glossary import load_glossary

if TYPE_CHECKING:
    from editor_tui.site.memory import TranslationMemory
    from editor_tui.tasks.translation.task import TranslateTask
    from editor_tui.workspace.workspace import Workspace

TRANSLATE: Final = "translate"
# A task asks for the repaired draft several times; drafts come one after another, several at once.
_REPAIRED: Final = 64


def make_task(workspace: Workspace, name: str, options: TaskOptions | None = None, *, hint: str = "") -> Task:
    """The task of this name. `hint` is what a person wants to be done differently. Raises PromptError."""
    options = options or TaskOptions()
    if name == TRANSLATE:
        return make_translation(workspace, options, hint=hint)
    return task_for(name, make_context(workspace, options, hint=hint))


def make_context(workspace: Workspace, options: TaskOptions, *, hint: str = "") -> TaskContext:
    """What every task is made with."""
    return TaskContext(
        workspace.settings,
        workspace.prompts,
        workspace.facts(),
        workspace.vocabulary(),
        repaired=repairer(workspace),
        replace=options.replace,
        hint=hint,
    )


def make_translation(workspace: Workspace, options: TaskOptions, *, hint: str = "") -> TranslateTask:
    """The translation into the language of the options, else of the settings."""
    from editor_tui.site.memory import TranslationMemory
    from editor_tui.tasks.translation.task import TranslateTask, VersionFiles

    def read_version(path: str) -> Draft | None:
        return workspace.read(path) if workspace.site.exists(path) else None

    memory = TranslationMemory(workspace.state)
    kind = "polyglot" if workspace.versions.languages.share_addresses else workspace.layout.kind
    return TranslateTask(
        make_context(workspace, options),
        VersionFiles(workspace.versions.version_of, read_version, memory, kind),
        glossary=load_glossary(workspace),
        target=options.to or workspace.settings.translate.to,
        source=options.source,
        polish=options.polish,
        hint=hint,
    )


def with_memory(task: Task, memory: TranslationMemory) -> Task:
    """The task with another translation memory, if it has one."""
    from editor_tui.tasks.translation.task import TranslateTask

    return replace(task, files=replace(task.files, memory=memory)) if isinstance(task, TranslateTask) else task


def repairer(workspace: Workspace) -> Callable[[Draft], Draft]:
    """Gives the draft as it is after its safe fixes, and keeps the last ones.

    What is known of the site is what it was when this was made: a run that writes drafts must not change under way how
    the others are repaired.
    """
    facts = workspace.facts()
    # Threads that import parts of one package at the same time can see half of it.
    for name in ("rapidfuzz.distance", "rapidfuzz.fuzz", "rapidfuzz.process"):
        import_module(name)

    @lru_cache(maxsize=_REPAIRED)
    def repaired(draft: Draft) -> Draft:
        return workspace.repair(draft, facts=facts).draft

    return repaired


def load_vocabulary(workspace: Workspace) -> Vocabulary:
    """The site's tags, with the days of their first and last use."""
    facts, settings, names = workspace.facts(), workspace.settings.tags, load_tag_names(workspace.root)
    uses = [
        TagUse(tag, count, *facts.tag_days.get(tag, ("", "")))
        for tag, count in sorted(facts.tag_counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    known = set(facts.tag_counts)
    uses += (TagUse(tag, 0) for tag in settings.vocabulary if tag not in known)
    return Vocabulary(
        tuple(uses),
        facts.tagged,
        {**names.aliases, **settings.aliases},
        {**names.english, **settings.english},
        closed=settings.new == 0,
    )
