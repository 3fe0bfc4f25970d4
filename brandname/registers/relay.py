"""Batches of a source, read in this process or, while another writes them, in a second one.

The second process is started afresh (`spawn`), the same on every system. It ignores Ctrl-C, which the first one hears,
and ends when nobody takes its batches any more; when it cannot be started or is killed, reading goes on here. Writes
nothing.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import marshal
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias

from brandname.errors import UserMistake
from brandname.model import Message
from brandname.registers.batch import Batch, pack
from brandname.registers.parts import Meter
from brandname.registers.reading import Reader

Make: TypeAlias = "Callable[[], Reader]"
"""Opens the source; a second process gets it pickled."""
Batches: TypeAlias = "Generator[Batch, None, Sequence[Message]]"
"""Gives back the reader's notes in the end."""
_MARSHAL = 2
"""The last version that does not look for objects met twice; half the time of `pickle`."""
_PATIENCE = 2.0
"""Seconds a second process has to end by itself."""


def read_here(make: Make, skip: int, count: int, meter: Meter) -> Batches:
    """The entries after the first `skip` in batches of `count`."""
    reader = make()
    entries = reader.entries(skip, meter)
    while (batch := pack(list(itertools.islice(entries, count)))).taken:
        yield batch
    return reader.notes


def read_apart(make: Make, skip: int, count: int, meter: Meter) -> Batches:
    """The same batches, made in a second process; raises here what the reader raises there."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(make, skip, count, there), daemon=True)
    try:
        with there, contextlib.suppress(OSError), deaf():
            process.start()
        while (told := _receive(here)) is not None:
            kind, value = told
            if kind == "batch":
                batch = Batch(*marshal.loads(value))  # noqa: S302 - our own process's bytes
                yield batch
                skip += batch.taken
            elif kind == "progress":
                meter.add(value - meter.done)
            elif kind == "mistakes":
                raise UserMistake(*value)
            elif kind == "error":
                raise value
            else:
                notes: Sequence[Message] = value
                return notes
    finally:
        here.close()
        if process.pid is not None:
            _end(process)
    return (yield from read_here(make, skip, count, Meter(meter.total, told=meter.told)))


def spare_core() -> bool:
    """Whether a second process would find a core to run on, and this one may start it."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return cores > 1 and not multiprocessing.current_process().daemon


def _receive(pipe: Connection) -> tuple[str, Any] | None:
    """What the second process says next; None when it is gone."""
    try:
        told: tuple[str, Any] = pipe.recv()
    except (EOFError, OSError):
        return None
    return told


def _end(process: BaseProcess) -> None:
    """Waits for the second process, whose pipe is closed; one that hears nothing, as while sorting, is stopped."""
    process.join(_PATIENCE)
    if process.is_alive():
        process.terminate()
        process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """A process started inside never hears Ctrl-C; here it is heard at the end. Windows has no such thing."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _read(make: Make, skip: int, count: int, pipe: Connection) -> None:
    """What the second process does: sends batches, how far it is, and in the end the notes or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit())  # unwinds, so that no sorted table is left
    gc.disable()  # rows and records are many and make no cycles

    def tell(kind: str, value: object) -> None:
        try:
            pipe.send((kind, value))
        except OSError:  # nobody listens any more
            sys.exit()

    try:
        batches = read_here(make, skip, count, Meter(told=lambda done, _total: tell("progress", done)))
        while True:
            try:
                batch = next(batches)
            except StopIteration as end:
                tell("notes", end.value)
                return
            tell("batch", marshal.dumps(tuple(batch), _MARSHAL))
    except UserMistake as error:
        tell("mistakes", error.mistakes)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised in the first process
        error.add_note(traceback.format_exc())
        tell("error", error)
