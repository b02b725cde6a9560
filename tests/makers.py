"""A row for every name a URL may carry. A route whose name is missing here fails the tenant matrix: add its maker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from mensch import models
from mensch.services import invitations, trail, ways_in
from tests import circling, group_makers, introducing, rounding, world
from tests.passkey import registration

Maker = Callable[[models.Vault], str]


def _row(make: Callable[[models.Vault], Any]) -> Maker:
    return lambda vault: world.public_id(make(vault))


def _of_person(model: type[Any], **fields: Any) -> Maker:
    return _row(lambda vault: model.objects.create(vault=vault, person=world.person(vault), **fields))


def _passkey(vault: models.Vault) -> str:
    data = {"name": "Key", "credential": registration(Authenticator.objects.count())}
    return str(Authenticator.objects.create(user=vault.owner, type=Authenticator.Type.WEBAUTHN, data=data).pk)


def _merge(vault: models.Vault) -> models.Merge:
    row: models.Merge = models.Merge.objects.create(
        vault=vault, kept=world.person(vault), absorbed=1, before={}, made_at=world.NOW
    )
    return row


def _separation(vault: models.Vault) -> models.Separation:
    one, other = world.person(vault, "Dan Novak"), world.person(vault, "Dana Novak")
    row: models.Separation = models.Separation.objects.create(vault=vault, one=one, other=other, made_at=world.NOW)
    return row


def _acquaintance(vault: models.Vault) -> models.Acquaintance:
    one, other = sorted((world.person(vault, "Ben Adler"), world.person(vault)), key=lambda row: row.pk)
    row: models.Acquaintance = models.Acquaintance.objects.create(
        vault=vault, one=one, other=other, how="told", key="told", at=world.NOW
    )
    return row


def _own_address(vault: models.Vault) -> models.OwnAddress:
    key = f"{models.OwnAddress.objects.filter(vault=vault).count()}@example.org"
    row: models.OwnAddress = models.OwnAddress.objects.create(vault=vault, kind="email", key=key, value=key)
    return row


def _invite(vault: models.Vault) -> models.Invite:
    invitations.invite(vault=vault)
    return models.Invite.objects.filter(vault=vault).latest("expires_at")


def _touch_answer(vault: models.Vault) -> models.AfterMeeting:
    met = world.touch(world.person(vault))
    row: models.AfterMeeting = models.AfterMeeting.objects.create(
        vault=vault, person=met.person, touch=met, answer="glad", made_at=world.NOW
    )
    return row


def _letter(vault: models.Vault) -> models.Letter:
    row = world.letter(world.person(vault))
    models.LetterStep.objects.create(vault=vault, letter=row, step="put-away", at=world.NOW)
    return row


def _after_opening(vault: models.Vault, model: type[Any]) -> Any:
    """An introduction that opened, and was heard of."""
    pair = introducing.opened(world.of(vault))
    side = models.Side.objects.get(vault=vault, introduction=pair.row, part="first")
    told = models.Outcome.objects.create(vault=vault, side=side, met="yes", came_of=["help"], how="told", at=world.NOW)
    models.Told.objects.create(vault=vault, introduction=pair.row, to="owner", outcome=told, at=world.NOW)
    models.Gate.objects.get_or_create(vault=vault, defaults={"needs": "met"})
    models.WorkedTogether.objects.create(vault=vault, person=pair.second, made_at=world.NOW)
    return model.objects.filter(vault=vault, introduction=pair.row).order_by("id").first()


def _aside(vault: models.Vault) -> models.Aside:
    """Somebody set aside for one ask, and an ask that somebody found."""
    found = world.ask(None, vault, "old ovens", ended="found", ended_at=world.NOW)
    models.Finding.objects.create(vault=vault, ask=found, person=world.person(vault), at=world.NOW)
    row: models.Aside = models.Aside.objects.create(
        vault=vault, ask=world.ask(world.person(vault), vault), person=world.person(vault, "Dan Novak"), at=world.NOW
    )
    return row


def _concern(vault: models.Vault) -> Any:
    pair = introducing.drafted(world.of(vault))
    side = models.Side.objects.get(vault=vault, introduction=pair.row, part="first")
    models.IntroductionEnd.objects.create(vault=vault, introduction=pair.row, at=world.NOW)
    return models.Concern.objects.create(vault=vault, side=side, kind="held", at=world.NOW)


# One name a line, as it stands in the URL.
MAKERS: dict[str, Maker] = {
    "person": _row(world.person),
    "address": _row(lambda vault: world.address(world.person(vault))),
    "touch": _row(lambda vault: world.touch(world.person(vault))),
    "promise": _row(lambda vault: world.promise(world.person(vault))),
    "note": _row(lambda vault: world.note(world.person(vault))),
    "ask": _row(lambda vault: world.ask(world.person(vault), vault)),
    "aside": _row(_aside),
    "letter": _row(_letter),
    "importing": _row(world.importing),
    "importfile": _row(lambda vault: world.import_file(world.importing(vault))),
    "twin": _row(world.twin),
    "merge": _row(_merge),
    "separation": _row(_separation),
    "trail": _row(lambda vault: trail.write(vault=vault, verb="erased", facts={"counts": {}}, now=world.NOW)),
    "erasure": _row(lambda vault: models.Erasure.objects.create(vault=vault, at=world.NOW)),
    "ownaddress": _row(_own_address),
    "acquaintance": _row(_acquaintance),
    "aftermeeting": _row(_touch_answer),
    "laid": _of_person(models.Laid, nudge="rhythm:1", how="later", at=world.NOW),
    "rest": _of_person(models.Rest, since=world.NOW),
    "rhythm": _of_person(models.Rhythm, days=30, set_at=world.NOW),
    "chosen": _of_person(models.Chosen, since=world.NOW),
    "label": _of_person(models.Label, text="Harbour Club", sort_key="marin cleo"),
    "correction": _of_person(models.Correction, says="met", made_at=world.NOW),
    "invite": _row(_invite),
    "link": lambda vault: ways_in.make_link(user=vault.owner),
    "introduction": lambda vault: introducing.drafted(world.of(vault)).id,
    "circle": _row(circling.drafted),
    "circleaside": _row(circling.aside),
    "release": _row(lambda vault: _after_opening(vault, models.Release)),
    "concern": _row(_concern),
    "token": lambda vault: introducing.pressed(world.of(vault)).link(),
    "door": lambda vault: invitations.invite(vault=vault).rsplit("/", 1)[1],
    "stop": lambda vault: f"{vault.pk:032x}",
    "member": _row(group_makers.member),
    "groupinvite": _row(group_makers.invite),
    "groupask": _row(group_makers.ask),
    "knownkind": _row(group_makers.kind),
    "key": group_makers.key,
    "pk": _passkey,
    "group": lambda vault: world.public_id(rounding.shared(vault).group),
    "round": lambda vault: world.public_id(rounding.shared(vault).row),
    "plan": lambda vault: world.public_id(rounding.a_plan(rounding.shared(vault))),
    "mark": lambda vault: world.public_id(rounding.a_mark(rounding.shared(vault))),
    "seat": lambda vault: rounding.a_seat(rounding.shared(vault)),
}
# Here the secret in the URL is itself the authority: whoever holds it may come in.
KEYS = {"link", "door", "token", "stop", "seat", "key"}


def populate(member: world.Member) -> None:
    """One of everything in this member's vault, so that every page has something to show."""
    for make in MAKERS.values():
        make(member.vault)


def owner_client(member: world.Member) -> Client:
    return member.client
