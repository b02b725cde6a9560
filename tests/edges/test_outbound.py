"""The one door outside: every address is judged, and the one that was judged is the one that is connected to."""

from __future__ import annotations

import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from mensch.connectors import outbound, smtp
from mensch.connectors.outbound import NoConnectionError, NotAllowedError, Place, is_outside
from mensch.connectors.smtp import Login
from mensch.core.outbox import Answer
from tests import postbox

HOSTILE = (
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255"),  # noqa: S104
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.0.170", "192.0.2.1"),
    *("198.51.100.7", "203.0.113.9", "192.88.99.1", "198.18.0.1", "198.19.255.255", "224.0.0.1", "239.255.255.255"),
    *("240.0.0.1", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("64:ff9b::7f00:1", "64:ff9b:1::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1"),
    *("fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2001:10::1", "2002:7f00:1::1", "3fff::1", "100::1", "x"),
)
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450::1"]


@pytest.mark.parametrize("address", HOSTILE)
def test_what_leads_home_or_nowhere_is_not_outside(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_hosts_are_outside(address: str) -> None:
    assert is_outside(address)


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0", "①②⑦.⓪.⓪.①", "localhost"])
def test_other_spellings_of_this_machine_are_seen_through(host: str) -> None:
    with pytest.raises(NotAllowedError):
        outbound.connect(Place(host, 587))


def test_one_bad_address_among_good_ones_closes_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(0, 0, 0, "", (address, 587)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answers)
    with pytest.raises(NotAllowedError):
        outbound.connect(Place("mail.example.org", 587))


def test_a_port_of_no_mail_server_is_not_asked() -> None:
    with pytest.raises(NotAllowedError):
        outbound.connect(Place("8.8.8.8", 22))


def test_the_name_is_resolved_once_and_the_judged_address_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    tried: list[Any] = []

    def resolve(host: str, *_a: Any, **_k: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", ("8.8.8.8" if len(asked) == 1 else "127.0.0.1", 587))]

    def create(address: tuple[str, int], timeout: float) -> socket.socket:
        tried.append(address)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", create)
    with pytest.raises(NoConnectionError):
        outbound.connect(Place("rebinding.example.org", 587))
    assert (asked, tried) == (["rebinding.example.org"], [("8.8.8.8", 587)])


def test_only_the_exact_pair_of_host_and_port_is_vouched_for() -> None:
    with postbox.server() as server:
        outbound.connect(Place("127.0.0.1", server.port, {server.place})).close()
        with pytest.raises(NotAllowedError):
            outbound.connect(Place("localhost", server.port, {server.place}))


_watched: list[str] = []
_hooked = False


def _watch() -> None:
    """A hook of PEP 578 that sees every connection of this process; it cannot be taken out again, only be ignored."""
    global _hooked
    if not _hooked:
        sys.addaudithook(lambda event, args: _watched.append(args[1][0]) if event == "socket.connect" else None)
        _hooked = True
    _watched.clear()


def test_smtp_connects_to_nothing_the_door_has_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    real = outbound.judged

    def judge(place: Place) -> list[str]:
        judged.extend(found := real(place))
        return found

    monkeypatch.setattr(outbound, "judged", judge)
    with postbox.server() as server:
        _watch()
        login = Login(Place("127.0.0.1", server.port, {server.place}), False, postbox.USER, postbox.PASSWORD)
        assert smtp.send(login, sender="ada@example.org", to=["ben@example.org"], data=b"\r\n").answer is Answer.TAKEN
        assert set(_watched) == set(judged) == {"127.0.0.1"}


def test_a_server_that_drips_is_left_after_the_deadline() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        done = threading.Event()

        def drip() -> None:
            there, _ = listening.accept()
            with there:
                while not done.wait(0.1):
                    try:
                        there.send(b"2")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        sock = outbound.connect(Place("127.0.0.1", port, {f"127.0.0.1:{port}"}))
        began = time.monotonic()
        with sock, sock.makefile("rb") as file, outbound.within(sock, 0.5):
            assert file.readline().strip(b"2") == b""
        assert time.monotonic() - began < 10
        done.set()
        thread.join(5)


def test_over_tls_a_server_shows_who_it_is_or_gets_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    context, authority = postbox.certificate(tmp_path)
    with postbox.server(tls_context=context, auth_require_tls=True) as server:
        login = Login(Place("localhost", server.port, {f"localhost:{server.port}"}), False, "ada", postbox.PASSWORD)
        told = {"sender": "ada@example.org", "to": ["ben@example.org"], "data": b"\r\n"}
        refused = smtp.send(login, **told)  # type: ignore[arg-type]
        assert (refused.answer, refused.why) == (Answer.NEVER, "mail-no-trust")
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        assert smtp.send(login, **told).answer is Answer.TAKEN  # type: ignore[arg-type]
        other = login._replace(place=Place("127.0.0.2", server.port, {f"127.0.0.2:{server.port}"}))
        assert smtp.send(other, **told).answer is not Answer.TAKEN  # type: ignore[arg-type]
        assert len(server.sink.taken) == 1


def test_without_starttls_only_a_server_that_is_vouched_for_is_given_a_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with postbox.server() as server:
        monkeypatch.setattr(outbound, "is_outside", lambda _: True)
        monkeypatch.setattr(outbound, "PORTS", {server.port})
        login = Login(Place("127.0.0.1", server.port), False, postbox.USER, postbox.PASSWORD)
        found = smtp.send(login, sender="ada@example.org", to=["ben@example.org"], data=b"\r\n")
        assert (found.answer, found.why) == (Answer.NEVER, "mail-no-trust")
        assert not server.sink.taken
