"""What can follow a context, as the tables of a language price it."""

from __future__ import annotations

from functools import cache
from itertools import islice, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language.scripts import continuations
from brandname.language.scripts.continuations import Context, Continuations
from brandname.language.scripts.tables import START, Tables, unpack

CROWDS = (1, 40, 5000)


@cache
def tables() -> Tables:
    """Shipped tables, the smallest there are."""
    return unpack(data.read_bytes("translit/he-forward.xz"))


@cache
def arcs() -> dict[str, tuple[int, ...]]:
    """Every unit for each chunk."""
    found: dict[str, tuple[int, ...]] = {}
    for number, (chunk, _) in islice(enumerate(tables().units), 2, None):
        found[chunk] = (*found.get(chunk, ()), number)
    return found


def opened(known: Continuations, units: list[int]) -> Context:
    """The context of a word's first units."""
    chain = [START] * (tables().order - 1) + [2 + unit % (len(tables().units) - 2) for unit in units]
    return known.open(tuple(chain[-(tables().order - 1):]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10_000), max_size=4), st.sampled_from("abelmnorst"), st.sampled_from(CROWDS))
def test_every_price_in_a_list_is_the_price_of_the_unit(units: list[int], chunk: str, crowd: int) -> None:
    """A list made in one go says of each unit what asking for that unit alone says, and names none twice."""
    known = Continuations(tables(), arcs())
    context = opened(known, units)
    steps = known.steps(context, chunk, crowd)
    pairs = list(zip(steps[::2], steps[1::2], strict=True))
    assert all(price == context.cost(unit, chunk) for unit, price in pairs)
    assert len({unit for unit, _ in pairs}) == len(pairs) >= min(continuations.USUAL, len(arcs()[chunk]))
    assert context.after(crowd)[chunk] is steps


def test_lists_for_crowds_of_other_sizes_hold_the_same_prices() -> None:
    """How many others could come next decides the order of a list only."""
    known = Continuations(tables(), arcs())
    lists = [known.steps(opened(known, [3, 9]), "a", crowd) for crowd in CROWDS]
    as_pairs = [set(zip(steps[::2], steps[1::2], strict=True)) for steps in lists]
    assert all(one == other for one, other in pairwise(as_pairs))


def test_what_was_forgotten_is_found_again() -> None:
    """Memory that was made room in costs time, never an answer."""
    known = Continuations(tables(), arcs())
    before = known.steps(opened(known, [5, 7, 11]), "r", 40)
    known._made = continuations.REMEMBERED + 1
    known.limit_memory()
    context = opened(known, [5, 7, 11])
    assert "r" not in context.after(40)
    assert known.steps(context, "r", 40) == before
