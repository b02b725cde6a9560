"""The one-time link, sign-in by code, invitations, limits."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.utils import timezone

from mensch.models import Attempt, Invite, SignInLink, User
from mensch.services import invitations, limits, ways_in
from tests import world


def test_looking_at_the_link_does_not_use_it_and_pressing_does(ada: world.Member, anyone: Client) -> None:
    token = ways_in.make_link(user=ada.user)
    for _ in range(3):
        assert anyone.get(f"/in/{token}").status_code == 200
    assert anyone.post(f"/in/{token}").status_code == 302
    assert anyone.get("/today").status_code == 200
    assert Client().post(f"/in/{token}").status_code == 404


def test_whoever_came_by_the_link_may_add_a_passkey_at_once_and_later_is_asked_again(anyone: Client, db: None) -> None:
    assert anyone.post(f"/in/{ways_in.make_link(user=ways_in.first_member())}").status_code == 302
    assert anyone.get("/account/2fa/webauthn/add/").status_code == 200
    session = anyone.session
    session["by_link"] -= 16 * 60
    session.save()
    answer = anyone.get("/account/2fa/webauthn/add/")
    assert answer.status_code == 403
    assert "open the link in your terminal" in answer.content.decode()


def test_unknown_used_and_expired_links_look_the_same(ada: world.Member, anyone: Client) -> None:
    used = ways_in.make_link(user=ada.user)
    assert ways_in.use(token=used) == ada.user
    old = ways_in.make_link(user=ada.user, now=timezone.now() - timedelta(hours=2))
    answers = {anyone.get(f"/in/{token}").content for token in (used, old, "never-was")}
    assert len(answers) == 1


def test_only_the_hash_of_a_link_is_kept(ada: world.Member) -> None:
    token = ways_in.make_link(user=ada.user)
    assert token not in str(SignInLink.objects.values_list())


def test_the_first_member_is_made_once(db: None) -> None:
    assert ways_in.first_member() == ways_in.first_member()
    assert User.objects.count() == 1


def test_a_mailed_code_signs_in(ada: world.Member, anyone: Client) -> None:
    assert anyone.post("/account/login/", {"login": "ada@example.org"}).status_code == 302
    code = re.search(r"^([A-Z0-9-]{6,9})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    assert anyone.post("/account/login/code/confirm/", {"code": code[1]}).status_code == 302
    assert anyone.get("/today").status_code == 200


def test_nobody_learns_by_signing_in_who_is_a_member(ada: world.Member) -> None:
    pages = []
    for address in ("ada@example.org", "dan@example.org"):
        client = Client()
        went = client.post("/account/login/", {"login": address}, follow=True)
        pages.append((went.redirect_chain, without_token(went.content).replace(address.encode(), b"")))
    assert pages[0] == pages[1]
    assert len(mail.outbox) == 1


def without_token(content: bytes) -> bytes:
    return re.sub(rb'"?csrfmiddlewaretoken"? value="\w+"', b"", content)


def test_sign_up_is_closed_without_an_invitation(anyone: Client) -> None:
    assert "By invitation" in anyone.get("/account/signup/").content.decode()
    anyone.post("/account/signup/", {"email": "dan@example.org"})
    assert not User.objects.filter(email="dan@example.org").exists()


def test_an_invitation_opens_one_vault_and_then_nothing(ada: world.Member, anyone: Client) -> None:
    page = ada.client.post("/settings/invitations").content.decode()
    door = re.search(r"/invite/([\w-]+)", page)
    assert door is not None
    assert door[1] not in ada.client.get("/settings/invitations").content.decode()
    assert anyone.post(f"/invite/{door[1]}").headers["Location"] == "/account/signup/"
    assert anyone.post("/account/signup/", {"email": "dan@example.org"}).status_code == 302
    assert User.objects.filter(email="dan@example.org").exists()
    late = Client()
    assert late.post(f"/invite/{door[1]}").status_code == 404
    late.post("/account/signup/", {"email": "fay@example.org"})
    assert not User.objects.filter(email="fay@example.org").exists()


def test_an_invited_guest_who_is_a_member_already_is_told_by_mail_alone(ada: world.Member, anyone: Client) -> None:
    door = invitations.invite(vault=ada.vault).rsplit("/", 1)[1]
    anyone.post(f"/invite/{door}")
    assert anyone.post("/account/signup/", {"email": "ada@example.org"}).status_code == 302
    assert "You have a Mensch here already" in mail.outbox[0].subject
    assert "password" not in mail.outbox[0].body


def test_an_invitation_taken_back_opens_nothing(ada: world.Member, eve: world.Member, anyone: Client) -> None:
    door = invitations.invite(vault=ada.vault).rsplit("/", 1)[1]
    row = world.public_id(Invite.objects.get())
    assert eve.client.post(f"/settings/invitations/{row}/end").status_code == 404
    assert anyone.get(f"/invite/{door}").status_code == 200
    ada.client.post(f"/settings/invitations/{row}/end")
    assert anyone.get(f"/invite/{door}").status_code == 404


def test_the_eleventh_sign_in_within_a_minute_waits(anyone: Client, db: None) -> None:
    tries = [anyone.post("/account/login/", {"login": f"{n}@example.org"}) for n in range(11)]
    assert [t.status_code for t in tries[:10]] == [302] * 10
    assert (tries[10].status_code, tries[10].headers["Retry-After"]) == (429, "60")


def test_five_codes_an_hour_go_to_one_address(ada: world.Member) -> None:
    for _ in range(6):
        last = Client().post("/account/login/", {"login": "Ada@example.org"})
    assert last.status_code == 429
    assert len(mail.outbox) == 5


def test_a_limit_ends_by_waiting_and_keeps_no_address(db: None) -> None:
    begun = world.NOW
    assert all(limits.take(act="export", who="ada@example.org", now=begun) for _ in range(3))
    assert not limits.take(act="export", who="ada@example.org", now=begun + timedelta(minutes=59))
    assert limits.take(act="export", who="ben@example.org", now=begun)
    assert limits.take(act="export", who="ada@example.org", now=begun + timedelta(hours=1))
    assert "ada" not in str(list(Attempt.objects.values_list("who", flat=True)))
    assert limits.forget(now=begun + timedelta(hours=3)) == 2


def test_a_browser_can_press_the_button_of_the_link(db: None) -> None:
    """Under the policy no-referrer browsers send `Origin: null` with a form, and Django refuses that."""
    path = f"/in/{ways_in.make_link(user=ways_in.first_member())}"
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(path)
    origin = "null" if page.headers["Referrer-Policy"] == "no-referrer" else "http://testserver"
    token = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    assert browser.post(path, token, headers={"origin": origin}).status_code == 302
    assert page.headers["Referrer-Policy"] == "strict-origin"  # the path is the secret; it is told to nobody
