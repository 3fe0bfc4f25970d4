"""`brandname transliterate`: names in the scripts of markets. Prints drafts, with why there is none; makes none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli import characters
from brandname.cli.console import Column, Text
from brandname.cli.coverage import read_tags
from brandname.cli.markets import find_code, own_markets
from brandname.cli.options import JsonOption, MarketsOption, StudyOption, read_count, read_list
from brandname.cli.say import NamesArgument, check_stated, read_given
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from brandname.model import LanguageShare
    from brandname.reports.catalogue import Catalogue

USUAL = ("ja", "ko", "zh-Hans", "ru", "ar", "he", "el", "hi", "th")
"""Languages when neither the command nor a study names any market or script."""
MOST = 20
"""Spellings asked for at most."""
SEVERAL = {"Jpan": "Kana", "Hira": "Kana", "Hrkt": "Kana", "Kore": "Hang"}
"""Scripts (ISO 15924) of a whole writing system → the part of it that foreign names are written in."""
LONG_WORD = 15
"""Letters above which models are seen to break off in the middle of a word."""
CHINESE = frozenset({"Hani", "Hans", "Hant"})
PROPOSED = 0.01
"""Confidence of proposals with meaning: of 25 names in use one was among ten proposals, so one in 250 each."""
CHARACTERS = 0.1
"""Confidence of a reading of the characters: nobody has measured it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A language a name is to be written in."""

    language: str
    """BCP 47; empty for a script that nothing here writes, asked for by itself."""
    script: str
    """ISO 15924; empty when it is not known how the language is written."""
    markets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """One row of the answer."""

    text: str
    reading: str
    method: str
    confidence: float
    draft: bool
    meaning: tuple[str, ...] = ()
    """Of a Chinese proposal: each character with its sense."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the command line says about a name."""

    ipa: str = ""
    origin: str = ""
    """BCP 47 language the name comes from."""
    goods: str = ""
    """What is sold, in words: Chinese proposals go by it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The spellings for a target, or the last part of a key `cli.transliterate.none.…` that says why there is none."""

    target: Target
    spellings: tuple[Spelling, ...] = ()
    reason: str = ""


def transliterate(
    ctx: typer.Context,
    names: NamesArgument,
    markets: MarketsOption = None,
    scripts: Annotated[str | None, typer.Option("--scripts", metavar="LIST", help="cli.transliterate.scripts")] = None,
    n: Annotated[str | None, typer.Option("--n", metavar="N", help="cli.transliterate.n", show_default=False)] = None,
    stated: Annotated[str, typer.Option("--say", metavar="TEXT", help="cli.say.stated", show_default=False)] = "",
    origin: Annotated[str, typer.Option("--lang", metavar="TAG", help="cli.say.lang", show_default=False)] = "",
    goods: Annotated[
        str, typer.Option("--goods", metavar="TEXT", help="cli.transliterate.goods", show_default=False)
    ] = "",
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """The likeliest spellings of each name in each script."""
    session = session_of(ctx, study)
    wanted, most = read_given(names), read_count("--n", n, 1, MOST) or 5
    told = _stated(wanted, stated, origin, goods)
    targets = _targets(session, read_list("--markets", markets), read_list("--scripts", scripts), study is not None)
    found = {name: [answer(name, target, most, told) for target in targets] for name in wanted}
    if as_json:
        session.screen.json([_as_json(session, name, answers) for name, answers in found.items()])
        return Exit.OK
    for name, answers in found.items():
        session.screen.text(Text(name, "heading"))
        characters.show(session, name)
        _print(session, name, answers)
        session.screen.line()
    session.screen.text(Text(session.catalogue("cli.transliterate.note"), "quiet"))
    return Exit.OK


def _stated(names: Sequence[str], say: str, origin: str, goods: str) -> Stated:
    """What was stated, in our terms; UserMistake for one pronunciation of several names."""
    from brandname.language.scripts.stated import stated_ipa

    check_stated(say, names)
    tag = next(iter(read_tags(origin or None) or ()), "")
    return Stated(stated_ipa(say), tag, goods)


def answer(name: str, target: Target, n: int, stated: Stated | None = None) -> Answer:
    """Up to `n` spellings of a name for a target, or why there is none."""
    from brandname.language.alphabets import orthography, scripts_in

    scripts, ortho = scripts_in(name), orthography(target.language) if target.language else None
    if not scripts:
        return Answer(target, reason="no_letters")
    if not target.script:
        return Answer(target, reason="language")
    read = {*ortho.scripts, *ortho.unread} if ortho else set()
    own = CHINESE if target.script in CHINESE else {target.script}
    if scripts == ("Hani",) and not {target.script} & {*CHINESE, "Latn"} and (found := _of_characters(name, target, n)):
        return Answer(target, found)
    if set(scripts) <= own or (scripts != ("Latn",) and set(scripts) <= read):
        # What Chinese characters look like in the other set of forms stands in their description.
        already = () if "Hani" in scripts else tuple(s for s in _spellings(name, target, 1, Stated()) if not s.draft)
        return Answer(target, already, "" if already else "written_so")
    if target.script == "Latn":
        return Answer(target, reason="latin")
    if len(scripts) > 1:
        return Answer(target, reason="mixed")
    if scripts != ("Latn",):
        return Answer(target, reason="other_script")
    found = _spellings(name, target, n, stated or Stated())
    if not found and not _written(target):
        return Answer(target, reason="script")
    return Answer(target, found, "" if found else "nothing")


def language_target(tag: str, markets: tuple[str, ...] = ()) -> Target:
    """The script foreign names are written in, in a language."""
    from brandname.language.alphabets import orthography
    from brandname.language.scripts.rendering import covered
    from brandname.language.scripts.rules import SCRIPTS

    base, *rest = tag.split("-")
    stated = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if stated:
        return Target(tag, SEVERAL.get(stated, stated), markets)
    if base in {"yue", "nan"}:
        return Target(tag, "Hant", markets)
    if base in {"zh", "cmn"}:
        return Target(tag, "Hant" if {"TW", "HK", "MO"} & set(rest) else "Hans", markets)
    trained = {code: script for script, code in covered().items()}
    ortho = orthography(tag)
    script = trained.get(base) or SCRIPTS.get(base) or (ortho.scripts[0] if ortho else "")
    return Target(tag, script, markets)


def script_targets(script: str) -> tuple[Target, ...]:
    """The languages with a way to write names in a script; the script alone when there is none."""
    from brandname.language.scripts.rendering import covered
    from brandname.language.scripts.rules import SCRIPTS

    trained = covered().get(script)
    tags = [f"zh-{script}" if trained == "zh" else trained] if trained else []
    tags += [code for code, its in SCRIPTS.items() if its == script]
    return tuple(Target(tag, script) for tag in tags) or (Target("", script),)


def find_script(text: str) -> str:
    """The ISO 15924 code of a script given by code or by name, in English or Chinese; UserMistake otherwise."""
    from brandname.language.scripts.rendering import covered
    from brandname.language.scripts.rules import SCRIPTS
    from brandname.reports.catalogue import LANGUAGES, open_catalogue

    ours = tuple(dict.fromkeys((*covered(), *SCRIPTS.values())))
    code = text.strip().title()
    code = SEVERAL.get(code, code)
    if code in ours:
        return code
    catalogues = [open_catalogue(language) for language in LANGUAGES]
    if len(code) == 4 and code.isascii() and any(say.script_name(code) != code for say in catalogues):
        return code
    names = {say.script_name(ours_).casefold(): ours_ for say in catalogues for ours_ in (*ours, "Latn")}
    if text.strip().casefold() in names:
        return names[text.strip().casefold()]
    near = _nearest_script(text, names, ours)
    raise mistake("error.cli.script_meant" if near else "error.cli.script", script=text, near=near, known=ours)


def _nearest_script(text: str, names: Mapping[str, str], codes: Sequence[str]) -> tuple[str, ...]:
    import difflib

    known = {**names, **{code.casefold(): code for code in codes}}
    close = difflib.get_close_matches(text.strip().casefold(), known, n=1, cutoff=0.7)
    return tuple(known[word] for word in close)


def _targets(
    session: Session, places: Sequence[str] | None, scripts: Sequence[str] | None, required: bool
) -> tuple[Target, ...]:
    """What was asked for; else the study's markets; else the usual languages. Each language and script once."""
    found = [target for script in scripts or () for target in script_targets(find_script(script))]
    shares: dict[str, list[str]] = {}
    if places or (not scripts and (required or own_markets(session))):
        for code, share in _market_languages(session, places):
            shares.setdefault(share.tag, []).append(code)
    found += [language_target(tag, tuple(dict.fromkeys(codes))) for tag, codes in shares.items()]
    every = found or [language_target(tag) for tag in USUAL]
    return tuple({(target.language, target.script): target for target in every}.values())


def _market_languages(session: Session, places: Sequence[str] | None) -> Iterator[tuple[str, LanguageShare]]:
    """Main languages: of the study's markets as its files say, of others as packaged."""
    from brandname.study import read_study
    from brandname.study.facts import facts

    own = own_markets(session)
    codes = None if places is None else tuple(p.lower() if p.lower() in own else find_code(p) for p in places)
    mine = tuple(code for code in codes or () if code in own)
    markets = read_study(session.study, markets=mine or None).markets if mine or codes is None else ()
    shares = {market.code: market.languages for market in markets}
    for code in shares if codes is None else codes:
        found = shares[code] if code in shares else facts(code).languages
        yield from ((code, share) for share in found if share.role == "main")


def _base(target: Target) -> str:
    base = target.language.split("-")[0]
    return "zh" if base in {"cmn", "yue", "nan"} else base


def _written(target: Target) -> bool:
    """Whether anything here writes names for the target."""
    from brandname.language.scripts.rendering import covered
    from brandname.language.scripts.rules import SCRIPTS

    return _base(target) in {covered().get(target.script, "–")} or SCRIPTS.get(_base(target)) == target.script


def _spellings(name: str, target: Target, n: int, stated: Stated) -> tuple[Spelling, ...]:
    from brandname.language.scripts.onward import rules_or_onward, script_of
    from brandname.language.scripts.rendering import covered, renderings
    from brandname.language.scripts.rules import IPA_COST
    from brandname.language.scripts.stated import origin_ipa

    if covered().get(target.script) == _base(target):
        reader = target.language if target.script in CHINESE else ""
        found = renderings(name, target.script, n, lang=reader, origin=stated.origin, ipa=stated.ipa)
        spelled = tuple(Spelling(r.text, r.reading, r.method, r.confidence, r.draft) for r in found)
        if target.script not in CHINESE:
            return spelled
        return tuple(_read_there(s, target) for s in (*spelled, *_proposals(name, target, n, stated)))
    if script_of(_base(target)) == target.script:
        ipa = stated.ipa or origin_ipa(name, stated.origin)
        return tuple(Spelling(r.text, r.reading, "pinyin" if r.method == "pinyin" else f"rules+{r.method}",
                              r.confidence, r.draft)
                     for r in rules_or_onward(name, _base(target), n, ipas=(ipa,) if ipa else (),
                                              ipa_cost=0.0 if stated.ipa else IPA_COST / 2, origin=stated.origin,
                                              stated=bool(stated.ipa)))
    return ()


def _read_there(spelling: Spelling, target: Target) -> Spelling:
    """A spelling in characters with its Cantonese or Hokkien reading, where readers have one and it is known."""
    from brandname.language.sinoxenic import sino_reading

    base = target.language.split("-")[0]
    there = sino_reading(spelling.text, base).latin if base in {"yue", "nan"} else ""
    return replace(spelling, reading=there) if there else spelling


def _of_characters(name: str, target: Target, n: int) -> tuple[Spelling, ...]:
    """A name in Chinese characters by its pinyin, and by the characters' own readings there."""
    from brandname.language.hanzi import describe
    from brandname.language.scripts.onward import onward_of_name

    described = describe(name)
    if described is None or not described.readings[0].known:
        return ()
    pinyin = described.readings[0].pinyin
    own, _ = onward_of_name(pinyin, _base(target), n, origin="zh")
    found = [Spelling(o.text, pinyin, "pinyin", o.confidence, True) for o in own if o.script == target.script]
    found += [Spelling(r.text, r.latin, "characters", CHARACTERS, True) for r in described.abroad
              if r.language == _base(target) and r.text and r.language in {"ja", "ko"}]
    return tuple(found)


def _proposals(name: str, target: Target, n: int, stated: Stated) -> tuple[Spelling, ...]:
    """Chinese names with meaning, behind those that only follow the sound."""
    from brandname.language.scripts.meaningful import meaningful_names

    found = meaningful_names(name, goods=stated.goods, script=target.script, n=n, origin=stated.origin, ipa=stated.ipa)
    return tuple(Spelling(p.text, p.pinyin, p.strategy.value, PROPOSED, True,
                          tuple(f"{char} {sense}" for char, sense in p.meaning)) for p in found)


def _label(say: Catalogue, target: Target) -> str:
    script = say.script_name(target.script) if target.script else ""
    if not target.language:
        return script
    name = say.language_name(target.language)
    if not script or script in name or target.script == "Latn" or target.script in CHINESE:
        return name
    return say("cli.transliterate.language", language=name, script=script)


def _print(session: Session, name: str, answers: Sequence[Answer]) -> None:
    """A spelling a line; then the targets without one, together by reason."""
    say, screen = session.catalogue, session.screen
    # Languages written alike, as Mandarin and Hokkien in Taiwan, stand together.
    alike: dict[tuple[Spelling, ...], list[Target]] = {}
    for found in answers:
        alike.setdefault(found.spellings, []).append(found.target)
    rows = [
        (", ".join(_label(say, target) for target in targets) if k == 0 else "",
         " ".join(dict.fromkeys(code for target in targets for code in target.markets)) if k == 0 else "",
         spelling.text, _back(spelling), say(f"cli.transliterate.method.{spelling.method}"),
         f"{spelling.confidence:.2f}" if spelling.draft else "–",
         say("cli.transliterate.draft" if spelling.draft else "cli.transliterate.as_it_is"))
        for spellings, targets in alike.items() for k, spelling in enumerate(spellings)
    ]
    if rows:
        screen.table([
            Column(say("cli.coverage.language"), wrap=True), Column(),
            Column(say("cli.transliterate.text"), wrap=True), Column(say("cli.transliterate.reading"), wrap=True),
            Column(say("cli.say.how"), wrap=True), Column(say("cli.say.confidence"), right=True), Column(),
        ], rows, indent=2)
        if max(map(len, name.split())) > LONG_WORD:
            screen.text(Text("▲ ", "warning"), say("cli.transliterate.long_word", most=LONG_WORD), indent=2, hang=4)
    reasons: dict[str, list[Target]] = {}
    for found in answers:
        if found.reason:
            reasons.setdefault(found.reason, []).append(found.target)
    for reason, targets in reasons.items():
        screen.text(Text("· ", "unknown"), _why(session, name, targets, reason), indent=2, hang=4)


def _back(spelling: Spelling) -> str:
    return f"{spelling.reading} ({', '.join(spelling.meaning)})" if spelling.meaning else spelling.reading


def _why(session: Session, name: str, targets: Sequence[Target], reason: str) -> str:
    from brandname.language.alphabets import scripts_in

    say = session.catalogue
    labels = tuple(dict.fromkeys(_label(say, target) for target in targets))
    return say(f"cli.transliterate.none.{reason}", name=name, targets=labels, scripts=scripts_in(name))


def _as_json(session: Session, name: str, answers: Sequence[Answer]) -> dict[str, object]:
    return {
        "name": name,
        "characters": characters.as_json(name),
        "targets": [{
            "language": found.target.language or None, "script": found.target.script or None,
            "markets": list(found.target.markets),
            "spellings": [{"text": s.text, "reading": s.reading, "method": s.method,
                           "confidence": s.confidence if s.draft else None, "draft": s.draft,
                           "meaning": list(s.meaning)}
                          for s in found.spellings],
            "reason": found.reason or None,
            "why": _why(session, name, [found.target], found.reason) if found.reason else None,
        } for found in answers],
    }
