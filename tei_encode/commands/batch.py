"""One piece of work for many files: in this process or in several, with the results in the order of the files."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from tei_encode.errors import SourceError

T = TypeVar("T")
_CHUNK = 32  # files that a process is handed at once
_AHEAD = 3  # chunks for each process that are under way or waiting to be taken up
_WORTH = 10 << 20  # bytes for which another process is worth its start
_work: Callable[[str], Any] | None = None  # in a worker: what to do


def processes(wanted: int | None, paths: Sequence[str]) -> int:
    """How many processes to use: as many as wanted, else as many as there are processors and the files are worth."""
    if wanted is not None:
        return max(1, min(wanted, len(paths)))
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if available == 1:
        return 1
    total = sum(os.path.getsize(path) for path in paths if os.path.isfile(path))
    return max(1, min(available, total // _WORTH, len(paths)))


def in_order(work: Callable[[str], T], paths: Sequence[str], jobs: int) -> Iterator[T]:
    """What the work makes of each file. With several processes it must be such that it can be pickled.

    Raises:
        SourceError: a process died, most likely for want of memory.
    """
    if jobs == 1:
        for number, path in enumerate(paths, 1):
            yield work(path)
            if number % _CHUNK == 0:
                gc.collect()
        return
    yield from _by_several(work, paths, jobs)


def _by_several(work: Callable[[str], T], paths: Sequence[str], jobs: int) -> Iterator[T]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    size = max(1, min(_CHUNK, len(paths) // (jobs * 4)))
    chunks = iter([tuple(paths[at : at + size]) for at in range(0, len(paths), size)])
    running: deque[Future[list[Any]]] = deque()
    pool = ProcessPoolExecutor(jobs, get_context(method), _begin, (work,))
    try:
        while True:
            while len(running) < jobs * _AHEAD and (chunk := next(chunks, None)) is not None:
                running.append(pool.submit(_do, chunk))
            if not running:
                return
            yield from running.popleft().result()
    except BrokenProcessPool as error:
        raise SourceError("a process was killed, most likely for want of memory; use fewer --jobs") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(work: Callable[[str], Any]) -> None:
    """In a new process: keep the work. An interrupt is for the first process to handle."""
    import signal

    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = work


def _do(paths: tuple[str, ...]) -> list[Any]:
    assert _work is not None
    return [_work(path) for path in paths]
