"""What a name does in a sentence, on words whose inflection every grammar gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.inflection import Behaviour, Gender, in_a_sentence, languages

NAMES = st.text("abdeiklmnoprstuvz", min_size=3, max_size=10).map(str.capitalize)
OPEN = st.from_regex(r"[BDKLMNPRSTV][aeiou]([bdklmnprstv][aeiou]){1,3}", fullmatch=True)


def behaviour(name: str, tag: str) -> Behaviour:
    """The behaviour of a name that has one."""
    found = in_a_sentence(name, tag)
    assert found is not None
    return found


def forms(name: str, tag: str) -> dict[str, str]:
    """Label → form."""
    return {form.label: form.text for form in behaviour(name, tag).forms}


def notes(name: str, tag: str) -> set[str]:
    """Last parts of the notes' keys."""
    return {note.key.rpartition(".")[2] for note in behaviour(name, tag).notes}


TEXTBOOK = [
    ("pl", "Polska", "genitive", "Polski"), ("pl", "Polska", "locative", "w Polsce"),
    ("pl", "Wisła", "locative", "w Wiśle"), ("pl", "Warszawa", "instrumental", "Warszawą"),
    ("pl", "Warszawa", "locative", "w Warszawie"), ("pl", "Anna", "locative", "w Annie"),
    ("pl", "Ewa", "accusative", "Ewę"), ("pl", "Francja", "genitive", "Francji"),
    ("pl", "Francja", "locative", "we Francji"), ("pl", "idea", "genitive", "idei"),
    ("pl", "Marek", "instrumental", "Markiem"), ("pl", "noga", "locative", "w nodze"),
    ("pl", "mucha", "locative", "w musze"), ("pl", "tęcza", "genitive", "tęczy"),
    ("cs", "Praha", "locative", "v Praze"), ("cs", "kniha", "locative", "v knize"),
    ("cs", "škola", "locative", "ve škole"), ("cs", "žena", "instrumental", "ženou"),
    ("cs", "voda", "locative", "ve vodě"), ("cs", "hrad", "genitive", "hradu"),
    ("sk", "žena", "locative", "v žene"), ("sk", "ulica", "genitive", "ulice"),
    ("sk", "dub", "instrumental", "dubom"), ("sk", "stroj", "genitive", "stroja"),
    ("sk", "idea", "locative", "v idei"), ("ru", "Москва", "genitive", "Москвы"),
    ("ru", "Россия", "locative", "в России"), ("ru", "Франция", "locative", "во Франции"),
    ("ru", "книга", "genitive", "книги"), ("ru", "Волга", "accusative", "Волгу"),
    ("ru", "город", "instrumental", "городом"), ("ru", "музей", "genitive", "музея"),
    ("ru", "Саша", "genitive", "Саши"), ("uk", "Рига", "locative", "в Ризі"), ("uk", "книга", "genitive", "книги"),
    ("uk", "Софія", "genitive", "Софії"), ("uk", "Дніпро", "genitive", "Дніпра"),
    ("uk", "Марія", "instrumental", "Марією"), ("hr", "žena", "genitive", "žene"),
    ("hr", "grad", "instrumental", "gradom"), ("hr", "Zagreb", "locative", "u Zagrebu"),
    ("tr", "Ankara", "genitive", "Ankara’nın"), ("tr", "İzmir", "locative", "İzmir’de"),
    ("tr", "İstanbul", "dative", "İstanbul’a"), ("tr", "Türk", "locative", "Türk’te"),
    ("tr", "Ürgüp", "accusative", "Ürgüp’ü"), ("tr", "Urfa", "ablative", "Urfa’dan"),
    ("fi", "talo", "partitive", "taloa"), ("fi", "Espoo", "illative", "Espooseen"),
    ("fi", "Venezia", "partitive", "Veneziaa"), ("fi", "Oslo", "inessive", "Oslossa"),
    ("fi", "Intel", "genitive", "Intelin"), ("fi", "kala", "illative", "kalaan"),
    ("fi", "kylä", "inessive", "kylässä"), ("fi", "vastaus", "genitive", "vastauksen"),
    ("hu", "Oslo", "inessive", "Oslóban"), ("hu", "alma", "accusative", "almát"),
    ("hu", "Budapest", "accusative", "Budapestet"), ("hu", "kefe", "instrumental", "kefével"),
    ("hu", "kávé", "instrumental", "kávéval"), ("hu", "Ágnes", "instrumental", "Ágnessel"),
    ("hu", "kép", "inessive", "képben"), ("hu", "Ottó", "article", "az Ottó"), ("de", "Anna", "genitive", "Annas"),
    ("de", "Max", "genitive", "Max’"), ("nl", "Anna", "possessive", "Anna’s"),
    ("nl", "Hans", "possessive", "Hans’"), ("nl", "Marie", "possessive", "Maries"),
    ("en", "Anna", "possessive", "Anna’s"), ("fr", "Anna", "of", "d’Anna"), ("fr", "Marie", "of", "de Marie"),
    ("fr", "orange", "article", "l’orange"), ("es", "cruz", "plural", "cruces"), ("es", "casa", "plural", "casas"),
    ("es", "Inés", "and", "… e Inés"), ("es", "hielo", "and", "… y hielo"), ("es", "oro", "or", "… u oro"),
    ("es", "papel", "plural", "papeles"), ("it", "studente", "article", None),
    ("it", "scudo", "article", "lo scudo"), ("it", "zaino", "article", "lo zaino"),
    ("it", "amica", "of", "dell’amica"), ("it", "libro", "of", "del libro"), ("it", "sapone", "article", None),
    ("pt", "canal", "plural", "canais"), ("pt", "nuvem", "plural", "nuvens"), ("pt", "mesa", "of", "da mesa"),
    ("ca", "aigua", "article", "l’aigua"), ("ca", "casa", "plural", "cases"), ("ro", "Maria", "genitive", "Mariei"),
    ("ro", "tren", "definite", "trenul"), ("ro", "radio", "genitive", "radioului"),
    ("el", "Ελένη", "genitive", "της Ελένης"), ("el", "Πέτρος", "accusative", "τον Πέτρο"),
    ("el", "Αθήνα", "accusative", "την Αθήνα"), ("ar", "البيت", "to", "للبيت"), ("ar", "مدينة", "with", "بمدينة"),
    ("he", "תל", "in", "בתל"), ("he", "ורד", "in", "בוורד"),
]


@pytest.mark.parametrize(("tag", "word", "label", "form"), TEXTBOOK, ids=lambda value: str(value))
def test_forms_are_those_of_the_grammars(tag: str, word: str, label: str, form: str | None) -> None:
    """A form I am shown is the one a native speaker writes; where gender leaves a choice, none is shown."""
    assert forms(word, tag).get(label) == form


@pytest.mark.parametrize(("tag", "word", "gender"), [
    ("pl", "Velora", Gender.FEMININE), ("pl", "dom", Gender.MASCULINE), ("ru", "Москва", Gender.FEMININE),
    ("de", "Zeitung", Gender.FEMININE), ("de", "Brot", Gender.UNCLEAR), ("es", "libro", Gender.MASCULINE),
    ("it", "nazione", Gender.FEMININE), ("fr", "fromage", Gender.MASCULINE), ("tr", "Ankara", None),
    ("fi", "talo", None),
])
def test_gender_goes_by_the_ending_and_may_be_unclear(tag: str, word: str, gender: Gender | None) -> None:
    """I learn which gender people are likely to give the name, and where the ending does not tell."""
    found = behaviour(word, tag)
    assert found.gender == gender
    assert (found.share > 0) == (gender not in {None, Gender.UNCLEAR})


def test_a_name_whose_end_changes_is_told() -> None:
    """I learn where the name on the shelf differs from the name on the register."""
    assert not behaviour("Velora", "pl").stem_kept
    assert "stem_changes" in notes("Velora", "pl")
    assert behaviour("Velora", "fi").stem_kept
    assert behaviour("Velora", "tr").stem_kept
    assert not behaviour("Velora", "hu").stem_kept


def test_names_that_stay_as_they_are_say_so() -> None:
    """An empty list of forms always has its reason."""
    assert notes("Sony", "cs") == {"undeclined"}
    assert notes("Velora", "ru") == {"foreign_letters"}
    assert notes("IKEA", "pl") == {"capitals"}
    assert "depends_on_sound" in notes("Orange", "pl")


@pytest.mark.parametrize(("name", "tag"), [
    ("Velora", "xx"), ("Velora", "zh"), ("Velora 3", "pl"), ("Nova Vita", "pl"), ("", "pl"), ("薇珞", "pl"),
    ("!!", "fr"),
])
def test_nothing_is_made_up_where_no_rule_reaches(name: str, tag: str) -> None:
    """Without rules there is no answer."""
    assert in_a_sentence(name, tag) is None


def test_several_words_change_at_their_ends_where_that_is_all() -> None:
    """A name of two words gets its Turkish ending on the second."""
    assert forms("Nova Vita", "tr")["locative"] == "Nova Vita’da"
    assert forms("Nova Vita", "it")["article"] == "la Nova Vita"


@given(NAMES, st.sampled_from(languages()))
def test_every_form_has_the_name_or_a_note_says_how_it_changes(name: str, tag: str) -> None:
    """I am never left to find a changed name by myself."""
    found = in_a_sentence(name, tag)
    if found is None:
        return
    changed = [form for form in found.forms if name.casefold() not in form.text.casefold()]
    assert found.stem_kept == (not changed)
    assert bool(changed) == any(note.key.endswith(".stem_changes") for note in found.notes)
    assert found.forms or found.notes
    assert not any(re.search(r"[{}<>|]", form.text) for form in found.forms)


@given(OPEN)
def test_turkish_and_finnish_endings_agree_with_the_vowels(name: str) -> None:
    """Vowel harmony holds in all endings."""
    last = next(c for c in reversed(name.lower()) if c in "aeiou")
    ending = forms(name, "tr")["locative"].rpartition("’")[2]
    assert ending == ("da" if last in "aou" else "de")
    back = any(c in "aou" for c in name.lower())
    assert forms(name, "fi")["inessive"].endswith("ssa" if back else "ssä")


@given(OPEN)
def test_hungarian_endings_agree_with_the_vowels(name: str) -> None:
    """A back vowel at the end takes -ban, a front one without back vowels before it -ben."""
    ending = forms(name, "hu")["inessive"][-3:]
    if name[-1] in "aou":
        assert ending == "ban"
    if not any(c in "aou" for c in name.lower()):
        assert ending == "ben"


def test_every_language_of_the_files_opens() -> None:
    """No file of rules is broken."""
    assert len(languages()) == 21
    for tag in languages():
        assert in_a_sentence("Velora", tag) is not None
