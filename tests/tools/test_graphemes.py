"""Letters of English words divided among their sounds."""

from __future__ import annotations

import pytest

from brandname.language.english import CODES
from tools.sounds.graphemes import Divider, prior

LEARNED = [
    ("ship", "ʃɪp"), ("shop", "ʃɑp"), ("tea", "ti"), ("team", "tim"), ("seal", "sil"), ("nation", "neɪʃən"),
    ("sing", "sɪŋ"), ("little", "lɪtəl"), ("knee", "ni"), ("box", "bɑks"), ("queen", "kwin"), ("her", "hɝ"),
    ("mate", "meɪt"), ("sip", "sɪp"), ("mitt", "mɪt"), ("kettle", "kɛtəl"), ("butter", "bʌtɚ"), ("tip", "tɪp"),
]


def codes(ipa: str) -> str:
    """A word's sounds as codes, by the longest symbol; levels of stress left at their first."""
    by_ipa = {sound: code for code, (sound, _) in reversed(CODES.items())}
    found = ""
    while ipa:
        symbol = next(ipa[:size] for size in (2, 1) if ipa[:size] in by_ipa)
        found, ipa = found + by_ipa[symbol], ipa[len(symbol):]
    return found


@pytest.fixture(scope="module")
def divider() -> Divider:
    """One that has learned from a few words."""
    return Divider([(word, codes(ipa)) for word, ipa in LEARNED])


@pytest.mark.parametrize(("word", "ipa", "expected"), [
    ("shea", "ʃi", ["ʃ", "", "i", ""]), ("boxing", "bɑksɪŋ", ["b", "ɑ", "ks", "ɪ", "ŋ", ""]),
    ("title", "taɪtəl", ["t", "aɪ", "t", "əl", ""]),
])
def test_every_sound_stands_on_a_letter_of_its_own(divider: Divider, word: str, ipa: str, expected: list[str]) -> None:
    """A digraph's sound on its first letter, the vowel of a syllable never on the next consonant."""
    found = divider.divide(word, codes(ipa))
    assert found is not None
    assert ["".join(CODES[code][0] for code in out) for out in found.outputs] == expected


def test_more_sounds_than_letters_can_stand_for_are_not_divided(divider: Divider) -> None:
    """Initials said in full teach nothing about spelling."""
    assert divider.divide("q", codes("kwinɪŋ")) is None


def test_vowels_belong_to_vowel_letters() -> None:
    """Before anything is learned, a vowel on a consonant letter is a thousand times less likely."""
    assert prior("a", codes("æ")) > 1000 * prior("t", codes("æ"))
    assert prior("t", codes("t")) > 100 * prior("a", codes("t"))
