"""Many short texts in one array come back as they went in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.registers.index.texts import pack

ascii_texts = st.lists(st.text(st.characters(codec="ascii", exclude_characters="\n"), max_size=5), max_size=20)


@given(ascii_texts, st.data())
def test_packed_names_come_back(texts: list[str], data: st.DataObject) -> None:
    """No letter of a name is lost in the index, wherever the name stands."""
    packed = pack(texts)
    assert len(packed) == len(texts)
    first = data.draw(st.integers(0, len(texts)))
    last = data.draw(st.integers(0, len(texts)))
    assert packed.block(first, last) == texts[first:last]
    numbers = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=30)) if texts else []
    assert packed.take(np.array(numbers, np.int64)) == [texts[number] for number in numbers]


@pytest.mark.parametrize("text", ["a\nb", "é"])
def test_what_would_not_come_back_is_refused(text: str) -> None:
    """A text that the index cannot hold is an error and no other text."""
    with pytest.raises(ValueError, match=r"line break|ascii"):
        pack(["a", text])
