"""Fast search of a register's names by likeness: candidates from arrays on disk, compared exactly, in order.

`build_letters` and `build_sounds` make an index beside a register's file, `open_index` opens it, `index_names` makes
one of a list in memory. Uses `language.distance` to compare; measures, bands and reasons are there, not here.
"""

from brandname.registers.index.build import build_letters, build_sounds, index_states, open_index
from brandname.registers.index.files import State
from brandname.registers.index.memory import index_marks, index_names
from brandname.registers.index.search import Answer, Found, Index

__all__ = [
    "Answer", "Found", "Index", "State", "build_letters", "build_sounds", "index_marks", "index_names", "index_states",
    "open_index",
]
