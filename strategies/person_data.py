"""What this room keeps about a person, for who asks what is kept of them."""

from typing import Any

from actors.models import User
from actors.person_data import also_export, also_forget
from strategies.models import RoundLink
from strategies.services.rounds.forgetting import forget_name


def keep_person_data() -> None:
    also_export("commitments_handled", handled_by)
    also_export("progress_reports", written_by)
    also_export("round_requests", named_in)
    also_export("round_links", links_of)
    also_forget(forget_links)


def handled_by(person: User) -> list[dict[str, Any]]:
    """Commitments that the person handles or steps in for."""
    handled = person.handled_commitments.all() | person.deputised_commitments.all()
    return [
        {
            "commitment": one.title,
            "is_handler": one.handler_id == person.pk,
            "handler_since": one.handler_since if one.handler_id == person.pk else None,
        }
        for one in handled.distinct().order_by("pk")
    ]


def written_by(person: User) -> list[dict[str, Any]]:
    """Progress reports that the person was the last to write in. What they say is the
    organisation's word."""
    reports = person.progress_reports.select_related("commitment").order_by("pk")
    return [
        {"commitment": one.commitment.title, "saved_at": one.saved_at, "as_of": one.as_of}
        for one in reports
    ]


def named_in(person: User) -> list[dict[str, Any]]:
    """Follow-up rounds in which an organisation has named the person as the one who answers."""
    requests = person.round_requests.select_related("round", "actor").order_by("pk")
    return [{"round": one.round.title, "organisation": one.actor.name} for one in requests]


def links_of(person: User) -> list[dict[str, Any]]:
    """Personal links in follow-up rounds that went to the person's address."""
    links = RoundLink.objects.filter(answer_link__address=person.email).order_by("pk")
    return [
        {
            "round": one.request.round.title,
            "organisation": one.request.actor.name,
            "name": one.name,
            "office": one.office,
        }
        for one in links.select_related("request__round", "request__actor")
    ]


def forget_links(person: User) -> None:
    """Who held a link stays by office; the address goes with the link itself."""
    for link in RoundLink.objects.filter(answer_link__address=person.email).order_by("pk"):
        forget_name(link)
