"""Language tags and country codes as users write them: checked, put into their usual form, or a suggestion.

Does not know which languages a check can judge.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from brandname.errors import Where
from brandname.study.book import Book, closest

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")
"""BCP 47: language, script, region, variants; extensions and private use are not for studies."""


def read_tag(text: str, where: Where, book: Book, known: Collection[str] = ()) -> str:
    """A BCP 47 tag in its usual form (`zh-Hans`, `es-MX`); empty, with the mistake noted, when it is none.

    A language in `known` (tags) needs no look-up. CLDR does not name every language: a three-letter code it lacks is
    taken, and remarked.
    """
    tag = usual_form(text)
    primary = tag.split("-")[0]
    if _TAG.fullmatch(text) and (any(k.split("-")[0] == primary for k in known) or primary in _cldr_languages()):
        return tag
    near = suggestion(text)
    if not near and _TAG.fullmatch(text) and len(primary) == 3:
        book.remark("unlisted_language", tag=tag, where=str(where))
        return tag
    if near:
        book.refuse("language_tag_close", where, tag=text, near=near)
    else:
        book.refuse("language_tag", where, tag=text)
    return ""


def usual_form(text: str) -> str:
    """Letter case as BCP 47 recommends: `ES-mx` → `es-MX`, `zh-hans` → `zh-Hans`."""
    parts = text.split("-")
    cased = [parts[0].lower()]
    for part in parts[1:]:
        script, region = len(part) == 4 and part.isalpha(), len(part) == 2
        cased.append(part.title() if script else part.upper() if region else part.lower())
    return "-".join(cased)


def suggestion(text: str) -> str:
    """The tag probably meant: `zh_CN` → `zh-CN`, `Spanish` → `es`, `spa` → `es`, `cn` → nothing."""
    from babel import Locale
    from babel.core import get_global

    dashed = usual_form(text.replace("_", "-"))
    primary, *rest = dashed.split("-")
    current = str(get_global("language_aliases").get(primary, primary)).split("_")[0]
    meant = "-".join([current, *rest])
    if meant != text and _TAG.fullmatch(meant) and current in _cldr_languages():
        return meant
    names = {name.casefold(): code for code, name in Locale("en").languages.items() if "_" not in code}
    near = closest(text.casefold(), names) if len(text) > 3 else ""
    return names[near] if near else ""


def is_country(code: str) -> bool:
    """Whether a lower-case code is an ISO 3166-1 alpha-2 country; needs CLDR, so ask about unpackaged codes only."""
    from babel import Locale

    outside = {"eu", "ez", "un", "qo", "zz", "xa", "xb", "ac", "cp", "cq", "dg", "ea", "ic", "ta"}
    return len(code) == 2 and code not in outside and code.upper() in Locale("en").territories


@cache
def _cldr_languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(str(code).split("_")[0] for code in Locale("en").languages)
