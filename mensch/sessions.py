"""How Django finds who asks, with little work: every page does it first."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from mensch.models import User
from mensch.services import asking


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = asking.session(key=str(self.session_key), now=timezone.now())
        if found is None:
            self._session_key = None
        return found


class Members(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: Any) -> User | None:
        user = asking.member(pk=int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
