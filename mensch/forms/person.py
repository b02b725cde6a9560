"""What the owner may correct about a person, and a note's words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mensch.services.said import LONGEST_TEXT


class PersonForm(forms.Form):
    full = forms.CharField(label=_("Name"), help_text=_("As it should stand here."), max_length=400)
    given = forms.CharField(
        label=_("Given name"), help_text=_("Only where it is known which part it is."), max_length=200, required=False
    )
    family = forms.CharField(
        label=_("Family name"), help_text=_("The list is in its order."), max_length=200, required=False
    )
    nickname = forms.CharField(label=_("Called"), max_length=200, required=False)
    title = forms.CharField(label=_("Role"), max_length=300, required=False)
    org = forms.CharField(label=_("Firm"), max_length=300, required=False)
    birthday = forms.RegexField(
        r"^((\d{4}-?|--)\d{2}-?\d{2}|\d{4}(-\d{2})?)$",
        label=_("Birthday"),
        help_text=_("As 1980-04-23, or --04-23 without the year."),
        max_length=10,
        required=False,
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("The note"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )
