"""Local spellings read back in Latin letters."""

from __future__ import annotations

import pytest

from brandname.language.scripts.latin import read_back


@pytest.mark.parametrize(("text", "read"), [
    ("فيلورا", "fīlūrā"), ("بريسانتو", "brīsāntū"), ("أورلا", "ūrlā"), ("إيكيا", "īkyā"), ("ميلانو", "mīlānū"),
    ("ماركة", "mārka"), ("وود", "wūd"), ("ليمبورا تاي", "līmbūrā tāy"),
])
def test_arabic_shows_its_long_vowels(text: str, read: str) -> None:
    """و and ي between consonants are vowels, and so is ا at the end: fīlūrā, not fylwr."""
    assert read_back(text, "ar") == read


def test_korean_is_read_back_in_small_letters() -> None:
    """Seutudio, not SeuTuDiO."""
    assert read_back("스투디오", "ko") == "seutudio"
