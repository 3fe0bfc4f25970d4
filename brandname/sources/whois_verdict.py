"""What a WHOIS answer says about a name. Pure; asks nobody, opens no socket.

Positive both ways: *registered* needs a record, *not registered* a line that says so in whole. Everything that
refuses, limits, apologises, contradicts itself, talks of another name or is no answer at all is *unknown*. The words
stand in `data/domains/whois_phrases.toml`, the general ones first: most registries say the same few things, and one
we have never seen must come out right or unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from brandname.sources.whois_lines import Line, decode, domains_in, read_lines, sentences
from brandname.sources.whois_phrases import Phrases, open_phrases
from brandname.sources.whois_record import Record, names, read_record, speaks_of, spellings_of

LONGEST_SENTENCE = 300
"""Characters of a sentence that is still compared with phrases; disclaimers are longer."""
STRONG = 3
"""Kinds of facts that make a record whatever else is said."""


class WhoisState(StrEnum):
    """What an answer shows."""

    REGISTERED = "registered"
    NOT_REGISTERED = "not_registered"
    """The registry says that it has no registration. Reserved, premium and blocked names can look the same."""
    RESERVED = "reserved"
    """Kept back: not registered, and not to be had in the ordinary way."""
    INVALID = "invalid"
    """The registry refuses the name or the question."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WhoisVerdict:
    """A state and what it rests on."""

    state: WhoisState
    rule: str
    """The phrase's id, `record`, or why nothing was concluded (`refused:limit`, `other_name`, `silent` …)."""
    line: str = ""
    """The line of the answer that decided, as sent; at most 200 characters. Never a person's data: keys of contacts
    decide nothing by themselves."""


def read(text: bytes | str, server: str = "", name: str = "", phrases: Phrases | None = None) -> WhoisVerdict:
    """What an answer of `server` says about `name` (A-label or Unicode; empty: not compared with the record's)."""
    body = decode(text) if isinstance(text, bytes) else text
    known = phrases or open_phrases()
    lines = read_lines(body)
    if not lines or _is_page(body):
        return WhoisVerdict(WhoisState.UNKNOWN, "page" if lines else "empty", lines[0].raw[:200] if lines else "")
    record = read_record(lines, known, name)
    if name and record.kinds and not (record.named or record.other or speaks_of(body, name)):
        return WhoisVerdict(WhoisState.UNKNOWN, "no_name")
    said = _sentences(lines, known, server.casefold().rstrip("."))
    if "registered" in said and name and not names(said["registered"][1], spellings_of(name)):
        del said["registered"]
    verdict = _decide(record, said)
    return _doubted(verdict, lines, known, name) if verdict.state is WhoisState.NOT_REGISTERED else verdict


def _doubted(verdict: WhoisVerdict, lines: tuple[Line, ...], known: Phrases, name: str) -> WhoisVerdict:
    """The same, or unknown where the answer is about another name or says something that may take it back."""
    wanted = spellings_of(name)
    named = [d for d in domains_in(verdict.line) if not d.startswith(("whois.", "www."))]
    if wanted and named and not wanted & set(named):
        return WhoisVerdict(WhoisState.UNKNOWN, "other_name", verdict.line)
    doubt = _doubt(lines, known)
    return WhoisVerdict(WhoisState.UNKNOWN, "doubt", doubt[:200]) if doubt else verdict


def takes_back(text: str) -> bool:
    """Whether a remark beside "not found" speaks of limits, or of a name kept back or offered: then it is none."""
    known, lines = open_phrases(), read_lines(text)
    said = _sentences(lines, known, "")
    limited = said.get("refused", ("",))[0].startswith(("limit", "too-many"))
    return limited or "reserved" in said or bool(_doubt(lines, known))


def _doubt(lines: tuple[Line, ...], known: Phrases) -> str:
    """The sentence that sheds doubt on "nothing is registered"; empty for none. Terms of use shed none."""
    found = (raw for text, raw, _ in sentences(lines)
             if len(text) <= LONGEST_SENTENCE and not known.terms.search(text) and known.doubt.search(text))
    return next(found, "")


def _is_page(body: str) -> bool:
    """A web page or an HTTP answer: a captive portal or a proxy, not a registry."""
    start = body.lstrip()[:2000].casefold()
    return start.startswith(("http/1", "http/2", "<!doctype", "<html", "<?xml", "{", "ssh-")) or "<html" in start \
        or "<body" in start or "\x00" in body[:2000]


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sentences(lines: tuple[Line, ...], known: Phrases, server: str) -> dict[str, tuple[str, str]]:
    """State told by a whole sentence → (rule, text as sent); the first of each state."""
    said: dict[str, tuple[str, str]] = {}
    for text, raw, whole in sentences(lines):
        if len(text) > LONGEST_SENTENCE:
            continue
        terms = known.terms.search(text) is not None
        found = [
            (state, rule) for state, rule in _matches(text, known, server, terms)
            if state != "not_registered" or whole.startswith(text)
        ]
        if "not_registered" not in {state for state, _ in found} and (
            rule := _denies(text, known, whole)
        ):
            found.append(("not_registered", rule))
        for state, rule in found:
            said.setdefault(state, (rule, raw))
    return said


def _matches(text: str, known: Phrases, server: str, terms: bool) -> list[tuple[str, str]]:
    """(state, rule) of the phrases a sentence matches; a server's own phrase is the only one where it matches."""
    found = [
        phrase for phrase in known.phrases
        if not (terms and phrase.state != "not_registered") and phrase.serves(server) and phrase.like.fullmatch(text)
    ]
    own = [phrase for phrase in found if phrase.servers]
    return [(phrase.state, phrase.id) for phrase in own or found]


def _denies(text: str, known: Phrases, whole: str) -> str:
    """The rule by which a sentence of plain words alone says that nothing is registered; empty when it does not.

    It must open the text it stands in, and nothing in that text may take it back.
    """
    if not whole.startswith(text) or any(like.search(whole) for like in known.never):
        return ""
    for sentence in dict.fromkeys((text, known.tail.sub("", text).strip())):
        words = [word.strip("()[].,:;!?-*") for word in sentence.split()]
        if len(words) > 24 or not all(w in known.words or not w or known.noise.fullmatch(w) for w in words):
            continue
        for number, like in enumerate(known.says):
            if like.search(" ".join(filter(None, words))):
                return f"says:{number}"
    return ""


# ── the verdict ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _decide(record: Record, said: Mapping[str, tuple[str, str]]) -> WhoisVerdict:
    """Refusals first, then records, then what is kept back, then denials; a contradiction decides nothing."""
    told = {state: ("status", line) for state, line in (record.said or {}).items()} | dict(said)
    strong = bool(record.named) and len(record.kinds) >= STRONG
    if told.get("refused", ("",))[0] == "status" and record.named and record.kinds & {"date", "server", "registrar"}:
        del told["refused"]  # "Status: failed" beside a record is the registry's word about the name, not about itself
    if "refused" in told and not (strong and _is_record_only(told)):
        return _verdict(WhoisState.UNKNOWN, told["refused"], "refused:")
    is_record = bool(record.kinds) if record.named else len(record.kinds - {"status", "holder"}) > 1
    if "reserved" in told and not strong:
        return _verdict(WhoisState.RESERVED, told["reserved"])
    if record.other and not record.named:
        return WhoisVerdict(WhoisState.UNKNOWN, "other_name", record.other[:200])
    if "registered" in said and not {"invalid", "not_registered", "reserved"} & told.keys():
        return _verdict(WhoisState.REGISTERED, said["registered"])
    if is_record and "invalid" not in told and (strong or "not_registered" not in told):
        return WhoisVerdict(WhoisState.REGISTERED, "record", (record.named or "")[:200])
    if "invalid" in told:
        state = WhoisState.UNKNOWN if record.kinds else WhoisState.INVALID
        return _verdict(state, told["invalid"])
    if "not_registered" in told:
        harmless = {"holder", "registrar"} if told["not_registered"][0] == "status" else {"holder"}
        state = WhoisState.UNKNOWN if record.kinds - harmless else WhoisState.NOT_REGISTERED
        return _verdict(state, told["not_registered"], "" if state is WhoisState.NOT_REGISTERED else "contradiction:")
    return WhoisVerdict(WhoisState.UNKNOWN, "silent")


def _is_record_only(told: Mapping[str, tuple[str, str]]) -> bool:
    return "not_registered" not in told and "invalid" not in told


def _verdict(state: WhoisState, rule: tuple[str, str], prefix: str = "") -> WhoisVerdict:
    return WhoisVerdict(state, prefix + rule[0], rule[1][:200])


def rules_of(text: bytes | str, server: str = "") -> frozenset[str]:
    """Every rule that an answer's lines use (phrase ids, `word:…`, `says:…`): what cross-validation takes away."""
    known = open_phrases()
    used: set[str] = set()
    for plain, _, whole in sentences(read_lines(decode(text) if isinstance(text, bytes) else text)):
        used.update(p.id for p in known.phrases if p.serves(server.casefold()) and p.like.fullmatch(plain))
        if rule := _denies(plain, known, whole):
            used.add(rule)
            words = {word.strip("()[].,:;!?-*") for word in known.tail.sub("", plain).split()}
            used.update(f"word:{word}" for word in words & known.words)
    return frozenset(used)
