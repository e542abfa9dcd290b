"""The names that prompt files may use are explained, known to the tasks, and given by them."""

import re
from pathlib import Path

import pytest

from editor_tui.errors import NotAnsweredYet
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.prompts.library import PromptLibrary
from editor_tui.prompts.names import KNOWN_CHECKS, KNOWN_INPUTS
from editor_tui.settings.schema import Settings
from editor_tui.tasks.checks import CHECKS
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.fields import fields_of
from editor_tui.tasks.inputs import make_job, values_for
from editor_tui.tasks.reading import Reading
from editor_tui.tasks.translation import TranslateTask, VersionFiles

DOCUMENT = (Path(__file__).parents[2] / "docs" / "prompts.md").read_text(encoding="utf-8")
DRAFT = Draft("a.md", "---\ntitle: 茶\n---\n\n湯を冷ます。\n".encode())
# A translation has checks of its own, which hold whatever its prompt file says.
OF_TRANSLATIONS = {"structure", "numbers", "residue", "glossary"}
# What only `refine` and `condense` are given, and what rendering adds itself.
OF_HELPERS = {"problems", "reply", "part", "parts", "boundary"}
NAMES = ("segments", "title", "language", "language_name", "target", "target_name", "context", "following", "glossary")
PROMPT = """---
name: translate
description: x
inputs:
{inputs}
outputs:
  translations: {{kind: array}}
---
user:
{uses}
"""


def test_every_name_is_explained():
    assert {name for name in KNOWN_INPUTS | KNOWN_CHECKS if f"`{name}`" not in DOCUMENT} == set()


def test_every_check_that_a_prompt_may_name_is_one():
    assert CHECKS.keys() | OF_TRANSLATIONS == KNOWN_CHECKS


async def test_every_input_is_given_by_a_task(tmp_path):
    context = TaskContext(Settings(), PromptLibrary(), hint="shorter")
    prompt = context.prompts.load("excerpt")
    job = make_job(prompt, Reading(DRAFT, context.settings), fields_of(prompt, context.settings), context)
    inputs = "".join(f"  {name}: {{kind: string}}\n" for name in NAMES)
    uses = " ".join(f"{{{{ {name} }}}}" for name in NAMES)
    (tmp_path / "translate.prompty").write_text(PROMPT.format(inputs=inputs, uses=uses), encoding="utf-8")

    translations = TaskContext(Settings(), PromptLibrary([tmp_path]))
    model = Recorder()
    task = TranslateTask(translations, VersionFiles(lambda path, _: f"en/{path}", lambda _: None, NoMemory()))
    with pytest.raises(NotAnsweredYet):
        await task.propose(DRAFT, model)

    assert values_for(job, context).keys() | set(NAMES) | OF_HELPERS == KNOWN_INPUTS
    assert re.search("茶 ja Japanese en English", model.asked)


class Recorder:
    """A model that writes down what it is asked, and has no answer."""

    async def ask(self, request):
        [(_, self.asked)] = request.messages
        raise NotAnsweredYet(Message.of("llm.not-answered-yet"))


class NoMemory:
    """A translation memory that remembers nothing."""

    def version(self, path):
        return None

    def find(self, languages, sources):
        return {}
