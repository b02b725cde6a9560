"""What somebody is looking for, or glad to give: the sentence first, all else may stay as it is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mensch.core.asks import SeenBy, Side
from mensch.services.ask_words import KINDS

_SIDES = ((Side.LOOKING.value, _("Looking for")), (Side.GIVING.value, _("Glad to give")))
_READERS = (
    (SeenBy.INTRODUCED.value, _("Those I introduce them to, in a letter I read first")),
    (SeenBy.ME.value, _("Only me: no letter proposes these words")),
)


class EditForm(forms.Form):
    """An ask in other words."""

    words = forms.CharField(
        label=_("In one sentence"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What kind it is"), required=False)
    town = forms.CharField(
        label=_("Town"), help_text=_("Where the sentence does not say it."), max_length=100, required=False
    )
    until = forms.DateField(
        label=_("Until, if it has an end"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    seen_by = forms.ChoiceField(label=_("Who may read it"), choices=_READERS, initial=SeenBy.INTRODUCED.value)
    as_is = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [("", _("As the sentence says")), *((kind.value, word) for kind, word in KINDS.items())]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class AskForm(EditForm):
    """A new one. `who`: a name or an id; empty is the owner."""

    side = forms.ChoiceField(choices=_SIDES, initial=Side.LOOKING.value)
    who = forms.CharField(
        label=_("Whose is it?"),
        help_text=_("A name from your book. Empty: it is your own."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"}),
    )
    person = forms.CharField(required=False, widget=forms.HiddenInput)
