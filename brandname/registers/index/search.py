"""The marks of one register, or of a list in memory, that are most like each of some names.

Sieves choose a few thousand forms a name (`candidates`), `language.distance` compares those exactly, and the marks
behind the forms are given in order. Says how like they are and how many it compared; neither whether a mark matters nor
whether a name may be used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from brandname.language.distance.likeness import BANDS, Band
from brandname.language.distance.names import VOICES, Compared, prepare, sound_strings
from brandname.registers.index.candidates import KEEP, Forms, find_candidates
from brandname.registers.index.characters import Written
from brandname.registers.index.forms import Members, foreign_forms
from brandname.registers.index.sharing import by_threads

FOUND = 200
"""Marks listed for a query."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark like the query."""

    mark_id: int
    name_id: int
    """The name of the mark that is most like it: its words, a pseudo mark or a transliteration."""
    score: float
    """Likeness, 0–1 (`language.distance.scorer`); 1: the same letters, by themselves or in a Latin form."""
    form: str
    """The folded Latin form of that name that was compared: for 薇珞 weiluo, for a name in Latin letters that name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one query."""

    found: tuple[Found, ...]
    """Most alike first, each mark once; equals in the order of their letters, then of mark ids."""
    below: int
    """Marks that were compared and are less like the query than those listed, or as like as the last of them."""
    searched: int
    """Marks with a name that could be compared, after filters."""
    readable: bool
    """False when the query has no Latin form: then nothing was compared, which is no good news."""
    bands: Mapping[Band, int] = field(default_factory=dict)
    """How many of those below are in each band of likeness; bands without any are left out."""


class Index:
    """Reads only; may be used by several threads."""

    def __init__(self, forms: Forms, members: Members, written: Written, unread: int, foreign: int) -> None:
        self.forms = forms
        self.members = members
        self.written = written
        """Names of other scripts by their characters."""
        self.unread = unread
        """Names without a Latin form: found in `written` and by `Register.find_exact` only."""
        self.foreign = foreign
        """Names with letters of other scripts: compared by their Latin forms, and as they are in `written`."""

    @cached_property
    def _marks(self) -> int:
        return count_marks(self.members.marks)

    @property
    def voices(self) -> tuple[str, ...]:
        """Voices whose sounds are at hand; without any, marks are chosen by letters alone and heard when compared."""
        return tuple(self.forms.sounds)

    def search(
        self, queries: Sequence[Compared], *, keep: int = FOUND, classes: frozenset[int] = frozenset(),
        live_only: bool = False, among: NDArray[np.bool_] | None = None, sieved: int = KEEP,
    ) -> list[Answer]:
        """The `keep` marks most like each query, all queries in one pass; one in another script by each Latin form.

        With `classes` only marks that share a Nice class or whose classes are unknown; with `live_only` none that are
        known to be dead; with `among`, by mark id, only those marked in it. `sieved` is how many forms each sieve
        keeps: fewer is faster and misses more.
        """
        fit = self._fit(classes, among, live_only=live_only)
        starts = self.members.starts
        allowed = None
        if fit is not None and len(starts) > 1:
            allowed = np.logical_or.reduceat(fit, starts[:-1].astype(np.int64))
        searched = self._marks if fit is None else count_marks(self.members.marks[fit])
        variants = [written_as(query) for query in queries]
        every = [variant for forms in variants for variant in forms]
        chosen = iter(find_candidates(self.forms, every, allowed, keep=max(sieved, keep)))
        near = [np.unique(np.concatenate([next(chosen) for _ in forms])) if forms else None for forms in variants]

        def answer(number: int) -> Answer:
            some = near[number]
            return Answer((), 0, searched, readable=False) if some is None else \
                self._answer(variants[number], some, fit, keep, searched)

        return list(by_threads(answer, range(len(variants))))

    def _fit(
        self, classes: frozenset[int], among: NDArray[np.bool_] | None, *, live_only: bool
    ) -> NDArray[np.bool_] | None:
        """Which names pass the filters; None when all do."""
        if not classes and not live_only and among is None:
            return None
        fit = self.members.live.copy() if live_only else np.ones(len(self.members.marks), np.bool_)
        if classes:
            wanted = np.uint64(sum(1 << number for number in classes))
            fit &= (self.members.classes & wanted != 0) | (self.members.classes == 0)
        if among is not None:
            fit &= among[self.members.marks]
        return fit

    def _answer(self, forms: Sequence[Compared], chosen: NDArray[np.int64], fit: NDArray[np.bool_] | None, keep: int,
                searched: int) -> Answer:
        """Compares the forms that were chosen with a query, by the likest of its own, and lists the marks behind."""
        folded = self.forms.letters.take(chosen)
        scores = self._compare(forms, folded, chosen)
        order = np.argsort(-scores, kind="stable")
        ranks, places = self._behind(chosen[order])
        if fit is not None:
            passed = fit[places]
            ranks, places = ranks[passed], places[passed]
        marks = self.members.marks[places]
        by_mark = np.lexsort((marks, ranks))
        once = by_mark[np.sort(np.unique(marks[by_mark], return_index=True)[1])]
        listed = once[:keep]
        forms_of = order[ranks[listed]]
        found = zip(marks[listed].tolist(), self.members.names[places[listed]].tolist(), scores[forms_of].tolist(),
                    [folded[form] for form in forms_of.tolist()], strict=True)
        rest = scores[order][ranks[once[keep:]]]
        return Answer(tuple(Found(*row) for row in found), len(rest), searched, readable=True, bands=count_bands(rest))

    def _behind(self, forms: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For every name behind some forms: which of these forms it has, and its place among the members."""
        first = self.members.starts[forms].astype(np.int64)
        sizes = self.members.starts[forms + 1].astype(np.int64) - first
        ends = np.cumsum(sizes)
        ranks = np.repeat(np.arange(len(forms)), sizes)
        return ranks, np.arange(len(ranks)) + np.repeat(first - (ends - sizes), sizes)

    def _compare(self, queries: Sequence[Compared], folded: Sequence[str], chosen: NDArray[np.int64]
                 ) -> NDArray[np.float32]:
        """How like the likest of the queries each form is."""
        from brandname.language.distance.scorer import batch, score

        sounds = {voice: self.forms.sounds[voice].take(chosen) if voice in self.forms.sounds else
                  sound_strings(folded, voice) for voice in VOICES}
        ready = batch(folded, sounds)
        scores: NDArray[np.float32] = np.max([score(query, ready) for query in queries], axis=0)
        return scores


def written_as(query: Compared) -> list[Compared]:
    """The ways a query is compared: as it is and, where it has letters of other scripts, by its Latin forms."""
    forms = [form for form in foreign_forms(query.text) or () if form != query.folded]
    return [*([query] if query.folded else []), *(replace(prepare(form), text=query.text) for form in forms)]


def count_bands(scores: NDArray[np.float32]) -> dict[Band, int]:
    """How many scores there are in each band that has any, from the likest."""
    values, told, counted = scores.astype(np.float64), dict[Band, int](), 0
    for least, band in ((1.0, Band.SAME), *BANDS, (-np.inf, Band.NONE)):
        so_far = int(np.count_nonzero(values >= least))
        if so_far > counted:
            told[band] = so_far - counted
        counted = so_far
    return told


def count_marks(marks: NDArray[np.uint32]) -> int:
    """How many different marks there are among the ids."""
    seen = np.zeros(int(marks.max(initial=0)) + 1, np.bool_)
    seen[marks] = True
    return int(np.count_nonzero(seen))
