"""Handles: what platforms say, and never "no account" without their proof."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.base import RISK_OF_BAND, Case, Resources, with_manual
from brandname.checks.handle import HandleCheck, HandleOptions
from brandname.model import (
    IF_FOUND,
    NICE_TO_HAVE,
    Answer,
    Band,
    Brief,
    Candidate,
    Evidence,
    Finding,
    Gap,
    Market,
    Outcome,
    Question,
    Run,
    Status,
    Study,
    Wishes,
)
from brandname.plan import plan
from brandname.rank import rank
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.reports.inputs import CheckCard, Inputs
from brandname.reports.writing import write_formats
from brandname.sources import manual
from brandname.sources.handles import source_id
from brandname.sources.platforms import platforms
from brandname.synthesis import handle_sets
from tests.builders import market, study
from tests.checks.handle_answers import evidence, github, x

CHECK = HandleCheck(HandleOptions())
PLACE = market("mx", platforms=("github", "x", "wechat", "instagram"))
ALL = (
    github("velora"), github("velora", 404), github("other"), github("velora", 403), github("velora", 429),
    github("velora", 200, login="velora2"), x("velora", "taken"), x("velora", "available"),
    evidence("github", "velora", 200, ""), evidence("github", "velora", 404, "<h1>Not Found</h1>", "text/html"),
)


def asked(s: Study, text: str, platform: str) -> Question:
    """The question about a handle."""
    return next(q for q in plan(s, [CHECK]) if (q.subject.text, q.subject.scope) == (text, platform))


def judged(
    platform: str, *found: Evidence, text: str = "@velora", name: str = "Velora", gap: Gap | None = None,
    brief: Brief | None = None, check: HandleCheck = CHECK, place: Market = PLACE,
) -> Finding:
    """The finding about a handle of a name in Mexico, said in both languages."""
    s = study((name,), (place,), brief=brief or Brief())
    finding = check.judge([Case(asked(s, text, platform), found, gap)], Resources(s))[0]
    for language in LANGUAGES:
        catalogue = open_catalogue(language)
        assert catalogue.render(finding.message) and (not finding.next_step or catalogue.render(finding.next_step))
    return finding


def said(finding: Finding) -> str:
    """The finding in English."""
    return open_catalogue("en").render(finding.message)


def test_an_account_is_told_with_its_day_and_can_be_ours() -> None:
    """@velora on GitHub is taken; where to look stands beside it, and I can dismiss it as ours."""
    finding = judged("github", github("velora"))
    assert said(finding) == "@velora is taken on GitHub: an account under this name was found (22 Nov 2026)."
    assert [hit.id for hit in finding.hits] == ["handle/github/velora"]
    assert finding.next_step is not None and finding.next_step.params["link"] == "https://page.example/velora"


def test_no_account_is_told_with_what_it_does_not_promise() -> None:
    """No account was found, and the platform can still refuse the name."""
    finding = judged("github", github("velora", 404))
    assert finding.risk == 0.0 and finding.measures["state"] == "not_found"
    assert said(finding) == ("No account under @velora was found on GitHub (22 Nov 2026); "
                             "the platform can still refuse the name.")


@pytest.mark.parametrize("found", [
    (github("other", 404),), (github("velora", 403),), (github("velora", 429),), (github("velora", login="velora2"),),
    (evidence("github", "velora", 200, ""),), (evidence("github", "velora", 404, "<h1>Not Found</h1>", "text/html"),),
    (x("velora", "available"),), (), (replace(github("velora", 404), source="stranger"),),
], ids=range(9))
def test_what_proves_nothing_is_no_answer(found: tuple[Evidence, ...]) -> None:
    """Other handles, walls, limits, empty pages, other platforms' words and strangers' say nothing about @velora."""
    finding = judged("github", *found)
    assert (finding.status, finding.risk) == (Status.UNANSWERED, None)
    assert finding.gap is Gap.UNCLEAR


@given(st.lists(st.sampled_from(ALL), max_size=4))
def test_only_the_platforms_own_proof_is_an_answer(found: list[Evidence]) -> None:
    """Whatever comes along, an answer rests on one of the two proofs, and an account that was found is never lost."""
    finding = judged("github", *found)
    proofs = {e.id for e in (github("velora"), github("velora", 404))}
    assert (finding.status is Status.ANSWERED) == any(e.id in proofs for e in found)
    assert set(finding.evidence) <= proofs
    if ALL[0] in found:
        assert finding.risk and finding.risk > 0


def test_a_platform_that_tells_programs_nothing_is_for_a_person() -> None:
    """For WeChat I read that nobody was asked, what to do there, and where; --online would not help."""
    finding = judged("wechat", gap=Gap.OFFLINE)
    assert finding.gap is Gap.MANUAL_ONLY
    assert finding.next_step is not None and "by hand" in open_catalogue("en").render(finding.next_step)


def test_a_walled_platform_is_asked_only_on_request() -> None:
    """Instagram is left to a person, unless the study says to try."""
    assert judged("instagram", gap=Gap.OFFLINE).message.key == "handle.open.walled"
    bold = HandleCheck(HandleOptions(try_walled=True))
    assert judged("instagram", gap=Gap.OFFLINE, check=bold).gap is Gap.OFFLINE
    assert judged("instagram", check=bold).gap is Gap.UNCLEAR


def test_offline_reads_offline_where_asking_would_help() -> None:
    """The command that would answer it is told."""
    finding = judged("x", gap=Gap.OFFLINE)
    assert finding.gap is Gap.OFFLINE and finding.next_step is not None
    assert "--online" in open_catalogue("en").render(finding.next_step)


@pytest.mark.parametrize("gap", [Gap.INTERRUPTED, Gap.CRASHED])
def test_a_run_that_went_wrong_says_so(gap: Gap) -> None:
    """An interrupted question stays in the ranges, for every platform."""
    assert {judged(id_, gap=gap).gap for id_ in ("github", "wechat")} == {gap}


def test_a_handle_against_the_rules_does_not_apply_and_is_not_asked() -> None:
    """@sixteenlettersxx cannot be on X; I read why, with both figures."""
    finding = judged("x", name="Sixteenlettersxx", text="@sixteenlettersxx")
    assert finding.status is Status.NOT_APPLICABLE
    assert said(finding) == ("Cannot be a handle on X: @sixteenlettersxx has length 16, the most there is 15.")


def test_a_platform_nobody_here_knows_stays_open() -> None:
    """A platform of the study's own is asked about, and left to a person."""
    finding = judged("bandcamp", place=market("mx", platforms=("bandcamp",)))
    assert finding.gap is Gap.MANUAL_ONLY and "bandcamp" in said(finding)


class Recording:
    """A desk that notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    async def ask(self, source: str, request: str) -> Evidence:
        """Nothing, noted."""
        self.asked.append((source, request))
        return Evidence(source, 1, request, "test", "2026-11-22T10:00:00Z", "timeout", b"")


def gathered(check: HandleCheck, *questions: Question) -> list[tuple[str, str]]:
    """Whom a check asks."""
    desk = Recording()

    async def go() -> None:
        for question in questions:
            await check.gather(question, desk)

    asyncio.run(go())
    return desk.asked


def test_only_those_who_can_answer_see_the_name() -> None:
    """GitHub and X are asked; WeChat and Instagram are not, and the dry run names the same hosts."""
    questions = plan(study(("Velora",), (PLACE,)), [CHECK])
    assert gathered(CHECK, *questions) == [("handles_github", "velora"), ("handles_x", "velora")]
    hosts = {q.subject.scope: CHECK.hosts_of(q) for q in questions}
    assert hosts == {"github": ("api.github.com",), "x": ("api.x.com",), "wechat": (), "instagram": ()}


def test_a_handle_against_the_rules_is_shown_to_nobody() -> None:
    """A name no platform could give out does not leave the machine."""
    long = plan(study(("V" * 120,), (PLACE,)), [CHECK])
    assert gathered(CHECK, *long) == []
    assert {CHECK.hosts_of(q) for q in long} == {()}


def test_every_probed_platform_has_its_source() -> None:
    """The sources a dry run names are those of the manifest."""
    assert set(HandleCheck.sources) == {source_id(p.id) for p in platforms().values() if p.probe}
    assert CHECK.sources == HandleCheck.sources


@pytest.mark.parametrize(("brief", "platform", "must", "least"), [
    (Brief(handles=Wishes(("x",))), "x", True, 0.75), (Brief(handles=Wishes(("x",))), "github", False, 0.2),
    (Brief(), "x", True, 0.4), (Brief(), "github", True, 0.4),
])
def test_how_bad_a_taken_handle_is_goes_by_the_brief(brief: Brief, platform: str, must: bool, least: float) -> None:
    """What the brief needs weighs more than what would be welcome, and is marked for the ranking."""
    answer = x("velora", "taken") if platform == "x" else github("velora")
    finding = judged(platform, answer, brief=brief)
    assert (NICE_TO_HAVE not in finding.measures) is must and (finding.risk or 0) >= least


def test_a_taken_handle_stops_a_name_only_where_the_team_says_so() -> None:
    """Decisive in the market and needed by the brief: then a taken @velora stops it, and ours can be dismissed."""
    place = market("mx", platforms=("x", "github"), decisive=("handle",))
    brief = Brief(handles=Wishes(("x",)))
    assert judged("x", x("velora", "taken"), brief=brief, place=place).blocker
    assert not judged("x", x("velora", "taken"), place=place).blocker
    assert not judged("github", github("velora"), brief=brief, place=place).blocker


def test_a_look_up_by_hand_answers_what_no_program_can() -> None:
    """What I found in the WeChat app counts as found, by me."""
    s = study(("Velora",), (PLACE,))
    question = asked(s, "@velora", "wechat")
    answer = Answer("handle", "Velora", "wechat/@velora", Outcome.FOUND, "Ana", "2026-11-20")
    assert answer.is_to(question)
    case = Case(question, (manual.evidence_from(answer),))
    finding = with_manual(case, CHECK.judge([case], Resources(s))[0], CHECK.found_risk)
    assert finding.status is Status.ANSWERED and finding.risk == 0.4 and IF_FOUND not in finding.measures


@pytest.mark.parametrize(("brief", "platform", "handle", "risk"), [
    (Brief(handles=Wishes(("wechat",))), "wechat", "@velora", 0.75),
    (Brief(), "x", "@velora", 0.4),
    (Brief(handles=Wishes(("x",), ("wechat",))), "wechat", "@velora", 0.25),
    (Brief(handles=Wishes(("wechat",), (), ("get-",))), "wechat", "@getvelora", 0.1),
    (Brief(handles=Wishes(("xiaohongshu",))), "xiaohongshu", "@velora", 0.1),
])
def test_what_i_find_by_hand_weighs_what_the_brief_makes_of_it(
    brief: Brief, platform: str, handle: str, risk: float
) -> None:
    """A needed handle found by hand is as bad as one a program found; a band of my own goes before it."""
    place = market("cn", platforms=("x", "github", "youtube", "wechat", "xiaohongshu"))
    s = study(("Velora",), (place,), brief=brief)
    question = asked(s, handle, platform)
    for band, expected in ((None, risk), (Band.NOTE, RISK_OF_BAND[Band.NOTE])):
        answer = Answer("handle", "Velora", f"{platform}/{handle}", Outcome.FOUND, "Ana", "2026-11-20", band=band)
        case = Case(question, (manual.evidence_from(answer),))
        finding = with_manual(case, CHECK.judge([case], Resources(s))[0], CHECK.found_risk)
        assert finding.risk == expected


def sets_of(name: str, answers: Sequence[Evidence], brief: Brief) -> list[tuple[str, float, float]]:
    """(handle, least, most) of a name, the most consistent first."""
    s = study((name,), (PLACE,), brief=brief)
    cases = [Case(q, tuple(e for e in answers if e.source == source_id(q.subject.scope))) for q in plan(s, [CHECK])]
    return [(one.handle, one.least, one.most) for one in handle_sets(CHECK.judge(cases, Resources(s)))[name]]


def test_the_handle_that_could_serve_everywhere_comes_first() -> None:
    """@velora is taken on X, @getvelora nowhere it was asked: it comes first, and an open question promises nothing."""
    brief = Brief(handles=Wishes(("github", "x"), (), ("get-",)))
    answers = (github("velora", 404), x("velora", "taken"), github("getvelora", 404))
    assert sets_of("Velora", answers, brief) == [("@getvelora", 0.5, 1.0), ("@velora", 0.5, 0.5)]


def test_without_answers_no_handle_looks_better_than_unknown() -> None:
    """Nobody asked: from nothing to all."""
    assert sets_of("Velora", (), Brief(handles=Wishes(("github", "x")))) == [("@velora", 0.0, 1.0)]


def test_a_spelling_that_not_all_platforms_take_is_less_consistent() -> None:
    """@cafétea stands on YouTube only; @cafetea can stand on both."""
    place = market("mx", platforms=("youtube", "x"))
    s = study((), (place,), candidates=(Candidate("Cafétea"),), brief=Brief(handles=Wishes(("youtube", "x"))))
    sets = handle_sets(CHECK.judge([Case(q) for q in plan(s, [CHECK])], Resources(s)))["Cafétea"]
    assert [(one.handle, one.other) for one in sets] == [("@cafetea", ()), ("@cafétea", ("x",))]


def test_an_account_dismissed_as_ours_is_no_taker() -> None:
    """After review our own account counts for the handle, not against it."""
    s = study(("Velora",), (PLACE,), brief=Brief(handles=Wishes(("github",))))
    finding = CHECK.judge([Case(asked(s, "@velora", "github"), (github("velora"),))], Resources(s))[0]
    ours = replace(finding, hits=(), risk=0.0)
    assert [one.least for one in handle_sets([finding])["Velora"]] == [0.0]
    assert [one.least for one in handle_sets([ours])["Velora"]] == [1.0]
    assert rank(s, [finding], today="2026-11-22").standings[0].range.best > 0


def test_the_report_says_which_handle_could_serve_everywhere(tmp_path: Path) -> None:
    """In report, table and JSON the name carries its handle and how much of that is known: from least to most."""
    s = study(("Velora",), (PLACE,), brief=Brief(handles=Wishes(("github", "x"))))
    cases = [Case(q, (github("velora", 404),) if q.subject.scope == "github" else ()) for q in plan(s, [CHECK])]
    findings = CHECK.judge(cases, Resources(s))
    ranking = rank(s, findings, today="2026-11-22")
    run = Run(1, "", "2026-11-22T10:00:00Z", online=True, tool="1", finished="2026-11-22T10:00:00Z",
              candidates=("Velora",), markets=("mx",))
    inputs = Inputs(s, run, ranking, None, (CheckCard("handle", 1, "network"),), findings=findings)
    write_formats(inputs, tmp_path, ("md", "json", "csv"))
    told = "@velora, on the 2 platforms needed: no account found on 1, taken on 0, no answer on 1"
    assert told in (tmp_path / "report.md").read_text(encoding="utf-8")
    standing = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["ranking"][0]
    assert standing["handle"] == {"handle": "@velora", "platforms": 2, "consistency": {"best": 1.0, "worst": 0.5}}
    row = next(csv.DictReader((tmp_path / "ranking.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert (row["handle"], row["handle_least"], row["handle_most"]) == ("'@velora", "0.5", "1.0")


def test_a_platform_that_wants_a_key_says_which() -> None:
    """Twitch is asked with a key of mine; without one I read where it goes, and where to look by hand."""
    finding = judged("twitch", gap=Gap.NEEDS_KEY, place=market("mx", platforms=("twitch",)))
    assert finding.gap is Gap.NEEDS_KEY and "BRANDNAME_HANDLES_TWITCH_KEY" in said(finding)
    assert finding.next_step and finding.next_step.params["link"] == "https://www.twitch.tv/velora"
