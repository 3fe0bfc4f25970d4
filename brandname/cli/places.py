"""Which market a person means: by code or by name, in English or Chinese. Knows packaged markets only."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from brandname.reports.catalogue import LANGUAGES, open_catalogue


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of markets and the codes they stand for."""

    codes: Mapping[str, str]
    """Name, code or other word, case-folded → market code."""

    def find(self, text: str) -> str | None:
        """The code meant; None when nothing fits exactly."""
        return self.codes.get(_key(text))

    def near(self, text: str) -> tuple[str, ...]:
        """Codes of markets with a name like this one, nearest first, at most three."""
        wanted = _key(text)
        begins = [name for name in self.codes if len(wanted) > 1 and name.startswith(wanted)]
        alike = difflib.get_close_matches(wanted, self.codes, n=6, cutoff=0.7)
        return tuple(dict.fromkeys(self.codes[name] for name in (*begins, *alike)))[:3]


def read_gazetteer() -> Gazetteer:
    """Every packaged market by code, by its CLDR name in both languages, and by the other words people use."""
    from brandname.study.facts import known_markets

    known = known_markets()
    codes: dict[str, str] = {}
    for language in LANGUAGES:
        say = open_catalogue(language)
        codes.update((_key(say.market_name(code)), code) for code in known)
        for pair in say("cli.place.other_names").split(","):
            name, _, code = pair.strip().partition("=")
            if code in known:
                codes[_key(name)] = code
    codes.update((code, code) for code in known)
    return Gazetteer(codes)


def _key(text: str) -> str:
    folded = " ".join(text.casefold().split()).strip(".")
    return folded.removeprefix("the ").replace("’", "'")
