"""What a source is: a service outside that is asked one thing at a time and recognised, never judged.

`fetch` turns a canonical request into evidence, whatever happened; `recognise` is pure and says what the evidence
shows. Both answers need a positive mark: anything unexpected is `unclear`. A service of many places (a registry for
each top-level domain, a platform for each handle) proves itself at each place by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol

from brandname.model import Evidence, Gap, Outcome
from brandname.net.bootstrap import Bootstrap
from brandname.net.gates import Closure, Manners
from brandname.net.http import BODY_LIMIT, Failure, Reply

OFFLINE = "offline"
"""Status of evidence that is not there because the run is offline."""
CONTROL_FAILED = "control_failed"
"""Status of evidence that was not gathered because the source got a control wrong."""
NO_SERVER = "no_server"
"""Status of evidence that is not there because nobody is known who could be asked by a program."""
NO_KEY = "no_key"
"""Status of evidence that is not there because the service wants a key and the environment holds none."""
NOT_SENT = frozenset({OFFLINE, CONTROL_FAILED, NO_SERVER, NO_KEY, *Closure})
"""Statuses of what was never asked: such evidence is not kept and cannot be cited."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Two requests whose answers are known; one wrong answer and nothing else of the source is believed there."""

    taken: str
    """A request that must come out `found`."""
    free: str
    """A request that must come out as `free_is`, made from this run's random letters."""
    free_is: Outcome = Outcome.NOT_FOUND
    """`unclear` where the source may be unable to say no there: then an answer that is not `found` will do."""
    lasts: timedelta = timedelta(hours=24)
    """How long a passed pair is believed before it is asked again."""


class Line(Protocol):
    """What a source asks with: knows the errand, keeps the manners, writes the ledger."""

    @property
    def base_url(self) -> str | None:
        """The user's own address of this service, if any."""
        ...

    async def get(
        self, url: str, *, accept: str = "*/*", headers: Mapping[str, str] | None = None, limit: int = BODY_LIMIT
    ) -> Reply:
        """An HTTP answer of at most `limit` bytes, or why there is none; `headers` are sent besides ours.

        Here as below the user's own host (`[sources.<id>.hosts]`) is asked in place of the one named.
        """
        ...

    @property
    def key(self) -> str | None:
        """The user's key of this service (`BRANDNAME_<SOURCE>_KEY`); for address or headers of `call` only."""
        ...

    async def call(
        self, url: str, *, content: bytes | None = None, headers: Mapping[str, str] | None = None,
        limit: int = BODY_LIMIT,
    ) -> Reply:
        """The answer of a JSON interface, to a POST where there is `content`; no redirect is followed.

        Nothing in the reply holds the key any more, wherever the service repeats it.
        """
        ...

    async def ask43(self, host: str, query: bytes, *, refuses: Callable[[bytes], bool]) -> Reply:
        """What a WHOIS server sends; `refuses(text)` tells texts that ask for fewer requests."""
        ...

    async def bootstrap(self) -> Bootstrap | None:
        """IANA's newest list of RDAP servers; None when it is not to be had."""
        ...

    async def ask_zone(self, zone: str, name: str, kind: str) -> Reply:
        """What the servers of a DNS zone say about records of a kind at a name; `net.dns.as_json` has the form."""
        ...

    async def ask_resolver(self, name: str, kind: str) -> Reply:
        """What this machine's DNS resolver says; it passes the question on to the name's own servers."""
        ...

    def evidence(self, reply: Reply, *, address: str = "", body: bytes | None = None) -> Evidence:
        """Evidence of this errand from a reply; `body` when it is not to be kept as received (masked, shortened)."""
        ...

    def nothing(self, status: str) -> Evidence:
        """Evidence of this errand without an answer, for what was not sent."""
        ...


class Source(Protocol):
    """One outside service."""

    id: ClassVar[str]
    version: ClassVar[int]
    """Rises whenever `recognise` could read the same evidence differently."""
    terms: ClassVar[str]
    """Where the service's terms of use stand."""

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """Every host it may ask, and how that host is to be treated."""
        ...

    def place(self, request: str) -> str:
        """Where a request belongs: a top-level domain, a platform; empty for a service of one place. Pure."""
        ...

    def host_of(self, scope: str) -> str:
        """Which of `hosts` answers for a subject's scope (a top-level domain, a platform); empty when none stands out.

        Questions that wait for one host are taken up together. Pure.
        """
        ...

    def freshness(self, outcome: Outcome) -> timedelta:
        """How long evidence of this outcome is used again; zero for what is no answer."""
        ...

    def controls(self, letters: str, place: str) -> Controls | None:
        """The two controls at a place; `letters` are 15 random ones, new each time. None where nobody is asked."""
        ...

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks; every failure of the world is evidence too."""
        ...

    def recognise(self, evidence: Evidence) -> Outcome:
        """What the evidence shows. Pure; reads request, status and body."""
        ...


def gap_of(evidence: Evidence, outcome: Outcome = Outcome.UNCLEAR) -> Gap:
    """Why evidence that shows neither `found` nor `not_found` is no answer, by its status and outcome."""
    words = Gap.RATE_LIMITED if outcome is Outcome.REFUSED else Gap.UNCLEAR
    return _GAPS.get(evidence.status, words)


_GAPS: Mapping[str, Gap] = {
    OFFLINE: Gap.OFFLINE,
    CONTROL_FAILED: Gap.CONTROL_FAILED,
    NO_SERVER: Gap.MANUAL_ONLY,
    NO_KEY: Gap.NEEDS_KEY,
    Closure.RATE_LIMITED: Gap.RATE_LIMITED,
    Closure.REFUSED: Gap.REFUSED,
    Closure.SILENT: Gap.UNREACHABLE_FROM_HERE,
    Closure.OVER_BUDGET: Gap.OVER_BUDGET,
    Failure.TIMEOUT: Gap.TIMEOUT,
    Failure.REFUSED: Gap.REFUSED,
    Failure.UNREACHABLE: Gap.UNREACHABLE_FROM_HERE,
    Failure.DNS: Gap.UNREACHABLE_FROM_HERE,
    Failure.TLS: Gap.UNREACHABLE_FROM_HERE,
    "401": Gap.REFUSED,
    "402": Gap.OVER_BUDGET,
    "403": Gap.REFUSED,
    "429": Gap.RATE_LIMITED,
    "451": Gap.UNREACHABLE_FROM_HERE,
    "503": Gap.RATE_LIMITED,
}
