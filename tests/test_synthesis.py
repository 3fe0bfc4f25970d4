"""Synthesis: since the last run, what has no answer, why, and what is next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.model import (
    WITHOUT_HITS,
    DatasetRef,
    Decision,
    Finding,
    Gap,
    Message,
    Reviews,
    Run,
    Shelf,
    Signoff,
    Study,
    SubjectKind,
    Verdict,
    say,
)
from brandname.rank import Ranking, rank
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.synthesis import (
    Changes,
    Expiring,
    Mark,
    Move,
    VersionChange,
    Versioned,
    changes,
    next_step,
    unanswered_groups,
    why_lines,
)
from tests.builders import answer, gap, hit, market, question, study

TODAY = "2026-11-22"
DECISIVE = ("mx",)


def run(number: int = 2, **fields: object) -> Run:
    """A run over the tests' study."""
    base = {"candidates": ("Velora", "Limpora"), "markets": ("mx",), "started": f"{TODAY}T08:00:00Z"}
    return Run(**{"number": number, "label": "", **base, **fields})  # type: ignore[arg-type]


def ranked(study_: Study, findings: list[Finding]) -> Ranking:
    """A ranking on the tests' day."""
    return rank(study_, findings, today=TODAY)


def since(before: list[Finding], after: list[Finding], *, old: Run | None = None, new: Run | None = None,
          reviews: Reviews | None = None) -> Changes:
    """The changes between two lists of findings."""
    plan = study(reviews=reviews or Reviews())
    return changes(old or run(1), iter(before), new or run(2), after, ranked(plan, after), plan.reviews, TODAY)


# ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_run_twice_has_nothing_to_tell() -> None:
    """Nothing changed means nothing is listed."""
    findings = [answer(question(), hit()), gap(question("Limpora"))]
    found = since(findings, findings)
    assert not found.any
    assert found.since == 1


@given(st.lists(st.tuples(st.sampled_from((0.1, 0.3, 0.6)), st.sampled_from((0.1, 0.3, 0.6))), min_size=1, max_size=6))
def test_equal_findings_need_not_be_read_again(risks: list[tuple[float, float]]) -> None:
    """What is told of the last run does not depend on whether unchanged findings were looked at."""
    asked = [question(text=f"Velora{n}") for n in range(len(risks))]
    before = [answer(q, hit(risk=old)) for q, (old, _) in zip(asked, risks, strict=True)]
    after = [answer(q, hit(risk=new)) for q, (_, new) in zip(asked, risks, strict=True)]
    plan = study()
    told = (after, ranked(plan, after), plan.reviews, TODAY)
    same = {old.id for old, new in zip(before, after, strict=True) if old == new}
    differing = [old for old in before if old.id not in same]
    assert changes(run(1), differing, run(2), *told, same=same) == changes(run(1), before, run(2), *told)


def test_a_name_that_changed_shelf_is_named() -> None:
    """I see at once which name was stopped since last time."""
    after = [answer(question(decisive=DECISIVE), hit(risk=0.9, confidence=0.9)), answer(question("Limpora"))]
    old = run(1, shelves={"Velora": "undecided", "Limpora": "ranked"})
    assert since([], after, old=old).moves == (Move("Velora", Shelf.UNDECIDED, Shelf.BLOCKED),)


def test_new_and_gone_names_and_markets_are_told() -> None:
    """A ranking over other names or markets says so."""
    found = since([], [], old=run(1, candidates=("Velora", "Old"), markets=("mx", "us")),
                  new=run(2, candidates=("New", "Velora"), markets=("cn", "mx")))
    assert (found.new_names, found.gone_names) == (("New",), ("Old",))
    assert (found.new_markets, found.gone_markets) == (("cn",), ("us",))


def test_only_findings_that_were_no_warning_before_are_new_warnings() -> None:
    """I read each warning as new once."""
    grown, known, dismissed = question(), question("Limpora"), question(check="pronunciation")
    before = [answer(grown, hit(risk=0.3)), answer(known, hit(risk=0.8))]
    after = [answer(grown, hit(risk=0.6)), answer(known, hit(risk=0.9)), answer(dismissed, hit("gone", 0.9))]
    reviews = Reviews(decisions=(Decision("gone", "Velora", Verdict.DISMISSED, "r", "Ana", TODAY),))
    found = since(before, after, reviews=reviews)
    assert found.new_warnings == (grown.id,)
    assert found.changed == tuple(sorted((grown.id, known.id)))


def test_what_the_last_run_did_not_ask_is_no_news() -> None:
    """After a run over half the checks, what the other half says is counted by itself, not as new."""
    asked, unasked = question(), question("Limpora", check="pronunciation")
    found = since([answer(asked)], [answer(asked, hit(risk=0.8)), answer(unasked, hit(risk=0.9))],
                  old=run(1, checks={"meaning": 1, "domain": 1}), new=run(2, checks={"meaning": 1, "pronunciation": 1}))
    assert (found.new_warnings, found.first_warnings) == ((asked.id,), (unasked.id,))
    assert (found.new_checks, found.gone_checks) == (("pronunciation",), ("domain",))


def test_what_a_broken_off_run_did_not_get_to_is_no_news() -> None:
    """Run again after Ctrl-C, the table does not tell me of hundreds of new answers."""
    reached, not_reached = question(), question("Limpora")
    before = [answer(reached, hit(risk=0.8)), gap(not_reached, Gap.INTERRUPTED)]
    found = since(before, [answer(reached, hit(risk=0.8)), answer(not_reached, hit(risk=0.9))],
                  old=run(1, interrupted=True))
    assert found.interrupted
    assert (found.newly_answered, found.changed, found.new_warnings) == (0, (), ())
    assert found.first_warnings == (not_reached.id,)
    back = since([answer(not_reached)], [gap(not_reached, Gap.INTERRUPTED)], new=run(2, interrupted=True))
    assert back.newly_unanswered == 0


def test_answers_gained_and_lost_are_counted_apart() -> None:
    """An answer that got lost is not netted against one that came."""
    a, b, c = question(), question("Limpora"), question(check="domain")
    found = since([gap(a), answer(b), gap(c)], [answer(a), gap(b), gap(c, Gap.TIMEOUT)])
    assert (found.newly_answered, found.newly_unanswered) == (1, 1)
    assert len(found.changed) == 3


def test_an_answer_read_again_from_a_new_page_is_no_change() -> None:
    """The list isn't full of findings that say the same as before."""
    finding = answer(question(), hit())
    assert not since([finding], [replace(finding, evidence=("evidence:later",))]).any


@pytest.mark.parametrize(("until", "told"), [
    ("2026-11-21", False), ("2026-11-22", True), ("2026-12-06", True), ("2026-12-07", False), ("", False),
])
def test_a_review_about_to_run_out_is_announced_two_weeks_ahead(until: str, told: bool) -> None:
    """I can renew a decision before its risk comes back."""
    decision = Decision("h", "Velora", Verdict.DISMISSED, "r", "Ana", "2026-01-01", until, where="reviews.yaml:3:5")
    found = since([], [], reviews=Reviews(decisions=(decision,)))
    assert found.expiring == ((Expiring("reviews.yaml:3:5", "Velora", "h", until),) if told else ())


def test_changed_files_and_versions_are_told_apart_from_findings() -> None:
    """I can tell what I changed from what the program or its data changed."""
    old = run(1, tool="0.1", inputs={"a.yaml": "1", "b.yaml": "1"}, checks={"meaning": 1},
              datasets=(DatasetRef("d/x", "1", ""),))
    new = run(2, tool="0.1", inputs={"a.yaml": "2", "c.yaml": "1"}, checks={"meaning": 2},
              datasets=(DatasetRef("d/y", "1", ""),))
    found = since([], [], old=old, new=new)
    assert found.inputs == ("a.yaml", "b.yaml", "c.yaml")
    assert found.versions == (
        VersionChange(Versioned.CHECK, "meaning", "1", "2"),
        VersionChange(Versioned.DATASET, "d/x", "1", ""),
        VersionChange(Versioned.DATASET, "d/y", "", "1"),
    )


# ── gaps ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["domain", "meaning"]),
                          st.sampled_from(["mx", "us", "cn"]), st.sampled_from([None, *Gap])), max_size=30))
def test_the_groups_add_up_to_every_unanswered_question(asked: list[tuple[str, str, str, Gap | None]]) -> None:
    """Nothing without an answer vanishes from the count."""
    findings = [answer(question(n, c, s)) if g is None else gap(question(n, c, s), g) for n, c, s, g in asked]
    groups = unanswered_groups(findings)
    assert sum(group.count for group in groups) == sum(f.gap is not None for f in findings)
    assert [g.count for g in groups] == sorted((g.count for g in groups), reverse=True)


def test_a_group_says_how_many_scopes_and_names_and_what_would_answer() -> None:
    """I see that one command would answer 8 questions about 2 names."""
    findings = [gap(question(name, "domain", f"tld{n}")) for name in ("Velora", "Limpora") for n in range(8)]
    group, = unanswered_groups(findings)
    assert (group.count, group.names, group.scopes_total) == (16, 2, 8)
    assert group.scopes == ("tld0", "tld1", "tld2", "tld3", "tld4", "tld5")
    assert group.remedy == say("gap.offline.advice", check="domain")


# ── why ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_blockers_stand_before_warnings_and_good_news() -> None:
    """The gravest reason is the first line I read."""
    findings = [
        answer(question("Aaa"), hit("good", 0.0, 1.0, merit=0.5)),
        answer(question("Bbb"), hit("warn", 0.6, 0.8), hit("also", 0.55, 0.8)),
        answer(question("Ccc", decisive=DECISIVE), hit("stop", 0.9, 0.9)),
    ]
    lines = why_lines(ranked(study(("Aaa", "Bbb", "Ccc")), findings), findings)
    assert [(w.mark, w.name, w.hit) for w in lines] == [
        (Mark.BLOCKER, "Ccc", "stop"), (Mark.WARNING, "Bbb", "warn"), (Mark.WARNING, "Bbb", "also"),
        (Mark.GOOD, "Aaa", "good"),
    ]
    assert lines[0].markets == ("mx",)


def test_one_word_in_several_markets_is_one_line() -> None:
    """The same word, surer in one market than in another, is told once, with all its markets."""
    first = question("Aaa", markets=("mx",))
    other = replace(first, markets=("es", "us"), audience="0.7")
    findings = [answer(first, hit("warn", 0.6, 0.5)), answer(other, hit("warn", 0.6, 0.8))]
    lines = why_lines(ranked(study(("Aaa",)), findings), findings)
    assert [(w.markets, w.finding, w.confidence) for w in lines] == [(("es", "mx", "us"), other.id, 0.8)]


def test_each_name_has_a_line_before_any_has_two() -> None:
    """One bad name doesn't fill the screen."""
    loud = answer(question("Aaa"), hit("a1", 0.7), hit("a2", 0.65), hit("a3", 0.6))
    findings = [loud, answer(question("Bbb"), hit("b1", 0.5))]
    lines = why_lines(ranked(study(("Aaa", "Bbb")), findings), findings, 2)
    assert {w.hit for w in lines} == {"a1", "b1"}


def test_undecided_names_are_told_by_gravity_not_by_alphabet() -> None:
    """With more names than lines, the gravest reasons are the ones I see."""
    names = ("Aaa", "Bbb", "Ccc", "Ddd")
    open_ = [gap(question(n, "domain", "mx", decisive=DECISIVE)) for n in names[:3]]
    risks = {"Aaa": 0.5, "Bbb": 0.7, "Ccc": 0.6}
    told = [answer(question(n), hit(n, r)) for n, r in risks.items()]
    findings = [*open_, answer(question("Ddd", "domain", "mx")), *told]
    lines = why_lines(ranked(study(names), findings), findings, 2)
    assert [w.name for w in lines] == ["Bbb", "Ccc"]


def test_dismissed_hits_and_mild_ones_give_no_line() -> None:
    """What my reviewer called harmless isn't told again as a reason."""
    reviews = Reviews(decisions=(Decision("h1", "Velora", Verdict.DISMISSED, "r", "Ana", TODAY),))
    findings = [answer(question(), hit("h1", 0.9), hit("h2", 0.2))]
    assert why_lines(ranked(study(reviews=reviews), findings), findings) == ()
    assert why_lines(ranked(study(), findings), findings, 0) == ()


def test_a_hit_a_reviewer_stopped_the_name_by_is_the_blockers_line() -> None:
    """The line shows what the person confirmed, not the tool's own favourite."""
    reviews = Reviews(decisions=(Decision("mild", "Velora", Verdict.CONFIRMED, "r", "Ana", TODAY, blocker=True),))
    findings = [answer(question(), hit("mild", 0.4, 0.3))]
    line, = why_lines(ranked(study(reviews=reviews), findings), findings)
    assert (line.mark, line.hit) == (Mark.BLOCKER, "mild")


def test_a_risk_without_a_hit_is_told_by_the_finding() -> None:
    """A manual look-up that found something is a reason too."""
    findings = [answer(question(), floor=0.6)]
    line, = why_lines(ranked(study(), findings), findings)
    assert (line.message, line.hit) == (say("test.finding"), "")


def test_a_native_speakers_stop_is_told_although_the_tool_had_no_answer() -> None:
    """The person's word is the reason shown, not "no answer"."""
    from brandname.model import Band

    signoff = Signoff("Velora", "mx", "es-MX", Verdict.PROBLEM, "Ana", TODAY, band=Band.SERIOUS)
    findings = [gap(question(decisive=DECISIVE), Gap.CRASHED)]
    line, = why_lines(ranked(study(reviews=Reviews(signoffs=(signoff,))), findings), findings)
    assert (line.mark, line.message.key) == (Mark.BLOCKER, "rank.signoff.problem")


# ── next ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def upcoming(findings: list[Finding], **fields: object) -> Message:
    """The next step, which must read well in both languages."""
    plan = study(**fields)  # type: ignore[arg-type]
    step = next_step(plan, ranked(plan, findings), findings)
    for language in LANGUAGES:
        assert open_catalogue(language).render(step)
    return step


def test_first_comes_the_question_that_places_most_names() -> None:
    """The register two names wait for comes before the one only one waits for."""
    names = ("Aaa", "Bbb", "Ccc", "Ddd")
    mx = [gap(question(n, "trademark", "MX", decisive=DECISIVE)) for n in ("Aaa", "Bbb")]
    us = [gap(question("Ccc", "trademark", "US", decisive=DECISIVE))]
    rest = [answer(question("Ddd", "trademark", office)) for office in ("MX", "US")]
    step = upcoming([*mx, *us, *rest], names=names)
    assert step.key == "synthesis.next.online"
    assert (step.params["scope"], step.params["names"], step.params["n"]) == ("MX", ("Aaa", "Bbb"), 2)
    assert step.params["command"] == "brandname check --online --checks trademark"
    assert step.params["effect"] == "unblock"


def test_a_weak_hit_in_part_of_a_register_is_looked_up_by_hand_not_asked_again() -> None:
    """A decisive answer that settles nothing for want of a register says so: a second try would be idle."""
    weak = replace(answer(question(check="trademark", scope="MX", decisive=DECISIVE), hit("h", 0.2, 0.7)),
                   measures={WITHOUT_HITS: Gap.NO_REGISTER.value})
    other = answer(question("Limpora", "trademark", "MX", decisive=DECISIVE))
    step = upcoming([weak, other], names=("Velora", "Limpora"))
    assert (step.key, step.params["scope"], step.params["effect"]) == ("synthesis.next.manual", "MX", "unblock")
    assert "--online" not in str(step.params["command"])


def test_then_what_separates_the_names_tied_at_the_top() -> None:
    """When the first two overlap, I am told what would tell them apart."""
    findings = [
        answer(question("Aaa"), floor=0.1), gap(question("Aaa", "domain", "mx"), Gap.TIMEOUT),
        answer(question("Bbb"), floor=0.1), answer(question("Bbb", "domain", "mx"), floor=0.2),
    ]
    step = upcoming(findings, names=("Aaa", "Bbb"))
    assert (step.key, step.params["effect"], step.params["names"]) == ("synthesis.next.retry", "separate", ("Aaa",))


def test_a_stop_nobody_has_looked_at_waits_for_a_reviewer() -> None:
    """The tool alone doesn't bury a name: a person confirms or dismisses."""
    findings = [answer(question(n, decisive=DECISIVE), hit("h", 0.9, 0.9)) for n in ("Ve lora", "Limpora")]
    step = upcoming(findings, names=("Ve lora", "Limpora"))
    assert (step.key, step.params["n"], step.params["command"]) == ("synthesis.next.review", 2, "brandname why Limpora")
    one = upcoming(findings[:1], names=("Ve lora",))
    assert one.params["command"] == 'brandname why "Ve lora"'


def test_confirmed_stops_everywhere_call_for_new_names() -> None:
    """When every name is rightly stopped, the next step isn't another review."""
    reviews = Reviews(decisions=(Decision("h", "Velora", Verdict.CONFIRMED, "r", "Ana", TODAY),))
    findings = [answer(question(decisive=DECISIVE), hit("h", 0.9, 0.9))]
    assert upcoming(findings, names=("Velora",), reviews=reviews).key == "synthesis.next.new_names"


def test_then_what_nobody_has_answered_in_the_heaviest_market() -> None:
    """With nothing else open, the biggest blind spot is next."""
    markets = (market("mx"), market("us", "en-US", weight=5.0))
    findings = [answer(question())] + [
        gap(question(check="interviews", scope=code, kind=SubjectKind.MARKET, markets=(code,)), Gap.NO_NOTES)
        for code in ("mx", "us")
    ]
    step = upcoming(findings, names=("Velora",), markets=markets)
    assert (step.key, step.params["scope"], step.params["effect"]) == ("synthesis.next.notes", "us", "first_answer")


def test_at_the_end_counsel_gets_the_report() -> None:
    """With nothing left to look up, the next step is a person."""
    assert upcoming([answer(question())], names=("Velora",)).key == "synthesis.next.counsel"


def test_without_names_the_next_step_is_to_start() -> None:
    """An empty study tells me how to begin."""
    assert upcoming([], names=()).key == "synthesis.next.start"


@pytest.mark.parametrize("reason", list(Gap))
@pytest.mark.parametrize("kind", [SubjectKind.LANGUAGE, SubjectKind.MARKET])
def test_every_reason_has_something_to_do_about_it(reason: Gap, kind: SubjectKind) -> None:
    """Whatever is open, I get one thing to do and the command, in my language."""
    scope = "th" if kind is SubjectKind.LANGUAGE else "mx"
    findings = [answer(question(check="pronunciation")), gap(question(scope=scope, kind=kind), reason)]
    step = upcoming(findings, names=("Velora",))
    assert str(step.params["command"]).startswith("brandname ")
