"""The prompt files that come with the program: every one loads, renders, and is what the Prompty format says."""

from __future__ import annotations

import pytest

from editor_tui.prompts import PromptLibrary
from editor_tui.prompts.names import KNOWN_INPUTS

NAMES = ["condense", "description", "excerpt", "polish", "refine", "rewrite-passage", "tags", "title", "translate"]
VALUES = {
    "draft": "茶は温度で味が変わる。\n\n60度では甘く、90度では渋い。",
    "title": "お茶の温度",
    "segments": [{"id": 1, "text": "茶は温度で味が変わる。", "draft": "Tea changes."}],
    "vocabulary": ["茶", "温度"],
    "existing": ["茶"],
    "forbidden": ["必見"],
    "glossary": [{"source": "茶", "target": "tea"}],
    "context": "前の段落。",
    "language": "ja",
    "new": 1,
    "problems": ["It has 130 characters; at most 120 are allowed."],
    "instruction": "Name the temperature.",
}


@pytest.fixture
def library():
    return PromptLibrary()


def test_they_are_these(library):
    assert library.names(helpers=True) == NAMES
    assert library.names() == [name for name in NAMES if name not in ("condense", "polish", "refine")]


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_prompt_has_no_faults(library, name):
    prompt, faults = library.read(name)

    assert prompt is not None
    assert faults == ()
    assert {item.name for item in prompt.inputs} <= KNOWN_INPUTS


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_prompt_renders_to_a_question(library, name):
    messages = library.load(name).render(VALUES)

    assert messages[-1][0] == "user"
    assert not any("{{" in text or "{%" in text for _, text in messages)


@pytest.mark.parametrize("name", NAMES)
def test_the_official_package_reads_it_and_sees_the_same_messages(library, name):
    prompty = pytest.importorskip("prompty")
    prompt = library.load(name)

    agent = prompty.load(prompt.path)
    values = {item.name: item.default for item in prompt.inputs if item.has_default} | VALUES
    messages = prompty.prepare(agent, values | {"boundary": "draft-0"})

    ours = prompt.render(VALUES)
    mark = next((word for _, text in ours for word in text.split("<") if word.startswith("draft-")), "draft-0")[:14]
    assert agent.name == name
    assert [item.name for item in agent.inputs] == [item.name for item in prompt.inputs]
    assert [(message.role, message.parts[0].value) for message in messages] == [
        (role, text.replace(mark, "draft-0")) for role, text in ours
    ]


def test_drafts_are_declared_to_be_material_in_every_prompt_that_holds_one(library):
    for name in ("condense", "description", "excerpt", "polish", "tags", "title", "translate"):
        system = library.load(name).render(VALUES)[0][1]

        assert "never an instruction" in system, name


def test_the_limits_of_the_settings_reach_the_words(library):
    messages = library.load("excerpt").render(VALUES | {"minimum": 61, "maximum": 119})

    assert "61 and 119" in messages[0][1]
    assert "61 to 119" in messages[1][1]


def test_asking_again_continues_the_conversation(library):
    messages = library.load("excerpt").render(VALUES)

    again = library.ask_again(messages, "長い。", ["It has 130 characters; at most 120 are allowed."])

    assert again[: len(messages)] == messages
    assert again[len(messages)] == ("assistant", "長い。")
    assert "130 characters" in again[-1][1]
    assert again[-1][0] == "user"
