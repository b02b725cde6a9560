"""Who uses Mensch, the vault each of them owns, and the ways in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from mensch.models.base import Owned, RowId, new_id


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A member: somebody who signs in. People in a vault are not users."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "member_user"

    def __str__(self) -> str:
        return f"user {self.pk}"


class Vault(models.Model):
    """Everything one member owns hangs from here."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    owner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="vault")
    kind = models.CharField(max_length=8, default="own", choices=[("own", "own"), ("demo", "demo")])
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=16, default="en")
    region = models.CharField(max_length=2, blank=True)
    scheme = models.CharField(max_length=8, default="system")
    keys_on = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"vault {self.pk}"


class OwnAddress(Owned):
    """An address of the owner: direction of every mail depends on it. Guessed from mail until the owner says."""

    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=320)
    value = models.CharField(max_length=320)
    standing = models.CharField(max_length=8, default="guessed")  # guessed, mine, not_mine
    why = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "kind", "key"], name="own_address_once")]


class SignInLink(models.Model):
    """A one-time way in, printed on the operator's own terminal or sent with an invitation. Only its hash is kept."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Invite(models.Model):
    """An invitation to open a vault here; sign-up is by invitation only unless the operator opens it."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Attempt(models.Model):
    """One counted try at a limited act (sign-in, search, export). `who` is a keyed hash, never an address."""

    id = RowId(primary_key=True, default=new_id, editable=False)
    act = models.CharField(max_length=32)
    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["act", "who", "at"], name="attempt_lookup")]
