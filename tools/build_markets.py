"""Builds `brandname/data/markets/` from CLDR (in the installed babel) and the hand-written tables in `tools/markets/`.

Run `python tools/build_markets.py` after changing a table or babel; `--into FOLDER` writes elsewhere and leaves the
index alone. Refuses a row without a source, a market missing from a table, and ids nobody defined. Looks nothing up.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "tools" / "markets"
DATA = ROOT / "brandname" / "data"

REACH_FLOOR = 2.0
"""Percent of a territory's population below which an unofficial language is left out."""
MAIN_FLOOR = 20.0
"""Percent from which an unofficial language counts as a main one."""
MOST = 10
"""Languages a market, by reach."""
OFFICIAL = ("official", "de_facto_official")


class TableError(ValueError):
    """A hand-written table is incomplete or contradicts another."""


def main() -> None:
    """Builds into the package, or into a folder named by `--into`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, help="write the market files there and leave the index alone")
    chosen = parser.parse_args().into
    folder = chosen or DATA / "markets"
    written = build(folder)
    if chosen is None:
        write_index()
    print(f"{len(written)} markets written to {folder}")


def build(folder: Path) -> tuple[Path, ...]:
    """Writes one file a market listed in `subcultures.toml` into a folder, removes others, and returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = read_tables()
    codes = sorted(tables["subcultures"])
    paths = tuple(folder / f"{code}.toml" for code in codes)
    texts = [render(market(code, tables)) for code in codes]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    for stray in set(folder.glob("*.toml")) - set(paths):
        stray.unlink()
    return paths


def read_tables() -> dict[str, dict[str, Any]]:
    """Every hand-written table by its file's stem."""
    return {p.stem: tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(TABLES.glob("*.toml"))}


# ── one market ───────────────────────────────────────────────────────────────────────────────────────────────────────


def market(code: str, tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Everything one file holds, in the order it is written."""
    from babel import Locale

    reach = tuple(languages(code, tables["languages"]))
    reached = [tag for tag, _, _ in reach]
    others = [_community(code, row, reached) for row in tables["communities"].get(code, {}).get("rows", ())]
    tags = reached + [row["tag"] for row in others]
    return {
        "code": code,
        "label": Locale("en").territories[code.upper()],
        "also": {"source": tables["codes"]["source"], "rows": tables["codes"]["rows"].get(code, [])},
        "languages": {"source": f"{cldr()} territoryInfo: reach, second-language speakers included", "rows": reach},
        "communities": others,
        "scripts": {"source": f"{cldr()} likelySubtags, of the languages above", "rows": scripts(tags, code)},
        "subcultures": [_subculture(code, row) for row in _needed(tables, "subcultures", code)["rows"]],
        "tlds": {"source": tables["tlds"]["source"], "rows": tables["tlds"]["rows"][code]},
        "platforms": platforms(code, tables["platforms"]),
        "engines": engines(code, tables["engines"]),
        "offices": [office(name, code, tables) for name in offices(code, tables["offices"])],
    }


def cldr() -> str:
    """CLDR with the version babel carries, as `CLDR 47`."""
    from babel.core import get_global

    return f"CLDR {get_global('cldr')['version']}"


def languages(code: str, table: Mapping[str, Any]) -> Iterator[tuple[str, float, str]]:
    """Tag, reach (0–1) and role of a territory's languages, most spoken first."""
    from babel.core import get_global

    rows: dict[str, tuple[float, bool]] = {}
    listed = get_global("territory_languages")[code.upper()]
    for raw, entry in listed.items():
        percent, official = float(entry["population_percent"]), entry["official_status"] in OFFICIAL
        if raw in table["repeats"] or not (official or percent >= REACH_FLOOR):
            continue
        tag = to_tag(raw, code, table, both=_scripts_beside(raw, listed, table))
        before = rows.get(tag, (0.0, False))
        rows[tag] = (max(before[0], percent), before[1] or official)
    ordered = sorted(rows.items(), key=lambda row: (-row[1][0], row[0]))
    kept = [row for row in ordered if row[1][1]] + [row for row in ordered if not row[1][1]]
    kept = sorted(kept[:MOST], key=lambda row: (-row[1][0], row[0]))
    for tag, (percent, official) in kept:
        yield tag, round(percent / 100, 4), "main" if official or percent >= MAIN_FLOOR else "minority"


def to_tag(raw: str, code: str, table: Mapping[str, Any], *, both: bool = False) -> str:
    """CLDR's `zh_Hant`, `es` in a territory as the BCP 47 tag used for it: `zh-Hant`, `es-MX`.

    `both`: CLDR lists the language here with another script too, so its bare row means the usual script anywhere.
    """
    language, _, script = raw.partition("_")
    if not script and language in table["script"]:
        script = likely(language, "" if both else code)
    if code in table["regional"].get(language, ()):
        return f"{language}-{code.upper()}"
    return f"{language}-{script}" if script else language


def _scripts_beside(raw: str, listed: Mapping[str, Any], table: Mapping[str, Any]) -> bool:
    return any(other.startswith(f"{raw}_") and other not in table["repeats"] for other in listed)


def likely(language: str, code: str = "") -> str:
    """The likely script of a language (in a territory), from CLDR."""
    from babel.core import get_global

    subtags = get_global("likely_subtags")
    full = subtags.get(f"{language}_{code.upper()}") or subtags.get(language)
    if not full:
        raise TableError(f"CLDR has no likely script for {language} in {code}")
    return str(full.split("_")[1])


def scripts(tags: list[str], code: str) -> tuple[str, ...]:
    """ISO 15924 codes of some tags, in their order, without repeats; Japanese and Korean with the scripts they mix."""
    mixed = {"Jpan": ("Jpan", "Hira", "Kana", "Hani"), "Kore": ("Hang",)}
    found: list[str] = []
    for tag in tags:
        parts = tag.split("-")
        script = parts[1] if len(parts) > 1 and len(parts[1]) == 4 else likely(parts[0], code)
        found.extend(mixed.get(script, (script,)))
    return tuple(dict.fromkeys(found))


def platforms(code: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """Platform ids of a market: its own order where one is written, else the usual one with local additions."""
    own = table["rows"].get(code)
    rows = own if own is not None else [*table["usual"], *table["added"].get(code, ())]
    unknown = set(rows) - set(table["ids"])
    if unknown:
        raise TableError(f"{code}: platforms nobody defined: {sorted(unknown)}")
    return {"source": table["source"], "rows": rows}


def engines(code: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """Search engine ids of a market."""
    rows = table["rows"].get(code, table["usual"])
    unknown = set(rows) - set(table["ids"])
    if unknown:
        raise TableError(f"{code}: engines nobody defined: {sorted(unknown)}")
    return {"source": table["source"], "rows": rows}


def offices(code: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Office codes of a market: national or regional, EUIPO in the EU, the Madrid system for its members."""
    regional = next((r for r, entry in table["regional"].items() if code in entry["instead"]), code.upper())
    found = [regional]
    if code in table["union"]["eu"]:
        found.insert(0, "EM")
    if code not in table["union"]["not_madrid"]:
        found.append("WO")
    return tuple(found)


def office(name: str, code: str, tables: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """One office's row, its fields in a fixed order."""
    try:
        entry = tables["offices"]["offices"][name]
    except KeyError:
        raise TableError(f"{code}: no office {name} in offices.toml") from None
    for field in ("name", "search"):
        if not entry.get(field):
            raise TableError(f"office {name} has no {field}")
    if entry.get("basis") and not entry.get("basis_source"):
        raise TableError(f"office {name}: basis without the law that says so")
    row = {"code": name} | {f: entry[f] for f in ("name", "search", "basis", "basis_source", "groups") if entry.get(f)}
    return row | {"source": entry.get("source", tables["offices"]["source"])}


def _community(code: str, row: list[Any], reached: list[str]) -> dict[str, Any]:
    tag, share, source, role = (*row, "diaspora")[:4]
    if tag in reached:
        raise TableError(f"{code}: {tag} is in CLDR's list already")
    if not source or role not in ("diaspora", "minority"):
        raise TableError(f"{code}: {tag} names no source, or a role that is none: {role}")
    return {"tag": tag} | ({"share": share} if share else {}) | {"role": role, "source": source}


def _subculture(code: str, row: list[str]) -> dict[str, str]:
    if len(row) != 4 or not all(row):
        raise TableError(f"{code}: a sub-culture is id, English, Chinese, source: {row}")
    return dict(zip(("id", "en", "zh", "source"), row, strict=True))


def _needed(tables: Mapping[str, Mapping[str, Any]], name: str, code: str) -> Mapping[str, Any]:
    try:
        return tables[name][code]  # type: ignore[no-any-return]
    except KeyError:
        raise TableError(f"{name}.toml has nothing for {code}") from None


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def render(facts: Mapping[str, Any]) -> str:
    """One market file: a row a line, so that a change of a fact is a change of a line."""
    lines = ["# Built by tools/build_markets.py from CLDR and tools/markets/; changes here are lost.",
             f"code = {_value(facts['code'])}", f"label = {_value(facts['label'])}"]
    for name in ("also", "languages", "scripts", "tlds", "platforms", "engines"):
        rows = facts[name]["rows"]
        if name == "also" and not rows:
            continue
        lines += ["", f"[{name}]", f"source = {_value(facts[name]['source'])}"]
        if name == "languages":
            lines += ["rows = [", *(f"  [{', '.join(map(_value, row))}]," for row in rows), "]"]
        else:
            lines.append(f"rows = [{', '.join(map(_value, rows))}]")
    for name in ("communities", "subcultures", "offices"):
        for row in facts[name]:
            lines += ["", f"[[{name}]]", *(f"{key} = {_value(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


def _value(value: str | float) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def write_index() -> None:
    """Puts the `[markets]` table into `data/index.toml`, leaving every other table as it is."""
    sys.path.insert(0, str(ROOT))
    from brandname.data import compute_digest

    about = tomllib.loads((TABLES / "about.toml").read_text(encoding="utf-8"))
    lines = ["[markets]", 'path = "markets"', f"title = {_value(about['title'])}",
             f"version = {_value(about['version'])}", f"date = {_value(about['date'])}",
             f"origin = {_value(about['origin'].replace('{cldr}', cldr()))}", f"licence = {_value(about['licence'])}",
             f"digest = {_value(compute_digest('markets'))}"]
    path = DATA / "index.toml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(_replaced(text, "markets", lines), encoding="utf-8", newline="\n")


def _replaced(text: str, table: str, lines: list[str]) -> str:
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == f"[{table}]"
        if not inside:
            kept.append(line)
    while kept and not kept[-1].strip():
        kept.pop()
    return "\n".join([*kept, *([""] if kept else []), *lines]) + "\n"


if __name__ == "__main__":
    main()
