"""Nothing phones home (seeds row 51): no address of elsewhere in what is served, no socket opened while working."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import mensch
from tests import makers, world, yours
from tests.routes import routes

HOME = Path(mensch.__file__).parent
ELSEWHERE = re.compile(rb"""(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'<>)]*""", re.IGNORECASE)
NAMES = (b"http://www.w3.org/",)  # the names of SVG and XHTML, not places to fetch from
HERE = ("127.0.0.1", "::1", "localhost")


def elsewhere(text: bytes) -> list[bytes]:
    return [found for found in ELSEWHERE.findall(text) if not found.startswith(NAMES)]


def served() -> list[Path]:
    files = [*HOME.joinpath("templates").rglob("*"), *HOME.joinpath("static").rglob("*")]
    return [path for path in files if path.is_file() and path.suffix != ".woff2" and path.name != "OFL.txt"]


def test_the_search_for_addresses_finds_them() -> None:
    assert elsewhere(b'<script src="//cdn.example.com/x.js">')
    assert elsewhere(b"url(https://fonts.example/inter.woff2)")
    assert not elsewhere(b'<svg xmlns="http://www.w3.org/2000/svg">  // a comment. And more')


def test_seeds_row_51_no_file_we_serve_names_another_place() -> None:
    named = {str(path.relative_to(HOME)): found for path in served() if (found := elsewhere(path.read_bytes()))}
    assert named == {}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A machine without a network. What was tried is told: an attempt that somebody swallows would else be missed."""
    tried: list[str] = []

    def judge(where: Any) -> None:
        host = where[0] if isinstance(where, tuple) else ""
        if host and host not in HERE:
            tried.append(str(host))
            raise OSError(f"no network in this test: {host}")

    class Alone(socket.socket):
        def connect(self, address: Any, /) -> None:
            judge(address)
            super().connect(address)

        def connect_ex(self, address: Any, /) -> int:
            judge(address)
            return super().connect_ex(address)

        def sendto(self, *args: Any) -> int:
            judge(args[-1])
            return super().sendto(*args)

    def getaddrinfo(host: Any, *args: Any, **more: Any) -> Any:
        judge((host.decode() if isinstance(host, bytes) else host or "",))
        return asked(host, *args, **more)

    asked = socket.getaddrinfo
    monkeypatch.setattr(socket, "socket", Alone)
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield tried
    assert tried == []


def test_the_machine_without_a_network_is_one(monkeypatch: pytest.MonkeyPatch, alone: list[str]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("example.org", 80))
    assert alone == ["example.org"]
    alone.clear()


def test_seeds_row_51_reading_importing_and_every_page_ask_nobody(
    alone: list[str], ada: world.Member, tmp_path: Path
) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    yours.fill(ada, folder)
    for route in routes():
        path = route.path(**{name: makers.MAKERS[name](ada.vault) for name in route.names})
        response = ada.client.get(path)
        body = b"".join(response) if response.streaming else response.content
        if "text/html" in response.headers.get("Content-Type", ""):
            assert elsewhere(body) == [], path
    assert yours.exported(ada)


def test_seeds_row_51_the_reader_of_files_cannot_open_a_socket() -> None:
    code = "import socket; from mensch.formats.confine import confine; confine(5); socket.socket()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode != 0
    assert "socket" in done.stderr
