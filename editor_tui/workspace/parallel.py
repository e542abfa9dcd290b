"""The same work on many drafts, on all cores, with results in the order of the drafts."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import Any, Final, TypeVar

Context = TypeVar("Context")
Result = TypeVar("Result")

# Processes are worth their start from about this many drafts on (0.1 s, a hundred times what a draft takes).
_FEWEST: Final = 64
# For work of a tenth of a second and for work of a tenth of a millisecond a draft.
CHUNK: Final = 16
LARGE_CHUNK: Final = 128
# Finished chunks that wait for an earlier one, for each process: what bounds memory.
_AHEAD: Final = 4
# Drafts are trees that go when nobody needs them; Python's hunt for cycles, after every 700 new objects, takes a tenth
# of the time and finds nothing. After this many it still bounds memory.
_COLLECT_AFTER: Final = 50_000

#: What reads front matter, imported where it is first used.
READING: Final = ("editor_tui.post.fields.reading", "editor_tui.post.fields.yaml_fields")

_here: tuple[Callable[[Any, str], Any], Any] | None = None


def map_drafts(
    work: Callable[[Context, str], Result],
    context: Context,
    paths: Sequence[str],
    *,
    jobs: int = 0,
    chunk: int = CHUNK,
    imports: Sequence[str] = (),
) -> Iterator[Result]:
    """`work(context, path)` for every path, in order, one by one as they are done.

    `work` is a function of a module and `context` can be pickled. `jobs` is the number of processes, 0 for as many as
    there are cores, `chunk` how many drafts one of them is given at a time; few drafts are done in this process.
    `imports` are modules that `work` imports late: read once here, they are not read again by every process. Errors of
    `work` are raised where their result would stand.
    """
    jobs = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    if jobs == 1 or len(paths) < _FEWEST:
        with _rare_collections():
            yield from (work(context, path) for path in paths)
        return
    for module in imports:
        import_module(module)
    chunks = (paths[start : start + chunk] for start in range(0, len(paths), chunk))
    from concurrent.futures import Future, ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs, mp_context=_start_method(), initializer=_begin, initargs=(work, context))
    waiting: deque[Future[list[Result]]] = deque()
    try:
        with _uninterrupted():
            waiting.extend(pool.submit(_do, chunk) for chunk in islice(chunks, jobs * _AHEAD))
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(pool.submit(_do, chunk) for chunk in islice(chunks, 1))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_method() -> multiprocessing.context.BaseContext:
    # A forked child has what is imported already; with other threads about it may inherit a lock that nobody opens.
    alone = threading.active_count() == 1 and sys.platform == "linux"
    return multiprocessing.get_context("fork" if alone else "spawn")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C waits while processes start: they inherit that, and do not die of it before they can ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(work: Callable[[Any, str], Any], context: object) -> None:
    global _here
    # Ctrl+C is for the process that shows something; the others end when it does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here = (work, context)
    # What is there now stays, and is shared with the other processes as long as nobody touches it.
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """While many drafts are done in this process, look for garbage as rarely as in one of its own."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _do(paths: Sequence[str]) -> list[Any]:
    assert _here is not None
    work, context = _here
    return [work(context, path) for path in paths]
