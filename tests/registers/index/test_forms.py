"""Names that are written alike are compared once, and every mark behind them is found."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.distance.names import fold_name
from brandname.registers.index.forms import fold_all, foreign_forms, join, order
from brandname.registers.records import MarkStatus
from tests.registers.index.lists import names


def forms_of(text: str) -> set[str]:
    """Every form a name is found by."""
    return {fold_name(text), *(foreign_forms(text) or ())} - {""}


@settings(deadline=None)
@given(st.lists(names, max_size=25), st.integers(1, 9))
def test_every_name_stands_behind_its_form(texts: list[str], page: int) -> None:
    """No mark is lost or doubled on the way into the index; names that cannot be written in Latin are counted."""
    rows = [(i + 1, 100 + i, text) for i, text in enumerate(texts)]
    folded = fold_all([rows[i:i + page] for i in range(0, len(rows), page)])
    letters, places, starts = order(folded)
    members = join(folded, places, starts, [[(100 + i, MarkStatus.DEAD, i, "us") for i in range(len(texts))]])
    forms = letters.block(0, len(letters))
    assert forms == sorted({form for text in texts for form in forms_of(text)}, key=lambda form: (len(form), form))
    assert folded.unread == sum(not forms_of(text) for text in texts)
    assert folded.foreign == sum(foreign_forms(text) is not None for text in texts)
    for number, form in enumerate(forms):
        behind = slice(int(members.starts[number]), int(members.starts[number + 1]))
        assert members.names[behind].tolist() == [id_ for id_, _, text in rows if form in forms_of(text)]
        assert members.marks[behind].tolist() == [mark for _, mark, text in rows if form in forms_of(text)]
    assert not members.live.any()
    assert members.classes.tolist() == (members.marks - np.uint32(100)).tolist()


@settings(deadline=None)
@given(st.lists(names, max_size=15).flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_the_order_of_import_changes_no_form(both: tuple[list[str], list[str]]) -> None:
    """Two people who import the same marks in another order see the same list."""
    first, second = (order(fold_all([[(i, i, text) for i, text in enumerate(texts, 1)]]))[0] for texts in both)
    assert first.block(0, len(first)) == second.block(0, len(second))


def test_a_very_long_name_is_kept() -> None:
    """A mark of two thousand letters is compared like any other."""
    long = "ab" * 1000
    letters, _, starts = order(fold_all([[(1, 1, long), (2, 2, "ab"), (3, 3, long)]]))
    assert letters.block(0, 2) == ["ab", long]
    assert starts.tolist() == [0, 1, 3]


def test_a_mark_in_characters_stands_behind_each_of_its_readings() -> None:
    """Somebody who compares Latin names meets a Chinese mark by Mandarin, Cantonese and Japanese readings."""
    folded = fold_all([[(1, 7, "薇珞"), (2, 8, "Velora"), (3, 9, "♥"), (4, 9, "Вега")]])
    letters, places, _ = order(folded)
    behind = dict(zip(letters.block(0, len(letters)), folded.marks[places].tolist(), strict=True))
    assert behind == {"weiluo": 7, "meilok": 7, "biraku": 7, "velora": 8, "vega": 9}
    assert (folded.unread, folded.foreign) == (1, 2)
