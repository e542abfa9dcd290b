"""Several requests of one draft at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable
from typing import TypeVar

# Of one draft; the model side has its own limit for all drafts.
_AT_ONCE = 8
_T = TypeVar("_T")


async def together(tasks: Iterable[Awaitable[_T]]) -> list[_T]:
    """All results. Every task is tried before the first failure is raised: a batch needs all requests of a round."""
    limit = asyncio.Semaphore(_AT_ONCE)

    async def limited(task: Awaitable[_T]) -> _T:
        async with limit:
            return await task

    results = await asyncio.gather(*map(limited, tasks), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return [result for result in results if not isinstance(result, BaseException)]
