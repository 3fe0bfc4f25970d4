"""Debian's searx, a real metasearch that others wrote, on a loopback port of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.net.real import PLACES, free_port

SEARX = shutil.which("searx-run", path=PLACES)
STARTING = 40.0
"""Seconds it may take to answer its first page."""


def settings(port: int, engines: dict[str, str]) -> str:
    """Its settings: engine name → address of a JSON source, with `{query}` in it."""
    listed = "".join(f"""
  - name: {name}
    engine: json_engine
    shortcut: e{at}
    categories: general
    search_url: {url}
    results_query: results
    url_query: url
    title_query: title
    content_query: content
    enable_http: true
    timeout: 2.0
    disabled: false
""" for at, (name, url) in enumerate(engines.items()))
    return f"""
general: {{debug: false, instance_name: searx, contact_url: false, enable_stats: false}}
brand: {{git_url: "", git_branch: "", issue_url: "", docs_url: "", public_instances: "", wiki_url: "", twitter_url: ""}}
search: {{safe_search: 0, autocomplete: "", default_lang: "", ban_time_on_fail: 0, max_ban_time_on_fail: 0,
  prefer_configured_language: false, formats: [html, json]}}
server: {{port: {port}, bind_address: 127.0.0.1, secret_key: tests, base_url: false, image_proxy: false,
  http_protocol_version: "1.0", method: GET, default_http_headers: {{}}}}
ui: {{autofocus: true, archive_today: false, static_path: /usr/share/python3-searx/static,
  templates_path: /usr/share/python3-searx/templates, default_theme: oscar, default_locale: "",
  theme_args: {{oscar_style: logicodev}}}}
outgoing: {{request_timeout: 2.0, useragent_suffix: "", pool_connections: 10, pool_maxsize: 10}}
checker: {{off_when_debug: true, additional_tests: {{}}, tests: {{}}}}
locales: {{en: English}}
doi_resolvers: {{"doi.org": "https://doi.org/"}}
default_doi_resolver: doi.org
engines:{listed}
"""


@contextlib.contextmanager
def searx(folder: Path, engines: dict[str, str]) -> Iterator[str]:
    """Runs it; gives `http://127.0.0.1:port`."""
    port = free_port()
    path = folder / "settings.yml"
    path.write_text(settings(port, engines), encoding="utf-8")
    direct = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(SEARX)], env={**direct, "SEARX_SETTINGS_PATH": str(path)}, stdout=log, stderr=log)
        try:
            _wait(process, f"http://127.0.0.1:{port}", folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + STARTING
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        with contextlib.suppress(OSError), opener.open(f"{address}/healthz", timeout=2):
            return
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"searx did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
        time.sleep(0.1)
