"""What we write about the report of a round, to the organisations that were asked."""

from typing import Any

from records.mail import link_to, queue_mail
from strategies.models import FactRemark, RoundReport, RoundRequest
from strategies.services.rounds.letters import recipients


def write_fact_check(*, report: RoundReport, request: RoundRequest) -> None:
    """That the draft can be checked, and until when."""
    write(report, request, template="round_report_to_check", occasion="faktagranska")


def write_remark_answered(*, remark: FactRemark) -> None:
    write(
        remark.report,
        remark.request,
        template="round_remark_answered",
        occasion=f"svar/{remark.public_id}",
        remark=remark,
    )


def write_published(*, report: RoundReport, request: RoundRequest) -> None:
    """That it is there for all, and that its own sheet for its board is there for it."""
    write(report, request, template="round_report_published", occasion="publicerad")


def write(
    report: RoundReport, request: RoundRequest, *, template: str, occasion: str, **more: Any
) -> None:
    for to, language, name in recipients(request):
        context = {
            "name": name,
            "organisation": request.actor.name_with_kind,
            "maintainer": report.round.strategy.maintained_by.name_with_kind,
            "round": report.round.title,
            "until": report.fact_check_until,
            "link": link_to("round_answer_report", request.public_id, language=language),
            "public_link": link_to("round_report", report.slug, language=language),
        }
        queue_mail(
            to=to,
            template=template,
            context=context | more,
            language=language,
            key=f"rapport/{report.public_id}/{occasion}/{request.public_id}/{to}",
        )
