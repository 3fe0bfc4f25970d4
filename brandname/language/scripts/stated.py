"""What the owner states about how a name is said, as IPA for the rooms that write names."""

from __future__ import annotations

import unicodedata

from brandname.language.g2p import open_engine
from brandname.language.respelling import said
from brandname.language.scripts.spelling import Kind, pieces

UNREAD = frozenset({"", "en", "und", "zh"})
"""Languages of origin whose rules say nothing of plain letters: English is heard anyway, and the table of Mandarin
reads pinyin with its tone marks only."""


def stated_ipa(say: str) -> str:
    """IPA of a respelling (`veh-LOR-uh`) or of IPA between slashes; "" for an empty one."""
    return said(say) if say else ""


def origin_ipa(name: str, origin: str) -> str:
    """IPA of a name by the spelling rules of the language it comes from (BCP 47), words apart by spaces.

    "" for an origin in UNREAD, a language without rules of ours, or a name that is not all words.
    """
    engine = open_engine(origin) if origin.split("-")[0].lower() not in UNREAD else None
    parts = pieces(name)
    words = [unicodedata.normalize("NFC", part.text.lower()) for part in parts if part.kind is Kind.WORD]
    if engine is None or not words or len(words) < len(parts) or not all(map(engine.covers, words)):
        return ""
    return " ".join(engine.read(word) for word in words)
