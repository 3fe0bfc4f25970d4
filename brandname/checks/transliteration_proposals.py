"""Chinese names with meaning as hits of the transliteration check: labelled proposals, no risk, no probability."""

from __future__ import annotations

from collections.abc import Sequence

from brandname import data
from brandname.checks.base import Resources
from brandname.language.scripts.meaningful import Proposal
from brandname.language.scripts.proposal_book import open_proposals
from brandname.model import DatasetRef, Hit, say

SHOWN = 5
"""Proposals of a name."""
CONFIDENCE = 0.01
"""Of 25 names in use one was among ten proposals (benchmarks.chinese): what people would choose nobody predicts."""
DATASETS = ("hanzi/naming", "hanzi/goods", "hanzi/likeness")


def proposals(text: str, tag: str, script: str, resources: Resources, *, origin: str, ipa: str) -> list[Hit]:
    """The best proposals for a Latin name, for the goods and ideas of the study's brief."""
    brief, known = resources.study.brief, resources.get(open_proposals)
    found = known.proposals(text, goods=brief.goods, nice=brief.nice, ideas=brief.ideas, script=script, n=SHOWN,
                            origin=origin, ipa=ipa)
    return [_hit(one, text, tag) for one in found]


def sources() -> Sequence[DatasetRef]:
    """What proposals come from, besides the tables of syllables and the dictionary of words that sound alike."""
    return tuple(data.dataset(id_).cite() for id_ in DATASETS)


def _hit(one: Proposal, text: str, tag: str) -> Hit:
    meaning = tuple(f"{char} {sense}" for char, sense in one.meaning)
    alike = tuple(f"{word.word} {word.pinyin} ({word.senses[0]})" for word in one.alike)
    key = "proposal_alike" if alike else "proposal"
    message = say(f"transliteration.hit.{key}.{one.strategy.name.lower()}", text=text, language=tag, spelling=one.text,
                  pinyin=one.pinyin, meaning=meaning, share=1 - one.distance, words=alike or ("–",))
    return Hit(f"transliteration/zh/proposal:{one.text}", message, 0.0, CONFIDENCE, measures={
        "text": one.text, "reading": one.pinyin, "script": one.script, "draft": "yes", "method": one.strategy.value,
        "meaning": meaning, "distance": one.distance, "fits": one.fits, "alike": alike,
    })
