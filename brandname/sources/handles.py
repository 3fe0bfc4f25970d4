"""Handles: one source for each platform of the manifest that answers programs. Fetches, recognises, judges nothing.

Each asks as itself, without an account, by one request that changes nothing there; it solves no challenge and signs up
for nothing. What the answers show is `handle_marks`' part.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from brandname.model import Evidence, Outcome
from brandname.net.gates import Manners
from brandname.net.http import Reply
from brandname.sources.base import NO_KEY, NO_SERVER, Controls, Line, Source
from brandname.sources.handle_marks import address_of, note, recognise
from brandname.sources.platforms import Class, Platform, platforms

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PREFIX", "Handles", "handle_sources", "probed", "recognise", "source_id"]

PREFIX = "handles_"
VERSION = 2
PAGE_LIMIT = 2 * 2**20
"""Bytes read of an answer: pages of profiles are larger than anything else we read, and nothing of them is kept."""
LONGEST = 100
"""Characters of a handle."""
CONTROLS_LAST = timedelta(hours=1)
_NEVER_ASKED = frozenset("/?#&=%\\+\"'<>")
"""Characters no handle has, and that could mean more to a server."""


class Handles:
    """Requests are handles without `@`: `velora`."""

    def __init__(self, platform: Platform) -> None:
        if platform.probe is None:
            raise ValueError(platform.id)
        self.platform = platform
        self._probe = platform.probe
        self.id = source_id(platform.id)
        self.version = VERSION
        self.terms = platform.terms

    @property
    def hosts(self) -> Mapping[str, Manners]:
        """The one host of the probe."""
        probe = self._probe
        manners = Manners(
            slots=probe.slots, interval=probe.interval, per_hour=probe.per_hour, published=bool(probe.per_hour))
        return {probe.host: manners}

    @property
    def keyed(self) -> bool:
        """Whether it answers with a key only (`BRANDNAME_HANDLES_TWITCH_KEY`); where there is none nobody asks it."""
        return bool(self._probe.needs)

    def place(self, request: str) -> str:
        """The platform."""
        del request
        return self.platform.id

    def host_of(self, scope: str) -> str:
        """The host of the probe, for this platform."""
        return self._probe.host if scope == self.platform.id else ""

    def freshness(self, outcome: Outcome) -> timedelta:
        """As the manifest says."""
        kept = {Outcome.FOUND: self.platform.fresh_taken, Outcome.NOT_FOUND: self.platform.fresh_missing}
        return kept.get(outcome, timedelta())

    def controls(self, letters: str, place: str) -> Controls | None:
        """A handle that is surely taken; where no answer proves that there is none, a random one must not be found."""
        del place
        free_is = Outcome.NOT_FOUND if self.platform.missing else Outcome.UNCLEAR
        return Controls(self._probe.known, letters[:self.platform.max], free_is=free_is, lasts=CONTROLS_LAST)

    async def fetch(self, request: str, line: Line) -> Evidence:
        """Asks the platform's probe; with the user's key where it needs one, and without one nobody."""
        if not is_handle(request):
            return line.nothing(NO_SERVER)
        headers = key_headers(line.key or "") if self.keyed else None
        if self.keyed and headers is None:
            return line.nothing(NO_KEY)
        url = address_of(self._probe.url, request)
        if line.base_url:
            url = line.base_url.rstrip("/") + url[url.index(self._probe.host) + len(self._probe.host):]
        if headers:
            reply = await line.call(url, headers=headers, limit=PAGE_LIMIT)
        else:
            reply = await line.get(url, accept=self._probe.accept, limit=PAGE_LIMIT)
        address = address_of(self.platform.manual.link, request)
        if not reply.status or reply.failure:
            return line.evidence(reply, address=address, body=b"")
        kept = note(
            self.platform, request, reply.status, reply.headers, reply.body, landed=_landed(url, reply))
        return line.evidence(reply, address=address, body=kept)

    def recognise(self, evidence: Evidence) -> Outcome:
        """What the answer shows."""
        return recognise(self.platform, evidence)


def source_id(platform: str) -> str:
    """The id of a platform's source: `handles_github`."""
    return f"{PREFIX}{platform}"


def handle_sources() -> Mapping[str, Callable[[], Source]]:
    """Source id → what makes it, of every platform with a probe."""
    return {source_id(p.id): partial(_made, p.id) for p in platforms().values() if p.probe is not None}


def probed(platform: Platform, *, try_walled: bool) -> bool:
    """Whether a program asks a platform; `try_walled` includes those that mostly answer with a wall."""
    wanted = (Class.A, Class.B, Class.C) if try_walled else (Class.A, Class.B)
    return platform.probe is not None and platform.class_ in wanted


def key_variable(platform: Platform) -> str:
    """The environment variable with the key a platform's probe needs, as `CLIENT_ID:TOKEN`; empty where none does."""
    needs = platform.probe is not None and platform.probe.needs
    return f"BRANDNAME_{source_id(platform.id).upper()}_KEY" if needs else ""


def key_headers(key: str) -> Mapping[str, str] | None:
    """The headers of an application's token (OAuth 2.0, RFC 6750) and its id; None for a key of another form.

    As Twitch documents for its interface: https://dev.twitch.tv/docs/api/get-started/
    """
    client, colon, token = key.partition(":")
    if not (colon and client.isalnum() and token.isalnum()):
        return None
    return {"accept": "application/json", "authorization": f"Bearer {token}", "client-id": client}


def is_handle(request: str) -> bool:
    """Whether a request is one word that cannot mean anything else to a server.

    Questions may come in a file from somebody else; a path or an option in one must not reach a platform.
    """
    fit = 0 < len(request) <= LONGEST and request.isprintable() and not any(c.isspace() for c in request)
    return fit and not _NEVER_ASKED & set(request) and set(request) != {"."} and ".." not in request


def _made(platform: str) -> Source:
    source: Source = Handles(platforms()[platform])  # type: ignore[assignment]  # an id for each, not for the class
    return source


def _landed(url: str, reply: Reply) -> bool:
    """Whether the answer came from the address asked: a redirect within the site leads to another page, or a log-in.

    The host is not compared: the user's own may stand for it, and the transport leaves no site.
    """
    return _path(url) == _path(reply.url)


def _path(url: str) -> str:
    """Path and query as far as they make a difference."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return unquote(parts.path.rstrip("/") + query).casefold()
