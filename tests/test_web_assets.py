"""What to secure, in which order; and that not knowing never looks like having."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.base import answered, unanswered
from brandname.model import NICE_TO_HAVE, Finding, Gap, SubjectKind, say
from brandname.synthesis import AssetKind, AssetState, Place, handle_sets, web_assets
from tests.builders import question, study

PLACES = (
    Place("x", AssetKind.ACCOUNT, ("mx",), 3, "https://x.example/{h}", ""),
    Place("shop", AssetKind.STORE, ("mx",), 5, "https://shop.example/?q={h}", "trade_mark"),
    Place("register", AssetKind.COMPANY, ("de",), 5, "https://register.example/", ""),
)


def about(platform: str, handle: str, risk: float | None, *, nice: bool = False, form: str = "exact") -> Finding:
    """The finding about a handle of Velora: taken, not found, or open."""
    asked = question("Velora", "handle", platform, text=handle, kind=SubjectKind.PLATFORM)
    measures = {"form": form, **({NICE_TO_HAVE: 1} if nice else {})}
    if risk is None:
        return replace(unanswered(asked, Gap.UNCLEAR), measures=measures)
    return answered(asked, say("test.finding"), risk=risk, confidence=0.9, evidence=("e",), measures=measures)


def test_a_place_of_another_market_is_not_in_the_plan() -> None:
    """Germany's register is nothing to do for Mexico."""
    plan = web_assets(study(("Velora",)), (), PLACES)[0]
    assert [(a.kind, a.place, a.state) for a in plan.assets] == [
        (AssetKind.STORE, "shop", AssetState.UNASKED), (AssetKind.TITLE, "es-MX", AssetState.UNASKED)]
    assert plan.minutes == 7


def test_both_the_name_and_its_local_form_are_to_be_secured() -> None:
    """On a platform where both are needed neither hides the other."""
    found = (about("x", "@velora", 0.4), about("x", "@薇珞", None))
    plan = web_assets(study(("Velora",)), found, PLACES)[0]
    assert [(a.address, a.state) for a in plan.assets if a.place == "x"] == [
        ("@薇珞", AssetState.OPEN), ("@velora", AssetState.TAKEN)]


def test_a_way_out_is_offered_only_where_one_is_needed() -> None:
    """Another spelling nobody was found to have stands beside a taken name, not beside one nobody has."""
    other = about("x", "@getvelora", 0.0, nice=True, form="get-")
    for risk, instead in ((0.4, ("@getvelora",)), (0.0, ())):
        plan = web_assets(study(("Velora",)), (about("x", "@velora", risk), other), PLACES)[0]
        assert next(a for a in plan.assets if a.place == "x").instead == instead


@given(st.lists(st.tuples(st.sampled_from(["x", "y", "z"]), st.sampled_from(["@velora", "@getvelora"]),
                          st.sampled_from([None, 0.0, 0.4]), st.booleans()), max_size=6), st.integers(0, 5))
def test_forgetting_an_answer_never_makes_a_plan_look_better(
    rows: list[tuple[str, str, float | None, bool]], forgotten: int
) -> None:
    """With one answer less there are no more names nobody has, and no handle is more consistent for sure."""
    unique = {(platform, handle): (risk, nice) for platform, handle, risk, nice in rows}
    found = [about(p, h, risk, nice=nice) for (p, h), (risk, nice) in unique.items()]
    fewer = [about(p, h, None if number == forgotten else risk, nice=nice)
             for number, ((p, h), (risk, nice)) in enumerate(unique.items())]
    s = study(("Velora",))
    before, after = (Counter(a.state for a in web_assets(s, f, ())[0].assets) for f in (found, fewer))
    assert after[AssetState.NOT_FOUND] <= before[AssetState.NOT_FOUND]
    least = [max((one.least for one in handle_sets(f).get("Velora", ())), default=0.0) for f in (found, fewer)]
    most = [max((one.most for one in handle_sets(f).get("Velora", ())), default=0.0) for f in (found, fewer)]
    assert least[1] <= least[0] <= most[0] <= most[1]
