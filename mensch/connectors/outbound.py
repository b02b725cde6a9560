"""The one door to the outside: resolve the name, judge every address, connect to that very address.

Judging the text of a host is not enough: `127.1`, `0x7f000001` and `①②⑦.⓪.⓪.①` all lead home. Nor is asking twice: the
second answer may differ. So the address that was judged is the one that is connected to; the name serves TLS alone.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from mensch.errors import LaterError, MenschError

PORTS = frozenset({80, 143, 443, 465, 587, 993, 8443})
CONNECT_SECONDS, ALL_SECONDS = 10, 30
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Beyond what Python calls global: carriers' own, protocol assignments, relays, benchmarks, groups, reserved.
_NOT_V4 = [
    ipaddress.ip_network(net)
    for net in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15")
] + [ipaddress.ip_network(net) for net in ("224.0.0.0/4", "240.0.0.0/4")]
_NOT_V6 = [ipaddress.ip_network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
_WORLD_V6 = ipaddress.ip_network("2000::/3")


class NotAllowedError(MenschError):
    """That place is not outside: nothing is asked there."""


class NoConnectionError(LaterError):
    """Nobody answers there now."""


class NoTrustError(MenschError):
    """Somebody answers who cannot show to be that host."""


class Place(NamedTuple):
    """Where to connect. `allowed`: exact `host:port` pairs the operator vouches for, whatever their addresses."""

    host: str
    port: int
    allowed: Collection[str] = ()

    @property
    def vouched(self) -> bool:
        return f"{self.host}:{self.port}" in self.allowed


def is_outside(address: str) -> bool:
    """Whether an address is of the public net: nothing at home, nothing special, nothing that only leads there."""
    try:
        found: _Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return found in _WORLD_V6 and found.is_global and not any(found in net for net in _NOT_V6)
        found = found.ipv4_mapped
    return found.is_global and not any(found in net for net in _NOT_V4)


def judged(place: Place) -> list[str]:
    """The addresses of a place. NotAllowedError when one is not outside, NoConnectionError when there is none."""
    if not place.vouched and place.port not in PORTS:
        raise NotAllowedError(f"port {place.port}")
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoConnectionError("no such host") from error
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
    if not place.vouched and not all(is_outside(address) for address in addresses):
        raise NotAllowedError("not outside")
    return addresses


def connect(place: Place) -> socket.socket:
    """A connection to one of the judged addresses. Raises NotAllowedError, NoConnectionError."""
    for address in judged(place):
        try:
            return socket.create_connection((address, place.port), timeout=CONNECT_SECONDS)
        except OSError:
            continue
    raise NoConnectionError("no answer")


def trusted() -> ssl.SSLContext:
    """TLS as browsers do it: TLS 1.2 or newer, the name must fit."""
    return ssl.create_default_context()


def secured(sock: socket.socket, place: Place) -> ssl.SSLSocket:
    """TLS on a connection. Raises NoTrustError when the other side cannot show who it is."""
    try:
        return trusted().wrap_socket(sock, server_hostname=place.host)
    except ssl.SSLError as error:
        sock.close()
        raise NoTrustError(error.reason or "TLS") from error
    except OSError as error:
        sock.close()
        raise NoConnectionError("no answer") from error


@contextmanager
def within(sock: socket.socket, seconds: float = ALL_SECONDS) -> Iterator[None]:
    """Everything on this connection together takes no longer, however slowly the other side drips."""

    def end() -> None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
