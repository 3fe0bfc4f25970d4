"""How far our readings are from pronunciation sources we did not compile, beside orthography2ipa and espeak-ng.

    python -m benchmarks.sounds FOLDER [--words 300]

FOLDER holds unpacked pronunciation packages: `gruut_lang_xx` (lexicon.db: Wiktionary and other dictionaries) and, for
languages without one, `g2p2_group_*` models (trained on WikiPron; their answers, not a dictionary). All are compared
as broad segments: stress, length and finer marks left out, all r-sounds as one.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from brandname.language.g2p import open_engine
from brandname.language.segments import base, error_counts, segments
from brandname.language.witness import ESPEAK, G2P2, ask
from tools.sounds.oracle import transcribe

LEXICONS = ("ar", "cs", "de", "es", "fa", "fr", "it", "lb", "nl", "pt", "ru", "sv", "sw")
MODELLED = ("bg", "ca", "da", "el", "fi", "hi", "hu", "id", "ko", "lt", "lv", "nb", "pl", "ro", "sk", "sl", "tr", "uk",
            "vi")
BROAD = str.maketrans({"ɾ": "r", "ɹ": "r", "ʁ": "r", "ʀ": "r", "ɐ": "a", "ɑ": "a", "ɪ": "i", "ʊ": "u", "ɫ": "l",
                       "ʋ": "v", "β": "b", "ɣ": "ɡ", "ð": "d", "ɛ": "e", "ɔ": "o", "ɱ": "m", "ʔ": ""})


def main(arguments: list[str] | None = None) -> int:
    """Prints one line a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=300)
    options = parser.parse_args(arguments)
    sys.path[:0] = [str(options.folder), str(options.folder / "site")]
    print("language\treference\twords\tours\torthography2ipa\tespeak-ng")
    for tag in LEXICONS + MODELLED:
        pairs = lexicon(options.folder, tag, options.words) if tag in LEXICONS else modelled(tag, options.words)
        if pairs:
            compare(tag, "dictionary" if tag in LEXICONS else "g2p2", pairs)
    speed()
    return 0


def compare(tag: str, reference: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Phoneme error rates of the three engines on (spelling, IPA) pairs all of them read."""
    engine = open_engine(tag)
    assert engine is not None
    usable = [(word, ipa) for word, ipa in pairs if engine.covers(word)]
    voices = ask([word for word, _ in usable], tag).get(ESPEAK, ())
    answers: list[list[str]] = [
        [engine.read(word) for word, _ in usable], [transcribe(word, engine.code) for word, _ in usable],
        [voice.ipa for voice in voices],
    ]
    rates = [f"{rate([ipa for _, ipa in usable], found):.3f}" if found else "–" for found in answers]
    print(tag, reference, len(usable), *rates, sep="\t", flush=True)


def rate(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Edits a reference segment, broad."""
    edits = sum(error_counts(broad(want), broad(got)) for want, got in zip(wanted, found, strict=True))
    return edits / sum(len(broad(want)) for want in wanted)


def broad(ipa: str) -> list[str]:
    """Segments without marks, near kinds as one; affricates as two."""
    text = "".join(base(segment) for segment in segments(ipa.replace("'", "").replace("²", "")))
    out: list[str] = []
    for char in text.translate(BROAD):
        if not out or out[-1] != char:
            out.append(char)
    return out


def lexicon(folder: Path, tag: str, size: int) -> list[tuple[str, str]]:
    """A sample of a gruut dictionary: single words of 3–14 letters, first pronunciation."""
    found = sorted(folder.glob(f"**/gruut_lang_{tag}/lexicon.db"))
    if not found:
        return []
    with sqlite3.connect(found[0]) as connection:
        rows = connection.execute("select word, phonemes from word_phonemes where pron_order = 0").fetchall()
    rows = sorted({(word.lower(), ipa) for word, ipa in rows if word.isalpha() and 2 < len(word) < 15})
    return random.Random(2026).sample(rows, min(size, len(rows)))


def modelled(tag: str, size: int) -> list[tuple[str, str]]:
    """Frequent words as the WikiPron-trained model reads them."""
    import wordfreq

    engine = open_engine(tag)
    assert engine is not None
    words = [w for w in wordfreq.top_n_list(tag, 6000) if w.isalpha() and 2 < len(w) < 15 and engine.covers(w)]
    words = random.Random(2026).sample(words, min(size, len(words)))
    answers = ask(words, tag).get(G2P2)
    return [(word, answer.ipa) for word, answer in zip(words, answers, strict=True) if answer.ipa] if answers else []


def speed() -> None:
    """Words a second of our engine and of the specification it was compiled from."""
    import wordfreq

    for tag, name in (("es-ES", "es"), ("pl", "pl"), ("ru", "ru"), ("de-DE", "de"), ("ja", "ja")):
        engine = open_engine(tag)
        assert engine is not None
        words = [w for w in wordfreq.top_n_list(name, 30_000) if engine.covers(w)]
        print(tag, "words/s", round(_pace(engine.read, words)), "orthography2ipa",
              round(_pace(lambda word, code=engine.code: transcribe(word, code), words[:1000])), sep="\t", flush=True)


def _pace(read: Callable[[str], str], words: Sequence[str]) -> float:
    start = time.process_time()
    for word in words:
        read(word)
    return len(words) / (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
