"""What can be found about a text in one language: words spelled in it, words heard in it, glosses of its characters.

Collects for `meaning`; each part is computed once for all tags that share it. Weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from brandname.checks.base import Resources
from brandname.checks.calibration import HitRate, foreign_rate, hit_rate
from brandname.checks.meaning_characters import with_good_news
from brandname.checks.meaning_disguise import disguised
from brandname.checks.meaning_hits import gloss_hits
from brandname.checks.meaning_scripts import OtherScripts
from brandname.checks.pronunciation_voices import open_voices
from brandname.language import glosses, lexicon, ordinary, vocabulary, wordlists
from brandname.language.folding import Folded, fold
from brandname.language.hearing import Heard, hear
from brandname.language.lexicon import Entry
from brandname.language.matching import NOTHING, ORDINARY, Match, Matches, match
from brandname.language.ordinary import Ordinary
from brandname.language.readings import Reading, Route
from brandname.language.vocabulary import Vocabulary
from brandname.model import Candidate, DatasetRef, Hit, digest

LEAST_WORDS = 20
"""Own words a language needs in a name's script before silence counts as an answer."""
LEAST_LETTERS = 3
"""Letters of an English word in a name that is understood abroad."""
_SYLLABARIES = {"Hira": "Kana"}
Meant = tuple[tuple[tuple[int, int], Entry], ...]
"""English words of a name, each with its range in the folded name, that name a concept which offends."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text compared with the words of one language."""

    name: Folded
    tag: str
    """Of the readers; `ar-EG` for Egyptian Arabic."""
    language: str
    """Base language."""
    words: Vocabulary | None
    matches: Matches
    glosses: tuple[Hit, ...]
    """Glosses of a Chinese name by CC-CEDICT."""
    heard: tuple[Heard, ...]
    meant: Meant
    readings: tuple[Reading, ...]
    elsewhere: tuple[Hit, ...]
    """Words in what the name becomes in another script."""
    evidence: tuple[str, ...]

    @property
    def foreign_script(self) -> bool:
        """Whether the name is in Latin letters and the language is not."""
        return self.words is not None and "Latn" in self.name.scripts and self.words.main_script != "Latn"

    @property
    def rate(self) -> HitRate:
        """How often the check finds what is there: in this language, or for names to be read in another script."""
        if self.foreign_script:
            return foreign_rate("meaning", self.language)
        return hit_rate("meaning", self.language)

    @property
    def scripts(self) -> tuple[str, ...]:
        """ISO 15924 codes of the name, the syllabaries as one."""
        return tuple(dict.fromkeys(_SYLLABARIES.get(script, script) for script in self.name.scripts))

    @property
    def speaks(self) -> bool:
        """Whether finding nothing in this text is worth anything."""
        if self.words is None or not self.name.scripts or not has_lexicon(self.language):
            return False
        if self.foreign_script:
            return bool(self.readings) and bool(self.rate.found)
        if self.scripts == ("Latn",) and not self.readings:
            return False  # digits, or letters without a vowel: how people say it is not known
        own = self.words.scripts
        return all(own.get(script, 0) >= LEAST_WORDS for script in self.scripts)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What readers of a tag know, whatever the name."""

    language: str
    """Base language."""
    heard_as: str
    """The tag whose sounds they use."""
    words: Vocabulary | None
    ordinary: Ordinary | None
    cited: tuple[str, ...]


class Search:
    """Looks texts up, remembering what several tags of one language share. Not shared between threads."""

    def __init__(self, resources: Resources, own: Sequence[tuple[str, str]]) -> None:
        self._resources = resources
        self._own = own
        """(base language or empty, word) the study wants warned of."""
        self._voices = resources.get(open_voices)
        self._readers: dict[str, _Reader] = {}
        # By vocabulary, not by language: a study's own `es-MX.tsv` is for readers there and for no others.
        self._spelled: dict[tuple[str, str, Vocabulary | None], tuple[Matches, Meant]] = {}
        self._heard: dict[tuple[str, Vocabulary, tuple[tuple[str, Route, float], ...]], tuple[Heard, ...]] = {}
        self._glosses: dict[str, tuple[Hit, ...]] = {}
        self._last: tuple[tuple[str, str, Candidate | None], Found] | None = None
        self._scripts = OtherScripts(resources)

    def find(self, text: str, tag: str, candidate: Candidate | None) -> Found:
        """Everything found about a text for readers of a BCP 47 tag; `candidate` is whose text it is.

        Questions that differ in their audience alone follow one another and are searched once.
        """
        if self._last is None or self._last[0] != (text, tag, candidate):
            self._last = (text, tag, candidate), self._find(text, tag, candidate)
        return self._last[1]

    def _find(self, text: str, tag: str, candidate: Candidate | None) -> Found:
        reader, name = self._reader(tag), fold(text)
        words, language = reader.words, reader.language
        # Characters are read with their tones: which words sound like them is `transliteration`'s question.
        by_ear = words is not None and "Hani" not in name.scripts
        readings = self._voices.readings(text, reader.heard_as, candidate, self._resources) if by_ear else ()
        matches, meant = self._spell(name, reader)
        return Found(
            name, reader.heard_as, language, words, matches, self._gloss(name, language),
            self._hear(name, readings, reader), meant, readings,
            self._elsewhere(name, reader, readings), reader.cited,
        )

    def save(self) -> None:
        """Keeps what took long to compute for the next run."""
        self._scripts.save()

    def _reader(self, tag: str) -> _Reader:
        reader = self._readers.get(tag)
        if reader is None:
            language = wordlists.base(tag)
            frequent = self._resources.get(ordinary.open_ordinary, language)
            cited = tuple(ref.ref for ref in self.cite(language))
            words = self._words(tag, language)
            reader = self._readers[tag] = _Reader(language, vocabulary.read_as(tag), words, frequent, cited)
        return reader

    def _words(self, tag: str, language: str) -> Vocabulary | None:
        """The vocabulary of a base language, with the study's own entries for the tag."""
        shipped = self._resources.get(vocabulary.open_vocabulary, language)
        own = lexicon.of_language(lexicon.read_own(self._resources.study.lexicons), tag)
        return self._resources.get(_extended, shipped, language, own) if own else shipped

    def cite(self, language: str) -> tuple[DatasetRef, ...]:
        """The lexicon, lists, frequencies and dictionary of a base language."""
        refs = list(vocabulary.cite(language))
        if self._resources.get(ordinary.open_ordinary, language):
            refs.append(ordinary.cite(language))
        if reads_chinese(language):
            refs.append(glosses.cite())
        if self._own:
            made = digest(*map("\0".join, self._own))
            refs.append(DatasetRef("study/words", made, made))
        for file, text in self._resources.study.lexicons.items():
            if wordlists.base(PurePosixPath(file).stem) == language:
                refs.append(DatasetRef(f"study/{file}", digest(text), digest(text)))
        return tuple(refs)

    def _hear(self, name: Folded, readings: Sequence[Reading], reader: _Reader) -> tuple[Heard, ...]:
        words = reader.words
        if words is None:
            return ()
        key = name.text, words, tuple((reading.ipa, reading.route, reading.confidence) for reading in readings)
        found = self._heard.get(key)
        if found is None:
            found = hear(readings, words)
            if found and _is_word(name, reader.ordinary):
                found = hear(readings, words, known=True)
            self._heard[key] = found
        return found

    def _elsewhere(self, name: Folded, reader: _Reader, readings: Sequence[Reading]) -> tuple[Hit, ...]:
        words = reader.words
        if words is None or words.main_script == "Latn":
            return ()
        return self._scripts.find(name, reader.heard_as, words, readings, reader.ordinary)

    def _spell(self, name: Folded, reader: _Reader) -> tuple[Matches, Meant]:
        words, language = reader.words, reader.language
        key = name.text, language, words
        known = self._spelled.get(key)
        if known is None:
            found = self._matches(name, words, reader.ordinary) if words else NOTHING
            own = self._wanted(name, language)
            if own:
                wanted = {m.listed.word for m in own}
                found = Matches(tuple(m for m in found.found if m.listed.word not in wanted) + own, found.quiet)
            known = self._spelled[key] = found, tuple(_meant(name, words))
        return known

    @staticmethod
    def _matches(name: Folded, words: Vocabulary, frequent: Ordinary | None) -> Matches:
        found = match(name, words, frequent)
        masked = disguised(name, words, frequent, found.found)
        return replace(found, found=(*found.found, *masked)) if masked else found

    def _wanted(self, name: Folded, language: str) -> tuple[Match, ...]:
        """Words of the study's options."""
        if not self._own:
            return ()
        index = wordlists.index_of(language, (word for of, word in self._own if of in ("", language)), "study")
        return match(name, index, None).found

    def _gloss(self, name: Folded, language: str) -> tuple[Hit, ...]:
        if "Hani" not in name.scripts or not reads_chinese(language):
            return ()
        if name.text not in self._glosses:
            english = self._resources.get(wordlists.open_words, "en")
            found = gloss_hits(name, self._resources.get(glosses.open_glosses), english)
            good = self._resources.get(vocabulary.open_vocabulary, "en")
            self._glosses[name.text] = tuple(with_good_news(hit, good) if good else hit for hit in found)
        return self._glosses[name.text]


def _extended(shipped: Vocabulary | None, language: str, own: Sequence[Entry]) -> Vocabulary:
    return vocabulary.with_own(shipped, language, own)


def _is_word(name: Folded, frequent: Ordinary | None) -> bool:
    """Whether the whole name is an ordinary word of a language."""
    return frequent is not None and (frequent.zipf(name.exact) or 0.0) >= ORDINARY


def _meant(name: Folded, words: Vocabulary | None) -> Iterator[tuple[tuple[int, int], Entry]]:
    if words is None or words.language == "en":
        return
    for first, last in dict.fromkeys(((0, len(name.letters)), *name.tokens)):
        if last - first >= LEAST_LETTERS and name.letters[first:last] not in words:
            for entry in words.meant_by(name.letters[first:last]):
                yield (first, last), entry


@cache
def has_lexicon(language: str) -> bool:
    """Whether a lexicon of ours is of a base language: the hit rates were measured with one.

    A short packaged list, or a few words of the study's own, find words; that they find none says nothing.
    """
    return not {language, *vocabulary.also(language)}.isdisjoint(lexicon.known())


def reads_chinese(language: str) -> bool:
    """Whether readers of a base language know written Chinese as Chinese speakers do."""
    return language == "zh" or "zh" in vocabulary.also(language)
