"""Second opinions on a reading: g2p2 when it is installed, the espeak-ng program when it is found.

Neither is a dependency; nothing is downloaded and no foreign code is linked in (espeak-ng runs as a program). Engines
share sources and habits, so their agreement raises confidence, it does not prove a pronunciation.
"""

from __future__ import annotations

import importlib.util
import lzma
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.resources import files
from typing import Any

from brandname.language.derived import installed
from brandname.language.segments import disagreement

G2P2, ESPEAK = "g2p2", "espeak-ng"
AGREE, DIFFER = 0.16, 0.34
"""Mean feature distance up to which two readings are one, and from which they are different ones."""
ALONE, CONFIRMED, CONTESTED = 0.6, 0.85, 0.35
"""Confidence of a reading without witness, with one that agrees, with none that does."""
BETWEEN = 0.55
SECONDS = 20
_VOICES = {
    "en": "en-us", "en-GB": "en-gb", "fr": "fr-fr", "pt-BR": "pt-br", "es-419": "es-419", "es-MX": "es-419",
    "zh": "cmn-latn-pinyin", "fil": "tl", "no": "nb",
}
_MODELS = {"fil": "tl", "nb": "no", "iw": "he", "in": "id"}


@dataclass(frozen=True, slots=True)
class Witness:
    """What another engine reads."""

    engine: str
    """`g2p2` or `espeak-ng`, with its version where it tells one: `espeak-ng 1.51`."""
    ipa: str


def witnesses(spelling: str, tag: str) -> tuple[Witness, ...]:
    """What the engines found on this machine read; () when there is none for the language or none answers.

    For many spellings use `ask`: a program started once for all is hundreds of times faster.
    """
    return tuple(row[0] for row in ask((spelling,), tag).values() if row[0].ipa)


def ask(spellings: Sequence[str], tag: str) -> dict[str, list[Witness]]:
    """Engine → its reading of each spelling, in order ("" where it gives none); engines not found are absent."""
    found: dict[str, list[Witness]] = {}
    model = _model(_MODELS.get(tag.split("-")[0], tag.split("-")[0]))
    if model is not None and spellings:
        name = f"{G2P2} {_package_version()}".strip()
        found[G2P2] = [Witness(name, _clean(str(model.phonemize(spelling)))) for spelling in spellings]
    program = shutil.which(ESPEAK)
    if program and spellings:
        answers = _espeak(program, spellings, tag)
        if answers:
            name = f"{ESPEAK} {_program_version(program)}".strip()
            found[ESPEAK] = [Witness(name, answer) for answer in answers]
    return found


def confidence(ipa: str, others: Sequence[Witness]) -> float:
    """0–1: high only when a witness agrees, low when all of them read something else."""
    if not others:
        return ALONE
    best = min(disagreement(ipa, other.ipa) for other in others)
    if best <= AGREE:
        return CONFIRMED
    return CONTESTED if best >= DIFFER else BETWEEN


def _espeak(program: str, spellings: Sequence[str], tag: str) -> list[str]:
    """The program's readings; [] when it fails, has no voice, or its lines do not match what it was asked."""
    # A full stop and a blank line after each item: lines alone are merged into long clauses.
    text = "".join(f"{spelling}.\n\n" for spelling in spellings)
    language = tag.split("-")[0]
    for voice in dict.fromkeys((_VOICES.get(tag, tag.lower()), _VOICES.get(language, language))):
        try:
            done = subprocess.run(
                [program, "-q", "--ipa", "-v", voice, "--stdin"], input=text.encode(), capture_output=True,
                timeout=SECONDS, check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return []
        lines = [_clean(line) for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
        if done.returncode == 0 and len(lines) == len(spellings):
            return lines
    return []


@cache
def _program_version(program: str) -> str:
    """As `1.51`; "" when the program does not tell."""
    try:
        done = subprocess.run([program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS,
                              check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\d+(\.\d+)+", done.stdout.decode("utf-8", "replace"))
    return found[0] if found else ""


def _package_version() -> str:
    try:
        return installed(G2P2)
    except PackageNotFoundError:
        return ""


def _clean(ipa: str) -> str:
    """IPA without ties and syllable marks; "" when another language's voice took over (`(en)`)."""
    if "(" in ipa:
        return ""
    return unicodedata.normalize("NFC", " ".join(ipa.replace("͡", "").replace("_:", "").replace(".", "").split()))


@cache
def _model(language: str) -> Any:  # noqa: ANN401 - an optional package without types
    """A g2p2 model that is installed with its language group; None otherwise. Never asks the package to fetch one."""
    if importlib.util.find_spec(G2P2) is None:
        return None
    packed = _packed(language)
    if packed is None:
        return None
    try:
        return importlib.import_module(G2P2).Model.from_bytes(lzma.decompress(packed))
    except (ValueError, RuntimeError, lzma.LZMAError):
        return None


def _packed(language: str) -> bytes | None:
    for group in ("african", "celtic", "cjk", "germanic", "indic", "iranian", "other", "other_euro", "pacific",
                  "romance", "sea", "semitic", "slavic", "turkic"):
        package = f"g2p2_group_{group}"
        if importlib.util.find_spec(package) is not None:
            file = files(package).joinpath(f"{language}.g2p.xz")
            if file.is_file():
                return file.read_bytes()
    return None
