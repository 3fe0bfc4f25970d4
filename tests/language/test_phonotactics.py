"""Letter sequences: where a name stands among a language's own words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language import cache, words
from brandname.language.alphabets import Orthography, orthography
from brandname.language.phonotactics import Phonotactics, fit, sequence
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


def made_up_words(n: int = 4000) -> list[str]:
    """Words of a toy language: consonant and vowel in turn."""
    rng = random.Random(7)  # noqa: S311 - a fixed toy list
    return sorted({
        "".join(rng.choice("bdklmnprst") + rng.choice("aeiou") for _ in range(rng.randint(2, 4))) for _ in range(n)
    })


@pytest.fixture(scope="module")
def toy() -> Phonotactics:
    """A model of the toy language."""
    model = fit(made_up_words(), _ortho("es"))
    assert model is not None
    return model


def _ortho(tag: str) -> Orthography:
    found = orthography(tag)
    assert found is not None
    return found


def test_a_list_in_another_order_gives_the_same_model(toy: Phonotactics) -> None:
    """The percentile of a name doesn't depend on how a word list happens to be sorted."""
    again = fit(list(reversed(made_up_words())), _ortho("es"))
    assert again is not None
    assert again.table() == toy.table()


def test_words_are_measured_by_words_the_model_has_not_seen(toy: Phonotactics) -> None:
    """One word in ten is kept out of training: a word seen in training would always look usual."""
    every = len({sequence(word, _ortho("es")) for word in made_up_words()})
    assert 0.85 * every < toy.size < 0.95 * every


def test_too_few_words_make_no_model() -> None:
    """No percentile is better than one from a handful of words."""
    assert fit(["casa", "mesa", "perro"], _ortho("es")) is None


@given(st.text("bdklmnprstaeiouqxzw", min_size=1, max_size=60))
def test_every_word_gets_a_percentile_and_its_oddest_place(word: str) -> None:
    """Whatever I type has a place between 0 and 100 and a stretch that is in it."""
    model = _toy()
    score = model.score(word)
    assert 0.0 <= score.percentile <= 100.0
    assert score.worst.letters in word
    assert score.worst.where in {"onset", "inside", "end"}


def _toy(made: list[Phonotactics] = []) -> Phonotactics:  # noqa: B006 - hypothesis wants no fixtures; built once
    if not made:
        model = fit(made_up_words(), _ortho("es"))
        assert model is not None
        made.append(model)
    return made[0]


def test_words_kept_out_spread_over_the_whole_scale(toy: Phonotactics) -> None:
    """The scale is measured on words the model has not seen, so a real word is not at 0."""
    rng = random.Random(11)  # noqa: S311
    fresh = ["".join(rng.choice("bdklmnprst") + rng.choice("aeiou") for _ in range(3)) for _ in range(500)]
    percentiles = sorted(toy.score(word).percentile for word in fresh)
    assert 25 < percentiles[250] < 75


def test_an_odd_stretch_is_named_with_its_place(toy: Phonotactics) -> None:
    """I am told which letters are odd, and whether they open the name, sit inside or close it."""
    assert toy.score("trabanemo").worst.where == "onset"
    inside = toy.score("banptemo").worst
    assert inside.where == "inside"
    assert "np" in inside.letters or "pt" in inside.letters
    assert toy.score("banemor").worst.where == "end"


def test_no_letters_have_no_score(toy: Phonotactics) -> None:
    """An empty text is refused, not given a good mark."""
    with pytest.raises(ValueError, match="no letters"):
        toy.score("")


@pytest.mark.parametrize(("tag", "fine", "hard"), [
    ("es-MX", "Melirano", "Xqzrt"), ("de", "Velora", "Xqzrt"), ("fi", "Zovanta", "Ngwambe"), ("pl", "Zovanta", "Xqzrt"),
    ("tr", "Melirano", "Ngwambe"),
])
def test_a_coined_name_that_sounds_fine_stands_above_one_that_does_not(tag: str, fine: str, hard: str) -> None:
    """Coined names people can say are not called hard; a heap of consonants is."""
    model = words.open_phonotactics(tag)
    assert model is not None
    assert model.score(sequence(fine, _ortho(tag))).percentile > 2
    assert model.score(sequence(hard, _ortho(tag))).percentile < 2


def test_hangul_is_measured_by_letters_and_shown_by_syllables() -> None:
    """An odd place in a Korean name is shown as syllables, never as loose letters."""
    model = words.open_phonotactics("ko")
    assert model is not None
    assert all("가" <= c <= "힣" for c in model.score(sequence("벨로라", _ortho("ko"))).worst.letters)


@pytest.mark.parametrize("tag", ["xx", "et", "zh-Hans", "yue", "nn"])
def test_a_language_without_a_list_has_no_model(tag: str) -> None:
    """Estonian is not measured by Finnish words."""
    assert words.open_phonotactics(tag) is None


def test_what_is_shipped_is_what_is_counted() -> None:
    """The Malay model in the package is the one its word list gives."""
    shipped, counted = words.open_phonotactics("ms"), words.fit_phonotactics("ms")
    assert shipped is not None
    assert counted is not None
    assert shipped.table() == counted.table()


def test_a_damaged_table_is_built_again(cache_folder: Path) -> None:  # noqa: F811
    """A cut-off or altered file in the cache folder changes no answer."""
    known = words.open_characters("zh-Hans")
    path = next(cache_folder.rglob("zh-characters.json"))
    good = path.read_bytes()
    for bad in (b"", good[: len(good) // 2], good.replace("的".encode(), b"x"), b"{}", b"\xff\xfe"):
        path.write_bytes(bad)
        assert words.open_characters("zh-Hans") == known
        assert path.read_bytes() == good


def test_a_cache_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file where the folder should be is no reason to fail."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(blocked))
    assert words.open_characters("zh-Hans")
    assert not cache.write(cache.place("phonotactics", "1", "zh"), {})


def test_characters_in_common_use_are_known_in_both_forms() -> None:
    """樂 is as common as 乐; 珞 is not in the list."""
    known = words.open_characters("zh-Hant")
    assert {"乐", "樂", "星"} <= known
    assert "珞" not in known
    assert words.open_characters("zh-Hant") == known
    assert words.open_characters("es") == frozenset()
