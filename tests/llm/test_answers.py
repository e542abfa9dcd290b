"""Nothing is paid twice: answers are kept the moment they arrive, whatever happens to the program then."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from support.asking import TAGS, model_of, question
from support.faults import Later, error

from editor_tui import errors
from editor_tui.llm.cached import CachedModel, question_key
from editor_tui.llm.connect import connect
from editor_tui.llm.protocol import Reply, judge
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage
from editor_tui.settings.schema import ModelSettings
from editor_tui.site.answers import Answers
from editor_tui.site.state import State


class Counting:
    """A model that counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    async def ask(self, request):
        self.asked += 1
        await asyncio.sleep(0.01)
        return Reply(f"answer {self.asked}", "m", Usage(100, 10, 0.5))


async def test_the_same_question_is_asked_once(answers):
    model = Counting()
    cached = CachedModel(model, answers, "m")

    first = await cached.ask(question("a"))
    second = await cached.ask(question("a"))

    assert model.asked == 1
    assert second.text == first.text
    assert first.usage == Usage(100, 10, 0.5)
    assert second.usage == Usage(100, 10, 0.0, cached=True)


async def test_the_same_question_at_the_same_time_is_asked_once(answers):
    model = Counting()
    cached = CachedModel(model, answers, "m")

    replies = await asyncio.gather(*(cached.ask(question("a")) for _ in range(8)))

    assert model.asked == 1
    assert {reply.text for reply in replies} == {"answer 1"}


@dataclass
class Failing:
    """A model that raises these errors one after another, then answers."""

    failures: list
    asked: int = 0

    async def ask(self, request):
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return Reply("answer", "m", Usage(100, 10, 0.5))


REFUSALS = [
    errors.ContentRefusedError(Message.of("llm.filtered", detail="x")),
    errors.CutOffError(Message.of("llm.cut-off")),
]


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_a_refusal_is_not_paid_for_again_unless_it_is_asked_for(answers, refusal):
    model = Failing([refusal])

    for _ in range(3):
        with pytest.raises(type(refusal)):
            await CachedModel(model, answers, "m").ask(question("a"))
    assert model.asked == 1

    reply = await CachedModel(model, answers, "m", again=True).ask(question("a"))

    assert reply.text == "answer"
    assert (await CachedModel(model, answers, "m").ask(question("a"))).usage.cached
    assert model.asked == 2


@pytest.mark.parametrize(
    "failure",
    [
        errors.ProviderError,
        errors.RequestRefusedError,
        errors.TooLongError,
        errors.IncompleteReplyError,
        errors.QuotaError,
    ],
)
async def test_a_failure_that_time_or_a_setting_can_mend_is_not_kept(answers, failure):
    model = Failing([failure(Message.of("llm.empty-reply"))])
    cached = CachedModel(model, answers, "m")

    with pytest.raises(failure):
        await cached.ask(question("a"))

    assert (await cached.ask(question("a"))).text == "answer"


async def test_asking_again_asks_only_for_what_was_not_good(answers):
    model = Counting()
    cached = CachedModel(model, answers, "m")
    for text, good in (("good", True), ("bad", False), ("unseen", None)):
        await cached.ask(question(text))
        if good is not None:
            cached.judge(question(text), good)

    replies = [await replace(cached, again=True).ask(question(text)) for text in ("good", "bad", "unseen")]

    assert [reply.text for reply in replies] == ["answer 1", "answer 4", "answer 3"]


@pytest.mark.parametrize(
    "other",
    [
        lambda one: replace(one, messages=(*one.messages, ("assistant", "no"))),
        lambda one: replace(one, options={**one.options, "temperature": 0.9}),
        lambda one: replace(one, schema=TAGS),
        lambda one: replace(one, attempt=1),
    ],
)
def test_everything_that_decides_an_answer_is_part_of_its_key(other):
    one = question("a")

    assert question_key(one, "m") != question_key(other(one), "m")


def test_the_model_is_part_of_the_key_and_the_label_is_not():
    one = question("a")

    assert question_key(one, "m") != question_key(one, "n")
    assert question_key(one, "m") == question_key(replace(one, label="post.md"), "m")


async def test_a_failed_request_leaves_no_answer(answers, loopback):
    loopback.answer = lambda body: error(400, "no")
    cached = CachedModel(model_of(loopback), answers, "m")

    with pytest.raises(errors.RequestRefusedError):
        await cached.ask(question("a"))

    assert answers.find(question_key(question("a"), "m")) is None


async def test_answers_that_did_not_hold_their_checks_are_kept_for_a_look(answers):
    cached = CachedModel(Counting(), answers, "m")
    one = question("a", label="post.md")
    await cached.ask(one)

    judge(cached, one, False)

    (refused,) = answers.refused("post.md")
    assert refused.text == "answer 1"
    assert answers.find(question_key(one, "m")).good is False


async def test_a_finished_run_sends_nothing_when_it_is_repeated(answers, loopback):
    for _ in range(2):
        model = connect(ModelSettings(), loopback.environment, answers)
        await asyncio.gather(*(model.ask(question(str(i))) for i in range(10)))
        await model.close()

    assert len(loopback.requests) == 10
    # Nor is the server asked for its models again.
    assert len(loopback.others) == 1


def test_old_answers_are_forgotten(answers):
    answers.keep("k", "text", "m", Usage(), "post.md")

    assert answers.forget(1.0) == 0
    assert answers.forget(-1.0) == 1
    assert answers.find("k") is None


PROGRAM = """
import asyncio, os, sys
from pathlib import Path
from editor_tui.llm.connect import connect
from editor_tui.llm.protocol import Request
from editor_tui.settings.schema import ModelSettings
from editor_tui.site.answers import Answers
from editor_tui.site.state import State

async def main():
    answers = Answers(State(Path(sys.argv[1])))
    model = connect(ModelSettings(name="m", concurrency=4), os.environ, answers)
    await asyncio.gather(*(model.ask(Request((("user", f"question {i}"),))) for i in range(60)))

asyncio.run(main())
"""


def test_killed_and_started_again_it_asks_for_nothing_that_was_kept(loopback, tmp_path):
    loopback.answer = lambda body: Later(0.02, "ok")
    program = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(tmp_path)]
    environment = {**os.environ, **loopback.environment}

    running = subprocess.Popen(program, env=environment, stderr=subprocess.DEVNULL)
    while len(loopback.requests) < 15 and running.poll() is None:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.wait()
    subprocess.run(program, env=environment, check=True, timeout=60)

    answers = Answers(State(tmp_path))
    asked = Counter(request.messages[0][1] for request in loopback.requests)
    keys = [
        question_key(replace(question(), messages=(("user", f"question {i}"),), options={}), "m") for i in range(60)
    ]
    assert all(answers.find(key) is not None for key in keys)
    # At most the four that were under way are asked for again. benchmarks/model.py kills it at 100 moments.
    assert sum(count - 1 for count in asked.values()) <= 4
