"""The one thing to do next, with the command: never a list, never a judgement of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from brandname.model import WITHOUT_HITS, Finding, Gap, Message, Shelf, Study, SubjectKind, say
from brandname.rank import Policy, Ranking, Standing

NAMES_SHOWN = 3
"""Names a next step mentions; the rest are counted."""

Key = tuple[str, str, str, str]
"""Check, gap, subject kind, scope: what one piece of work would answer."""


def next_step(study: Study, ranking: Ranking, findings: Sequence[Finding]) -> Message:
    """The next thing: what places most names; else what separates the top; else what nobody has an answer for.

    `synthesis.next.<action>` with `command`; the actions on open questions also carry `check`, `scope`, `place`
    (the scope with its kind), `names`, `n` and `effect`.
    """
    if not ranking.standings:
        return say("synthesis.next.start", command="brandname start")
    on = {shelf: [s for s in ranking.standings if s.shelf is shelf] for shelf in Shelf}
    review = _review(ranking, on[Shelf.BLOCKED])
    steps = (
        _unblock(ranking, on[Shelf.UNDECIDED]),
        None if on[Shelf.RANKED] else review,
        _separate(study, ranking, findings),
        review,
        _never_answered(study, ranking, findings),
    )
    for step in steps:
        if step is not None:
            return step
    if not on[Shelf.RANKED]:
        return say("synthesis.next.new_names", command="brandname check")
    top = tuple(s.candidate for s in on[Shelf.RANKED][:NAMES_SHOWN])
    return say("synthesis.next.counsel", names=top, n=len(on[Shelf.RANKED]), command="brandname report")


def _unblock(ranking: Ranking, undecided: Sequence[Standing]) -> Message | None:
    """The open decisive question that, answered, places most names; among equals that of the name nearest the top."""
    scores: dict[Key, float] = defaultdict(float)
    names: dict[Key, list[str]] = defaultdict(list)
    nearest = sorted(undecided, key=lambda s: (s.range.middle, s.candidate))
    for standing in nearest:
        reviewed = (ranking.findings.get(id_) for id_ in standing.open_decisive)
        keys = sorted({_key(item.finding) for item in reviewed if item is not None})
        for key in keys:
            scores[key] += 1 / len(keys)
            names[key].append(standing.candidate)
    if not scores:
        return None
    place = {s.candidate: n for n, s in enumerate(nearest)}
    best = min(scores, key=lambda key: (-round(scores[key], 9), place[names[key][0]], key))
    return _answer(best, names[best], "unblock")


def _separate(study: Study, ranking: Ranking, findings: Iterable[Finding]) -> Message | None:
    """The open question that widens most the ranges of the names tied at the top."""
    top = next((s.candidate for s in ranking.standings if s.shelf is Shelf.RANKED), None)
    tied = next((set(tie) for tie in ranking.ties if top in tie), set())
    policy = Policy(ranking.weights)
    weights = {market.code: market.weight for market in study.markets}
    out = set(ranking.left_out)
    scores: dict[Key, float] = defaultdict(float)
    names: dict[Key, set[str]] = defaultdict(set)
    for finding in findings:
        question = finding.question
        if finding.gap is None or question.candidate not in tied or (question.check, question.subject.scope) in out:
            continue
        if ranking.findings[finding.id].finding.gap is None:
            continue
        key = _key(finding)
        scores[key] += policy.weight(question.check) * sum(weights.get(m, 0.0) for m in question.markets)
        names[key].add(question.candidate)
    if not scores:
        return None
    best = min(scores, key=lambda key: (-round(scores[key], 9), key))
    order = [s.candidate for s in ranking.standings if s.candidate in names[best]]
    return _answer(best, order, "separate")


def _review(ranking: Ranking, blocked: Sequence[Standing]) -> Message | None:
    """A stop that rests on the tool alone: nobody has confirmed or dismissed it."""
    waiting = [
        s.candidate for s in blocked
        if any(not ranking.findings[id_].confirmed for id_ in s.blockers if id_ in ranking.findings)
    ]
    if not waiting:
        return None
    return say("synthesis.next.review", names=tuple(waiting[:NAMES_SHOWN]), n=len(waiting),
               command=f"brandname why {_quoted(waiting[0])}")


def _never_answered(study: Study, ranking: Ranking, findings: Iterable[Finding]) -> Message | None:
    """The heaviest question without an answer for any name."""
    policy = Policy(ranking.weights)
    weights = {market.code: market.weight for market in study.markets}
    out = set(ranking.left_out)
    scores: dict[Key, float] = {}
    names: dict[Key, dict[str, None]] = defaultdict(dict)
    for finding in findings:
        question = finding.question
        if finding.gap is None or (question.check, question.subject.scope) not in out:
            continue
        key = _key(finding)
        score = policy.weight(question.check) * sum(weights.get(m, 0.0) for m in question.markets)
        scores[key] = max(scores.get(key, 0.0), score)
        names[key][question.candidate] = None
    if not scores:
        return None
    best = min(scores, key=lambda key: (-round(scores[key], 9), key))
    order = [s.candidate for s in ranking.standings if s.candidate in names[best]]
    return _answer(best, order, "first_answer")


def _key(finding: Finding) -> Key:
    """A decisive answer that stays open is asked for by the gap its silence would have been, not by a second try."""
    question = finding.question
    gap = finding.gap or finding.measures.get(WITHOUT_HITS, "")
    return question.check, str(gap), str(question.subject.kind), question.subject.scope


def _answer(key: Key, names: Sequence[str], effect: str) -> Message:
    """What to do about one open question, by the reason it is open."""
    check, gap, kind, scope = key
    action, command = _action(check, Gap(gap) if gap else Gap.UNCLEAR, kind)
    return say(f"synthesis.next.{action}", check=check, scope=scope, place=f"{kind}:{scope}",
               names=tuple(names[:NAMES_SHOWN]), n=len(names), effect=effect, command=command)


def _action(check: str, gap: Gap, kind: str) -> tuple[str, str]:
    """Action and command for a gap."""
    if gap is Gap.OFFLINE:
        return "online", f"brandname check --online --checks {check}"
    if gap is Gap.NO_NOTES:
        return ("notes" if kind == SubjectKind.MARKET else "manual"), "brandname check"
    if gap is Gap.LANGUAGE_NOT_COVERED:
        return ("native" if check == "meaning" and kind == SubjectKind.LANGUAGE else "manual"), "brandname check"
    if gap in (Gap.MANUAL_ONLY, Gap.NO_REGISTER):
        return "manual", "brandname check"
    if gap in (Gap.MISSING_EXTRA, Gap.NEEDS_KEY):
        return "setup", f"brandname explain {check}"
    if gap is Gap.CRASHED:
        return "crashed", f"brandname check --checks {check}"
    if gap in (Gap.NOT_SELECTED, Gap.INTERRUPTED, Gap.NOT_BUILT):  # a version since then may have a source
        return "run", "brandname check"
    return "retry", f"brandname check --online --checks {check}"


def _quoted(name: str) -> str:
    """A name as a shell takes it, POSIX or Windows."""
    return name if name.isalnum() else '"' + name.replace('"', '\\"') + '"'
