"""Who may import whom: the table of the README, kept by reading the source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "brandname"

ALLOWED: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli"},
    "model": set(),
    "errors": set(),
    "data": {"model", "errors"},
    "config": {"model", "errors"},
    "language": {"model", "data", "errors", "config"},
    "net": {"model", "errors", "config"},
    "sources": {"model", "net", "language", "data", "errors"},
    "registers": {"model", "language", "data", "errors", "config"},
    "checks": {"model", "language", "sources", "registers", "data", "errors"},
    "study": {"model", "errors", "data", "checks.base"},
    "plan": {"model", "errors", "data", "checks.base"},
    "synthesis": {"model", "errors", "data", "checks.base", "rank"},
    "rank": {"model", "errors", "data", "checks.base"},
    "store": {"model", "errors", "data", "checks.base"},
    "plugins": {"model", "errors", "data", "checks.base"},
    "gather": {"model", "errors", "config", "net", "sources", "store", "checks.base"},
    "run": {"model", "errors", "data", "config", "net", "sources", "registers", "checks", "study", "plan", "synthesis",
            "rank", "store", "plugins", "gather"},
    "reports": {"model", "rank", "synthesis", "data", "errors"},
    "testing": {"model", "errors", "data", "config", "net", "sources", "registers", "checks", "study", "plan",
                "synthesis", "rank", "store", "plugins", "run", "reports", "language"},
    "cli": {"model", "errors", "data", "config", "net", "sources", "registers", "checks", "study", "plan", "synthesis",
            "rank", "store", "plugins", "run", "reports", "language", "testing", "gather"},
}
"""Room → rooms it may import, besides itself and the version in `brandname`."""

ONLY_IN = {
    "sqlite3": ("store.py", "store/", "registers/"),
    "socket": ("net/",),
    "httpx": ("net/",),
    "dns": ("net/",),
    "rich": ("cli/console.py",),
    "typer": ("cli/",),
    "jinja2": ("reports/",),
}
"""Third-party or system module → the only places that may import it."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """`brandname/checks/base.py` → `checks`; `brandname/rank.py` → `rank`."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    """Full dotted names of all modules a file imports, anywhere in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    """I can trust the map of rooms in the README."""
    room = room_of(path)
    assert room in ALLOWED, f"{room} is not on the map"
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "brandname" or parts[1] in {room, "__version__"}:
            continue
        ok = parts[1] in ALLOWED[room] or ".".join(parts[1:3]) in ALLOWED[room]
        assert ok, f"{path.relative_to(PACKAGE)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_sockets_databases_and_colours_stay_in_their_rooms(path: Path) -> None:
    """No check can open a socket or print behind my back."""
    here = path.relative_to(PACKAGE).as_posix()
    for name in imports_of(path):
        places = ONLY_IN.get(name.split(".")[0])
        assert places is None or here.startswith(places), f"{here} imports {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) != "cli"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_core_prints_nothing_and_configures_no_logging(path: Path) -> None:
    """Used as a library, brandname stays silent."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            forbidden = {"print", "logging.basicConfig", "sys.stdout.write", "sys.stderr.write"}
            assert name not in forbidden, f"{path}: {name}"
