"""Builds `brandname/data/brands/brands.tsv.xz` from two npm packages, unpacked into folders.

    npm pack name-suggestion-index simple-icons      # then unpack each into a folder of its own
    python tools/build_brands.py NSI_FOLDER SIMPLE_ICONS_FOLDER

Takes names, names in other scripts, OpenStreetMap category and countries; no logo, no Wikidata entry. Refuses a package
under another licence than the one named here. `--into FILE` writes elsewhere and leaves the index alone.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "brandname" / "data" / "brands" / "brands.tsv.xz"
INDEX = ROOT / "brandname" / "data" / "index.toml"

LICENCES = {"name-suggestion-index": "BSD-3-Clause", "simple-icons": "CC0-1.0"}
NAMED = re.compile(r"(brand|name|alt_name|short_name)(:[a-z]{2,3}(-[A-Za-z]{2,4})?|:short)?")
"""Tags of an entry whose values are names."""
WORLD = "001"
COUNTRY = re.compile(r"([a-z]{2})(-[^.]+)?(\.geojson)?")
"""A country, or a part of one: `us`, `gb-eng`, `us-ca.geojson`."""
NOT_COUNTRIES = {"aq", "eu"}
SAME_COUNTRY = {"fx": "fr", "uk": "gb"}
LONGEST = 80


Row: TypeAlias = tuple[str, str, str, set[str], list[str]]
"""Name, identity of the brand in its package (empty when it has none), category, countries, other names."""


class PackageError(ValueError):
    """A folder does not hold what this program can read, or under another licence."""


@dataclass(slots=True)
class Brand:
    """What is kept of a brand; entries with the same name are one."""

    name: str
    categories: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    """Two letters each; WORLD for everywhere; `?` where a place is given that is no country."""
    others: dict[str, None] = field(default_factory=dict)


def main() -> None:
    """Builds the file and its line in the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suggestions", type=Path, help="unpacked package name-suggestion-index")
    parser.add_argument("icons", type=Path, help="unpacked package simple-icons")
    parser.add_argument("--into", type=Path, default=TARGET)
    chosen = parser.parse_args()
    versions = [check_package(chosen.suggestions, "name-suggestion-index"), check_package(chosen.icons, "simple-icons")]
    brands = collect(chosen.suggestions, chosen.icons)
    chosen.into.write_bytes(lzma.compress(as_lines(brands).encode(), preset=9 | lzma.PRESET_EXTREME))
    if chosen.into == TARGET:
        write_index("+".join(versions))
    print(f"{len(brands)} brands, {chosen.into.stat().st_size / 1e6:.2f} MB")


def check_package(folder: Path, name: str) -> str:
    """The version of a package; PackageError when the folder holds another one or its licence has changed."""
    try:
        told = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackageError(f"{folder} holds no npm package: {error}") from error
    if (told.get("name"), told.get("license")) != (name, LICENCES[name]):
        found = f"{told.get('name')} under {told.get('license')}"
        raise PackageError(f"{folder}: {found}, not {name} under {LICENCES[name]}")
    return str(told["version"])


def collect(suggestions: Path, icons: Path) -> list[Brand]:
    """All brands, sorted by name; names of one brand in several scripts are one entry, under its ASCII name if any."""
    found: dict[str, Brand] = {}
    same: dict[str, str] = {}
    given = [*read_suggestions(suggestions), *read_icons(icons)]
    for name, identity, category, countries, others in sorted(given, key=lambda row: (not row[0].isascii(), row[0])):
        key = same.setdefault(identity, key_of(name)) if identity else key_of(name)
        brand = found.setdefault(key, Brand(name))
        brand.categories.update([category] if category else [])
        brand.countries.update(countries)
        brand.others.update(dict.fromkeys((name, *others)))
    for brand in found.values():
        brand.others = {text: None for text in brand.others if key_of(text) != key_of(brand.name)}
    return [found[key] for key in sorted(found)]


def read_suggestions(folder: Path) -> Iterator[Row]:
    """The brands of the name-suggestion-index."""
    tree: dict[str, Any] = json.loads((folder / "dist" / "json" / "nsi.min.json").read_text(encoding="utf-8"))["nsi"]
    for path, branch in sorted(tree.items()):
        kind, _, category = path.partition("/")
        if kind != "brands":
            continue
        for item in branch["items"]:
            tags = item["tags"]
            name = clean(tags.get("brand") or tags.get("name") or item["displayName"])
            others = [clean(value) for tag, value in sorted(tags.items()) if NAMED.fullmatch(tag)]
            if name:
                yield (name, tags.get("brand:wikidata", ""), category, places(item["locationSet"].get("include", [])),
                       [other for other in others if other])


def read_icons(folder: Path) -> Iterator[Row]:
    """The brands of simple-icons, which tells neither category nor country."""
    path = folder / "data" / "simple-icons.json"
    for item in json.loads(path.read_text(encoding="utf-8")):
        aliases = item.get("aliases", {})
        others = [*aliases.get("aka", ()), *aliases.get("loc", {}).values()]
        if name := clean(item["title"]):
            yield name, "", "", {"?"}, [other for text in others if (other := clean(text))]


def places(given: list[Any]) -> set[str]:
    """Countries of a location set; `?` for a region of the world, and where only a spot or a town is given."""
    found: set[str] = set()
    for place in given:
        match = COUNTRY.fullmatch(place) if isinstance(place, str) else None
        if place == WORLD:
            found.add(WORLD)
        elif match and match[1] not in NOT_COUNTRIES:
            found.add(SAME_COUNTRY.get(match[1], match[1]))
        elif isinstance(place, str) and not place.endswith(".geojson"):
            found.add("?")
    return found or {"?"}


def clean(text: str) -> str:
    """A name in one line, NFC; "" for what is none."""
    plain = " ".join(unicodedata.normalize("NFC", text).replace("|", " ").split())
    return plain if len(plain) <= LONGEST and any(c.isalnum() for c in plain) else ""


def key_of(name: str) -> str:
    """Names with the same key are one brand here."""
    return unicodedata.normalize("NFKC", name).casefold()


def as_lines(brands: list[Brand]) -> str:
    """Name, categories, countries and other names, tab by tab."""
    rows = ("\t".join((b.name, " ".join(sorted(b.categories)), " ".join(sorted(b.countries)), "|".join(b.others)))
            for b in brands)
    return "".join(f"{row}\n" for row in rows)


def write_index(version: str) -> None:
    """Puts version and digest into the entry `brands`, which must be there."""
    from brandname.data import compute_digest

    text = INDEX.read_text(encoding="utf-8")
    tomllib.loads(text)
    head, found, rest = text.partition("[brands]\n")
    if not found:
        raise PackageError("data/index.toml has no entry [brands]")
    entry, gap, after = rest.partition("\n[")
    entry = re.sub(r'version = ".*"', f'version = "{version}"', entry)
    entry = re.sub(r'digest = ".*"', f'digest = "{compute_digest("brands/brands.tsv.xz")}"', entry)
    INDEX.write_text(head + found + entry + gap + after, encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except PackageError as problem:
        sys.exit(str(problem))
