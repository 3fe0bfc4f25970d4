"""What is installed beside us."""

from __future__ import annotations

import re
from importlib.metadata import distribution, requires

GPL = re.compile(r"(?<!L)\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)


def installed_with_us() -> set[str]:
    """Names of our run-time dependencies and theirs, without extras."""
    found: set[str] = set()
    queue = ["brandname"]
    while queue:
        for line in requires(queue.pop()) or []:
            name = re.split(r"[\s;<>=!~\[(]", line, maxsplit=1)[0].lower()
            needed = "extra ==" not in line and not re.search(r"(platform|python_version|implementation)", line)
            if needed and name not in found:
                found.add(name)
                queue.append(name)
    return found


def test_nothing_gpl_comes_with_the_install() -> None:
    """I can ship brandname inside a product of mine."""
    names = installed_with_us()
    assert {"typer", "httpx", "pyyaml"} <= names
    for name in sorted(names):
        meta = distribution(name).metadata
        stated = [meta.get("License-Expression") or "", meta.get("License") or "", *(meta.get_all("Classifier") or [])]
        licence = " ".join(text for text in stated if len(text) < 200)
        assert not GPL.search(licence), f"{name}: {licence}"
