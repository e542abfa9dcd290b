"""Tasks by name: every prompt file is one."""

from __future__ import annotations

from editor_tui.errors import PromptError
from editor_tui.messages import Message
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.prompt_task import PromptTask

__all__ = ["PromptTask", "TaskContext", "task_for"]


def task_for(name: str, context: TaskContext) -> PromptTask:
    """The task of the prompt with this name. Raises PromptError where there is none, or it is broken or for passages.

    Translation is no prompt on a whole draft: see `tasks/translation`.
    """
    prompt = context.prompts.load(name)
    if prompt.editor.helper:
        raise PromptError(prompt.path, Message.of("tasks.no-task", name=name))
    if prompt.editor.replaces:
        raise PromptError(prompt.path, Message.of("tasks.passage-only", name=name))
    return PromptTask(prompt, context)
