"""Jobs in the state: what is left of them outlives the program, and one program at a time goes on with it."""

import subprocess
import sys
from pathlib import Path

import pytest

from editor_tui.site.job_store import JobStore, StoredJob
from editor_tui.site.state import State

ROOT = Path(__file__).parents[2]
OWN = "import sys; from pathlib import Path; from editor_tui.site.job_store import JobStore; " \
      "from editor_tui.site.state import State; print(JobStore(State(Path(sys.argv[1]))).own())"  # fmt: skip


@pytest.fixture
def jobs(tmp_path):
    return JobStore(State(tmp_path))


def own_elsewhere(site):
    done = subprocess.run([sys.executable, "-c", OWN, str(site)], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.strip()


def test_what_is_left_of_a_job_is_there_for_the_next_program(jobs, tmp_path):
    job = jobs.add("excerpt", ["b.md", "a.md", "c\udce3.md"], offline=True)
    jobs.note_done(job, "a.md")

    assert JobStore(State(tmp_path)).unfinished() == [
        StoredJob(job, "excerpt", True, ("a.md",), ("b.md", "c\udce3.md"))
    ]


def test_a_job_that_is_over_is_forgotten(jobs):
    first, second = jobs.add("excerpt", ["a.md"], offline=False), jobs.add("tags", ["a.md"], offline=False)

    jobs.forget(first)

    assert [job.id for job in jobs.unfinished()] == [second]


def test_jobs_are_not_taken_from_an_app_that_runs(jobs, tmp_path):
    assert jobs.own()
    assert jobs.own()
    assert own_elsewhere(tmp_path) == "False"


def test_jobs_of_an_app_that_was_killed_can_be_gone_on_with(tmp_path):
    assert own_elsewhere(tmp_path) == "True"

    assert own_elsewhere(tmp_path) == "True"
