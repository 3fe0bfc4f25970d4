"""Real servers that others wrote, on free loopback ports: nsd for DNS, nginx as an RDAP server."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
NSD, NGINX = shutil.which("nsd", path=PLACES), shutil.which("nginx", path=PLACES)
STARTING = 10.0
"""Seconds a server may take to listen."""


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port nobody listens on."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def nsd(folder: Path, zone: str, records: str) -> Iterator[str]:
    """Runs nsd with one zone; gives `127.0.0.1:port`."""
    port = free_port()
    (folder / "zone").write_text(
        f"$ORIGIN {zone}.\n$TTL 60\n@ IN SOA ns.{zone}. host.{zone}. 1 60 60 60 60\n@ IN NS ns.{zone}.\n"
        f"ns IN A 127.0.0.1\n{records}\n", encoding="ascii")
    (folder / "nsd.conf").write_text(f"""
server:
  ip-address: 127.0.0.1@{port}
  username: ""
  database: ""
  zonesdir: "{folder}"
  pidfile: "{folder}/pid"
  xfrdfile: "{folder}/xfrd"
  zonelistfile: "{folder}/zones"
  logfile: "{folder}/log"
  server-count: 1
remote-control:
  control-enable: no
zone:
  name: "{zone}"
  zonefile: "zone"
""", encoding="ascii")
    with _running([str(NSD), "-d", "-c", str(folder / "nsd.conf")], port):
        yield f"127.0.0.1:{port}"


@contextlib.contextmanager
def nginx(folder: Path, server: str, *, files: dict[str, str], outside: str = "") -> Iterator[str]:
    """Runs nginx over a folder of files, answering as RDAP; gives `http://127.0.0.1:port`."""
    port = free_port()
    root = folder / "www"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in
                        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; {temporary}
  {outside}
  default_type application/rdap+json;
  server {{ listen 127.0.0.1:{port}; root {root}; {server} }}
}}
""", encoding="ascii")
    command = [str(NGINX), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with _running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + STARTING
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start (exit {process.poll()})")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
