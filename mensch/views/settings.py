"""Settings: who you are, how Mensch looks, how you sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mensch.forms.settings import FirstAddressForm, SettingsForm
from mensch.services import members
from mensch.services.access import vault_of

if TYPE_CHECKING:
    from mensch.models import User


def now_set(user: User) -> SettingsForm:
    vault = vault_of(user)
    said = {"name": user.name, "zone": vault.time_zone, "scheme": vault.scheme, "keys_on": vault.keys_on}
    return SettingsForm(initial=said)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = SettingsForm(request.POST) if request.method == "POST" else now_set(user)
    if form.is_valid():
        members.settle(user=user, vault=vault_of(user), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("settings")
    return page(request, user, form, FirstAddressForm())


@login_required
@require_POST
def address(request: HttpRequest) -> HttpResponse:
    """The first member's own mail address. Later it is changed with a code, on the account pages."""
    user = cast("User", request.user)
    form = FirstAddressForm(request.POST)
    if form.is_valid() and members.first_address(user=user, email=form.cleaned_data["email"]):
        messages.success(request, _("Kept."))
        return redirect("settings")
    if form.is_valid():
        form.add_error("email", _("This address cannot be used here."))
    return page(request, user, now_set(user), form)


def page(request: HttpRequest, user: User, form: SettingsForm, address_form: FirstAddressForm) -> HttpResponse:
    shown = {"form": form, "address_form": address_form, "placeholder": members.is_placeholder(user)}
    wrong = form.errors or address_form.errors
    return render(request, "settings/settings.html", shown, status=422 if wrong else 200)
