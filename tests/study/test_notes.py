"""Interview notes and survey exports."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.study.book import Book
from brandname.study.encoding import decode
from brandname.study.notes import find_personal_data, read_note
from brandname.study.surveys import read_survey
from tests.study.desk import NOTE, read, refused, remarks

HEAD = "---\nid: a\nmarket: mx\n---\n"


def test_the_example_note_is_read_whole(tmp_path: Path) -> None:
    """Front matter, answers, quote and suggestions land in their fields; comments don't."""
    [note] = read(tmp_path, {"interviews/mx-014.md": NOTE}).notes
    assert (note.id, note.market, note.language, note.consent) == ("mx-014", "mx", "es-MX", "quote")
    assert (note.round, note.kind, note.where) == (1, "prospect", "interviews/mx-014.md:2:1")
    [heard] = note.heard
    assert (heard.name, heard.said, heard.ease) == ("Velora", "be-LO-ra", 5)
    assert (heard.noticed, heard.noticed_asked) == ((), True)
    assert (heard.probed, heard.probed_asked) == (("velorio", "vela"), True)
    assert heard.fits == {"fresh": 4, "gentle": 1}
    assert heard.quotes == ("Suena a crema, no a jabón.",)
    assert note.instead == ("Limpina", "Brisa Clara")


@pytest.mark.parametrize(("line", "noticed", "asked"), [
    ("noticed: none", (), True), ("noticed: velorio; luto", ("velorio", "luto"), True), ("noticed:", (), False),
    ("noticed: 无", (), True), ("said: x", (), False),
])
def test_nothing_noticed_differs_from_not_asked(
    tmp_path: Path, line: str, noticed: tuple[str, ...], asked: bool
) -> None:
    """`none` means asked, and nothing came; a missing or empty line means not asked."""
    [note] = read(tmp_path, {"interviews/a.md": f"{HEAD}## Velora\n{line}\n"}).notes
    assert (note.heard[0].noticed, note.heard[0].noticed_asked) == (noticed, asked)


def test_a_quote_may_run_over_several_lines(tmp_path: Path) -> None:
    """Lines after `>` belong together until a new quotation mark opens."""
    body = '## Velora\n> "One\n> two."\n> "Three."\n\n> Four\n'
    [note] = read(tmp_path, {"interviews/a.md": HEAD + body}).notes
    assert note.heard[0].quotes == ("One two.", "Three.", "Four")


NOTES = {
    "## Velora\nsaid: x\n": "1 front_matter",
    "---\nid: a\n---\n": "2:1 missing_key",
    "---\nid: a\nmarket: fr\n---\n": "3:1 note_market",
    "---\nid: a\nmarket: MX\n---\n": "3:1 note_market_close",
    "---\nid: a\nmarket: mx\nround: two\n---\n": "4:1 not_whole",
    "---\nid: a\nmarket: mx\nconsent: qoute\n---\n": "4:1 choice_close",
    "---\nid: a\nmarket: mx\nlanguage: spanish\n---\n": "4:1 language_tag_close",
    "---\nid: a\nmarket: [\n---\n": "4:1 yaml_broken",
    HEAD + "## Velora\nease: 6\n": "6 not_whole",
    HEAD + "## Velora\nnotcied: x\n": "6 unknown_key_close",
    HEAD + "## Velora\nsaid: x\nsaid: y\n": "7 duplicate_key",
    HEAD + "## Velora\nfits: {fresh: 9}\n": "6 not_whole",
    HEAD + "## Velora\nfits: fresh\n": "6 fits",
    HEAD + "## Velora\nshe liked it\n": "6 note_line",
    HEAD + "said: x\n": "5 note_outside",
    HEAD + "## Velora\n## VELORA\n": "6 note_name_twice",
    HEAD + "## Velora\n> call +49 30 1234567\n": "6 personal_phone",
    HEAD + "## Velora\nsaid: ana@example.org\n": "6 personal_mail",
    HEAD + "## ***\n": "5 name_without_letter",
}


@pytest.mark.parametrize("text", NOTES, ids=list(NOTES.values()))
def test_a_slip_in_a_note_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    """Keys, numbers, markets, shapes and personal data are checked line by line."""
    assert refused(tmp_path, {"interviews/a.md": text}) == [f"interviews/a.md:{NOTES[text]}"]


@pytest.mark.parametrize(("text", "kind"), [
    ("write to ana.p@mail.example.mx", "mail"), ("@velora on instagram", ""), ("in 2026-11-22", ""), ("1 to 5", ""),
    ("+34 612 345 678", "phone"), ("(030) 1234 5678", "phone"), ("2025-2026", ""), ("13812345678", "phone"),
    ("24/7", ""),
])
def test_personal_data_is_told_from_figures(text: str, kind: str) -> None:
    """Addresses and telephone numbers are found; dates, handles and marks are not."""
    assert find_personal_data(text) == kind


def test_the_same_id_in_two_notes_is_refused(tmp_path: Path) -> None:
    """Two files with one id name both."""
    files = {"interviews/a.md": HEAD, "interviews/b.md": HEAD}
    assert refused(tmp_path, files) == ["interviews/b.md:2:1 same_id"]


def test_without_consent_nothing_is_used(tmp_path: Path) -> None:
    """A note with consent `none` is counted and carries nothing of what was said."""
    study = read(tmp_path, {"interviews/a.md": NOTE.replace("consent: quote", "consent: none")})
    assert (study.notes[0].heard, study.notes[0].instead) == ((), ())
    assert remarks(study) == ["no_consent"]


def test_a_name_nobody_proposed_is_remarked(tmp_path: Path) -> None:
    """A slip of the pen in a note is said; a dropped name and a local form are known."""
    study = read(tmp_path, {
        "candidates.yaml": "candidates: [{name: Velora, forms: {mx: {written: Velorá}}}]\n",
        "reviews.yaml": "drops: [{name: Alt, reason: fit, by: a, on: 2026-01-31}]\n",
        "interviews/a.md": f"{HEAD}## Velroa\n## velorá\n## Alt\n",
    })
    assert [r.params["name"] for r in study.remarks if r.key.endswith("unmatched_name")] == ["Velroa"]


def test_readme_and_respondents_are_never_opened(tmp_path: Path) -> None:
    """README.md and respondents.csv are no notes: neither read nor digested."""
    study = read(tmp_path, {
        "interviews/README.md": "ana@example.org", "interviews/x.pdf": b"",
        "interviews/respondents.csv": b"\xff\xfe\x00bad",
    })
    assert study.notes == ()
    assert not [label for label in study.inputs if label.startswith("interviews")]
    assert remarks(study) == ["stray_file"]


SURVEY = (
    "ID;Round;Market;Language;Kind;Consent;Name;Ease;Noticed;Probed;Fits;Quote;Instead;Duration\n"
    'r1;2;MX;es-MX;customer;quote;Velora;4;none;velorio;fresh=4; gentle=2;"Suena; ""bien""";Brisa;61\n'
).replace("fresh=4; gentle=2", '"fresh=4; gentle=2"') + (
    "r1;2;mx;;;;Limpora;2;limpia;;;;Clara;58\n"
    "r2;2;mx;;;;Velora;;;;;;;12\n"
)


def test_a_survey_export_gives_notes(tmp_path: Path) -> None:
    """One note a respondent, from rows of one name each; empty cells mean not asked; unread columns are named."""
    study = read(tmp_path, {"interviews/panel.csv": SURVEY.encode("utf-8-sig")})
    first, second = study.notes
    assert (first.id, first.round, first.market, first.kind, first.consent) == ("r1", 2, "mx", "customer", "quote")
    assert [h.name for h in first.heard] == ["Velora", "Limpora"]
    assert (first.heard[0].noticed_asked, first.heard[0].noticed, first.heard[0].probed) == (True, (), ("velorio",))
    assert (first.heard[0].fits, first.heard[0].quotes) == ({"fresh": 4, "gentle": 2}, ('Suena; "bien"',))
    assert (first.heard[1].noticed, first.heard[1].probed_asked) == (("limpia",), False)
    assert first.instead == ("Brisa", "Clara")
    assert (second.heard[0].ease, second.heard[0].noticed_asked, second.consent) == (None, False, "internal")
    assert remarks(study) == ["unknown_columns"]


def test_consent_withheld_in_any_row_counts(tmp_path: Path) -> None:
    """A respondent whose second row says `none` is not used at all."""
    table = "id,market,name,consent,said\nr1,mx,Velora,,a\nr1,mx,Limpora,none,b\n"
    study = read(tmp_path, {"interviews/p.csv": table})
    assert study.notes[0].heard == ()


@pytest.mark.parametrize(("cell", "asked"), [("none", True), ("没有", True), ("-", False), ("N/A", False)])
def test_a_dash_in_an_export_is_no_answer(tmp_path: Path, cell: str, asked: bool) -> None:
    """Only a word says that nothing came to mind; a dash is how tables write that nobody asked."""
    table = f"id,market,name,ease,noticed,instead\nr1,mx,Velora,4,{cell},{cell}\n"
    note = read(tmp_path, {"interviews/p.csv": table}).notes[0]
    assert (note.heard[0].noticed, note.heard[0].noticed_asked, note.instead) == ((), asked, ())


SURVEYS = {
    "": "1 survey_empty",
    "id,name\nr1,Velora\n": "1 survey_columns",
    "id,id,market,name\n": "1 survey_columns_twice",
    "id,market,name\n,mx,Velora\n": "2 missing_cell",
    "id,market,name\nr1,fr,Velora\n": "2 note_market",
    "id,market,name\nr1,mx,\n": "2 name_empty",
    "id,market,name,kind\nr1,mx,Velora,custmer\n": "2 choice_close",
    "id,market,name,ease\nr1,mx,Velora,7\n": "2 not_whole",
    "id,market,name\nr1,mx,Velora\nr1,mx,velora\n": "3 note_name_twice",
    "id,market,name,kind\nr1,mx,Velora,customer\nr1,mx,Limpora,partner\n": "3 survey_person",
    "id,market,name,noticed,quote\nr1,mx,Velora,sweet, light,yes\n": "2 row_too_long",
    "id,market,name,Contact\nr1,mx,Velora,ana@example.org\n": "2 personal_mail",
    "id,market,name,said\nr1,mx,Velora,ring 030 12345678\n": "2 personal_phone",
    'id,market,name\nr1,mx,"Velora\n': "2 csv_broken",
}


@pytest.mark.parametrize("text", SURVEYS, ids=list(SURVEYS.values()))
def test_a_slip_in_an_export_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    """Columns, cells, contradictions and personal data are checked row by row."""
    assert refused(tmp_path, {"interviews/p.csv": text}) == [f"interviews/p.csv:{SURVEYS[text]}"]


@given(st.text(max_size=120))
def test_any_text_as_note_or_export_gives_notes_or_mistakes(text: str) -> None:
    """No note and no export ends in a traceback."""
    book = Book()
    for body in (text, HEAD + text, f"---\n{text}\n---\n", f"id,market,name,fits,ease\n{text}"):
        file = decode(body.encode(), "x", book)
        if file is not None:
            read_note(file, ("mx",), book)
            read_survey(file, ("mx",), book)
