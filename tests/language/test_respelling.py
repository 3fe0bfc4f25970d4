"""IPA in letters anybody can read, and stated respellings back to IPA."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.respelling import respell_for_reader, said, syllables


@pytest.mark.parametrize(("ipa", "text"), [
    ("beˈloɾa", "beh-LO-rah"), ("ˈkniːfə", "K'NEE-fuh"), ("ˈnoʊvə", "NOH-vuh"), ("ɡeˈneɾa", "gheh-NEH-rah"),
    ("ʃuˈmaxer", "shoo-MAH-khehr"), ("kat", "kaht"), ("a b", "ah b"),
])
def test_a_marketer_can_read_it_aloud(ipa: str, text: str) -> None:
    """Plain letters, the stressed syllable in capitals."""
    assert respell_for_reader(ipa) == text


def test_chinese_readers_get_characters() -> None:
    """One character a syllable, in simplified script."""
    assert respell_for_reader("beˈloɾa", "zh-Hans") == "贝洛拉"
    with pytest.raises(ValueError, match="xx"):
        respell_for_reader("a", "xx")


@pytest.mark.parametrize(("say", "ipa"), [
    ("veh-LOR-uh", "vɛˈlɔɹə"), ("NYE-kee", "ˈnaɪki"), ("/veˈloɾa/", "veˈloɾa"), ("[zo]", "zo"), ("-", ""),
    ("shay", "ʃeɪ"),
])
def test_what_the_owner_says_becomes_ipa(say: str, ipa: str) -> None:
    """Hyphens part syllables, capitals carry the stress, IPA between slashes stays."""
    assert said(say) == ipa


@settings(deadline=None)
@given(st.lists(st.sampled_from("pbtkmnlsraeiouˈ"), max_size=12).map("".join))
def test_syllables_lose_and_add_nothing(ipa: str) -> None:
    """All segments are in exactly one syllable; at most one is stressed."""
    parts = syllables(ipa)
    assert "".join(s for sounds, _ in parts for s in sounds) == ipa.replace("ˈ", "")
    assert sum(stressed for _, stressed in parts) <= 1


@pytest.mark.parametrize(("ipa", "plain"), [
    ("ˈfʏnftsɪç", "FEWNF-tsihkh"), ("ˈçilia", "HEE-lee-ah"), ("ˈvɛlɔu", "VEH-loh"), ("stɔwn", "stohn"),
])
def test_sounds_between_letters_are_spelled_readably(ipa: str, plain: str) -> None:
    """The ich sound is no k and y, and ou is one oh whichever o it has."""
    assert respell_for_reader(ipa) == plain


@pytest.mark.parametrize(("ipa", "tag", "plain"), [
    ("pu˥˩ lu˨˩˦", "zh", "boo loo"), ("ˈxɑba", "es-MX", "HAH-bah"), ("pɯllu", "ko", "buhl-loo"),
    ("ˈʃtʁʊmpf", "de", "shtroompf"),
    ("stʁœ̃pf", "fr", "struhnpf"), ("ˈzovɒntɒ", "hu", "ZO-vawn-taw"), ("ˈfʁɔʏa", "de", "FROY-ah"),
    ("soˈβanta", "es", "so-BAHN-tah"),
    ("sn̩da", "sw", "suhn-dah"), ("waildɯbɯɾuk", "ko", "wyl-duh-buh-rook"), ("te̯a", "ro", "tyah"),
    ("reˈlox", "es", "reh-LOHKH"), ("ˈkloːi", "nl", "KLO-ee"), ("tçi", "de", "t'hee"),
])
def test_letters_that_would_mislead_are_others_in_that_language(ipa: str, tag: str, plain: str) -> None:
    """Mandarin bu is no poo; a nasal vowel has no r; a consonant that makes a syllable is heard."""
    assert respell_for_reader(ipa, "en", tag) == plain


def test_a_long_consonant_is_one_to_readers_of_characters() -> None:
    """벨로라 is 佩洛拉, with one character a syllable."""
    assert len(respell_for_reader("pelloɾa", "zh-Hans")) == 3


@pytest.mark.parametrize(("say", "ipa"), [
    ("BRYTE-wel", "ˈbɹaɪtwɛl"), ("BRYT-wel", "ˈbɹaɪtwɛl"), ("VEL-ly", "ˈvɛlli"), ("noh-VAYR", "noʊˈveɪɹ"),
    ("LORR-ah", "ˈlɔɹɑ"), ("NAVE-oh", "ˈneɪvoʊ"), ("mouse", "maʊsɛ"),
])
def test_y_and_a_mute_e_are_read_as_english_readers_write_them(say: str, ipa: str) -> None:
    """BRYTE is bright, as we write it ourselves; a doubled letter is one sound."""
    assert said(say) == ipa
