"""A name in Chinese characters on the screen and as JSON: what `language.hanzi` describes. Judges nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brandname.cli.console import Column
from brandname.cli.session import Session

if TYPE_CHECKING:
    from brandname.language.hanzi import HanziName, WholeReading
    from brandname.language.homophones import Homophone
    from brandname.language.sinoxenic import SinoReading

HOMOPHONES = 5
"""Shown of each stretch of a name; all that were found stand in the JSON."""
SENSES = 2
_RADICAL = re.compile(r"[;,]? ?Kangxi radical \d+")
"""Unihan's note on dictionaries: nothing a reader of the name sees."""

def show(session: Session, name: str) -> None:
    """The description of a name; nothing for a name without Chinese characters."""
    from brandname.language.characters import is_hanzi
    from brandname.language.hanzi import LONGEST, describe

    if not any(map(is_hanzi, name)):
        return
    found = describe(name)
    if found is None:
        session.screen.text(session.catalogue("cli.hanzi.long", most=LONGEST), indent=2)
        return
    _show_readings(session, found)
    _show_characters(session, found)
    _show_forms(session, found)
    _show_homophones(session, found)
    _show_abroad(session, found)


def _say(session: Session, key: str, /, **params: object) -> None:
    session.screen.text(session.catalogue(f"cli.hanzi.{key}", **params), indent=2, hang=4)


def _tones(tones: tuple[int, ...]) -> str:
    return "-".join(map(str, tones))


def _show_readings(session: Session, found: HanziName) -> None:
    first, *others = found.readings
    if found.outside:
        _say(session, "outside", parts=found.outside)
    if not first.known:
        unread = tuple(s.text for s in first.syllables if s.kind.value == "unknown")
        _say(session, "unread", characters=tuple(dict.fromkeys(unread)))
    _say(session, "pinyin", pinyin=first.pinyin, tones=_tones(first.tones))
    if first.heard != first.tones:
        _say(session, "heard", tones=_tones(first.heard))
    for note in first.notes:
        _say(session, f"note.{note}")
    for other in others:
        _say(session, "reading", pinyin=other.pinyin, kind=other.kind.value)
    if found.romanisations:
        spelled = tuple(f"{session.catalogue(f'cli.hanzi.system.{r.system}')} {r.text}" for r in found.romanisations)
        _say(session, "romanisations", spelled=spelled)


def _show_characters(session: Session, found: HanziName) -> None:
    say = session.catalogue
    rows = [
        (char, " ".join(s.text for s in choices), str(entry.strokes or "–") if entry else "–",
         _RADICAL.sub("", entry.gloss) or "–" if entry else say("cli.hanzi.rare"))
        for char, choices, entry in zip(found.text, found.choices, found.characters, strict=True)
    ]
    session.screen.table([Column(), Column(say("cli.hanzi.readings"), wrap=True),
                          Column(say("cli.hanzi.strokes"), right=True), Column(say("cli.hanzi.gloss"), wrap=True)],
                         rows, indent=2)


def _show_forms(session: Session, found: HanziName) -> None:
    if set(found.simplified) != {found.text} or set(found.traditional) != {found.text}:
        _say(session, "forms", simplified=found.simplified, traditional=found.traditional)
    else:
        _say(session, "one_form")
    # A word of the dictionary has one form: nothing depends on what is meant.
    for fork in found.forks if len(found.traditional) > 1 or len(found.simplified) > 1 else ():
        _say(session, "fork", character=fork.char, forms=fork.forms)


def _show_homophones(session: Session, found: HanziName) -> None:
    for crowd in found.crowds:
        stretch = found.text[crowd.start:crowd.end]
        if crowd.own:
            _say(session, "own", stretch=stretch, words=tuple(map(_word, crowd.own[:HOMOPHONES])))
        if crowd.others:
            _say(session, "homophones", stretch=stretch, words=tuple(map(_word, crowd.others[:HOMOPHONES])))
    if not found.crowds:
        _say(session, "no_homophones")
    for trap in found.traps:
        words = tuple(map(_word, trap.words)) or ("–",)
        _say(session, "trap", letters=trap.letters, meant="'".join(trap.meant), other="'".join(trap.other), words=words)


def _word(word: Homophone) -> str:
    return f"{word.word} {word.pinyin} ({'; '.join(word.senses[:SENSES])})"


def _show_abroad(session: Session, found: HanziName) -> None:
    from brandname.language.pinyin import in_letters

    say = session.catalogue
    rows = [(say.language_name(r.language), r.text or "–", r.latin if r.latin != r.text else "", _lack(session, r))
            for r in found.abroad]
    session.screen.table([Column(say("cli.hanzi.abroad"), wrap=True), Column(say("cli.hanzi.reading_there"), wrap=True),
                          Column(say("cli.hanzi.latin"), wrap=True), Column(wrap=True)], rows, indent=2)
    heard: dict[str, list[str]] = {}
    for slip in found.misreadings:
        sound = in_letters(slip.heard)
        if slip.heard == "–":
            text = say("cli.hanzi.slip_silent", letters=slip.letters)
        else:
            text = say("cli.hanzi.slip", letters=slip.letters, sound=sound)
        if sound != slip.letters:  # another r is no misreading anybody would notice
            heard.setdefault(slip.reader, []).append(text)
    for reader, slips in heard.items():
        _say(session, "misread", language=reader, slips=tuple(dict.fromkeys(slips)))


def _lack(session: Session, reading: SinoReading) -> str:
    if reading.missing:
        return session.catalogue("cli.hanzi.package", package=reading.missing)
    return session.catalogue("cli.hanzi.no_reading", characters=reading.unknown) if reading.unknown else ""


def as_json(name: str) -> dict[str, object] | None:
    """The description as plain values; None for a name without Chinese characters, or with too many."""
    from brandname.language.hanzi import describe

    found = describe(name)
    if found is None:
        return None
    return {
        "text": found.text, "outside": list(found.outside), "rare": list(found.rare), "strokes": found.strokes,
        "readings": [_reading_json(reading) for reading in found.readings],
        "choices": [[{"pinyin": s.text, "kind": s.kind.value} for s in choices] for choices in found.choices],
        "simplified": list(found.simplified), "traditional": list(found.traditional),
        "forks": [{"character": fork.char, "forms": list(fork.forms)} for fork in found.forks],
        "homophones": [{"stretch": found.text[crowd.start:crowd.end], "own": list(map(_word_json, crowd.own)),
                        "others": list(map(_word_json, crowd.others))} for crowd in found.crowds],
        "traps": [{"letters": trap.letters, "meant": list(trap.meant), "other": list(trap.other),
                   "words": list(map(_word_json, trap.words))} for trap in found.traps],
        "romanisations": {r.system: r.text for r in found.romanisations},
        "misreadings": [{"reader": m.reader, "letters": m.letters, "said": m.said, "heard": m.heard}
                        for m in found.misreadings],
        "abroad": [{"language": r.language, "text": r.text or None, "latin": r.latin or None,
                    "unknown": list(r.unknown), "missing": r.missing or None} for r in found.abroad],
    }


def _reading_json(reading: WholeReading) -> dict[str, object]:
    return {"pinyin": reading.pinyin, "tones": list(reading.tones), "heard": list(reading.heard),
            "notes": [note.value for note in reading.notes], "kind": reading.kind.value, "known": reading.known}


def _word_json(word: Homophone) -> dict[str, object]:
    return {"word": word.word, "pinyin": word.pinyin, "zipf": word.zipf, "senses": list(word.senses)}
