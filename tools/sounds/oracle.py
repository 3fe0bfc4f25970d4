"""What orthography2ipa itself reads, beside which our compiled tables are measured. Needs the extra `dev`."""

from __future__ import annotations

import logging
import unicodedata
from functools import cache
from typing import Any


def transcribe(word: str, code: str) -> str:
    """IPA of a word by the specification `code`; "" unless every letter was mapped."""
    engine = _engine(code)
    ipa = str(engine.transcribe_word(word) or "")
    return unicodedata.normalize("NFC", ipa.strip()) if engine.confidence_breakdown(word).coverage >= 1.0 else ""


@cache
def _engine(code: str) -> Any:  # noqa: ANN401 - an untyped package
    # It announces missing plug-ins on its own logger; nobody here can do anything about them.
    logging.getLogger("orthography2ipa").setLevel(logging.CRITICAL)
    import orthography2ipa

    return orthography2ipa.G2P(code)
