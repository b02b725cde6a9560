"""A real mailbox (Dovecot) on loopback, for tests that look into one."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.postbox import PASSWORD, free_port

DOVECOT = shutil.which("dovecot") or "/usr/sbin/dovecot"
_CONF = """
base_dir = {home}/run
log_path = {home}/log
ssl = no
disable_plaintext_auth = no
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{home}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
namespace inbox {{
  inbox = yes
  mailbox "Outgoing Post" {{
    auto = create
    special_use = \\Sent
  }}
}}
"""


@contextmanager
def mailbox() -> Iterator[int]:
    """Dovecot with mailboxes of its own; gives its port."""
    if not Path(DOVECOT).exists():
        pytest.skip("dovecot is not installed")  # a failure under CI
    port, home = free_port(), Path(tempfile.mkdtemp(prefix="mensch-dovecot-"))
    home.chmod(0o755)
    who = _who()
    (home / "mail").mkdir()
    os.chown(home / "mail", int(str(who["uid"])), int(str(who["gid"])))
    (home / "conf").write_text(_CONF.format(**who, home=home, port=port, password=PASSWORD))
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(home / "conf")], stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def _who() -> dict[str, object]:
    """Dovecot runs as whoever runs the tests; its door-keeper never as root."""
    me, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    names = {"user": "dovecot", "group": "dovecot", "login": "dovenull"} if not os.getuid() else {}
    post = pwd.getpwnam("mail") if not os.getuid() else pwd.getpwuid(os.getuid())
    return {"user": me, "group": group, "login": me, **names, "uid": post.pw_uid, "gid": post.pw_gid}


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise AssertionError("dovecot does not answer")
