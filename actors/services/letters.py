"""What we write to the people of an organisation, in their language."""

from actors.choices import Role
from actors.models import Actor, Invitation, Membership, User
from records.mail import link_to, queue_mail


def write_invitation(*, invitation: Invitation, token: str) -> None:
    """The letter with the link. Who will be the organisation's first coordinator gets a welcome.

    An account keeps the language of its person; only an unknown address is written to in the
    language that the coordinator chose.
    """
    known = User.objects.filter(email=invitation.email).first()
    language = known.language if known else invitation.language
    context = {
        "name": invitation.name,
        "organisation": invitation.actor.name_with_kind,
        "role": Role(invitation.role),
        "role_name": Role(invitation.role).label,
        "may_sign": invitation.may_sign,
        "expires_at": invitation.expires_at,
        "link": link_to("invitation", token, language=language),
    }
    letter: dict = {
        "to": invitation.email,
        "language": language,
        "key": f"inbjudan/{invitation.public_id}",
        "context": context,
    }
    if is_first_coordinator(invitation.actor, invitation.role):
        queue_mail(template="welcome", **letter)
    else:
        queue_mail(template="invitation", **letter)


def is_first_coordinator(actor: Actor, role: str) -> bool:
    return role == Role.COORDINATOR and not actor.memberships.coordinating().exists()


def write_access_given(*, membership: Membership) -> None:
    queue_mail(template="access_given", **letter_about(membership, "given"))


def write_access_changed(*, membership: Membership) -> None:
    queue_mail(template="access_changed", **letter_about(membership, "changed"))


def write_access_ended(*, membership: Membership) -> None:
    queue_mail(template="access_ended", **letter_about(membership, "ended"))


def letter_about(membership: Membership, event: str) -> dict:
    person = membership.user
    return {
        "to": person.email,
        "language": person.language,
        "key": f"uppdrag/{membership.public_id}/{event}",
        "context": {
            "name": person.name,
            "organisation": membership.actor.name_with_kind,
            "role_name": Role(membership.role).label,
            "may_sign": membership.may_sign,
            "link": link_to("account", language=person.language),
        },
    }
