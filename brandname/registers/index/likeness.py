"""How like a query some forms are: `language.distance` in its one default setting, a stand-in until it is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from brandname.language.distance.names import Compared

_SCORER = "brandname.language.distance.scorer"


def compare(query: Compared, folded: Sequence[str], sounds: Mapping[str, Sequence[str]]) -> NDArray[np.float32]:
    """Likeness, 0–1, of the query and each form; it hangs on the two alone."""
    if find_spec(_SCORER) is None:
        return _compare_plainly(query, folded, sounds)
    scorer = import_module(_SCORER)
    scores: NDArray[np.float32] = scorer.score(query, scorer.batch(folded, sounds))
    return scores


def _compare_plainly(
    query: Compared, folded: Sequence[str], sounds: Mapping[str, Sequence[str]]
) -> NDArray[np.float32]:
    """Mean of Jaro-Winkler and edit similarity of the letters and edit similarity of the sounds in each voice."""
    from rapidfuzz.distance import JaroWinkler, Levenshtein
    from rapidfuzz.process import cdist

    pairs = [(JaroWinkler, query.folded, folded), (Levenshtein, query.folded, folded)]
    pairs += [(Levenshtein, query.sounds.get(voice, ""), said) for voice, said in sounds.items()]
    rows = [cdist([asked], list(others), scorer=way.normalized_similarity)[0] for way, asked, others in pairs]
    scores: NDArray[np.float32] = np.mean(np.array(rows, np.float32).reshape(len(rows), -1), axis=0, dtype=np.float32)
    return scores
