"""What became of an import: per file and in all, as data and in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mensch.models import Import, ImportFault, ImportFile, Vault
from mensch.services.read_words import sentence

MOST_LINES = 10_000  # set-aside lines a report names; the download has them all


def report(*, vault: Vault, importing: Import) -> dict[str, Any]:
    """The report of the contract: files as `mensch read` says them, people and touches in all."""
    files = list(ImportFile.objects.filter(vault=vault, parent=importing).order_by("id"))
    return {
        "files": [_file(vault, file) for file in files],
        "people": {
            "created": sum(f.created for f in files),
            "attached": sum(f.attached for f in files),
            "unchanged": sum(f.unchanged for f in files),
            "suggested": sum(f.suggested for f in files),
        },
        "touches": {
            "created": sum(f.touches_created for f in files),
            "known": sum(f.touches_known for f in files),
        },
    }


def _file(vault: Vault, file: ImportFile) -> dict[str, Any]:
    aside = ImportFault.objects.filter(vault=vault, file=file, done="set_aside").order_by("id")
    return {
        "path": file.name,
        "format": file.format or "unknown",
        "state": str(file.state),
        "found": file.found,
        "read": file.read,
        "repaired": file.repaired,
        "set_aside": [{"line": f.line, "reason": sentence(f.code)} for f in aside[:MOST_LINES]],
        "no_touch": file.no_touch,
        "ignored": file.ignored,
        "why": file.why,
        "seconds": round(file.seconds, 3),
    }


def in_words(facts: dict[str, Any], *, dry: bool = False) -> str:
    """The report as a short text."""
    lines = [_file_in_words(file) for file in facts["files"]]
    people, touches = facts["people"], facts["touches"]
    new = ngettext("%(n)d person is new", "%(n)d people are new", people["created"]) % {"n": people["created"]}
    known = _("%(n)d records joined people you have") % {"n": people["attached"]}
    twins = _("%(n)d pairs wait for your look") % {"n": people["suggested"]}
    passed = _("%(n)d meetings and letters") % {"n": touches["created"]}
    lines.append(f"{new}, {known}, {twins}. {passed}.")
    if dry:
        lines.append(_("This was a rehearsal: nothing was kept."))
    return "\n".join(lines) + "\n"


def _file_in_words(file: dict[str, Any]) -> str:
    if file["state"] == "known":
        return _("%(path)s: read before, nothing changed.") % file
    if file["why"] and not file["read"]:
        return f"{file['path']}: {file['why']}"
    text = _("%(path)s: %(read)d of %(found)d read") % file
    if file["repaired"]:
        text += ", " + _("%(repaired)d repaired") % file
    if file["set_aside"]:
        text += ", " + _("%(n)d set aside") % {"n": len(file["set_aside"])}
    return text + "."
