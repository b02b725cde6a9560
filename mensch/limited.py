"""Which URL counts as which act, and for whom (services.limits holds the numbers)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

Who = Callable[[HttpRequest], str]


def address_of(request: HttpRequest) -> str:
    """Where the request comes from. X-Forwarded-For is believed only when a configured proxy hands it on."""
    here = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while here in settings.TRUSTED_PROXIES and hops:
        here = hops.pop()
    return here


def typed_address(request: HttpRequest) -> str:
    """The mail address in the form, or the one of the member who is signed in."""
    typed = request.POST.get("login") or request.POST.get("email") or ""
    return typed or getattr(request.user, "email", "") or address_of(request)


def member(request: HttpRequest) -> str:
    return str(request.user.pk or address_of(request))


# POSTs only: looking at a page is not a try.
ACTS: dict[str, tuple[tuple[str, Who], ...]] = {
    "account_login": (("sign-in", address_of), ("code", typed_address)),
    "account_request_login_code": (("sign-in", address_of), ("code", typed_address)),
    "account_signup": (("sign-in", address_of), ("code", typed_address)),
    "account_confirm_login_code": (("sign-in", address_of),),
    "account_email_verification_sent": (("sign-in", address_of),),
    "account_email": (("code", member),),
    "account_reauthenticate": (("sign-in", member),),
    "mfa_authenticate": (("sign-in", address_of),),
    "mfa_reauthenticate": (("sign-in", member),),
    "mfa_reauthenticate_webauthn": (("sign-in", member),),
    "mfa_login_webauthn": (("sign-in", address_of),),
    "mfa_activate_totp": (("sign-in", member),),
    "way_in": (("token", address_of),),
    "invitation": (("token", address_of),),
    "answer": (("token", address_of),),
    "stop": (("token", address_of),),
    "group_join": (("token", address_of),),
    "group_invitations": (("invitation", member),),
    "group_join_account": (("token", address_of),),
    "invitations": (("invitation", member),),
    "imports": (("import", member),),
    "mail_account": (("mail-account", member),),
    "mail_test": (("mail-account", member),),
    "export": (("export", member),),
}
# Whoever holds the private link of a member: a whole room may sit behind one address.
LINK: tuple[tuple[str, Who], ...] = (("link", address_of),)


def acts(name: str) -> tuple[tuple[str, Who], ...]:
    """What a POST to the URL of that name counts as."""
    return LINK if name.startswith("link_") or name.endswith("_by_link") else ACTS.get(name, ())
