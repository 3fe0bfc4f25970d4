"""The marks most like a name are found, all of them, in one order, with what was not compared said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.distance.names import VOICES, fold_name, prepare, sound_strings
from brandname.language.distance.scorer import batch, score
from brandname.registers.index import candidates, grams
from brandname.registers.index.forms import foreign_forms
from brandname.registers.index.memory import index_marks, index_names
from brandname.registers.index.search import Answer, Index, written_as
from brandname.registers.records import MarkStatus
from tests.registers.index.lists import names

some_names = st.lists(names, min_size=1, max_size=30)
MARKS = ("Velora", "Velura", "Belora", "Zantac", "Xanax", "Quickfix", "Kwik Phyx", "Oruna", "Sol", "Tac")


def told(answer: Answer) -> list[tuple[int, float]]:
    """Mark ids and scores in order."""
    return [(found.mark_id, found.score) for found in answer.found]


def forms_of(text: str) -> set[str]:
    """Every form a name is found by."""
    return {fold_name(text), *(foreign_forms(text) or ())} - {""}


def exhaustive(query: str, texts: Sequence[str]) -> list[tuple[int, float]]:
    """Every name compared, one after another, in the order an answer has."""
    forms = sorted({form for text in texts for form in forms_of(text)}, key=lambda form: (len(form), form))
    if not forms:
        return []
    sounds = {voice: sound_strings(forms, voice) for voice in VOICES}
    ready = batch(forms, sounds)
    scores = np.max([score(one, ready) for one in written_as(prepare(query))], axis=0).tolist()
    ranks = {form: (-value, number) for number, (form, value) in enumerate(zip(forms, scores, strict=True))}
    best = {number: min(ranks[form] for form in forms_of(text)) for number, text in enumerate(texts) if forms_of(text)}
    return [(number, -best[number][0]) for number in sorted(best, key=lambda one: (best[one], one))]


@settings(deadline=None, max_examples=25)
@given(some_names, names.filter(forms_of))
def test_a_short_list_is_compared_as_a_whole(texts: list[str], query: str) -> None:
    """In a list of competitors none is left out, and each stands where its likeness puts it."""
    [answer] = index_names(texts).search([prepare(query)], keep=len(texts))
    assert told(answer) == exhaustive(query, texts)
    assert answer.below == 0
    assert answer.searched == sum(bool(forms_of(text)) for text in texts)


@settings(deadline=None, max_examples=15)
@given(some_names, st.lists(names.filter(fold_name), min_size=2, max_size=4), st.integers(1, 6))
def test_an_answer_hangs_on_its_own_query_alone(texts: list[str], queries: list[str], keep: int) -> None:
    """Other candidates in the same run change nothing, sieved or not."""
    index = index_names(texts)
    asked = [prepare(query) for query in queries]
    together = index.search(asked, keep=keep, sieved=keep)
    assert together == [index.search([query], keep=keep, sieved=keep)[0] for query in asked]


@settings(deadline=None, max_examples=15)
@given(some_names, names.filter(fold_name), st.integers(1, 7))
def test_how_the_list_is_cut_changes_nothing(texts: list[str], query: str, block: int) -> None:
    """A million marks in blocks give what one block would."""
    whole = index_names(texts).search([prepare(query)], keep=3, sieved=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "BLOCK", block)
        patch.setattr(candidates, "BLOCK", block)
        assert index_names(texts).search([prepare(query)], keep=3, sieved=3) == whole


@pytest.mark.parametrize(("query", "wanted"), [
    ("Velora", ["Velora", "Velura", "Belora"]), ("Quick-Fix", ["Quickfix"]), ("ZANTAK", ["Zantac"]),
])
def test_the_nearest_come_first(query: str, wanted: list[str]) -> None:
    """The same name in other letters is first, then what is like it."""
    [answer] = index_names(MARKS).search([prepare(query)], keep=len(wanted))
    assert {MARKS[found.mark_id] for found in answer.found} == set(wanted)
    assert MARKS[answer.found[0].mark_id] == wanted[0]
    assert answer.below == len(MARKS) - len(wanted)


def test_sounds_find_what_letters_do_not() -> None:
    """A mark that is written otherwise and sounds the same is compared, though many look more like the name."""
    crowd = [f"kwik{a}{b}" for a in "abdeghilmnoprstuvz" for b in "aeiou"]
    index = index_names(["quickfix", *crowd])
    place = index.forms.letters.block(0, 91).index("quickfix")
    query = [prepare("kwikphyx")]
    assert place in candidates.find_candidates(index.forms, query, keep=5)[0]
    deaf = replace(index.forms, sounds={})
    assert place not in candidates.find_candidates(deaf, query, keep=5)[0]


def register(statuses: Sequence[MarkStatus], masks: Sequence[int]) -> Index:
    """Marks 1, 2, … all called Velora."""
    ids = range(1, len(statuses) + 1)
    return index_marks([(id_, id_, "Velora") for id_ in ids],
                       [(id_, status, mask, "us") for id_, status, mask in zip(ids, statuses, masks, strict=True)])


def test_unknown_classes_count_as_overlap() -> None:
    """A mark whose classes nobody told stays in the list when I ask for my classes."""
    index = register([MarkStatus.REGISTERED] * 3, [1 << 3, 1 << 9, 0])
    [answer] = index.search([prepare("Velora")], classes=frozenset({3, 5}))
    assert [found.mark_id for found in answer.found] == [1, 3]
    assert answer.searched == 2


def test_only_known_dead_marks_are_left_out() -> None:
    """A mark of unknown status is treated as alive."""
    index = register([MarkStatus.DEAD, MarkStatus.UNKNOWN, MarkStatus.PENDING, MarkStatus.REGISTERED], [0] * 4)
    [answer] = index.search([prepare("Velora")], live_only=True)
    assert [found.mark_id for found in answer.found] == [2, 3, 4]
    assert len(index.search([prepare("Velora")])[0].found) == 4


def test_filters_find_as_much_as_a_smaller_register() -> None:
    """Asking for my classes is as thorough as a register of my classes only."""
    masks = [1 << (3 if number % 2 else 9) for number in range(len(MARKS))]
    mine = [text for number, text in enumerate(MARKS) if number % 2]
    query = [prepare("Velora")]
    [filtered] = index_names(MARKS, masks).search(query, classes=frozenset({3}), keep=3, sieved=3)
    [small] = index_names(mine).search(query, keep=3, sieved=3)
    assert [(MARKS[found.mark_id], found.score) for found in filtered.found] == \
        [(mine[found.mark_id], found.score) for found in small.found]
    assert filtered.searched == small.searched == len(mine)


def test_a_mark_with_several_names_is_listed_once() -> None:
    """The mark comes with the name of it that is most like mine."""
    index = index_marks([(1, 7, "Kwikfix"), (2, 7, "Quickfix"), (3, 8, "Oruna")],
                        [(7, MarkStatus.REGISTERED, 0, "us"), (8, MarkStatus.REGISTERED, 0, "us")])
    [answer] = index.search([prepare("Quickfix")])
    assert [(found.mark_id, found.name_id) for found in answer.found] == [(7, 2), (8, 3)]
    assert (answer.below, answer.searched) == (0, 2)


def test_a_name_that_cannot_be_written_in_latin_says_that_nothing_was_compared() -> None:
    """An empty list that means “not asked” can be told from one that means “nothing like it”."""
    index = index_names(["Velora", "♥", "薇珞"])
    answers = index.search([prepare("♥"), prepare("Velora")])
    assert [answer.readable for answer in answers] == [False, True]
    assert answers[0].found == ()
    assert answers[1].searched == 2
    assert (index.unread, index.foreign) == (1, 1)


@pytest.mark.parametrize(("query", "mark", "form"), [
    ("Weiluo", "薇珞", "weiluo"), ("Meilock", "薇珞", "meilok"), ("Velora", "ベローラ", "berora"),
    ("Vega", "Вега", "vega"), ("Naikey", "나이키", "naiki"),
])
def test_latin_names_meet_marks_of_other_scripts_and_the_other_way_round(query: str, mark: str, form: str) -> None:
    """A mark in characters that reads like my name is found, and so is the Latin mark my characters read like."""
    others = ("Zantac", "Brightwater", "橙子", "Quintessa")
    [answer] = index_names([*others, mark]).search([prepare(query)])
    assert (answer.found[0].mark_id, answer.found[0].form) == (len(others), form)
    [back] = index_names([*others, query]).search([prepare(mark)])
    assert back.readable
    assert back.found[0].mark_id == len(others)
    assert back.found[0].score == answer.found[0].score


def test_an_empty_list_is_no_error() -> None:
    """A study without competitors is asked all the same."""
    index = index_names([])
    assert index.search([]) == []
    assert index.search([prepare("Velora")]) == [Answer((), 0, 0, readable=True)]
    assert index.search([prepare("Velora")], classes=frozenset({3}), live_only=True)[0].searched == 0


def test_what_is_found_is_plain_numbers() -> None:
    """What is found can be written to JSON as it is."""
    [answer] = index_names(MARKS).search([prepare("Velora")])
    assert not isinstance(answer.found[0].score, np.generic)
    assert type(answer.found[0].mark_id) is int
