"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from mensch.services.access import vault_of


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"vault": None}
    return {"vault": vault_of(user)}
