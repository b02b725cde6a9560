"""The owner's mail account. Passwords go in and never come out: their fields are always empty."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


def _password(label: object) -> forms.CharField:
    widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=1000, required=False, widget=widget, strip=False)  # type: ignore[arg-type]


def _host(label: object, **more: object) -> forms.CharField:
    text = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"})
    return forms.CharField(label=label, max_length=255, widget=text, **more)  # type: ignore[arg-type]


def _port(initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=initial)


class MailAccountForm(forms.Form):
    sender = forms.CharField(label=_("Letters come from"), max_length=320, help_text=_("Your own mail address."))
    host = _host(
        _("Mail server (SMTP)"),
        required=False,
        help_text=_("Gmail, iCloud, Yahoo, GMX and others are known: leave it empty, and the rest is filled in."),
    )
    port = _port(587)
    user = _host(_("User name"), required=False, help_text=_("Most often your mail address."))
    password = _password(_("Password"))
    imap_host = _host(_("Mailbox server (IMAP)"), required=False)
    imap_port = _port(993)
    imap_user = _host(_("User name, if it is another"), required=False)
    imap_password = _password(_("Password, if it is another"))

    FIRST = ("sender", "host", "port", "user", "password")

    def leaving(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    def looking(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.FIRST]
