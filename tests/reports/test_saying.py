"""What a report says about a run, in the terminal and on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.model import (
    Brief,
    Candidate,
    ControlResult,
    Crash,
    Decision,
    Drop,
    Finding,
    Form,
    Gap,
    Heard,
    Note,
    Reviews,
    Signoff,
    SubjectKind,
    Verdict,
)
from brandname.reports import markdown
from brandname.reports.document import Inputs, build, summarise
from brandname.reports.inputs import CheckCard, View
from brandname.synthesis import changes
from tests import builders
from tests.reports import made


def page(inputs: Inputs) -> str:
    """The report as one text."""
    return "".join(markdown.text(build(View(inputs))))


def note(consent: str, words: str = "Sounds like cream.") -> Note:
    """An interview note about Velora."""
    return Note(
        id="mx-014",
        market="mx",
        language="es-MX",
        persona="young parent",
        consent=consent,
        heard=(Heard("velora", quotes=(f'"{words}"',)),),
        instead=("Limpina", "limpina", "Brisa"),
    )


def test_the_screen_says_what_was_asked_and_what_not() -> None:
    """A user sees at once how much of the plan has an answer."""
    summary = summarise(made.inputs())
    assert summary.heading == "sparkling tea · 2 names × 1 market · run 7 · 22 Nov 2026"
    assert summary.counts == "4 questions: 2 answered, 2 not"
    assert summary.caveats == (
        "Ranked on 1 of 2 checks.",
        "No name has an answer from: trademarks. They stand outside the ranges of all names.",
    )
    assert [(gap.count, gap.why) for gap in summary.gaps] == [(2, "offline")]
    assert "brandname check --online --checks trademark" in summary.gaps[0].remedy
    assert summary.closing == "A screen, not a clearance."
    assert summary.rows[0].answered == "50 %"


def test_the_screen_says_which_part_of_a_check_nobody_answers() -> None:
    """One office of two was searched: the other stands outside the ranges, and I read so."""
    study = builders.study(("A", "B"), (builders.market("mx"), builders.market("us", "en-US")))
    found = [made.said(f.question) if f.question.subject.scope == "MX" and f.question.candidate == "A" else f
             for f in made.findings(study)]
    summary = summarise(made.inputs(study, found))
    assert summary.caveats == (
        "Ranked on 2 of 2 checks.",
        "Outside the ranges too, because no name has an answer there: trademarks in 1 of 2 places.",
    )


def test_the_counts_of_gaps_add_up() -> None:
    """No unanswered question is missing from the list of what is open."""
    summary = summarise(
        made.inputs(builders.study(("A", "B", "C"), (builders.market("mx"), builders.market("us", "en-US"))))
    )
    assert sum(gap.count for gap in summary.gaps) == 6


def test_a_chinese_reader_gets_chinese() -> None:
    """Report and screen speak the reader's language throughout."""
    summary = summarise(made.inputs(language="zh-Hans"))
    assert summary.counts == "4 个问题：2 个已回答，2 个未回答"
    assert "一分钟速览" in page(made.inputs(language="zh-Hans"))


def test_a_crash_stands_at_the_head() -> None:
    """A check that crashed is named before anything else."""
    text = page(
        made.inputs(
            crashes=(Crash("meaning", "ValueError: odd"),),
            interrupted=True,
            controls=(ControlResult("rdap", False, "a registered name was not found"),),
        )
    )
    head = text[: text.index("## 1.")]
    assert "meaning" in head
    assert "ValueError: odd" in head
    assert "RDAP" in head
    assert "interrupted" in head


def test_the_head_says_where_a_source_failed_its_test() -> None:
    """A registry that answered a test question wrong is told from those that did not answer, place by place."""
    text = page(
        made.inputs(
            controls=(
                ControlResult("rdap", True, "", "com"),
                ControlResult("rdap", False, "", "de", "control_failed"),
                ControlResult("rdap", False, "", "fr", "timeout"),
                ControlResult("rdap", False, "", "nl", "timeout"),
            ),
        )
    )
    head = text[: text.index("## 1.")]
    assert "wrong in this run (de)" in head
    assert "no reply in time (fr and nl)" in head
    assert "RDAP: passed its test questions (com)" in text


@given(st.lists(st.sampled_from(list(Gap)), min_size=1, max_size=6), st.booleans())
def test_no_answer_never_looks_like_good_news(gaps: list[Gap], decisive: bool) -> None:
    """A name nobody found out anything about shows a question mark, and no figures."""
    study = builders.study(("Velora", "Limpora"))
    markets = ("mx",) if decisive else ()
    silent = [
        builders.gap(builders.question("Velora", "meaning", f"x{n}", decisive=markets), g) for n, g in enumerate(gaps)
    ]
    told = [made.said(builders.question("Limpora", "meaning", f"x{n}", decisive=markets)) for n in range(len(gaps))]
    row = next(row for row in summarise(made.inputs(study, [*silent, *told])).rows if row.name == "Velora")
    assert row.marks == ("?",)
    assert row.answered == "0 %"
    assert row.risk == "–" or row.risk.endswith("1.00")


def test_a_warning_does_not_hide_an_open_question() -> None:
    """A market can warn and be open at once; both are shown."""
    study = builders.study(("Velora", "Limpora"))
    found = [
        made.said(builders.question("Velora"), made.hit(risk=0.6)),
        builders.gap(builders.question("Velora", "trademark", "MX", decisive=("mx",))),
        made.said(builders.question("Limpora", "trademark", "MX", decisive=("mx",))),
    ]
    rows = {row.name: row.marks for row in summarise(made.inputs(study, found)).rows}
    assert rows["Velora"] == ("▲?",)


def test_nothing_asked_is_not_a_quiet_answer() -> None:
    """A market without any question for a name shows that, not a good mark."""
    study = builders.study(("Velora",), (builders.market("mx"), builders.market("us", "en-US")))
    summary = summarise(made.inputs(study, [made.said(builders.question("Velora"))]))
    assert summary.rows[0].marks == ("○", "·")


def test_local_forms_stand_beside_the_name() -> None:
    """A draft is called a draft."""
    candidate = Candidate(
        "Velora", latin=("Velorra",), forms=(Form("cn", "薇珞"), Form("jp", "ヴェロラ", status="adopted"))
    )
    row = summarise(made.inputs(replace(builders.study(), candidates=(candidate,)))).rows[0]
    assert row.written == ("Velorra", "薇珞 (draft)", "ヴェロラ")


def test_every_hit_can_be_copied_into_a_review() -> None:
    """The id that reviews.yaml wants stands beside the hit."""
    text = page(made.inputs(found=[made.said(builders.question(), made.hit("meaning/es/verga", text="verga"))]))
    assert "`meaning/es/verga`" in text


def test_a_dismissed_hit_stays_in_sight() -> None:
    """A dismissal is shown with its author and reason; nothing vanishes."""
    decision = Decision(
        "h1", "Velora", Verdict.DISMISSED, "another word", "Ana Ruiz", "2026-11-01", where="reviews.yaml:3:5"
    )
    study = builders.study(reviews=Reviews(decisions=(decision,)))
    text = page(made.inputs(study, [made.said(builders.question(), made.hit("h1", text="velorio"))]))
    assert "velorio" in text
    assert "dismissed by Ana Ruiz, 1 Nov 2026: another word" in text


def test_the_decision_that_holds_is_the_one_shown() -> None:
    """Of several decisions on a hit, the report quotes the one that counts, also when it names the local spelling."""
    old = Decision("h1", "Velora", Verdict.CONFIRMED, "first thought", "Ana", "2026-01-01", where="reviews.yaml:3:5")
    new = Decision("h1", "Belora", Verdict.DISMISSED, "second thought", "Ben", "2026-11-01", where="reviews.yaml:9:5")
    expired = Decision("h1", "Velora", Verdict.DISMISSED, "for a week", "Eva", "2026-11-02", until="2026-11-03")
    study = builders.study(reviews=Reviews(decisions=(old, new, expired)))
    text = page(made.inputs(study, [made.said(builders.question(text="Belora"), made.hit("h1"))]))
    assert "dismissed by Ben, 1 Nov 2026: second thought" in text
    assert "first thought (" not in text and "· first thought" not in text


def test_a_stale_review_is_pointed_out() -> None:
    """A review that matches nothing is named by its place."""
    decision = Decision("gone", "Velora", Verdict.DISMISSED, "why", "Ana", "2026-11-01", where="reviews.yaml:3:5")
    text = page(made.inputs(builders.study(reviews=Reviews(decisions=(decision,)))))
    assert "1 review no longer applies" in text
    assert "reviews.yaml:3:5 (not applied)" in text.replace("\\", "")


def test_a_native_speakers_verdict_is_shown_with_its_author() -> None:
    """An opinion carries a name."""
    signoff = Signoff(
        "Velora", "mx", "es-MX", Verdict.PROBLEM, "Luz", "2026-11-02", note="a wake", where="reviews.yaml:9:3"
    )
    text = page(made.inputs(builders.study(reviews=Reviews(signoffs=(signoff,))), [made.said(builders.question())]))
    assert "Native speaker Luz, 2 Nov 2026: problem. a wake" in text


@pytest.mark.parametrize(("consent", "shown"), [("quote", True), ("internal", False), ("none", False)])
def test_words_are_quoted_only_with_consent(consent: str, shown: bool) -> None:
    """Nobody reads their words in a report without having agreed."""
    text = page(made.inputs(builders.study(notes=(note(consent),))))
    assert ("Sounds like cream." in text) is shown
    assert ("Limpina (2×)" in text) is (consent != "none")


def test_dropped_names_keep_their_reason() -> None:
    """A name the team left stands in the report with who, when and why."""
    drop = Drop("Zovanta", "meaning", "Ana", "2026-10-01", "sounds like a drug")
    text = page(made.inputs(builders.study(reviews=Reviews(drops=(drop,)))))
    assert "| Zovanta | meaning | Ana | 1 Oct 2026 | sounds like a drug |" in text


def test_the_report_has_every_part_counsel_asks_for() -> None:
    """Scope, goods, classes, markets, gaps, log, method, versions, blanks for counsel and the decision."""
    study = builders.study(brief=Brief(goods="tea", nice=(30,), nice_later=(32,)))
    text = page(made.inputs(study))
    for part in (
        "not a clearance",
        "Confidentiality",
        "30; later 32",
        "In one minute",
        "Ranking",
        "What was and was not asked",
        "Search log",
        "Method and limits",
        "A list of words",
        "Dropped names",
        "Next step",
        "dissent",
        "Interviews",
        "Since the last run",
        "no request was sent",
        "has not been measured",
    ):
        assert part in text, part


def test_only_the_first_ten_names_are_told_in_full() -> None:
    """Ten names in full, the rest in one table, and the count said."""
    document = build(View(made.inputs(builders.study(tuple(f"Name{n:02}" for n in range(14))))))
    sections = {section.anchor: section for section in document.sections}
    assert len(sections["names"].parts) == 10
    assert "4 further names" in page(made.inputs(builders.study(tuple(f"Name{n:02}" for n in range(14)))))


def test_what_holds_in_two_markets_is_said_once() -> None:
    """A reader does not meet the same reason twice."""
    study = builders.study(("Velora",), (builders.market("mx"), builders.market("es", "es-ES")))
    found = [
        made.said(builders.question(scope="es-MX"), made.hit("a", text="wake")),
        made.said(builders.question(scope="es-ES", markets=("es",)), made.hit("b", text="wake")),
    ]
    (line,) = summarise(made.inputs(study, found)).why
    assert (line.mark, line.name, line.markets) == ("▲", "Velora", ("es", "mx"))
    assert "wake" in line.text


def test_what_stands_outside_the_ranges_is_still_counted_as_open() -> None:
    """A decisive question that no name has answered leaves the ranges, not the report."""
    found = [
        made.said(builders.question("Velora")),
        builders.gap(builders.question("Velora", "trademark", "MX", decisive=("mx",))),
    ]
    text = page(made.inputs(builders.study(("Velora",)), found))
    assert "on 1 of 2 checks" in text
    assert "+ 1 outside the ranges" in text
    assert "1 decisive question has no answer for any name, so the order says nothing about it: trademarks." in text


def test_the_search_log_names_each_list() -> None:
    """Counsel sees which language's list a name was compared with, where several share a title."""
    log = page(made.inputs()).split("Search log")[-1]
    assert f"{made.LIST.title} ({made.LIST.id})" in log


def test_a_stopped_name_keeps_no_name_from_being_placed() -> None:
    """What is open about a name that stops is not told as what holds up the ranking."""
    found = [
        made.said(builders.question("Velora", decisive=("mx",)), made.hit("h", 0.9, 0.9)),
        made.said(builders.question("Limpora", decisive=("mx",))),
        builders.gap(builders.question("Velora", "interviews", "mx", kind=SubjectKind.MARKET, decisive=("mx",))),
        made.said(builders.question("Limpora", "interviews", "mx", kind=SubjectKind.MARKET, decisive=("mx",))),
    ]
    text = page(made.inputs(builders.study(("Velora", "Limpora"), (builders.market("mx"),)), found))
    assert "Velora stops in" in text
    assert "keep names from being placed" not in text


def test_the_last_run_is_compared_in_words() -> None:
    """A user reads what moved since the run before, and why."""
    inputs = made.inputs()
    before = replace(
        inputs.run,
        number=6,
        shelves={"Velora": "undecided"},
        candidates=("Velora", "Gone"),
        markets=("mx",),
        inputs={"candidates.yaml": "sha256:bb"},
        tool="0.0.9",
    )
    now = replace(inputs.run, candidates=("Velora", "Limpora"), markets=("mx",))
    old = [builders.gap(finding.question) for finding in inputs.findings]
    diff = changes(before, old, now, inputs.findings, inputs.ranking, inputs.study.reviews, "2026-11-22")
    text = "\n".join(summarise(replace(inputs, changes=diff)).since)
    assert "Since run 6: newly answered 2" in text
    assert "Velora: can't tell yet → ranked" in text
    assert "Name not asked about in run 6, so not compared: Limpora" in text
    assert "Name asked about in run 6 and not in this one: Gone" in text
    assert "Changed file: candidates.yaml" in text
    assert "brandname 0.0.9 → 0.1.0" in text


def test_a_plugins_message_is_shown_as_it_is() -> None:
    """A stranger's check without words of its own still reports."""
    finding: Finding = builders.answer(builders.question(check="their-check"), builders.hit())
    assert "test.hit" in page(made.inputs(found=[finding])).replace("\\", "")


def test_an_old_run_is_told_as_what_it_was() -> None:
    """What an earlier version could not ask or judged otherwise is told of that run, not of the program now."""
    found = [made.said(builders.question()),
             builders.gap(builders.question(check="trademark", scope="MX"), Gap.NOT_BUILT)]
    old = made.inputs(found=found, checks={"meaning": 1, "trademark": 1}, tool="0.0.9", started="2025-01-31T08:00:00Z")
    cards = (CheckCard("meaning", 3, "local"), CheckCard("trademark", 1, "local"), CheckCard("search", 1, "network"))
    text = page(replace(old, checks=cards))
    assert "The check meaning has changed since this run was made (brandname 0.0.9, 31 Jan 2025)" in text
    assert "there was no check of: search." in text
    assert "3; 1 when this run was made" in text
    assert "no source yet when the run was made" in text
    assert "this version of brandname" not in text
    now = replace(old, checks=(CheckCard("meaning", 1, "local"), CheckCard("trademark", 1, "local")))
    assert "when this run was made" not in page(now)


def test_many_sources_silent_for_one_reason_are_one_line() -> None:
    """Without a network I read one sentence with the names of all sources, not a screen of them."""
    silent = tuple(ControlResult(id_, False, "x", "place", Gap.UNREACHABLE_FROM_HERE)
                   for id_ in ("dns", "handles_bluesky", "rdap"))
    wrong = ControlResult("whois", False, "velora.com", "com", Gap.CONTROL_FAILED)
    told = summarise(made.inputs(controls=(*silent, wrong))).alerts
    assert told[0] == ("3 sources did not answer their test questions in this run: out of reach from here. "
                       "Nothing was asked there: DNS, Bluesky and RDAP.")
    assert told[1].startswith("The source WHOIS got a test question wrong in this run (com)")
    assert len(told) == 2
    assert len(summarise(made.inputs(controls=silent[:2])).alerts) == 2


def test_a_long_list_of_names_of_the_last_run_is_cut_and_counted() -> None:
    """After a list of my own I do not read every name of the study as missing."""
    inputs = made.inputs()
    before = replace(inputs.run, number=6, candidates=(*inputs.run.candidates, *(f"Name{n:02}" for n in range(20))))
    diff = changes(before, inputs.findings, inputs.run, inputs.findings, inputs.ranking, inputs.study.reviews,
                   "2026-11-22")
    text = "\n".join(summarise(replace(inputs, changes=diff)).since)
    assert "Name07 and 12 more" in text
    assert "Name08" not in text
