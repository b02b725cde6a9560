"""What a member says about themself in the first minutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mensch.services.first_run import not_understood
from mensch.services.members import zones
from mensch.services.places import countries, country_of


class WelcomeForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    addresses = forms.CharField(
        label=_("Your own addresses"),
        help_text=_("Mail addresses, old ones too, and your LinkedIn page. One a line. They tell who wrote to whom."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "off"}),
    )
    zone = forms.ChoiceField(label=_("Your time zone"), choices=lambda: [(z, z.replace("_", " ")) for z in zones()])
    region = forms.ChoiceField(
        label=_("Your country"),
        help_text=_("For telephone numbers without a country in front. Left open: the one of your time zone."),
        choices=lambda: [("", _now("Not said")), *countries().items()],
        required=False,
    )

    def clean(self) -> dict[str, str]:
        said: dict[str, str] = self.cleaned_data
        return {**said, "region": said.get("region") or country_of(said.get("zone", ""))}

    def clean_addresses(self) -> str:
        text: str = self.cleaned_data["addresses"]
        if wrong := not_understood(text):
            raise forms.ValidationError(_now("“%(line)s” is no address."), params={"line": wrong[0]})
        return text
