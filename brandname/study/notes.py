"""`interviews/*.md`: one customer's answers, with front matter and a section for each name shown.

Reads what was said; counts and judges nothing. Refuses personal data: notes are pseudonymous and shared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from brandname.errors import Where
from brandname.model import Heard, Note, canonical, sameness
from brandname.study.book import Book
from brandname.study.encoding import TextFile
from brandname.study.fields import Fields, read_whole
from brandname.study.languages import read_tag
from brandname.study.names import check_name
from brandname.study.tree import parse

KEYS = ("id", "round", "market", "language", "persona", "kind", "consent", "shown", "order")
KINDS = ("customer", "prospect", "partner")
CONSENTS = ("quote", "internal", "none")
HEARD_KEYS = ("said", "spelled", "ease", "noticed", "probed", "fits")
NOTHING = frozenset({"none", "nothing", "无", "無", "没有", "沒有"})
"""Asked, and nothing came to mind."""
BLANK = frozenset({"", "-", "–", "—", "--", "?", "n/a", "na", "n.a."})
"""What tables hold where there is no answer: never taken for "nothing came to mind"."""

_KEY_LINE = re.compile(r"([A-Za-z_]+)\s*[:：]\s*(.*)")
_COMMENT = re.compile(r"(^|\s{2,})#.*$")
_INSTEAD = re.compile(r"instead\b[^A-Za-z]*(\(.*\))?\s*$", re.IGNORECASE)
_SEPARATOR = re.compile("[;；]")
_FIT = re.compile(r"(.*\S)\s*[:=：]\s*(\S.*)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]{5,}[0-9]")


def find_personal_data(text: str) -> str:
    """`mail` or `phone` for an e-mail address or a phone-like number in a text; otherwise empty."""
    if _MAIL.search(text):
        return "mail"
    for match in _PHONE.finditer(text):
        digits = sum(c.isdigit() for c in match[0])
        if digits >= (7 if match[0].startswith("+") else 9):
            return "phone"
    return ""


def split_list(text: str) -> tuple[str, ...]:
    """Associations or names separated by `;`; a word for "nothing", or no answer, gives an empty list."""
    if text.strip().casefold() in NOTHING | BLANK:
        return ()
    return tuple(dict.fromkeys(part.strip() for part in _SEPARATOR.split(text) if part.strip()))


def read_fits(text: str, where: Where, book: Book) -> Mapping[str, int]:
    """Idea → 1–5, from `{fresh: 4, gentle: 2}` or `fresh=4; gentle=2`."""
    found: dict[str, int] = {}
    for part in re.split("[,;，；]", text.strip().removeprefix("{").removesuffix("}")):
        match = _FIT.fullmatch(part.strip())
        if not match:
            if part.strip():
                book.refuse("fits", where, value=part.strip())
            continue
        number = read_whole(match[2], 1, 5, "fits", where, book)
        if number is not None:
            found[match[1]] = number
    return found


@dataclass(slots=True)
class _Section:
    """A `## Name` section while its lines are read."""

    title: str
    where: Where
    values: dict[str, tuple[str, Where]] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)
    suggestions: bool = False


def read_note(file: TextFile, markets: Collection[str], book: Book) -> Note | None:
    """The note in a Markdown file; None, with the mistake noted, when there is none to use."""
    lines = file.lines()
    _refuse_personal_data(lines, file.label, book)
    if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        book.refuse("front_matter", Where(file.label, 1))
        return None
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
    head = parse("\n".join(lines[1:end]), file.label, book, first_line=2)
    fields = Fields(head, book, Where(file.label, 1), KEYS)
    if head is None or not fields.require("id", "market"):
        return None
    note = _read_head(fields, markets, book)
    sections = _read_sections(lines, end + 1, file.label, book)
    heard: dict[str, Heard] = {}
    for section in sections:
        said = None if section.suggestions else _read_heard(section, book)
        if said and heard.setdefault(sameness(said.name), said) is not said:
            book.refuse("note_name_twice", section.where, name=said.name)
    instead = tuple(dict.fromkeys(name for s in sections if s.suggestions for name in _read_instead(s, book)))
    return withhold(replace(note, heard=tuple(heard.values()), instead=instead), book)


def withhold(note: Note, book: Book) -> Note:
    """The note as its consent allows: with `none`, nothing of what was said goes any further."""
    if note.consent != "none":
        return note
    book.remark("no_consent", note=note.id)
    return replace(note, heard=(), instead=())


def _read_head(fields: Fields, markets: Collection[str], book: Book) -> Note:
    market, tag = fields.text("market"), fields.text("language")
    if market not in markets:
        book.refuse_choice("note_market", fields.place("market"), market, markets)
    return Note(
        id=fields.text("id"),
        market=market,
        language=read_tag(tag, fields.place("language"), book) if tag else "",
        round=fields.whole("round", 1, 999) or 1,
        persona=fields.text("persona"),
        kind=fields.choice("kind", KINDS, "prospect"),
        consent=fields.choice("consent", CONSENTS, "internal"),
        shown=fields.text("shown"),
        order=fields.texts("order"),
        where=str(fields.place("id")),
    )


def _read_sections(lines: list[str], start: int, label: str, book: Book) -> list[_Section]:
    sections: list[_Section] = []
    in_quote = False
    for number, line in enumerate(lines[start:], start + 1):
        where, text = Where(label, number), line.strip()
        was_quote, in_quote = in_quote, text.startswith(">")
        if text.startswith("## "):
            title = text[3:].strip()
            sections.append(_Section(title, where, suggestions=bool(_INSTEAD.match(title))))
        elif not text or text.startswith(("<!--", "# ")):
            continue
        elif not sections:
            book.refuse("note_outside", where)
        elif text.startswith(">"):
            _add_quote(sections[-1].quotes, text[1:].strip(), was_quote)
        elif sections[-1].suggestions:
            sections[-1].values[str(number)] = (_COMMENT.sub("", line).strip(), where)
        else:
            _add_value(sections[-1], _COMMENT.sub("", line).strip(), where, book)
    return sections


def _add_quote(quotes: list[str], text: str, continues: bool) -> None:
    """A quoted line; one that opens no quotation mark goes on with the line before."""
    if continues and quotes and not text.startswith(('"', "“", "„", "«", "「", "'", "‘")):
        quotes[-1] = f"{quotes[-1]} {text}".strip()
    elif text:
        quotes.append(text)


def _add_value(section: _Section, text: str, where: Where, book: Book) -> None:
    match = _KEY_LINE.fullmatch(text)
    if not match:
        if text:
            book.refuse("note_line", where, line=text[:40], known=HEARD_KEYS)
        return
    key = match[1].casefold()
    if key not in HEARD_KEYS:
        book.refuse_choice("unknown_key", where, match[1], HEARD_KEYS)
    elif key in section.values:
        book.refuse("duplicate_key", where, key=key, first=section.values[key][1].line)
    else:
        section.values[key] = (match[2].strip(), where)


def _read_heard(section: _Section, book: Book) -> Heard | None:
    name = check_name(section.title, section.where, book)
    if not name:
        return None
    return make_heard(name, section.values, tuple(q.strip('"“”„«»「」 ') for q in section.quotes), book)


def make_heard(name: str, values: Mapping[str, tuple[str, Where]], quotes: tuple[str, ...], book: Book) -> Heard:
    """What was said of one name, from texts with their places; one of `BLANK` means the question was not asked."""
    given = {key: (text, where) for key, (text, where) in values.items() if text.strip().casefold() not in BLANK}
    ease, fits = given.get("ease"), given.get("fits")
    return Heard(
        name=canonical(name),
        said=given["said"][0] if "said" in given else "",
        spelled=given["spelled"][0] if "spelled" in given else "",
        ease=read_whole(ease[0], 1, 5, "ease", ease[1], book) if ease else None,
        noticed=split_list(given["noticed"][0]) if "noticed" in given else (),
        noticed_asked="noticed" in given,
        probed=split_list(given["probed"][0]) if "probed" in given else (),
        probed_asked="probed" in given,
        fits=read_fits(fits[0], fits[1], book) if fits else {},
        quotes=tuple(quote for quote in quotes if quote),
    )


def _read_instead(section: _Section, book: Book) -> list[str]:
    names = [(part, where) for text, where in section.values.values() for part in split_list(text)]
    return [name for part, where in names if (name := check_name(part, where, book))]


def _refuse_personal_data(lines: list[str], label: str, book: Book) -> None:
    for number, line in enumerate(lines, 1):
        kind = "" if line.startswith("id:") else find_personal_data(line)  # an id may hold a date and a number
        if kind:
            book.refuse(f"personal_{kind}", Where(label, number))
