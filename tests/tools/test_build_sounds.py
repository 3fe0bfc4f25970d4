"""The compiler of sound tables, on a small language made here."""

from __future__ import annotations

from itertools import product

from brandname.language.g2p import Engine
from tools.build_sounds import agreement, compile_table
from tools.sounds.alignment import Aligner
from tools.sounds.trees import grow

CONSONANTS = {"b": "b", "c": "k", "l": "l", "n": "n", "t": "t"}


def _read(word: str) -> str:
    """A language where c is s before i and e, and the last syllable but one is stressed."""
    out = ["s" if c == "c" and word[i + 1:i + 2] in {"i", "e"} else CONSONANTS.get(c, c) for i, c in enumerate(word)]
    return "".join(out[:-4]) + "ˈ" + "".join(out[-4:])


def test_context_and_stress_are_learned_from_answers() -> None:
    """From the specification's answers alone the table reads words it was never shown."""
    syllables = [c + v for c, v in product("bclnt", "aieo")]
    words = ["".join(parts) for parts in product(syllables, repeat=3)]
    rows = [(word, _read(word), True) for word in words]
    engine = Engine(compile_table("qqx", rows[::7]))
    assert agreement(engine, rows[1::11]) == (1.0, 1.0)


def test_of_two_equal_letters_always_the_second_is_silent() -> None:
    """Otherwise half of the words would teach the opposite of the other half."""
    aligner = Aligner([(list("bala"), list("bala")), (list("balla"), list("bala")), (list("lalla"), list("lala"))] * 20)
    assert aligner.align("nalla", "nala") == (("n",), ("a",), ("l",), (), ("a",))


def test_a_branch_stands_only_where_it_pays() -> None:
    """One odd case among many does not grow the tree; a rule does."""
    assert grow([(("x",), "a")] * 3 + [(("y",), "a")] * 3, (0,)) == "a"
    tree = grow([(("x",), "a")] * 30 + [(("y",), "b")] * 20, (0,))
    assert tree == [0, {"y": "b"}, "a"]
