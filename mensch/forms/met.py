"""“I met someone”: only the name is asked for; the rest is welcome."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MetForm(forms.Form):
    """`person` is somebody of the book, chosen by the reader, or "new"."""

    name = forms.CharField(
        label=_("Who was it?"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
    )
    person = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    where = forms.CharField(label=_("Where?"), max_length=200, required=False)
    on = forms.DateField(label=_("When?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    would_help = forms.CharField(
        label=_("What would help them?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    works_on = forms.CharField(
        label=_("What do they work on?"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    promise = forms.CharField(label=_("You said you would…"), max_length=500, required=False)
    due = forms.DateField(label=_("Until when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    their_promise = forms.CharField(label=_("They said they would…"), max_length=500, required=False)
    address = forms.CharField(
        label=_("How to reach them"),
        help_text=_("E-mail or phone, if they gave it to you."),
        max_length=400,
        required=False,
    )
    group = forms.CharField(
        label=_("A group it belongs to"), help_text=_("A club, a school, an event."), max_length=200, required=False
    )
    form_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("on", "due"):
            self.fields[name].widget.format = "%Y-%m-%d"
