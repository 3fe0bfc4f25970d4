"""`brandname search` and the money of `check --online`: constructed answers of Serper on loopback, and a real searx."""

from __future__ import annotations

import asyncio
import csv
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from brandname.cli.layout import columns
from brandname.net.switch import OfflineBreach, Switch
from brandname.reports.catalogue import LANGUAGES
from tests.cli.terminal import Called, call
from tests.net.server import Answer, Server, http, serving
from tests.sources.engines import answers
from tests.sources.engines.real import SEARX, searx

Row = answers.Row
FREE: dict[int, Server] = {}
"""Port of a paid service → the server of the free ones beside it."""
OWNED: tuple[Row, ...] = (
    ("Velora | Agua con gas", "https://velora.com.mx/", "Velora, agua con gas de manantial."),
    ("Agua con gas Velora sin azúcar", "https://velora.com.mx/sabores", "Sabores de Velora."),
    ("Velora agua con gas (@velora)", "https://www.instagram.com/velora/", "Velora, agua con gas."),
    ("Velora: la empresa del agua con gas", "https://es.wikipedia.org/wiki/Velora", "Empresa mexicana de agua."))
ELSE: tuple[Row, ...] = (("Valores de la semana", "https://bolsa.test/", "Bolsa."),)
IKEA: tuple[Row, ...] = tuple((f"IKEA {n}", f"https://www.ikea.com/mx/{n}", "") for n in range(10))


def rows_of(query: str) -> tuple[Row, ...]:
    """What an engine knows: IKEA, and Velora with whatever is typed behind it."""
    return IKEA if query == "IKEA" else OWNED if query.startswith("Velora") else ELSE


@pytest.fixture(autouse=True)
def no_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key and no proxy of this machine; every call is made in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("SERPER", "SERPAPI", "DATAFORSEO", "BRAVE"):
        monkeypatch.delenv(f"BRANDNAME_{name}_KEY", raising=False)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def in_a_thread(answer: Callable[[str, bytes], list[Answer] | bytes]) -> Iterator[Server]:
    """Two servers beside the program's own loop: one for what is paid for, and (`FREE`) one for what is not."""
    ready, end, shown = threading.Event(), threading.Event(), Server()

    async def serve() -> None:
        own: Server
        async with serving(lambda path: answer(path, own.bodies[-1])) as own, serving(lambda p: answer(p, b"")) as free:
            shown.port, shown.asked, shown.bodies = own.port, own.asked, own.bodies
            FREE[own.port] = free
            ready.set()
            while not end.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(10)
        yield shown
    finally:
        end.set()
        thread.join()


def everything(path: str, body: bytes) -> bytes:
    """Serper and both encyclopaedias, which know nothing but themselves."""
    if path == "/search":
        query = json.loads(body)["q"]
        return http(200, json.dumps(answers.serper(query, rows_of(query))).encode())
    asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    known = [("Wikipedia", "https://es.wikipedia.org/wiki/Wikipedia", "")] if asked["search"] == "Wikipedia" else []
    form = answers.wikipedia if asked["action"] == "opensearch" else answers.wikidata
    return http(200, json.dumps(form(asked["search"], known)).encode())


def configure(folder: Path, server: Server, more: str = "") -> None:
    """Every service of ours at the test's servers."""
    (folder / "config").mkdir(exist_ok=True)
    hosts = {"serper": server.host, "wikipedia": FREE[server.port].host, "wikidata": FREE[server.port].host}
    tables = "".join(f'[sources.{id_}]\nrate = 1000\nhosts = {{"*" = "http://{host}"}}\n'
                     for id_, host in hosts.items())
    (folder / "config" / "config.toml").write_text(tables + more, encoding="utf-8")


def paid(server: Server) -> list[str]:
    """The queries that were paid for, in order."""
    return [json.loads(body)["q"] for body in server.bodies]


def searched(*argv: str) -> dict[tuple[str, str], dict[str, Any]]:
    """(Name, place) → what the JSON says."""
    done = call("search", *argv, "--json")
    assert done.code == 0, done.err
    document = json.loads(done.out)
    assert (document["format"], document["version"]) == ("brandname-search", 1)
    return {(row["text"], row["language"] or row["store"]): row for row in document["searches"]}


def test_offline_i_see_whom_it_would_ask_and_what_that_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --online nobody is asked; hosts, queries and paid queries are printed, and what is known anyhow."""
    def demand(_: Switch, host: str) -> None:
        raise OfflineBreach(host)

    monkeypatch.setattr(Switch, "demand", demand)
    bare = " ".join(call("search", "Orange", "--markets", "mx").out.split())
    assert "No search service is set up on this machine" in bare and "is an ordinary word in Mexican Spanish" in bare
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    keyed = call("search", "Velora", "--markets", "mx", "--goods", "agua con gas").out
    assert "google.serper.dev" in keyed
    assert "Paid queries to serper: 5 at most (3 of the plan, 2 for controls)." in " ".join(keyed.split())
    assert "secret" not in keyed


@pytest.mark.parametrize("width", ["80", "200"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_fit_my_terminal(width: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 and 200 columns, in both languages, no line runs over."""
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    page = call("search", "Frühtau", "Orange", "--markets", "mx,cn", "--language", language).out
    assert max(columns(line) for line in page.splitlines()) <= int(width)


def test_online_each_page_is_told_with_whose_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's, with link and date; nobody's; and every query in the plan was asked once."""
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    with in_a_thread(everything) as server:
        configure(tmp_path, server)
        found = searched("Velora", "Zovanta", "--markets", "mx", "--goods", "agua con gas", "--online", "--yes")
        printed = call("search", "Velora", "--markets", "mx", "--goods", "agua con gas", "--online", "--yes").out
    taken, nobody = found["Velora", "es-MX"], found["Zovanta", "es-MX"]
    assert (taken["status"], taken["grade"]) == ("answered", "owned") and taken["risk"] >= 0.5
    assert any(hit["link"] == "https://velora.com.mx/" for hit in taken["found"])
    assert (nobody["status"], nobody["grade"], nobody["risk"]) == ("answered", "none", 0.0)
    assert "no competing use found" in nobody["says"]
    assert "velora.com.mx" in printed and "leads to somebody else" in " ".join(printed.split())
    first = paid(server)[:paid(server).index("Velora", paid(server).index("Velora") + 1)]
    assert first[0] == "IKEA" and len(first[1]) == 15 and {"Velora", "Velora agua con gas", "Zovanta"} <= set(first)


def test_without_my_yes_nothing_is_paid_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At no terminal and without --yes: no paid query leaves, I read how to allow it, and the question stays open."""
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    with in_a_thread(everything) as server:
        configure(tmp_path, server)
        done = call("search", "Velora", "--markets", "mx", "--online", "--json")
        assert paid(server) == []
        assert any("opensearch" in path for path in FREE[server.port].paths), "what is free is asked"
    row = json.loads(done.out)["searches"][0]
    assert (row["status"], row["gap"]) == ("unanswered", "over_budget")
    assert "--max-queries N" in done.err and "Paid queries to serper: 4 at most" in done.err


def test_no_more_is_paid_for_than_i_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four queries, controls included: the names behind them read over the limit."""
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    with in_a_thread(everything) as server:
        configure(tmp_path, server)
        found = searched("Velora", "Zovanta", "Limpora", "--markets", "mx", "--online", "--max-queries", "4")
        assert len(paid(server)) == 4
    gaps = [row["gap"] for row in found.values()]
    assert "over_budget" in gaps and any(row["status"] == "answered" for row in found.values())


def quota(path: str, body: bytes) -> bytes:
    """The account is empty after the controls."""
    known = json.loads(body)["q"] if path == "/search" else ""
    if known and known != "IKEA" and not (len(known) == 15 and known.islower()):
        return http(402, b'{"message": "Not enough credits"}')
    return everything(path, body)


def wall(path: str, body: bytes) -> bytes:
    """A page for people in place of JSON."""
    return http(200, b"<html>captcha</html>") if path == "/search" else everything(path, body)


def liar(path: str, body: bytes) -> bytes:
    """An engine that shows nothing of a well-known brand but a stray mention."""
    if path != "/search":
        return everything(path, body)
    query = json.loads(body)["q"]
    rows = [("Muebles", "https://muebles.test/", f"como {query}")] + [("Sillas", "https://sillas.test/", "")] * 5
    return http(200, json.dumps(answers.serper(query, rows if query == "IKEA" else ELSE)).encode())


def huge(path: str, body: bytes) -> list[Answer] | bytes:
    """Five megabytes."""
    return http(200, b"[" + b"0," * 2_500_000 + b"0]") if path == "/search" else everything(path, body)


@pytest.mark.parametrize(("answer", "gaps"), [
    (quota, {"over_budget", "rate_limited"}), (wall, {"control_failed", "rate_limited"}), (liar, {"control_failed"}),
    (huge, {"control_failed", "unclear"})])
def test_a_service_that_fails_answers_nothing(
    answer: Callable[[str, bytes], bytes], gaps: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Empty account, wall, an engine that does not know IKEA, an endless answer: open, each for its reason."""
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    with in_a_thread(answer) as server:
        configure(tmp_path, server)
        row = searched("Velora", "--markets", "mx", "--online", "--yes")["Velora", "es-MX"]
    assert row["status"] == "unanswered" and row["gap"] in gaps


def test_an_unknown_service_and_no_market_are_told(tmp_path: Path) -> None:
    """A slip gets advice, not a search."""
    typo = call("search", "Velora", "--markets", "mx", "--engines", "gogle,serpr")
    assert typo.code == 2 and "gogle" in typo.err
    for goods in ("de=", "=Tee", "de=Tee,es= "):
        half = call("search", "Velora", "--markets", "mx", "--goods", goods)
        assert half.code == 2 and "de=Sprudeltee" in half.err
    nowhere = call("search", "Velora")
    assert nowhere.code == 2 and "--markets us,mx" in nowhere.err


# ── through a run of the study ───────────────────────────────────────────────────────────────────────────────────────


def checked(study: Path, *argv: str) -> Called:
    """`brandname check` of the one check."""
    return call("check", "--study", str(study), "--checks", "search", "--markets", "mx", "--formats", "md,json", *argv)


def test_a_dry_run_counts_what_a_run_would_pay_for(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is sent I see the number, and who would see which name."""
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    plan = " ".join(checked(study, "--online", "--dry-run").out.split())
    assert "google.serper.dev" in plan and "Paid queries to serper:" in plan


def test_a_run_tells_the_price_first_and_reports_the_pages(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused without leave; with it the report has the owner, the link and the day; a second run costs nothing."""
    monkeypatch.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-user")
    with in_a_thread(everything) as server:
        configure(tmp_path, server)
        refused = checked(study, "--online")
        assert refused.code == 0 and paid(server) == [] and "--yes" in refused.err
        done = checked(study, "--online", "--yes")
        assert done.code == 0, done.err
        sent = len(paid(server))
        assert sent > 0
        again = checked(study, "--online", "--yes")
        assert again.code == 0 and len(paid(server)) == sent and "Paid queries" not in again.err
    report = (study / "reports" / "2" / "report.md").read_text(encoding="utf-8")
    assert "https://velora.com.mx/" in report and "leads to" in report
    assert "**search pages:** somebody else's in Mexico" in report
    assert "**search pages:** no competing use found in Mexico" in report
    document = (study / "reports" / "2" / "report.json").read_text(encoding="utf-8")
    assert '"owned"' in document and "secret-of-the-user" not in document


def test_stores_and_pages_come_as_rows_with_links_and_go_back_as_answers(study: Path) -> None:
    """The worksheet holds the shops of the brief and the open searches; what I fill in counts in the next run."""
    brief = (study / "candidates.yaml").read_text(encoding="utf-8")
    (study / "candidates.yaml").write_text(
        brief.replace("brief:\n", "brief:\n  channels: {now: [amazon]}\n"), encoding="utf-8")
    assert checked(study).code == 0
    sheet = study / "sheet.csv"
    assert call("answers", "worksheet", str(sheet), "--study", str(study)).code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    pages = {(row["name"], row["subject"]): row["page"] for row in rows}
    assert pages["星禾", "mx/amazon"] == "https://www.amazon.com.mx/s?k=%E6%98%9F%E7%A6%BE"
    assert pages["Velora", "mx/es-MX"].startswith("https://www.google.com/search?q=Velora&gl=mx")
    for row in rows:
        if (row["name"], row["subject"]) in {("Velora", "mx/amazon"), ("Velora", "mx/es-MX")}:
            row["outcome"] = "found" if row["subject"] == "mx/amazon" else "not_found"
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert "2 answers added" in call(
        "answers", "import", str(sheet), "--by", "Ana", "--on", "2026-11-22", "--study", str(study)).out
    assert checked(study).code == 0
    document = json.loads((study / "reports" / "2" / "report.json").read_text(encoding="utf-8"))
    answered = {f["subject"]["scope"]: f["risk"] for f in document["findings"] if f["status"] == "answered"}
    assert answered == {"mx/amazon": 0.495, "mx/es-MX": 0.0}


def test_a_colleague_with_a_key_is_asked_for_leave_too(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """My questions, a colleague's key: nothing is paid for without the colleague's yes; the pages then count here."""
    parcel, back = tmp_path / "questions.zip", tmp_path / "answers.zip"
    here = ("--study", str(study))
    assert checked(study).code == 0
    assert call("gather", "--export", str(parcel), "--checks", "search", "--markets", "mx", *here).code == 0
    answer = ("gather", "--answer", str(parcel), "--to", str(back), "--vantage", "office, Madrid", "--online", *here)
    with in_a_thread(everything) as server:
        configure(tmp_path, server)
        with monkeypatch.context() as theirs:
            theirs.setenv("BRANDNAME_SERPER_KEY", "secret-of-the-colleague")
            refused = call(*answer)
            assert refused.code == 0 and paid(server) == [] and "--yes" in refused.err
            assert call(*answer, "--yes").code == 0 and paid(server)
        assert call("gather", "--import", str(back), *here).code == 0
        sent = len(paid(server))
        done = checked(study, "--online")
        assert done.code == 0 and len(paid(server)) == sent
    document = json.loads((study / "reports" / "2" / "report.json").read_text(encoding="utf-8"))
    found = {f["subject"]["text"]: f for f in document["findings"] if f["check"] == "search"}
    assert found["Velora"]["measures"]["grade"] == "owned"


@pytest.mark.slow
@pytest.mark.skipif(SEARX is None, reason="searx is not installed here (apt-get install searx)")
def test_a_real_searx_answers_a_run(study: Path, tmp_path: Path) -> None:
    """A metasearch of my own, from question to report; it costs nothing, and asks nobody for leave."""
    def engine(path: str, body: bytes) -> bytes:
        del body
        query = unquote(path.partition("q=")[2].replace("+", " "))
        rows = [{"title": t, "url": u, "content": s} for t, u, s in rows_of(query)]
        return http(200, json.dumps({"results": rows}).encode(), Content_Type="application/json")

    with (
        in_a_thread(engine) as behind, in_a_thread(everything) as world,
        searx(tmp_path, {"bing": behind.url("/good?q={query}")}) as address,
    ):
        configure(tmp_path, world, f'[sources.searxng]\nrate = 1000\nbase_url = "{address}"\n')
        done = checked(study, "--online")
    assert done.code == 0 and "Paid queries" not in done.err
    document = json.loads((study / "reports" / "1" / "report.json").read_text(encoding="utf-8"))
    found = {f["subject"]["text"]: f for f in document["findings"] if f["check"] == "search"}
    assert found["Velora"]["status"] == "answered" and found["Velora"]["measures"]["grade"] == "owned"
    assert found["Culo"]["measures"]["grade"] == "none"
    assert not any(control["source"] == "searxng" and not control["passed"] for control in document["controls"])
