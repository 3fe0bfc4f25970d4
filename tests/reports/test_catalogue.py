"""Every sentence in two languages, said carefully."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import brandname
from brandname.model import Band, Gap, Outcome, Shelf, Status, SubjectKind, Verdict, say
from brandname.model.text import pack
from brandname.reports.catalogue import LANGUAGES, Catalogue, CatalogueBug, open_catalogue

SOURCE = Path(brandname.__file__).parent
EN, ZH = (open_catalogue(language) for language in LANGUAGES)
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
FILES = (
    ".md",
    ".html",
    ".json",
    ".csv",
    ".toml",
    ".yaml",
    ".yml",
    ".tsv",
    ".sql",
    ".sqlite",
    ".part",
    ".py",
    ".css",
    ".j2",
)

FORBIDDEN = {
    "en": r"\b(available|availability|safe|safely|clear|clears|cleared|clearance|no risk|risk-free|free to use|"
    r"infring\w*|violat\w*|registrable|copies|copied)\b",
    "zh-Hans": r"(可用|可以使用|可注册|安全|无风险|没有风险|零风险|侵权|侵犯|抄袭|放行|放心)",
}
ALLOWED = {"en": r"not a clearance", "zh-Hans": r"可用的(设置|键|值)"}
"""A screen may say what it is not; a Chinese error may list the keys a file takes."""


def test_both_languages_say_everything() -> None:
    """A Chinese reader misses no sentence that an English one gets, and the other way round."""
    assert set(EN.keys()) == set(ZH.keys())


def test_both_languages_say_the_same_facts() -> None:
    """No name, number or date gets lost in translation; only a count may go without saying where it is one."""
    lost = [key for key in sorted(EN.keys()) if (EN.fields(key) ^ ZH.fields(key)) - {"n"}]
    assert lost == []


@pytest.mark.parametrize("catalogue", [EN, ZH], ids=LANGUAGES)
def test_no_sentence_promises_anything(catalogue: Catalogue) -> None:
    """Whatever the program says, it never says that a name may be used."""
    said = [(key, text) for key in sorted(catalogue.keys()) for text in catalogue.texts(key)]
    wrong = [
        (key, text)
        for key, text in said
        if re.search(FORBIDDEN[catalogue.language], re.sub(ALLOWED[catalogue.language], "", text, flags=re.I), re.I)
    ]
    assert wrong == []


def test_the_careful_words_are_found_when_used() -> None:
    """The test above would notice."""
    assert re.search(FORBIDDEN["en"], "The domain is Available.", re.I)
    assert re.search(FORBIDDEN["zh-Hans"], "该域名可用。")


@pytest.mark.parametrize("catalogue", [EN, ZH], ids=LANGUAGES)
def test_every_sentence_can_be_said(catalogue: Catalogue) -> None:
    """No sentence breaks when it is needed."""
    samples = {
        "number": 1234,
        "percent": 0.5,
        "date": "2026-11-22",
        "language": "es-MX",
        "market": "mx",
        "script": "Latn",
        "check": "meaning",
        "list": ("a", "b"),
        "scope": "market:de/amazon",
        "source": "handles_bluesky",
        "gloss": ("veh-LO-rah", "维洛拉"),
        "message": pack(say("similarity.reason.same")),
    }
    for key in sorted(catalogue.keys()):
        params: dict[str, object] = dict.fromkeys(catalogue.fields(key), "x") | {"n": 2}
        for text in catalogue.texts(key):
            for name, spec in re.findall(r"\{(\w+):([^}]+)\}", text):
                if spec.startswith("key="):
                    params[name] = _member(catalogue, spec[4:])
                else:
                    params[name] = samples.get(spec, 0.5)
            if "{{" not in text:
                assert "{" not in catalogue(key, **params)


def test_every_key_the_program_uses_exists() -> None:
    """The program never stumbles over a sentence nobody wrote."""
    known, rooms = set(EN.keys()), EN.rooms
    missing = []
    for path, key, whole in _used_keys():
        if key.partition(".")[0] in rooms and not (key in known if whole else any(k.startswith(key) for k in known)):
            missing.append((path, key))
    assert missing == []


def test_every_mistake_comes_with_advice() -> None:
    """Whoever is told what is wrong is told what to do."""
    nodes = (node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    raised = {
        node.args[0].value
        for node in nodes
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in {"mistake", "Mistake"}
    }
    assert len(raised) > 20
    assert sorted(key for key in raised if not EN.has(key) or not EN.has(f"{key}.advice")) == []


def test_closed_lists_have_words() -> None:
    """Every gap, band, shelf, status and verdict has a name a reader understands."""
    keys = [f"gap.{gap}.{part}" for gap in Gap for part in ("name", "finding", "advice")]
    keys += [f"band.{band}" for band in Band] + [f"shelf.{shelf}.label" for shelf in Shelf]
    keys += [f"status.{status}" for status in Status] + [f"verdict.{verdict}" for verdict in Verdict]
    keys += [f"outcome.{outcome}" for outcome in Outcome] + [f"subject.{kind}" for kind in SubjectKind]
    keys += [f"report.subject.{kind}" for kind in SubjectKind]
    assert [key for key in keys if not EN.has(key)] == []


def test_every_check_of_ours_has_a_card() -> None:
    """Each check says what it asks, how it judges, by what, and what it cannot know."""
    from brandname.plugins import BUILT_IN

    parts = ("label", "purpose", "judges", "sources", "cannot")
    assert [f"check.{id_}.{part}" for id_ in BUILT_IN for part in parts if not EN.has(f"check.{id_}.{part}")] == []


def test_places_and_languages_are_named_in_the_readers_words() -> None:
    """Codes stay codes in findings and become names on paper."""
    assert (EN.language_name("es-MX"), ZH.language_name("es-MX")) == ("Mexican Spanish", "墨西哥西班牙语")
    assert (EN.market_name("mx"), ZH.market_name("mx")) == ("Mexico", "墨西哥")
    assert (EN.script_name("Latn"), EN.check_name("plugin-x")) == ("Latin", "plugin-x")


def test_numbers_dates_and_lists_read_as_usual() -> None:
    """A reader finds numbers, dates and lists as their language writes them."""
    assert EN("report.and_more", names=EN.join(["a", "b"]), n=3) == "a and b and 3 more"
    assert (EN.join(["a", "b", "c"]), ZH.join(["a", "b", "c"])) == ("a, b and c", "a、b和c")
    assert (EN("report.percent", share=0.794), ZH("report.percent", share=0.794)) == ("79 %", "79%")
    assert (EN("report.day", on="2026-11-02"), ZH("report.day", on="2026-11-02")) == ("2 Nov 2026", "2026年11月2日")
    assert EN("report.person.customer", n=1) == "1 customer"
    assert EN("report.person.customer", n=2) == "2 customers"


def test_values_are_never_read_as_templates() -> None:
    """A name with braces is shown as it is."""
    assert "{n}" in EN.render(say("report.draft_form", written="{n}"))


def test_a_missing_word_is_a_bug() -> None:
    """A missing key or parameter is never papered over."""
    with pytest.raises(CatalogueBug):
        EN("report.no_such_key")
    with pytest.raises(CatalogueBug):
        EN("report.percent")
    with pytest.raises(CatalogueBug):
        EN("report.overlap", names=("a",))
    with pytest.raises(ValueError, match="tlh"):
        Catalogue("tlh")


def _member(catalogue: Catalogue, prefix: str) -> str:
    found = [key[len(prefix) + 1 :] for key in sorted(catalogue.keys()) if key.startswith(f"{prefix}.")]
    assert found, f"no message below {prefix}"
    return found[0]


def _used_keys() -> Iterator[tuple[str, str, bool]]:
    """(file, key or its beginning, whether it is whole) for every text in the code that looks like a key."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inner = {id(v) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for v in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                head = str(node.values[0].value)
                if re.fullmatch(r"[a-z_]+\.([a-z0-9_]+[._])*[a-z0-9_]*", head):
                    yield path.name, head, False
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
                text = node.value
                if KEY.fullmatch(text) and not text.endswith(FILES):
                    yield path.name, text, True
