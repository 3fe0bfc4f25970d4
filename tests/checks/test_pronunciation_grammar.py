"""A name in a sentence, as the pronunciation check tells it."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname import data
from brandname.checks.pronunciation_grammar import RISKS, hits, measures
from brandname.language.inflection import languages
from brandname.reports.catalogue import LANGUAGES, open_catalogue

CATALOGUES = [open_catalogue(language) for language in LANGUAGES]


def test_a_changed_name_is_told_with_an_example() -> None:
    """I see Velory before it stands on a shelf in Poland."""
    found = {hit.id: hit for hit in hits("Velora", "pl")}
    assert set(found) == {"pronunciation:grammar:forms:pl", "pronunciation:grammar:stem_changes:pl"}
    assert found["pronunciation:grammar:stem_changes:pl"].message.params["form"] == "Velory"
    assert "w Velorze" in CATALOGUES[0].render(found["pronunciation:grammar:forms:pl"].message)


def test_the_facts_for_machines_hold_each_form_by_name() -> None:
    """A program finds the genitive without reading prose."""
    facts = measures("Velora", "pl")
    assert facts["grammar_genitive"] == "Velory"
    assert (facts["grammar_gender"], facts["grammar_stem_kept"]) == ("feminine", 0)
    assert measures("Velora", "fi")["grammar_stem_kept"] == 1


@pytest.mark.parametrize("tag", ["zh", "xx", "ja"])
def test_nothing_is_said_where_no_rules_stand(tag: str) -> None:
    """Without rules there is neither hit nor fact."""
    assert hits("Velora", tag) == []
    assert measures("Velora", tag) == {}


@given(st.text("abdeghiklmnoprstuvxyz", min_size=2, max_size=9).map(str.capitalize), st.sampled_from(languages()))
def test_grammar_is_never_more_than_a_note(name: str, tag: str) -> None:
    """Names are inflected everywhere: no ending puts a name aside, and each hit can be said in both languages."""
    found = hits(name, tag)
    assert len({hit.id for hit in found}) == len(found)
    for hit in found:
        assert hit.risk < 0.25
        assert all(catalogue.render(hit.message) for catalogue in CATALOGUES)


def test_every_form_and_note_of_the_files_has_its_words() -> None:
    """No label or note of a language file is left without a sentence, in either language."""
    labels, notes = set(), set(RISKS)
    for tag in languages():
        raw = tomllib.loads(data.read_text(f"inflection/{tag}.toml"))
        rows = [*raw["paradigms"], *([raw["foreign"]] if "foreign" in raw else [])]
        labels |= {label for row in rows for label in row["forms"]}
        notes |= {key for row in rows for key in row.get("notes", ())} | {key for _, key in raw.get("notes", ())}
    keys = {f"form.{label}" for label in labels} | {f"note.{note}" for note in notes}
    for catalogue in CATALOGUES:
        assert sorted(key for key in keys if not catalogue.has(f"pronunciation.grammar.{key}")) == []


@pytest.mark.parametrize(("name", "tag", "forms"), [
    ("Zovanta", "de", ["Zovantas"]), ("Zovanta", "fr", ["la Zovanta"]),
    ("Avoria", "fr", ["l’Avoria", "d’Avoria", "qu’Avoria"]),
    ("Zovanta", "es-MX", ["la Zovanta", "Zovantas"]), ("Isora", "es", ["la Isora", "Isoras", "… e Isora"]),
])
def test_each_form_is_told_once_and_only_where_something_changes(name: str, tag: str, forms: list[str]) -> None:
    """Zovantas is genitive and plural; that the French say *de Zovanta* is no news."""
    shown = next(hit for hit in hits(name, tag) if hit.id == f"pronunciation:grammar:forms:{tag}")
    assert list(shown.message.params["forms"]) == forms  # type: ignore[arg-type]


def test_a_name_in_ya_and_one_in_e_with_an_accent_take_the_right_endings() -> None:
    """Freya is Frei in Polish, not Freyy; Chloé’nin in Turkish, since é is a vowel."""
    polish = measures("Freya", "pl")
    assert (polish["grammar_genitive"], polish["grammar_accusative"]) == ("Frei", "Freyę")
    assert measures("Chloé", "tr")["grammar_genitive"] == "Chloé’nin"
