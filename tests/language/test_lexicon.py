"""The lexicon: its form, what is refused and where, and the inflection classes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.language import lexicon
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense, parse
from brandname.language.lexicon_classes import inflect, parse_classes, read_classes

HEAD = "word\troman\tpos\tgloss\tcategory\tseverity\tsense\tregister\tregion\tforms\n"
CLASSES = parse_classes('noun = [["z", ["ces"]], ["", ["s"]]]\nar = [["ar", ["o", "as", "a"]]]\n')


def entries(rows: str, tag: str = "es") -> tuple[Entry, ...]:
    """Parsed rows under the usual header."""
    return parse(HEAD + rows, tag, CLASSES, "own.tsv")


def refused(rows: str, tag: str = "es") -> list[tuple[str, str]]:
    """Place and key of every mistake in some rows."""
    with pytest.raises(UserMistake) as caught:
        entries(rows, tag)
    return [(str(mistake.where), mistake.key) for mistake in caught.value.mistakes]


def test_a_row_becomes_an_entry_with_its_forms() -> None:
    """My row is read with its defaults and every form of its class."""
    entry, = entries("luz\t\tnoun\tlight\tpositive\t0\t\t\t\t@noun\n")
    assert (entry.word, entry.category, entry.sense, entry.register) == (
        "luz", Category.POSITIVE, Sense.MAIN, Register.NEUTRAL)
    assert entry.forms == ("luces",)
    assert entry.id == "es/luz/positive"


def test_a_class_uses_the_first_ending_that_fits() -> None:
    """A verb loses its ending before others are put on."""
    assert inflect("cantar", "ar", CLASSES) == ("canto", "cantas", "canta")
    assert inflect("comer", "ar", CLASSES) == ()
    assert inflect("comer", "unknown", CLASSES) == ()


def test_a_row_leaves_out_a_form_that_is_another_word() -> None:
    """The verb makes templo, which is a temple; leaving out what the class does not make is a slip."""
    row = "templar\t\tverb\tto fuck\tsex\t3\tmain\tvulgar\t\t@ar; -{}\n"
    entry, = entries(row.format("templo"))
    assert entry.forms == ("templas", "templa")
    assert refused(row.format("temples")) == [("own.tsv:2:10", "error.lexicon.left_out")]


def test_every_mistake_is_named_with_its_line_and_column() -> None:
    """I mend a file in one go: all mistakes are told, each with its place."""
    assert refused(
        "uno\t\tnoun\tone\tnonsense\t0\n"
        "dos\t\tnoun\ttwo\tplain\t7\n"
        "tres\t\tnoun\tthree\tplain\t0\t\t\tXYZ\n"
        "\t\tnoun\tnone\tplain\t0\n"
        "seis\t\tnoun\tsix\tplain\t0\t\t\t\t@gone\n"
        "seis\t\tnoun\tsix\tplain\t0\n"
    ) == [
        ("own.tsv:2:5", "error.lexicon.value"), ("own.tsv:3:6", "error.lexicon.severity"),
        ("own.tsv:4:9", "error.lexicon.region"), ("own.tsv:5:1", "error.lexicon.empty"),
        ("own.tsv:6:10", "error.lexicon.class"), ("own.tsv:7:1", "error.lexicon.repeated"),
    ]


def test_a_latin_headword_in_an_arabic_file_is_refused() -> None:
    """A word of another script is a slip of the pen, but an abbreviation in capitals is not."""
    assert refused("kalb\tkalb\tnoun\tdog\tanimal\t2\n", "ar") == [("own.tsv:2:1", "error.lexicon.script")]
    assert entries("SB\tsb\tnoun\tstupid cunt\tinsult\t4\n", "zh")[0].word == "SB"


def test_latin_spellings_belong_to_other_scripts_only() -> None:
    """Spanish has no romanisation; a Russian one is not in Cyrillic."""
    assert refused("luz\tluz\tnoun\tlight\tpositive\t0\n") == [("own.tsv:2:2", "error.lexicon.roman_here")]
    assert refused("свет\tсвет\tnoun\tlight\tpositive\t0\n", "ru") == [("own.tsv:2:2", "error.lexicon.roman")]


@pytest.mark.parametrize(("head", "key"), [
    ("word\tpos\tgloss\tcategory\tseverity\tweight\n", "error.lexicon.column"),
    ("word\tpos\tgloss\tcategory\n", "error.lexicon.no_column"),
    ("", "error.lexicon.no_column"),
    ("word pos gloss category severity\n", "error.lexicon.column"),
    ("word\tpos\tgloss\tcategory\tseverity\tword\n", "error.lexicon.column_twice"),
])
def test_a_wrong_header_is_refused(head: str, key: str) -> None:
    """A column too many or too few is told before any row is."""
    with pytest.raises(UserMistake) as caught:
        parse(head, "es", {}, "own.tsv")
    assert caught.value.mistakes[0].key == key


def test_rows_with_too_many_cells_and_comments() -> None:
    """A stray tab is refused; comments and empty lines are not rows."""
    assert refused("a\t" * 12 + "\n")[0] == ("own.tsv:2", "error.lexicon.cells")
    assert parse("# mine\n\n" + HEAD + "\n# later\nsol\t\tnoun\tsun\tpositive\t0\n", "es", {}, "x")[0].word == "sol"


@pytest.mark.parametrize("tag", lexicon.known())
def test_shipped_lexicons_are_read_whole(tag: str) -> None:
    """Every shipped file keeps its own rules and holds enough to be worth asking."""
    found = lexicon.read_shipped(tag)
    assert len(found) >= 300
    assert {entry.category for entry in found} >= {Category.INSULT, Category.POSITIVE, Category.DEATH, Category.DISEASE}
    assert all(entry.severity == 0 for entry in found if entry.category is Category.POSITIVE)


def test_what_a_spreadsheet_adds_is_taken_and_its_quotes_are_not() -> None:
    """Capitals in the header and empty cells at the end of a line do no harm; quotes would become part of a word."""
    text = "Word\tPos\tGloss\tCategory\tSeverity\tForms\t\t\nsol\tnoun\tsun\tplain\t0\tsoles\t\t\t\n"
    assert parse(text, "es", {}, "x")[0].forms == ("soles",)
    assert refused('"sol"\t\tnoun\tsun\tplain\t0\n') == [("own.tsv:2:1", "error.lexicon.quoted")]


@pytest.mark.parametrize("sign", [",", "，", "；", "、"])
def test_forms_are_parted_by_semicolons_only(sign: str) -> None:
    """Two forms parted by another sign are refused instead of becoming one word nobody writes."""
    assert refused(f"sol\t\tnoun\tsun, light\tplain\t0\t\t\t\tsoles{sign} solito\n") == [
        ("own.tsv:2:10", "error.lexicon.parting")]


OWN = "word\tpos\tgloss\tcategory\tseverity\tforms\n"


def test_my_own_words_are_read_with_my_own_classes() -> None:
    """A class beside my words works together with the packaged ones."""
    own = lexicon.read_own({
        "lexicon/es.tsv": OWN + "brillor\tnoun\tgleam\tpositive\t0\t@ours\nluz\tnoun\tlight\tplain\t0\t@noun\n",
        "lexicon/es.toml": 'ours = [["or", ["oritos"]]]\n',
    })
    assert {entry.word: entry.forms for entry in own["es"]} == {"brillor": ("brilloritos",), "luz": ("luces",)}


def test_every_mistake_of_every_own_file_is_told() -> None:
    """I mend all my words in one go, classes included."""
    with pytest.raises(UserMistake) as caught:
        lexicon.read_own({
            "lexicon/ar.tsv": OWN + "kalb\tnoun\tdog\tanimal\t2\t\n",
            "lexicon/de.tsv": OWN + "–\tnoun\tdash\tplain\t0\t\n",
            "lexicon/es.tsv": OWN, "lexicon/es.toml": "# mine\nnoun = [[\n",
            "lexicon/fr.tsv": OWN, "lexicon/fr.toml": 'a = [["", ["s"]]]\nb = "s"\n[c]\nd = 1\n',
        })
    assert [(str(m.where), m.key.removeprefix("error.lexicon.")) for m in caught.value.mistakes] == [
        ("lexicon/ar.tsv:2:1", "script"), ("lexicon/de.tsv:2:1", "letterless"),
        (str(caught.value.mistakes[2].where), "toml"),
        ("lexicon/fr.toml:2", "class_form"), ("lexicon/fr.toml:3", "class_form"),
    ]
    place = caught.value.mistakes[2].where
    assert place is not None and place.path == "lexicon/es.toml" and place.line in {2, 3}


def test_own_rows_replace_packaged_ones_of_the_same_sense() -> None:
    """My severity counts instead of the packaged one; my further words come in addition."""
    shipped = entries("luz\t\tnoun\tlight\tpositive\t0\nsol\t\tnoun\tsun\tplain\t0\n")
    own = entries("sol\t\tnoun\tsun; coin\tplain\t1\nsol\t\tnoun\tdrug\tdrug\t2\n")
    assert lexicon.extended(shipped, own) == (shipped[0], *own)
    assert lexicon.extended(shipped, ()) == shipped


def test_wider_files_serve_narrower_tags() -> None:
    """Spanish words count in Mexico; Mexican ones not in Spain."""
    own = lexicon.read_own({
        "lexicon/es.tsv": OWN + "uno\tnoun\tone\tplain\t0\t\n",
        "lexicon/es-MX.tsv": OWN + "dos\tnoun\ttwo\tplain\t0\t\n",
    })
    assert [entry.word for entry in lexicon.of_language(own, "es-MX")] == ["uno", "dos"]
    assert [entry.word for entry in lexicon.of_language(own, "es-ES")] == ["uno"]
    assert lexicon.of_language(own, "e") == ()


CELLS = st.text(st.characters(exclude_characters="\n\r"), max_size=8)


@given(st.lists(st.lists(CELLS, max_size=7).map("\t".join), max_size=4), st.sampled_from(("es", "ar", "zh", "xx")))
def test_any_rows_give_entries_or_mistakes_with_a_line(rows: list[str], tag: str) -> None:
    """Whatever stands in my file, I get its words or the lines to mend."""
    try:
        found = lexicon.read_file(OWN + "\n".join(rows), tag, "own.tsv")
    except UserMistake as error:
        assert all(mistake.where and mistake.where.line > 1 for mistake in error.mistakes)
    else:
        assert len(found) <= sum(bool(row.strip()) for row in rows)


@given(st.text(alphabet='ab="[],\n#. ', max_size=30))
def test_any_classes_are_read_or_refused(text: str) -> None:
    """Whatever stands beside my words, it is classes or a mistake in that file."""
    try:
        found = read_classes(text, "lexicon/es.toml")
    except UserMistake as error:
        assert all(mistake.where and mistake.where.line for mistake in error.mistakes)
    else:
        assert all(inflect("casa", name, found) is not None for name in found)


def test_contributing_names_every_column_and_value() -> None:
    """A native speaker who follows the guide knows every column, value and group, and no other."""
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = {cells[1].strip(" *"): cells[2] for line in guide.splitlines() if len(cells := line.split("|")) > 3}
    assert [name for name in rows if name in lexicon.COLUMNS] == list(lexicon.COLUMNS)
    for column, closed in (("category", Category), ("pos", PartOfSpeech), ("register", Register), ("sense", Sense)):
        told = " ".join(re.findall(r"`([a-z_ ]+)`", rows[column])).split()
        assert set(told) == set(map(str, closed)), column
    assert set(re.findall(r"`([A-Z0-9]+)`", rows["region"])) == set(lexicon.region_groups())
