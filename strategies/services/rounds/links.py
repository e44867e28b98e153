"""Personal links: somebody without an account answers for an organisation in one round."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.models import AnswerLink, User
from actors.models.answer_link import LIFETIME
from actors.services import hold_link, make_link, revoke_links
from records.history import told_as
from records.services import lock
from strategies.models import FollowUpRound, LinkHolder, RoundLink, RoundRequest
from strategies.models.round_link import PURPOSE
from strategies.rules.rounds import can_answer_request, can_give_link
from strategies.services.reports.holding import require
from strategies.services.rounds import letters
from strategies.services.rounds.holding import held_request, require_answerable
from strategies.services.writers import Writer, may_answer, told_why

# A link ends so long after the last day at most; closing ends it before.
AFTER_THE_LAST_DAY = timedelta(days=30)
LAST_MINUTE = time(23, 59)
# Letters to strangers leave by it: nobody sends them without end.
MOST_WAITING = 20
# A button that is pressed twice.
SAME_PRESS = timedelta(minutes=2)


def holder_of(link: AnswerLink) -> LinkHolder | None:
    """Who holds a link of a letter; none where it is about nothing."""
    rows = RoundLink.objects.select_related(
        "answer_link",
        "request__actor",
        "request__contact",
        "request__round__strategy__county",
        "request__round__strategy__maintained_by",
        "request__round__strategy__under",
    )
    found = rows.filter(answer_link=link).first()
    return LinkHolder(found) if found else None


@transaction.atomic
def send_round_link(
    *, request: RoundRequest, name: str, office: str, address: str, by: Writer
) -> RoundLink:
    """Send a personal link to somebody who is to answer for the organisation: by one who answers
    for it, by who holds a link themselves, or by who runs the round, then only to the mailbox
    of the organisation. Earlier links stay. Pressed twice one letter leaves.

    Raises PermissionDenied; NotThereError where nothing can be answered any more; ValidationError.
    """
    kept = held_request(request)
    require(may=may_give(by, kept))
    require_answerable(kept)
    name, address = name.strip(), address.strip().lower()
    require_addressee(kept, name, address, by)
    if known := just_sent(kept, name, address):
        return known
    if kept.links.waiting().count() >= MOST_WAITING:
        raise ValidationError(_("Så många länkar gäller redan. Dra tillbaka någon först."))
    link = RoundLink(request=kept, name=name, office=office.strip())
    link.sent_by = None if isinstance(by, LinkHolder) else by
    link.passed_on_by = by.link if isinstance(by, LinkHolder) else None
    with told_as(by=by, for_actor=kept.actor_id, why=told_why(by)):
        token = make_link(
            purpose=PURPOSE, about=link.public_id, address=address, lifetime=lifetime_of(kept)
        )
        link.answer_link = AnswerLink.objects.by_token(token).get()
        link.full_clean()
        link.save()
    letters.write_link(link=link, token=token)
    return link


def may_give(by: Writer, request: RoundRequest) -> bool:
    if isinstance(by, LinkHolder):
        return may_answer(by, request)
    return can_give_link(access_of(by), request)


def require_addressee(request: RoundRequest, name: str, address: str, by: Writer) -> None:
    if not name:
        raise ValidationError({"name": _("Skriv vem länken är till.")})
    if isinstance(by, LinkHolder):
        if address == by.email:
            raise ValidationError({"address": _("Det är din egen adress: du har redan en länk.")})
    elif not can_answer_request(access_of(by), request):
        require_mailbox(request, address)


def require_mailbox(request: RoundRequest, address: str) -> None:
    """Who runs a round neither reads drafts nor knows who may answer: it sends a link to where the
    organisation reads together, and nowhere else."""
    mailbox = request.actor.function_mailbox.lower()
    if not mailbox:
        raise ValidationError({"address": _("Organisationen har ingen funktionsbrevlåda här.")})
    if address != mailbox:
        text = _(
            "Skicka till organisationens funktionsbrevlåda, eller be dem skicka länken själva."
        )
        raise ValidationError({"address": text})


def just_sent(request: RoundRequest, name: str, address: str) -> RoundLink | None:
    return (
        request.links.waiting()
        .filter(
            name=name,
            answer_link__address=address,
            answer_link__created_at__gt=timezone.now() - SAME_PRESS,
        )
        .first()
    )


def lifetime_of(request: RoundRequest) -> timedelta:
    """Until thirty days after the last day; one that is sent later holds as long as other links."""
    now = timezone.now()
    if request.due_on is None:
        return LIFETIME
    last = timezone.make_aware(datetime.combine(request.due_on, LAST_MINUTE)) + AFTER_THE_LAST_DAY
    return max(last - now, LIFETIME)


@transaction.atomic
def revoke_round_link(*, link: RoundLink, by: User) -> RoundLink:
    """Take a link back: from now on it opens nothing. Those that its holder has passed on stay.
    Taken back already, it stays as it was. Raises PermissionDenied."""
    kept = held_request(link.request)
    require(may=can_give_link(access_of(by), kept))
    with told_as(by=by, for_actor=kept.actor_id):
        revoke_links(purpose=PURPOSE, about=link.public_id)
    return RoundLink.objects.select_related("answer_link").get(pk=link.pk)


def revoke_links_of(round: FollowUpRound) -> None:
    """Take back every link of a round, which is held."""
    waiting = RoundLink.objects.waiting().filter(request__round=round).order_by("pk")
    for public_id in waiting.values_list("public_id", flat=True):
        revoke_links(purpose=PURPOSE, about=public_id)


@transaction.atomic
def state_holder(*, link: RoundLink, by: LinkHolder) -> RoundLink:
    """Keep who answers by a link, as they have stated it: `link` with what a form has put there and
    cleaned. Raises PermissionDenied."""
    kept = held_request(link.request)
    require(may=by.link.pk == link.pk and may_answer(by, kept))
    with told_as(by=by, for_actor=kept.actor_id, why=told_why(by)):
        link.save()
    return link


def held_holder(holder: LinkHolder) -> LinkHolder:
    """The holder as they stand now, held with the round and the request until the transaction ends,
    before anything else. Raises LinkClosedError."""
    request = held_request(holder.link.request)
    kept = lock(holder.link)
    kept.request = request
    kept.answer_link = hold_link(link=holder.link.answer_link)
    return LinkHolder(kept)
