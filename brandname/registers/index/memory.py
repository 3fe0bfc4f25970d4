"""An index of a list in memory: packaged brands, a market's competitors, a study's own shortlist. Keeps no files."""

from __future__ import annotations

from collections.abc import Sequence

from brandname.language.distance.names import VOICES, sound_strings
from brandname.registers.index.build import make_grams
from brandname.registers.index.candidates import Forms
from brandname.registers.index.characters import Gathering
from brandname.registers.index.forms import Column, Name, fold_all, join, order
from brandname.registers.index.search import Index
from brandname.registers.index.texts import pack
from brandname.registers.records import MarkStatus


def index_names(names: Sequence[str], classes: Sequence[int] = ()) -> Index:
    """Index of names whose ids are their places in the list; `classes` are masks as a register's, 0 when unknown.

    Finds what a register's index over the same names would.
    """
    masks = classes or [0] * len(names)
    columns = [(place, MarkStatus.UNKNOWN, mask, "") for place, mask in zip(range(len(names)), masks, strict=True)]
    return index_marks([(place, place, text) for place, text in enumerate(names)], columns)


def index_marks(names: Sequence[Name], columns: Sequence[Column]) -> Index:
    """Index of names and marks given as `Register.names` and `Register.columns` give them."""
    gathering = Gathering()
    folded = fold_all(gathering.watch([names]))
    letters, places, starts = order(folded)
    every = letters.block(0, len(letters))
    sounds = {voice: pack(sound_strings(every, voice)) for voice in VOICES}
    members = join(folded, places, starts, [columns])
    return Index(Forms(letters, make_grams(letters), sounds), members, gathering.finish(), folded.unread,
                 folded.foreign)
