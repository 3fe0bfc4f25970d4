"""Work shared among threads or processes whose results come back in order. Knows nothing of what the work is."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_AHEAD = 2
"""Pieces under way for each worker: what is read before it is wanted stays in bounds."""
_MOST = 8
"""Threads; more only wait for one another."""


def by_threads(work: Callable[[_Item], _Result], items: Sequence[_Item]) -> Iterator[_Result]:
    """What `work` gives for each item, in order, from a thread a core: for work that releases the interpreter."""
    threads = min(os.cpu_count() or 1, _MOST, len(items))
    if threads <= 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from in_order(pool, threads, work, items)


def in_order(
    pool: Executor, workers: int, work: Callable[[_Item], _Result], items: Iterable[_Item]
) -> Iterator[_Result]:
    """What `work` gives for each item, in the order of the items."""
    under_way: deque[Future[_Result]] = deque()
    try:
        for item in items:
            under_way.append(pool.submit(work, item))
            if len(under_way) >= workers * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
