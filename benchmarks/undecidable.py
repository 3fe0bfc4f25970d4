"""Answers that decide nothing, made from constructed good ones: what comes back when something stands in between.

Each kind turns an answer that proves something into one that proves nothing any more, by what is known to happen on
the way to a platform: walls, blocks, limits, redirects, other pages, half answers. Used by
`benchmarks.handle_answers --own` and the tests. It asks nobody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.misplaced import misplaced
from brandname.sources.handle_marks import address_of
from brandname.sources.platforms import platforms

Case = dict[str, Any]
Kind = Callable[[Case], Case | None]
"""What a kind makes of an answer; None where it makes no sense."""

EXCHANGES = Path(__file__).parent / "handle_exchanges.jsonl"
HTML, JSON = {"Content-Type": "text/html; charset=utf-8"}, {"Content-Type": "application/json"}


def exchanges() -> list[Case]:
    """The constructed answers, one for each platform and outcome its class allows."""
    return [json.loads(line) for line in EXCHANGES.read_text(encoding="utf-8").splitlines()]


def undecidable() -> Iterator[Case]:
    """Every kind of every answer that proves something."""
    for case in exchanges():
        if case["outcome"] in ("found", "not_found"):
            for name, kind in KINDS.items():
                made = kind(case)
                if made is not None:
                    yield {**made, "id": f"{case['id']}: {name}", "kind": name}
    yield from misplaced(exchanges())


def _page(title: str, text: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><p>{text}</p></body></html>"


def _status(status: int) -> Kind:
    """The same body with another status."""
    return lambda case: {**case, "status": status}


def _instead(status: int, body: str, headers: Mapping[str, str] = HTML) -> Kind:
    """Another answer altogether, at the same address."""
    return lambda case: {**case, "status": status, "body": body, "headers": dict(headers)}


def _same_status(body: str, headers: Mapping[str, str] = HTML) -> Kind:
    """Another body, with the status that the good answer had."""
    return lambda case: {**case, "body": body, "headers": dict(headers)}


def _walled(title: str, text: str, code: str = "") -> Kind:
    """A wall that repeats what the platform's page says, as it does when it is laid over that page."""
    return lambda case: {
        **case, "headers": dict(HTML),
        "body": f"<html><head><title>{title}</title>{code}</head><body><p>{text}</p>{case['body']}</body></html>",
    }


def _header(name: str, value: str) -> Kind:
    return lambda case: {**case, "headers": {**case["headers"], name: value}}


def _landed(url: str) -> Kind:
    """The same answer from another address."""
    return lambda case: {**case, "url": url}


def _same_site(path: str) -> Kind:
    def made(case: Case) -> Case:
        scheme, _, rest = case["url"].partition("://")
        return {**case, "url": f"{scheme}://{rest.partition('/')[0]}{path}"}

    return made


def _of_somebody_else(case: Case) -> Case | None:
    """The page of another handle; some platforms' answers name none, and cannot be told apart by anybody."""
    if case["outcome"] != "found" or "velora" not in case["body"].casefold():
        return None
    return {**case, "body": case["body"].replace("velora", "someoneelse").replace("Velora", "Someoneelse")}


def _of_a_longer_name(case: Case) -> Case | None:
    made = _of_somebody_else(case)
    return made and {**made, "body": made["body"].replace("someoneelse", "velora2").replace("Someoneelse", "Velora2")}


def _asked_of_another(case: Case) -> Case | None:
    """The address is another handle's."""
    if _of_somebody_else(case) is None:
        return None
    probe = platforms()[case["platform"]].probe
    return {**case, "url": address_of(probe.url if probe else "", "limpora")}


def _proxy(status: int) -> Kind:
    """A page of somebody between us and the platform that repeats the address, as proxies do."""
    def made(case: Case) -> Case:
        text = f"Code: NOT_FOUND, \"status\":404. The requested URL {case['url']} was not found."
        return {**case, "status": status, "headers": dict(HTML), "body": _page("404 Not Found", text)}

    return made


def _cut(case: Case) -> Case:
    """Half of the answer, of which the headers promise the whole."""
    length = str(len(case["body"].encode()))
    return {**case, "body": case["body"][:-2], "headers": {**case["headers"], "Content-Length": length}}


def _wrong_type(case: Case) -> Case:
    """JSON as a page, a page as JSON."""
    is_json = "json" in case["headers"]["Content-Type"]
    return {**case, "headers": dict(HTML if is_json else JSON)}


def _wrapped(case: Case) -> Case | None:
    """JSON in somebody's envelope."""
    if "json" not in case["headers"]["Content-Type"]:
        return None
    return {**case, "body": json.dumps({"ok": True, "cached": json.loads(case["body"])})}


def _with_error(case: Case) -> Case | None:
    """JSON that says beside its data that something went wrong."""
    answer = json.loads(case["body"]) if "json" in case["headers"]["Content-Type"] else None
    if not isinstance(answer, dict) or "error" in answer:
        return None
    return {**case, "body": json.dumps({**answer, "errors": [{"message": "Rate limit exceeded"}]})}


def _twice(case: Case) -> Case | None:
    """JSON that says one thing and then another."""
    if not case["body"].startswith("{"):
        return None
    return {**case, "body": case["body"][:-1] + "," + case["body"][1:]}


def _emptied(case: Case) -> Case | None:
    """JSON whose every value is null."""
    answer = json.loads(case["body"]) if "json" in case["headers"]["Content-Type"] else None
    return {**case, "body": json.dumps(dict.fromkeys(answer))} if isinstance(answer, dict) else None


def _both(case: Case) -> Case | None:
    """A page that shows what an account shows, and what a missing one shows."""
    other = {"found": "not_found", "not_found": "found"}[case["outcome"]]
    rest = [c for c in exchanges() if c["platform"] == case["platform"] and c["outcome"] == other]
    same = [c for c in rest if c["status"] == case["status"] and "html" in c["headers"]["Content-Type"]]
    return {**case, "body": case["body"] + same[0]["body"]} if same else None


def _crossed(case: Case) -> Case | None:
    """An account's content with the status of a missing one, and the other way round."""
    if platforms()[case["platform"]].id in ("x", "reddit", "weibo", "bilibili", "snapchat", "twitch"):
        return None  # both answers have the same status there
    return {**case, "status": 404 if case["outcome"] == "found" else 200}


GENERIC_404 = _page("404 Not Found", "The requested URL was not found on this server.")
KINDS: Mapping[str, Kind] = {
    **{f"status {status}": _status(status) for status in (
        201, 204, 206, 301, 302, 304, 401, 402, 403, 405, 406, 407, 408, 409, 410, 418, 421, 423, 425, 429, 451, 500,
        501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 530, 598, 999)},
    "empty body": _same_status("", {}),
    "blank body": _same_status(" \r\n\t ", HTML),
    "empty 404": _instead(404, "", {}),
    "web server's 404": _instead(404, "<html><head><title>404 Not Found</title></head><body><center>"
                                      "<h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>"),
    "web server's 404 with the address": _instead(404, GENERIC_404.replace("The requested URL", "The URL /velora")),
    "proxy's 404": _instead(404, _page(
        "404 Not Found", "www.youtube.com/velora has been blocked by your network administrator. vk.com NOT_FOUND")),
    "proxy's 404 with the whole address": _proxy(404),
    "proxy's page with the whole address": _proxy(200),
    "gateway's JSON 404": _instead(404, '{"message": "no Route matched with those values"}', JSON),
    "gateway's JSON not found": _instead(404, '{"message": "Not Found"}', JSON),
    "framework's JSON 404": _instead(404, '{"status": 404, "error": "Not Found", "path": "/velora"}', JSON),
    "not found as JSON, other words": _instead(404, '{"error": "not_found"}', JSON),
    "JSON error with 200": _instead(200, '{"error": {"code": 4, "message": "Request limit reached"}}', JSON),
    "JSON error text with 200": _instead(200, '{"status": "fail", "message": "please wait a few minutes"}', JSON),
    "empty object": _instead(200, "{}", JSON),
    "empty list": _instead(200, "[]", JSON),
    "null": _instead(200, "null", JSON),
    "success and nothing else": _instead(200, '{"code": 0, "message": "success", "data": null}', JSON),
    "zero code with data": _instead(200, '{"code": 0, "data": {"url": "https://verify.example/"}}', JSON),
    "string for a boolean": _instead(200, '"true"', JSON),
    "number for a boolean": _instead(200, "1", JSON),
    "text": _instead(200, "ok", {"Content-Type": "text/plain"}),
    "bad request as JSON": _instead(400, '{"error": "InvalidRequest", "message": "Error: not a valid handle"}', JSON),
    "upstream failure as JSON": _instead(400, '{"error": "UpstreamFailure", "message": "Unable to resolve"}', JSON),
    "challenge page": _instead(200, _page("Just a moment...", "Checking your browser before accessing the site.")),
    "challenge page with 404": _instead(404, _page("Just a moment...", "404 Not Found vk.com line.me youtube.com/")),
    "challenge over the page": _walled("Just a moment...", "Verify you are human by completing the action below."),
    "challenge script over the page": _walled("velora", "", '<script src="/cdn-cgi/challenge-platform/h/g/"></script>'),
    "captcha over the page": _walled("velora", "Please complete the captcha", '<div class="g-recaptcha"></div>'),
    "block over the page": _walled("Access Denied", "You don't have permission to access this page. Reference #18.2"),
    "log-in over the page": _walled("Log in", "Log in to continue to see the profile of @velora"),
    "consent over the page": _walled("Before you continue", "Before you continue to the site, choose your cookies"),
    "limit over the page": _walled("velora", "Too many requests. Try again later."),
    "maintenance over the page": _walled("We'll be back soon", "The site is down for maintenance"),
    "country block over the page": _walled("velora", "This content is not available in your country"),
    "wall in Chinese": _walled("安全验证", "访问过于频繁，请输入验证码"),
    "wall in Japanese": _walled("ログイン", "アクセスが集中しています。しばらくお待ちください"),
    "wall in Korean": _walled("로그인", "로그인이 필요합니다"),
    "wall in Russian": _walled("Доступ ограничен", "Подтвердите, что вы не робот"),
    "log-in page": _instead(200, _page("Log in", "Enter your password. New here? Sign up")),
    "log-in page that names the handle": _instead(200, _page("Login • @velora", "Log in to see photos from (@velora)")),
    "sign-up page": _instead(200, _page("Sign up", "Join to follow @velora. Followers Following Posts")),
    "consent page": _instead(200, _page("Before you continue", "We use cookies. Accept all")),
    "captive portal": _instead(200, _page("Welcome to Hotel Wi-Fi", "Enter your room number")),
    "parked": _instead(200, _page("velora", "This domain is for sale")),
    "search page": _instead(200, _page("velora - Search", "Results for @velora: velora.example")),
    "home page": _instead(200, _page("Home", "What is happening")),
    "script only": _instead(200, "<html><body><div id=root></div><script>enable()</script></body></html>"),
    "suspended": _instead(200, _page("Account suspended", "@velora has been suspended")),
    "company proxy": _instead(200, _page("Blocked", "Category: social media. Company policy")),
    "mitigation header": _header("cf-mitigated", "challenge"),
    "firewall header": _header("x-amzn-waf-action", "captcha"),
    "stale copy": _header("Warning", '110 - "Response is Stale"'),
    "asked to come later": _header("Retry-After", "120"),
    "asked to log in": _header("WWW-Authenticate", 'Bearer realm="api"'),
    "refresh to another page": _header("Refresh", "0; url=/login"),
    "off-site redirect": _landed("https://consent.example/velora"),
    "off-site redirect with the handle": _landed("https://example.com/users/velora"),
    "captive redirect": _landed("http://10.0.0.1/login?next=velora"),
    "no address": _landed(""),
    "log-in redirect": _same_site("/accounts/login/?next=/velora/"),
    "log-in redirect that ends alike": _same_site("/login?return_to=https://x.example/velora"),
    "home redirect": _same_site("/"),
    "another handle's content": _of_somebody_else,
    "a longer handle's content": _of_a_longer_name,
    "the handle was another": _asked_of_another,
    "cut short": _cut,
    "wrong media type": _wrong_type,
    "in an envelope": _wrapped,
    "data with errors": _with_error,
    "names twice": _twice,
    "nulls": _emptied,
    "both marks": _both,
    "status and content crossed": _crossed,
}
"""Name of a kind → what it does."""
