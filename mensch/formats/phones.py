"""Telephone numbers for comparison (E.164), and the makers of addresses that every reader uses."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers

from mensch.core.people import email_key, url_key
from mensch.core.records import Address, AddressKind
from mensch.formats.e164 import quick


@lru_cache(maxsize=65536)
def phone_key(value: str, region: str | None = None) -> str:
    """E.164, or '' where that would be a guess: only with '+', or with a region the owner named (ISO 3166-1)."""
    text = value.strip()
    if not region and not text.startswith(("+", "tel:+", "00")):
        return ""
    if (known := quick(text)) is not None:
        return known
    text = "+" + text[2:] if text.startswith("00") and not region else value
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(value: str, label: str = "") -> Address:
    return Address(AddressKind.EMAIL, value, email_key(value), label)


def phone(value: str, label: str = "", region: str | None = None) -> Address:
    return Address(AddressKind.PHONE, value, phone_key(value, region), label)


def url(value: str, label: str = "") -> Address:
    return Address(AddressKind.URL, value, url_key(value), label)
