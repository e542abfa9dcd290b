"""Proposals wait in the state, one for each draft, task and destination."""

import os

import pytest

from editor_tui.messages import Message
from editor_tui.post.proposal import FieldChange, FileChange, Origin, Part, Problem, Proposal
from editor_tui.site.proposals import ProposalStore
from editor_tui.site.state import State


@pytest.fixture
def store(tmp_path):
    return ProposalStore(State(tmp_path))


def proposal(path="a.md", value="茶", task="excerpt", destination=None):
    problem = Problem("too-long", Message.of("site.outside"))
    parts = (Part(FieldChange("excerpt", None, value), (problem,)), Part(FileChange("text")))
    return Proposal(path, "0" * 64, parts, Origin(task, "model", 12.5), destination)


def test_a_proposal_comes_back_as_it_was_also_in_another_process(store, tmp_path):
    number = store.save(proposal())

    found = ProposalStore(State(tmp_path)).get(number)

    assert found is not None
    assert found.proposal == proposal()


def test_a_newer_proposal_takes_the_place_of_the_waiting_one_with_its_key(store):
    store.save(proposal(value="old"))
    store.save(proposal(value="new"))
    store.save(proposal(task="tags"))
    store.save(proposal(destination="en/a.md"))

    waiting = [stored.proposal for stored in store.waiting()]

    assert waiting == [proposal(value="new"), proposal(task="tags"), proposal(destination="en/a.md")]


def test_what_was_applied_or_rejected_waits_no_more_but_is_remembered(store):
    first = store.save(proposal())
    store.mark(first, "rejected")
    second = store.save(proposal(value="again"))
    store.mark(second, "applied")

    assert store.waiting() == []
    assert [store.get(number).proposal.status for number in (first, second)] == ["rejected", "applied"]
    assert store.latest("a.md", "excerpt").id == second
    assert store.get(99) is None


def test_waiting_proposals_are_found_by_draft_and_by_destination(store):
    store.save_all([proposal("a.md"), proposal("b.md"), proposal("c.md", destination="en/c.md")])

    assert [stored.proposal.path for stored in store.waiting(["b.md"])] == ["b.md"]
    assert [stored.proposal.path for stored in store.waiting(["en/c.md"])] == ["c.md"]
    assert store.waiting([]) == []


def test_a_path_of_raw_bytes_is_kept(store):
    name = os.fsdecode(b"\xff.md")
    store.save(proposal(name))

    assert store.waiting([name])[0].proposal.path == name
