"""Tables computed from installed packages, kept for later runs, and looked up without parsing them whole.

The files are `cache`'s: one missing, damaged or made by other versions is computed again.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from importlib.metadata import version

from brandname import config
from brandname.language import cache


@functools.cache
def installed(package: str) -> str:
    """The version of an installed package, read once: it names the folders here and the datasets findings cite."""
    return version(package)


def keep(folder: str, name: str, compute: Callable[[], bytes]) -> bytes:
    """The table `name` of `folder` (which names the versions it depends on), computed only when it is not there."""
    path = config.cache_dir() / folder / name
    body = cache.read_body(path)
    if body is None:
        body = compute()
        cache.write_body(path, body)
    return body


class SortedLines:
    """Lines `key TAB value`, sorted by the bytes of the key; looked up by bisection without parsing the rest."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def find(self, key: str) -> tuple[str, ...]:
        """The values of every line with this key, in order; empty when there is none."""
        probe, body = key.encode(), self._body
        low, high = 0, len(body)
        while low < high:
            start = body.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = body.find(b"\n", start) % (len(body) + 1)
            if body[start:end].partition(b"\t")[0] < probe:
                low = end + 1
            else:
                high = start
        found: list[str] = []
        while low < len(body):
            end = body.find(b"\n", low) % (len(body) + 1)
            here, _, value = body[low:end].partition(b"\t")
            if here != probe:
                break
            found.append(value.decode())
            low = end + 1
        return tuple(found)

    @staticmethod
    def pack(rows: Iterable[tuple[str, str]]) -> bytes:
        """The body for some rows, each once; keys and values must be free of tabs and line breaks."""
        # UTF-8 keeps the order of code points: sorted as text, the lines are sorted by bytes too.
        return "".join(sorted([f"{key}\t{value}\n" for key, value in rows])).encode()
