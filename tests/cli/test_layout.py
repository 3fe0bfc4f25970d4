"""Folding and padding, with Chinese counted as wide as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brandname.cli.layout import blocks, breaks, columns, fold, fold_items, longest_word, pad, share_out

TEXTS = st.text(alphabet="ab, .（）“”、。中文名称 é", max_size=80)


@given(TEXTS, st.integers(10, 40))
def test_folding_loses_nothing_but_spaces(text: str, width: int) -> None:
    """Every character of a message reaches the screen, in order."""
    assert "".join("".join(fold(text, width, "  ")).split()) == "".join(text.split())


@given(TEXTS, st.integers(12, 40))
def test_no_line_is_wider_than_the_screen(text: str, width: int) -> None:
    """A line overhangs only when one unbreakable piece is wider than the screen."""
    for start, end in breaks(text, width):
        line = text[start:end]
        assert columns(line) <= width or len(breaks(line, width)) == 1


def test_chinese_punctuation_does_not_begin_a_line() -> None:
    """Chinese is folded as Chinese readers expect."""
    lines = fold("一项研究就是一个文件夹，里面有您的名称。", 22, "")
    assert len(lines) > 1
    assert not any(line[0] in "，。" for line in lines)


@given(st.integers(0, 60), st.integers(1, 30))
def test_blocks_hold_every_market_once(items: int, most: int) -> None:
    """No market is lost when the table is cut into blocks, and no block is too wide."""
    cut = blocks(items, most)
    assert [i for block in cut for i in block] == list(range(items))
    assert all(len(block) <= most for block in cut)


def test_padding_counts_columns() -> None:
    """Columns stand under each other whatever the script."""
    assert pad("星禾", 6) == "星禾  "
    assert pad("ab", 6, right=True) == "    ab"
    assert columns("e\u0301") == 1


def test_items_are_never_broken() -> None:
    """A mark stands beside its meaning."""
    lines = fold_items(["✗ stopped", "▲ warning", "○ quiet"], 22, " ")
    assert lines == [" ✗ stopped  ▲ warning", " ○ quiet"]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6), st.integers(0, 200))
def test_no_column_is_narrower_than_its_longest_word(sizes: list[tuple[int, int]], room: int) -> None:
    """A table takes the room there is, gives nobody less than needed, and says when that cannot be."""
    least, wanted = [a for a, _ in sizes], [a + b for a, b in sizes]
    widths = share_out(least, wanted, room)
    if sum(least) > room:
        assert widths is None
    else:
        assert widths and sum(widths) <= max(room, 0) and all(a <= w <= b for a, w, b in zip(
            least, widths, wanted, strict=True))


@given(TEXTS, st.integers(1, 40))
def test_a_line_as_wide_as_the_longest_word_breaks_none(text: str, more: int) -> None:
    """At the width of its longest word a text folds without overhanging."""
    width = longest_word(text) + more
    assert all(columns(text[start:end]) <= width for start, end in breaks(text, width))
