"""What we write about progress reports, to those whose turn it is."""

from collections.abc import Sequence

from actors.models import Actor, User
from records.mail import Attachment, link_to, queue_mail
from strategies.models import LinkHolder, ProgressReport, ReportPaper, ReportVersion
from strategies.models.report_paper import MEDIA_TYPE
from strategies.papers import words_of
from strategies.rules.reporting import can_report


def write_receipt(*, versions: Sequence[ReportVersion], to: User | LinkHolder) -> None:
    """One letter with a copy of all that was submitted at once. Who holds a personal link has it in
    another letter, and nowhere else."""
    is_holder = isinstance(to, LinkHolder)
    context = {
        "name": to.name,
        "versions": versions,
        "link": "" if is_holder else link_to("my_work", language=to.language),
    }
    key = f"kvitto/{versions[0].public_id}"
    queue_mail(
        to=to.email, template="report_receipt", context=context, language=to.language, key=key
    )


def write_to_registrars(*, version: ReportVersion, paper: ReportPaper | None) -> None:
    """One letter to the registry mailbox of each side that has one, with the paper; with the words
    themselves where there is none. One letter where both sides have the same mailbox."""
    report = version.report
    sides = (report.commitment.responsible, report.commitment.home.maintained_by)
    mailboxes = {side.registry_mailbox.casefold(): side for side in sides if side.registry_mailbox}
    if not mailboxes:
        return
    context = {
        "words": words_of(version, made_at=version.submitted_at),
        "checksum": paper.checksum if paper else "",
        "link": link_to("work_report", report.public_id, language="sv"),
    }
    attachment = Attachment(paper.file_name, MEDIA_TYPE, bytes(paper.content)) if paper else None
    for side in mailboxes.values():
        queue_mail(
            to=side.registry_mailbox,
            template="report_to_register",
            context=context,
            language="sv",
            key=f"registrering/{version.public_id}/{side.key}",
            attachment=attachment,
        )


def write_completion_asked(*, report: ProgressReport) -> None:
    """To who wrote it and who handles it, as far as they still may write; else to the mailbox of
    their organisation."""
    commitment = report.commitment
    people = {
        person.pk: person
        for person in (report.author, commitment.handler)
        if person is not None and person.is_active and can_report(person.access, commitment)
    }
    context = {
        "organisation": commitment.home.maintained_by.name_with_kind,
        "commitment": commitment.title,
        "request": report.request_for_completion,
    }
    for person in people.values():
        write_one(report, person.email, person.language, context | {"name": person.name})
    if not people and (mailbox := mailbox_of(commitment.responsible)):
        write_one(report, mailbox, "sv", context | {"name": ""})


def mailbox_of(actor: Actor) -> str:
    return actor.function_mailbox


def write_one(report: ProgressReport, to: str, language: str, context: dict) -> None:
    queue_mail(
        to=to,
        template="completion_asked",
        context=context | {"link": link_to("work_report", report.public_id, language=language)},
        language=language,
        # A report may be asked about several times; each time it is saved anew.
        key=f"komplettering/{report.public_id}/{report.version}/{to}",
    )
