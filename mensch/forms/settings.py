"""What a member may say about themself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mensch.services.members import zones


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    zone = forms.ChoiceField(label=_("Your time zone"), choices=lambda: [(z, z.replace("_", " ")) for z in zones()])
    scheme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
    )
    keys_on = forms.BooleanField(label=_("Single keys do things (j, k, d, l, …)"), required=False)


class FirstAddressForm(forms.Form):
    email = forms.EmailField(label=_("Your mail address"), help_text=_("Sign-in codes go there. Nothing else does."))
