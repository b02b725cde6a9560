"""The owner's mail account, and the passwords for it. Passwords are sealed, and nothing shows them again."""

from __future__ import annotations

from django.db import models

from mensch.models.base import Owned, owned_key


class MailAccount(Owned):
    """Where the owner's letters leave, and where mail that comes back is looked for (`imap_host` empty: nowhere)."""

    host = models.CharField(max_length=255)
    port = models.IntegerField(default=587)
    security = models.CharField(max_length=8, default="starttls")  # starttls, tls, none
    user = models.CharField(max_length=255, blank=True)
    sender = models.CharField(max_length=320)
    imap_host = models.CharField(max_length=255, blank=True)
    imap_port = models.IntegerField(default=993)
    imap_security = models.CharField(max_length=8, default="tls")
    imap_user = models.CharField(max_length=255, blank=True)
    seen_uid = models.BigIntegerField(default=0)
    seen_validity = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault"], name="mail_account_once")]


class Secret(Owned):
    """A password: AES-256-GCM under the key `key_id`, bound to this vault and this row (services.secrets)."""

    account = owned_key("mensch.MailAccount", name="secrets")
    what = models.CharField(max_length=8)  # smtp, imap
    key_id = models.CharField(max_length=16)
    nonce = models.BinaryField()
    sealed = models.BinaryField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "what"], name="secret_once")]
