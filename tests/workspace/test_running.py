"""One task over many drafts: limits, failures, what is kept and what is written."""

import asyncio
from dataclasses import dataclass, field

import pytest

from editor_tui.errors import KeyRefusedError, ProviderError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import FieldChange, Origin, Part, Problem, Proposal, Usage
from editor_tui.site.proposals import ProposalStore
from editor_tui.site.state import State
from editor_tui.tasks.options import TaskOptions
from editor_tui.workspace.running import TaskRun

PATHS = [f"{number}.md" for number in range(10)]
WORDS = Message.of("cli.interrupted")


@dataclass
class ScriptedTask:
    """Proposes an excerpt for every draft but those of `skipped`; raises what `failing` has for a path."""

    name: str = "excerpt"
    skipped: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    failing: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def skips(self, draft, *, everything=False):
        return WORDS if draft.path in self.skipped and not everything else None

    async def propose(self, draft, model):
        self.asked.append(draft.path)
        await asyncio.sleep(0)
        if error := self.failing.get(draft.path):
            raise error
        problems = (Problem("length", WORDS),) if draft.path in self.doubtful else ()
        part = Part(FieldChange("excerpt", None, "Warm."), problems)
        return Proposal(draft.path, draft.fingerprint, (part,), Origin(self.name, "model", 1.0, usage=Usage(10, 2)))


@pytest.fixture
def store(tmp_path):
    return ProposalStore(State(tmp_path))


@pytest.fixture
def run(store):
    """Runs a task over all drafts; gives the results by path and the run."""

    def run(task, write=None, **options):
        task_run = TaskRun(task, None, read, store, TaskOptions(**options), write)

        async def collect():
            return [result async for result in task_run.results(PATHS, 4)]

        return {result.path: result for result in asyncio.run(collect())}, task_run

    return run


def read(path):
    return Draft(path, b"---\ntitle: Tea\n---\n\nWarm the pot.\n")


def test_every_draft_has_a_result_and_every_proposal_waits(run, store):
    results, task_run = run(ScriptedTask(skipped=("3.md",)))

    assert sorted(results) == PATHS
    assert {path for path, result in results.items() if result.status == "skipped"} == {"3.md"}
    assert len(store.waiting()) == 9
    assert task_run.usage == Usage(90, 18)


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_a_limit_holds_although_several_are_under_way(run, limit):
    task = ScriptedTask()

    run(task, limit=limit)

    assert len(task.asked) == limit


def test_skipped_drafts_do_not_count_against_the_limit(run):
    task = ScriptedTask(skipped=tuple(PATHS[:6]))

    run(task, limit=2)

    assert len(task.asked) == 2


def test_one_draft_that_fails_leaves_the_others_alone(run):
    results, _ = run(ScriptedTask(failing={"2.md": ProviderError(WORDS)}))

    assert results["2.md"].status == "failed"
    assert sum(result.status == "proposed" for result in results.values()) == 9


def test_an_error_that_nobody_expected_is_raised_and_no_draft_is_lost_in_silence(run):
    with pytest.raises(ZeroDivisionError):
        run(ScriptedTask(failing={"4.md": ZeroDivisionError()}))


def test_a_refused_key_ends_everything_and_keeps_what_is_done(run, store):
    task = ScriptedTask(failing={path: KeyRefusedError(WORDS) for path in PATHS[4:]})

    with pytest.raises(KeyRefusedError):
        run(task)

    assert len(task.asked) < len(PATHS)
    assert {stored.proposal.path for stored in store.waiting()} == set(PATHS[:4])


def test_what_waits_or_was_rejected_is_not_asked_for_again(run, store):
    run(ScriptedTask())
    first = store.waiting()[0]
    store.mark(first.id, "rejected")
    again = ScriptedTask()

    results, _ = run(again)

    assert again.asked == []
    assert {result.status for result in results.values()} == {"skipped"}


def test_all_asks_for_everything_again(run):
    run(ScriptedTask())
    again = ScriptedTask()

    run(again, everything=True)

    assert len(again.asked) == len(PATHS)


def test_with_write_what_passed_is_written_and_what_is_doubtful_waits(run, store):
    written = []

    results, _ = run(ScriptedTask(doubtful=("5.md",)), write=lambda proposal: bool(written.append(proposal.path)))

    assert sorted(written) == [path for path in PATHS if path != "5.md"]
    assert [stored.proposal.path for stored in store.waiting()] == ["5.md"]
    assert results["5.md"].problems[0].code == "length"


def test_closing_the_results_stops_what_is_under_way(store):
    task = ScriptedTask()
    task_run = TaskRun(task, None, read, store, TaskOptions())

    async def first_only():
        results = task_run.results(PATHS, 1)
        first = await anext(results)
        await results.aclose()
        return first

    first = asyncio.run(first_only())

    assert first.status == "proposed"
    assert len(task.asked) < len(PATHS)


async def test_who_stops_taking_results_stops_what_is_sent(store):
    task = ScriptedTask()
    run = TaskRun(task, None, read, store, TaskOptions())

    results = run.results(PATHS, 2)
    await anext(results)
    await asyncio.sleep(0.3)

    # What was under way when the first result was taken, and no more.
    assert len(task.asked) <= 5
    await results.aclose()
