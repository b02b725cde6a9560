"""Start Mensch: pages and jobs, ended together. Prints a one-time link that signs you in."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time

from mensch.commands import with_django
from mensch.errors import SetupError
from mensch.supervisor import Process, keep


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--no-link", action="store_true", help="print no sign-in link")


def run(args: argparse.Namespace) -> int:
    free(args.host, args.port)
    os.environ.setdefault("MENSCH_URL", f"http://127.0.0.1:{args.port}")
    with_django()
    from mensch.services import startup

    startup.prepare()
    words = [f"Mensch is at {os.environ['MENSCH_URL']}"]
    words += [] if args.no_link else [f"Sign in (once, within the hour): {startup.sign_in_link()}"]
    close_database()
    jobs = [sys.executable, "-m", "mensch.worker"]
    return keep(web(args.host, args.port), jobs, between=lambda page: tell(page, args, "\n".join(words)))


def tell(page: Process, args: argparse.Namespace, words: str) -> None:
    """Says where Mensch is as soon as it answers there; when that takes too long, all the same."""
    deadline = time.monotonic() + 30
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(args.host, args.host)  # noqa: S104  (to ask, not to listen)
    while page.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((here, args.port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    print(words, flush=True)


def free(host: str, port: int) -> None:
    """Raises SetupError when somebody else listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SetupError(f"Port {port} on {host} cannot be used: {error.strerror}. Try --port.") from error


def web(host: str, port: int) -> list[str]:
    """gunicorn's command line. X-Forwarded-* is believed only from the configured proxies."""
    from django.conf import settings

    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    proxies = ",".join(settings.TRUSTED_PROXIES) or "127.0.0.1"
    command = [sys.executable, "-m", "gunicorn", "mensch.wsgi", "--bind", place, "--worker-class", "gthread"]
    command += ["--preload", "--workers", str(settings.WORKERS), "--threads", "4", "--forwarded-allow-ips", proxies]
    return [*command, "--log-level", "warning", "--timeout", "60", "--graceful-timeout", "8", "--no-control-socket"]


def close_database() -> None:
    """The processes to come open their own connections."""
    from django.db import connections

    connections.close_all()
