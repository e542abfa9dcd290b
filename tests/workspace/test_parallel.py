"""The same work on many drafts: in their order, on as many processes as wanted, and leaving nothing behind."""

import gc

import pytest

from editor_tui.workspace.parallel import map_drafts

PATHS = [f"{number}.md" for number in range(100)]


def told(context, path):
    return f"{context} {path}"


def fail_at_seventy(context, path):
    if path == "70.md":
        raise ValueError(path)
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_drafts(jobs):
    assert list(map_drafts(told, "a", PATHS, jobs=jobs, chunk=8)) == [f"a {path}" for path in PATHS]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_where_its_result_would_stand(jobs):
    results = map_drafts(fail_at_seventy, None, PATHS, jobs=jobs, chunk=10)

    assert [next(results) for _ in range(70)] == PATHS[:70]
    with pytest.raises(ValueError, match=r"70\.md"):
        next(results)


def test_garbage_is_looked_for_afterwards_as_often_as_before():
    before = gc.get_threshold()

    assert len(list(map_drafts(told, "a", PATHS[:3]))) == 3

    assert gc.get_threshold() == before
