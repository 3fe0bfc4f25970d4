"""What the report rests on: the brief and market facts, datasets and sources with versions, method, search log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from brandname import data
from brandname.model import BAND_FLOORS, DatasetRef, LanguageShare, Market, Shelf, Status
from brandname.reports.inputs import View
from brandname.reports.summary import caveats, controls
from brandname.reports.tree import Block, Cell, Column, Facts, Fold, Group, Items, Line, Section, Table, Text, Tone

MARKET_FIELDS = (
    "languages",
    "horizon",
    "role",
    "weight",
    "why",
    "subcultures",
    "tlds",
    "platforms",
    "engines",
    "offices",
    "competitors",
    "decisive",
)
REPORT_FIELDS = ("ideas", "avoid", "channels_now", "channels_next", "personas")


def markets(view: View) -> Section:
    """The brief and every market's facts, with where each value came from."""
    t = view.t
    blocks: list[Block] = [Facts(tuple(_brief(view)))]
    blocks += [Fold(view.market(market.code), (_facts(view, market),)) for market in view.study.markets]
    if view.study.remarks:
        blocks += [Text("", Tone.FAINT, t("report.remarks")), Items(tuple(view.say(r) for r in view.study.remarks))]
    return Section("markets", t("report.section.markets"), tuple(blocks))


def sources(view: View) -> Section:
    """Datasets and outside sources with version, date and licence."""
    t = view.t
    cited = Counter(ref for finding in view.findings() for ref in finding.evidence)
    columns = (
        Column(t("report.column.source"), "name"),
        Column(t("report.column.version")),
        Column(t("report.column.date")),
        Column(t("report.column.licence")),
        Column(t("report.column.cited"), "number"),
        Column(t("report.column.digest")),
    )
    rows = [
        Line(
            (
                _dataset(d),
                Cell(d.version),
                Cell(_date(d.id)),
                Cell(d.licence or "–"),
                Cell(f"{cited[d.ref]:,}"),
                Cell(d.digest.removeprefix("sha256:")[:12] or "–"),
            )
        )
        for d in sorted(view.run.datasets, key=lambda d: d.id)
    ]
    blocks: list[Block] = [Table(columns, tuple(rows)) if rows else Text(t("report.no_datasets"))]
    if view.run.controls:
        blocks.append(Items(tuple(controls(view))))
    if view.run.inputs:
        pairs = tuple((path, digest.removeprefix("sha256:")[:12]) for path, digest in sorted(view.run.inputs.items()))
        blocks.append(Fold(t("report.inputs", n=len(pairs)), (Facts(pairs),)))
    return Section("sources", t("report.section.sources"), tuple(blocks))


def method(view: View) -> Section:
    """The formula, its weights and bands, what shelves mean, and each check's own limits."""
    t = view.t
    bands = tuple((t(f"band.{band}"), t(f"report.band.{band}", floor=f"{floor:.2f}")) for band, floor in BAND_FLOORS)
    shelves = tuple((t(f"shelf.{shelf}.label"), t(f"report.shelf_meaning.{shelf}")) for shelf in Shelf)
    blocks: list[Block] = [
        *(Text(line) for line in caveats(view)),
        Items(
            tuple(
                t(f"report.method.{key}")
                for key in (
                    "worst",
                    "market",
                    "name",
                    "range",
                    "coverage",
                    "left_out",
                    "overlap",
                    "merit",
                    "watch",
                    "reviews",
                )
            )
        ),
        Text("", Tone.PLAIN, t("report.method.bands")),
        Facts(bands),
        Text("", Tone.PLAIN, t("report.method.shelves")),
        Facts(shelves),
        Text(t("report.method.confidence"), Tone.FAINT),
    ]
    if view.ranking.weights:
        weights = tuple((view.check(id_), f"{weight:g}") for id_, weight in view.ranking.weights.items())
        blocks += [Text("", Tone.PLAIN, t("report.method.weights")), Facts(weights)]
    blocks.append(
        Items(tuple(t(f"report.limit.{key}") for key in ("knockout", "silence", "similarity", "pointers", "dates")))
    )
    return Section(
        "method",
        t("report.section.method"),
        tuple(blocks),
        (
            Section(
                "checks",
                t("report.section.checks"),
                tuple(_card(view, c.id, c.version, c.kind) for c in view.inputs.checks),
            ),
        ),
    )


def search_log(view: View) -> Section:
    """Every request that was made, or the statement that none was; what local checks compared names with."""
    t = view.t
    blocks: list[Block] = []
    asked = Counter(
        (f.question.check, ref)
        for f in view.findings()
        if f.status is Status.ANSWERED
        for ref in f.evidence
        if ref in view.datasets
    )
    if asked:
        columns = (
            Column(t("report.column.check"), "name"),
            Column(t("report.column.source")),
            Column(t("report.column.version")),
            Column(t("report.column.questions"), "number"),
        )
        blocks.append(
            Table(
                columns,
                tuple(
                    Line(
                        (
                            Cell(view.check(check)),
                            _dataset(view.datasets[ref]),
                            Cell(view.datasets[ref].version),
                            Cell(f"{n:,}"),
                        )
                    )
                    for (check, ref), n in sorted(asked.items())
                ),
            )
        )
    log = sorted(view.inputs.evidence.values(), key=lambda e: (e.when, e.source, e.request, e.id))
    if log:
        labels = ("date", "source", "request", "vantage", "reply", "address")
        blocks.append(
            Table(
                tuple(Column(t(f"report.column.{label}")) for label in labels),
                tuple(
                    Line(tuple(map(Cell, (e.when, e.source, e.request, e.vantage, e.status, e.address or "–"))))
                    for e in log
                ),
            )
        )
    elif not view.run.online:
        blocks.append(Text(t("report.nothing_sent")))
    blocks.append(Text(t("report.log_note"), Tone.FAINT))
    return Section("log", t("report.section.log"), tuple(blocks))


def _dataset(dataset: DatasetRef) -> Cell:
    """Title and id: the lists of several languages share a title."""
    return Cell(dataset.title or dataset.id, sub=dataset.id if dataset.title else "")


def _card(view: View, id_: str, version: int, kind: str) -> Fold:
    t = view.t
    about = tuple(
        (t(f"report.card.{part}"), t(f"check.{id_}.{part}"))
        for part in ("purpose", "judges", "sources", "cannot")
        if t.has(f"check.{id_}.{part}")
    )
    then = view.run.checks.get(id_, version)
    told = str(version) if then == version else t("report.card.version_then", now=version, then=then)
    head = ((t("report.card.version"), told), (t("report.card.kind"), t(f"kind.{kind}")))
    return Fold(view.check(id_), (Facts((*about, *head)),))


def _brief(view: View) -> Iterator[tuple[str, str]]:
    t, brief = view.t, view.study.brief
    for name in REPORT_FIELDS:
        values = getattr(brief, name)
        yield t(f"report.brief.{name}"), t.join(list(values)) if values else t("report.not_stated")
    yield t("report.brief.search_matters"), t(f"report.search_matters.{brief.search_matters}")
    yield t("report.brief.must_last"), str(brief.must_last_years) if brief.must_last_years else t("report.not_stated")
    for name, share in (("abroad_now", brief.abroad_now), ("abroad_later", brief.abroad_later)):
        yield t(f"report.brief.{name}"), t("report.not_stated") if share is None else t("report.percent", share=share)
    for key, values in sorted(brief.legal.items()):
        label = t(f"report.legal.{key}") if t.has(f"report.legal.{key}") else key
        yield label, t.join(list(values))


def _facts(view: View, market: Market) -> Table:
    t = view.t
    columns = (
        Column(t("report.column.field"), "name"),
        Column(t("report.column.value")),
        Column(t("report.column.origin")),
    )
    rows: list[Line | Group] = []
    for name in MARKET_FIELDS:
        value = getattr(market, name)
        if name == "languages":
            shown = t.comma.join(_language(view, share) for share in value)
        elif isinstance(value, tuple):
            shown = t.comma.join(view.check(v) if name == "decisive" else v for v in value)
        else:
            shown = f"{value:g}" if isinstance(value, float) else str(value)
        rows.append(Line((Cell(t(f"report.field.{name}")), Cell(shown or "–"), Cell(market.origins.get(name, "–")))))
    return Table(columns, tuple(rows))


def _language(view: View, share: LanguageShare) -> str:
    name = view.t.language_name(share.tag)
    reach = "?" if share.share is None else view.t("report.percent", share=share.share)
    role = "" if share.role == "main" else view.t("report.role", role=share.role)
    return f"{name} {reach}{role}"


def _date(dataset: str) -> str:
    shipped = data.index().get(dataset.removeprefix("brandname/"))
    return shipped.date if shipped else "–"
