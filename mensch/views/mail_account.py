"""The owner's mail account: set it up, try it, take it away. No page ever shows a password."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mensch.errors import InputError
from mensch.forms.mail import MailAccountForm
from mensch.services import mail_accounts, mail_servers
from mensch.services.access import vault_of
from mensch.views.answers import SeeOther, act, say

_SHOWN = ("sender", "host", "port", "user", "imap_host", "imap_port", "imap_user")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def account(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    if request.method != "POST":
        return _page(request, MailAccountForm(initial=_initial(request)))
    form = MailAccountForm(request.POST)
    if form.is_valid():
        try:
            mail_accounts.keep(vault=vault, now=timezone.now(), **mail_servers.filled(form.cleaned_data))
        except InputError as error:
            form.add_error(None, str(error))
        else:
            say(request, _("Kept. Send a test to yourself, to see whether it works."))
            return SeeOther(reverse("mail_account"))
    return _page(request, form, status=422)


def _initial(request: HttpRequest) -> dict[str, object]:
    shown = mail_accounts.shown(vault=vault_of(request.user))
    if shown is None:
        return {"sender": "" if request.user.email.endswith("@localhost") else request.user.email}  # type: ignore[union-attr]
    return {name: getattr(shown.account, name) for name in _SHOWN}


def _page(request: HttpRequest, form: MailAccountForm, *, status: int = 200) -> HttpResponse:
    shown = mail_accounts.shown(vault=vault_of(request.user))
    return render(request, "settings/mail.html", {"form": form, "shown": shown}, status=status)


@act
def test(request: HttpRequest) -> HttpResponse:
    letter = mail_accounts.try_out(vault=vault_of(request.user), now=timezone.now())
    say(
        request, _("A test is on its way to you. Here you see what becomes of it.") if letter else _("Set it up first.")
    )
    return SeeOther(reverse("letters") if letter else reverse("mail_account"))


@act
def removal(request: HttpRequest) -> HttpResponse:
    mail_accounts.remove(vault=vault_of(request.user))
    say(request, _("Gone, with its passwords. Letters open in your own mail program again."))
    return SeeOther(reverse("mail_account"))
