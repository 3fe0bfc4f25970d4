"""Opens the shipped models of the phone test: counts looked up in place, never unpacked as a whole.

`tools/build_dictation.py` makes the files from `dictation_training.fit`. Counts nothing itself; a language without a
file has no model, and nothing is guessed from a neighbour.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from brandname import data
from brandname.language.alphabets import orthography
from brandname.language.dictation import Dictation
from brandname.language.g2p import engine_code
from brandname.language.words import open_phonotactics

DATASET = "sharealike/dictation"
FIRST_CODE = 0x100
"""Code point of the first sound; further ones follow in the order of the file."""


class PackedCounts(Mapping[str, Mapping[str, int]]):
    """Context → times each unit was written in it, over one text of lines `context TAB unit TAB times TAB …`.

    The lines stand in blocks by the sounds a context begins with, so that one look-up searches a few hundred bytes.
    """

    def __init__(self, body: bytes, blocks: Mapping[str, tuple[int, int]]) -> None:
        self._body = body
        self._blocks = blocks

    def __getitem__(self, context: str) -> Mapping[str, int]:
        found = self._find(context)
        if found is None:
            raise KeyError(context)
        return found

    def get(self, context: str, default: Any = None) -> Any:  # noqa: ANN401 - as in Mapping, without an exception
        """The counts of a context, or the default."""
        found = self._find(context)
        return default if found is None else found

    def _find(self, context: str) -> dict[str, int] | None:
        place = self._blocks.get(block_of(context))
        if place is None:
            return None
        needle = f"\n{context}\t".encode()
        at = self._body.find(needle, *place)
        if at < 0:
            return None
        at += len(needle)
        cells = self._body[at:self._body.find(b"\n", at)].decode().split("\t")
        return dict(zip(cells[::2], map(int, cells[1::2]), strict=True))

    def __contains__(self, context: object) -> bool:
        return self._find(str(context)) is not None

    def __iter__(self) -> Iterator[str]:
        for line in self._body.split(b"\n"):
            if line:
                yield line.partition(b"\t")[0].decode()

    def __len__(self) -> int:
        return self._body.count(b"\n") - 1


def block_of(context: str) -> str:
    """The sounds a context begins with: two, or the one of the widest context (`dictation.contexts`)."""
    return context[1:3] if len(context) > 1 else context


def pack(model: Dictation) -> bytes:
    """A model as a file: a line of JSON (sounds, words counted, lengths of the blocks), then the counts; xz.

    Raises ValueError where the sounds are not numbered as `FIRST_CODE` says.
    """
    if [*model.sounds.values()] != [chr(FIRST_CODE + i) for i in range(len(model.sounds))]:
        raise ValueError("sounds out of order")
    blocks: dict[str, list[str]] = {}
    for context in sorted(model.counts, key=lambda context: (block_of(context), context)):
        cells = "\t".join(f"{unit}\t{n}" for unit, n in model.counts[context].items())
        blocks.setdefault(block_of(context), []).append(f"{context}\t{cells}\n")
    texts = {key: "".join(lines) for key, lines in blocks.items()}
    head = {"sounds": [*model.sounds], "size": model.size,
            "blocks": [[key, len(text.encode())] for key, text in texts.items()]}
    body = json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n" + "".join(texts.values())
    return lzma.compress(body.encode(), preset=9 | lzma.PRESET_EXTREME)


def unpack(packed: bytes) -> Dictation:
    """The model of a file `pack` made, without its letter sequences."""
    head, _, rest = lzma.decompress(packed).partition(b"\n")
    table = json.loads(head)
    places = [0]  # a block begins with the line break before it
    for _, size in table["blocks"]:
        places.append(places[-1] + size)
    keys = [key for key, _ in table["blocks"]]
    blocks = {key: (start, end + 1) for key, (start, end) in zip(keys, pairwise(places), strict=True)}
    sounds = {sound: chr(FIRST_CODE + i) for i, sound in enumerate(table["sounds"])}
    counts, stress = PackedCounts(b"\n" + rest, blocks), any("|" in sound for sound in sounds)
    return Dictation(sounds, counts, stress, int(table["size"]))


def open_dictation(tag: str) -> Dictation | None:
    """The model of a tag's language; None where none is shipped.

    Tags read by one table and written in one script share one.
    """
    shared = shared_tag(tag)
    return _open(shared) if shared else None


def shared_tag(tag: str) -> str:
    """The tag whose model a tag uses; "" for one we have no letters of."""
    ortho = orthography(tag)
    if ortho is None:
        return ""
    base = ortho.language
    if base != "en" and engine_code(base) != engine_code(tag):
        base = engine_code(tag)
    shared = orthography(base)
    same = shared is not None and (shared.language, shared.scripts) == (ortho.language, ortho.scripts)
    return base if same else tag


def file_of(tag: str) -> str:
    """The name of the file with the model of a tag that `shared_tag` gave; KeyError for one without letters."""
    ortho = orthography(tag)
    if ortho is None:
        raise KeyError(tag)
    return f"{'en' if ortho.language == 'en' else engine_code(tag)}-{ortho.scripts[0]}.xz"


@cache
def _open(tag: str) -> Dictation | None:
    name = file_of(tag)
    if name not in _files():
        return None
    model = unpack(data.read_bytes(f"{DATASET}/{name}"))
    model.letters = open_phonotactics(tag)
    return model


@cache
def _files() -> frozenset[str]:
    return frozenset(data.names(DATASET))
