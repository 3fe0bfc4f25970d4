"""In which language the program speaks: from the command line, the environment or the locale. Renders nothing."""

from __future__ import annotations

import locale
from collections.abc import Mapping, Sequence

from brandname.errors import mistake

SPOKEN = ("en", "zh-Hans")
"""What the catalogue has, default first; checked against it by a test."""

_OPTION = "--language"


def choose_language(argv: Sequence[str], environ: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The language to speak, and the arguments without `--language`, which may stand anywhere before `--`.

    Raises UserMistake for a language without messages.
    """
    rest: list[str] = []
    chosen = ""
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == _OPTION:
            value = next(words, "")
            if not value:
                raise mistake("error.cli.value_missing", option=_OPTION)
            chosen = _spoken(value)
        elif word.startswith(f"{_OPTION}="):
            chosen = _spoken(word.partition("=")[2])
        else:
            rest.append(word)
    return chosen or default_language(environ), tuple(rest)


def default_language(environ: Mapping[str, str]) -> str:
    """`BRANDNAME_LANGUAGE`, else the locale's language where there are messages in it, else English."""
    own = environ.get("BRANDNAME_LANGUAGE", "").strip()
    if own:
        return _spoken(own)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = environ.get(variable, "")
        if value:
            return _nearest(value)
    return _nearest(locale.getlocale()[0] or "")


def _spoken(value: str) -> str:
    folded = value.strip().casefold().replace("_", "-")
    if folded in ("en", "english") or folded.startswith("en-"):
        return "en"
    if folded in ("zh", "zh-hans", "zh-cn", "zh-sg", "中文", "简体中文") or folded.startswith("zh-hans-"):
        return "zh-Hans"
    raise mistake("error.cli.language", value=value, spoken=SPOKEN)


def _nearest(name: str) -> str:
    """The language of a locale's name; Windows writes `Chinese (Simplified)_China`."""
    return "zh-Hans" if name.casefold().startswith(("zh", "chinese")) else "en"
