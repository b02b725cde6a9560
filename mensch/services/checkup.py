"""What `mensch check` looks at: the system checks, the database, and every trail's chain."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.db import connection

from mensch.models import Vault
from mensch.services import fresh, trail
from mensch.services.health import readiness


def checkup() -> dict[str, Any]:
    """What is wrong, as sentences; `well` when nothing is. An installation that was never started is empty, not ill."""
    state = readiness()
    empty = state["database"] and not state["ready"] and fresh.is_empty()
    found = [f"{problem.id}: {problem.msg} {problem.hint or ''}".strip() for problem in system_problems()]
    if not state["database"]:
        found.append("The database does not answer.")
    elif state["ready"]:
        found += trail_problems()
    elif not empty:
        found.append("Migrations are waiting. They run when Mensch is started.")
    facts = {"database": connection.vendor, "ready": state["ready"], "empty": empty, "problems": found}
    return {"well": not found, **facts}


def system_problems() -> list[checks.CheckMessage]:
    """Django's own checks and ours, at warning level and above."""
    return [
        found
        for found in checks.run_checks(include_deployment_checks=True)
        if found.level >= checks.WARNING and not found.is_silenced()
    ]


def trail_problems() -> list[str]:
    """One sentence for each vault whose chain does not add up."""
    chains = ((vault.pk, trail.broken(vault=vault)) for vault in Vault.objects.order_by("id"))
    return [f"The trail of vault {vault} does not add up at entry {n}." for vault, n in chains if n is not None]
