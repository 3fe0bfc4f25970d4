"""Makes the index of a register: first its letters, at import, then its sounds, in a second and longer step.

Each step leaves its files whole or not at all; an index that is not whole, or made from another edition of the
register, is not opened. Reads the register by its ids and writes nothing but its index folder.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from brandname.language.distance.names import VOICES, fold_name, sound_strings
from brandname.registers.index import files
from brandname.registers.index.candidates import Forms
from brandname.registers.index.characters import Gathering, Written, fold_written
from brandname.registers.index.files import Part, State
from brandname.registers.index.forms import (
    Column,
    Members,
    Name,
    Progress,
    fold_all,
    foreign_forms,
    join,
    order,
    read_pages,
)
from brandname.registers.index.grams import CODES, Grams, blocks
from brandname.registers.index.search import Index
from brandname.registers.index.sharing import in_order
from brandname.registers.index.texts import Texts, as_starts, pack

LETTERS, SOUNDS = "letters", "sounds"
HEARD = 20_000
"""Forms heard at a time."""
_MEMBERS = ("starts", "names", "marks", "live", "classes")
_WRITTEN = ("body", "starts", "names", "marks", "chars", "bounds", "holders")
_PROBES = ("Ærøskøbing Straße", "Łódź quick-fixed 365", "Zhivago Ltd", "jalapeño whiskey", "Xyleph Gnocchi", "Вега A1")
_FOREIGN = ("Вега A1", "ナイキ", "ないき", "나이키", "薇珞", "維洛", "نايكي", "נייקי", "Αθηνά", "北京Velora店",
            "НОРЕ", "Vеlora", "Veloɾa")
"""Names whose forms and sounds stand for the rules of this version."""


class Marks(Protocol):
    """What an index asks of a register."""

    @property
    def edition(self) -> str:
        """Changes whenever the content changes."""

    @property
    def index_folder(self) -> Path:
        """Where the index lies."""

    def names(self, after: int = 0, limit: int = ...) -> list[Name]:
        """(name id, mark id, text), ascending."""

    def columns(self, after: int = 0, limit: int = ...) -> list[Column]:
        """(mark id, status, class mask, office), ascending."""


def build_letters(register: Marks, progress: Progress | None = None, *, total: int = 0) -> int:
    """Writes folded names, their lists of letter groups and the marks behind them; gives the number of forms.

    `progress` is told names read, of `total`. What stood there before stays until the new part is whole.
    """
    gathering = Gathering()
    folded = fold_all(gathering.watch(read_pages(register.names)), progress, total)
    letters, places, starts = order(folded)
    members = join(folded, places, starts, read_pages(register.columns))
    writer = files.Writer(register.index_folder, LETTERS)
    try:
        writer.append("body", letters.body)
        writer.append("starts", letters.starts)
        for name in _MEMBERS:
            writer.append(f"member_{name}", getattr(members, name))
        written = gathering.finish()
        for name in _WRITTEN:
            writer.append(f"written_{name}", getattr(written, name))
        _write_grams(writer, letters)
        writer.finish(register.edition, letter_rules(), {"unread": folded.unread, "foreign": folded.foreign})
    except BaseException:
        writer.abandon()
        raise
    return len(letters)


def build_sounds(register: Marks, progress: Progress | None = None, *, jobs: int = 1) -> int:
    """Writes the sounds of every form in every voice; gives the number of forms. Makes the letters first if need be.

    `progress` is told forms heard, of all. What stood there before stays until the new part is whole. With `jobs` above
    1 as many processes hear; the calling script must then be one that can be imported without running again.
    """
    part = _read_letters(register)
    if part.state is not State.READY:
        build_letters(register)
        part = _read_letters(register)
    letters = Texts(part.arrays["body"], part.arrays["starts"])
    writer = files.Writer(register.index_folder, SOUNDS)
    lengths: dict[str, list[NDArray[np.int64]]] = {voice: [np.zeros(1, np.int64)] for voice in VOICES}
    try:
        for done, heard in _hear_all(letters, jobs):
            for voice, texts in heard.items():
                writer.append(f"{voice}_body", texts.body)
                starts = texts.starts.astype(np.int64)
                lengths[voice].append(starts[1:] - starts[:-1])
            if progress is not None:
                progress(done, len(letters))
        for voice, parts in lengths.items():
            ends = np.cumsum(np.concatenate(parts))
            writer.append(f"{voice}_starts", as_starts(ends))
        writer.finish(register.edition, sound_rules(), {"forms": len(letters), "voices": list(VOICES)})
    except BaseException:
        writer.abandon()
        raise
    return len(letters)


def open_index(register: Marks) -> Index | None:
    """The index of a register as it is now; None when it has no whole letters of this edition (`index_states`).

    Without whole sounds of this edition it searches by letters, and its `voices` are empty: that finds less.
    """
    part, heard = _read_letters(register), _read_sounds(register)
    if part.state is not State.READY:
        return None
    arrays = part.arrays
    letters = Texts(arrays["body"], arrays["starts"])
    grams = Grams(arrays["gram_entries"], arrays["gram_bounds"], arrays["gram_bases"], arrays["gram_norms"])
    sounds = {voice: Texts(heard.arrays[f"{voice}_body"], heard.arrays[f"{voice}_starts"])
              for voice in heard.facts.get("voices", ())} if heard.facts.get("forms") == len(letters) else {}
    members = Members(*(arrays[f"member_{name}"] for name in _MEMBERS))
    written = Written(*(arrays[f"written_{name}"] for name in _WRITTEN))
    return Index(Forms(letters, grams, sounds), members, written, int(part.facts["unread"]),
                 int(part.facts["foreign"]))


def index_states(register: Marks) -> dict[str, State]:
    """What there is of each part (`letters`, `sounds`), so that a caller can build anew or say what is not there."""
    return {LETTERS: _read_letters(register).state, SOUNDS: _read_sounds(register).state}


def letter_rules() -> str:
    """Stands for how this version folds names and writes them in Latin letters: another text, other rules."""
    forms = (form for probe in _FOREIGN for form in foreign_forms(probe) or ("?",))
    return _digest([*map(fold_name, _PROBES), *forms, *map(fold_written, _FOREIGN)])


def sound_rules() -> str:
    """Stands for how this version hears folded names."""
    folded = [fold_name(probe) for probe in _PROBES]
    return _digest([*folded, *(text for voice in VOICES for text in (voice, *sound_strings(folded, voice)))])


def make_grams(names: Texts) -> Grams:
    """The lists of letter groups in memory."""
    made = list(blocks(names))
    sizes = np.array([0] + [len(block.entries) for block in made], np.int64)
    return Grams(
        np.concatenate([np.zeros(0, np.uint16), *(block.entries for block in made)]),
        np.array([block.bounds for block in made], np.uint32).reshape(len(made), CODES + 1),
        np.cumsum(sizes).astype(np.uint64),
        np.concatenate([np.zeros(0, np.float32), *(block.norms for block in made)]),
    )


def _write_grams(writer: files.Writer, names: Texts) -> None:
    """The same, block by block into files."""
    empty = make_grams(pack([]))
    for name in ("entries", "bounds", "norms"):
        writer.append(f"gram_{name}", getattr(empty, name))
    bases = [0]
    for block in blocks(names):
        writer.append("gram_entries", block.entries)
        writer.append("gram_bounds", block.bounds[None])
        writer.append("gram_norms", block.norms)
        bases.append(bases[-1] + len(block.entries))
    writer.append("gram_bases", np.array(bases, np.uint64))


def _hear_all(letters: Texts, jobs: int) -> Iterator[tuple[int, dict[str, Texts]]]:
    """The sounds of some forms after the others, and how many are done."""
    firsts = range(0, max(len(letters), 1), HEARD)
    parts = (letters.block(first, min(first + HEARD, len(letters))) for first in firsts)
    with ExitStack() as stack:
        if jobs > 1 and len(firsts) > 1:
            context = multiprocessing.get_context("spawn")  # the same on every system, and no threads are copied
            pool = stack.enter_context(ProcessPoolExecutor(jobs, context))
            heard = in_order(pool, jobs, _hear, parts)
        else:
            heard = map(_hear, parts)
        for first, sounds in zip(firsts, heard, strict=True):
            yield min(first + HEARD, len(letters)), sounds


def _hear(names: list[str]) -> dict[str, Texts]:
    return {voice: pack(sound_strings(names, voice)) for voice in VOICES}


def _read_letters(register: Marks) -> Part:
    return files.read(register.index_folder, LETTERS, register.edition, letter_rules())


def _read_sounds(register: Marks) -> Part:
    return files.read(register.index_folder, SOUNDS, register.edition, sound_rules())


def _digest(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join([unicodedata.unidata_version, *texts]).encode(), digest_size=12).hexdigest()
