"""Southern British pronunciation from American, by rule: what follows from the spelling and the sounds alone.

Non-rhotic; LOT and CLOTH rounded where the spelling has o; BATH before the clusters that have it; GOAT, long vowels and
yods (Wells, *Accents of English*, 1982, vol. 1: the lexical sets). Words that merely differ (*tomato*) stay American.
"""

from __future__ import annotations

from brandname.language.english import join_stressed

Sounds = list[tuple[str, str]]
CENTRING = {"i": "ɪə", "ɪ": "ɪə", "ɛ": "eə", "eɪ": "eə", "ʊ": "ʊə", "u": "ʊə", "ɑ": "ɑː", "ɔ": "ɔː", "oʊ": "ɔː",
            "aɪ": "aɪə", "aʊ": "aʊə", "æ": "æ"}
"""American vowel before r → British vowel where the r falls silent."""
PLAIN = {"i": "iː", "u": "uː", "oʊ": "əʊ", "ɛ": "e", "ɔ": "ɔː", "ɝ": "ɜː", "ɚ": "ə"}
BATH = (("f",), ("θ",), ("s", "t"), ("s", "k"), ("s", "p"), ("n", "s"), ("n", "tʃ"), ("s",))
CLOTH = ("f", "s", "θ", "ŋ", "ɡ", "l")


def anglicise(word: str, american: Sounds, *, rhotic: bool = False) -> str:
    """British IPA of a lower-case spelling and its American sounds with their levels of stress.

    `rhotic`: with every r that is written, as who learns British English abroad says it.
    """
    letters = _vowel_letters(word)
    vowels = [i for i, (_, level) in enumerate(american) if level]
    found: Sounds = []
    for i, (sound, level) in enumerate(american):
        after = [s for s, _ in american[i + 1:i + 3]]
        if not level:
            if sound == "ɹ" and i and american[i - 1][1] and not _vowel_at(american, i + 1) and not rhotic:
                continue
            found.append((sound, level))
            continue
        place = vowels.index(i)
        spelled = letters[place * len(letters) // len(vowels)] if letters else ""
        if sound in ("ɝ", "ɚ"):
            found.append((PLAIN[sound], level))
            if rhotic or _vowel_at(american, i + 1):
                found.append(("ɹ", ""))
            continue
        found.append((_vowel(sound, level, spelled, after, rhotic or _vowel_at(american, i + 2)), level))
        if sound == "u" and spelled in {"u", "ew", "eu", "ue"} and i and american[i - 1][0] in {"t", "d", "n"}:
            found.insert(-1, ("j", ""))
    return join_stressed(found)


def _vowel(sound: str, level: str, spelled: str, after: list[str], linked: bool) -> str:
    if after[:1] == ["ɹ"] and not linked:
        return CENTRING.get(sound, sound)
    if after[:1] == ["ɹ"] and sound in {"ɔ", "ɑ"} and spelled.startswith("o"):
        return "ɒ" if sound == "ɑ" else "ɔː"
    if sound == "ɑ":
        return "ɒ" if spelled.startswith("o") else "ɑː"
    if sound == "ɔ" and spelled == "o" and after[:1] and after[0] in CLOTH:
        return "ɒ"
    if sound == "æ" and level == "1" and any(tuple(after[:len(end)]) == end and _bath(end, after) for end in BATH):
        return "ɑː"
    if sound == "i" and level == "0":
        return "i"
    return PLAIN.get(sound, sound)


def _bath(end: tuple[str, ...], after: list[str]) -> bool:
    """A single consonant lengthens at the end of the word only (*pass*, *path*), f before t too (*after*)."""
    return len(end) == 2 or len(after) == 1 or after[:2] == ["f", "t"]


def _vowel_at(sounds: Sounds, i: int) -> bool:
    return i < len(sounds) and bool(sounds[i][1])


def _vowel_letters(word: str) -> list[str]:
    """Runs of vowel letters; a silent final e does not count, nor y at the start."""
    text = word[:-1] if len(word) > 3 and word.endswith("e") and word[-2] not in "aeiouy" else word
    runs: list[str] = []
    inside = False
    for i, char in enumerate(text):
        vowel = char in "aeiou" or (char in "yw" and inside) or (char == "y" and i > 0)
        if vowel and inside:
            runs[-1] += char
        elif vowel:
            runs.append(char)
        inside = vowel
    return runs
