"""What we write about the notes of a meeting. Each letter names its own reader alone."""

from collections.abc import Iterable

from actors.models import User
from coordination.models import Meeting, NotesPaper
from coordination.papers.words import facts_of
from coordination.services.notes.people import running_readers, seated_readers
from coordination.services.reached import reader_of
from records.mail import Attachment, link_to, queue_mail
from strategies.models.report_paper import MEDIA_TYPE
from strategies.services.joining.letters import Reader


def write_sent(*, meeting: Meeting, by: User) -> int:
    """To those seated, that the notes are there to comment on; who approves has a letter of their
    own. Says how many were written."""
    approver = write_to_approver(meeting=meeting, step=step_of(meeting))
    readers = [
        one
        for one in seated_readers(meeting, but=by)
        if approver is None or one.address.casefold() != approver.address.casefold()
    ]
    said = {"comments_by": meeting.comments_by}
    send(meeting, readers, said, step=step_of(meeting), template="notes_sent")
    return len(readers) + (approver is not None)


def write_to_approver(*, meeting: Meeting, step: str, is_reminder: bool = False) -> Reader | None:
    """That minutes wait for them. None where they need nobody's word."""
    seat = meeting.approver
    reader = reader_of(seat) if seat is not None and meeting.needs_approver else None
    if reader is None:
        return None
    said = {"comments_by": meeting.comments_by, "is_reminder": is_reminder}
    send(meeting, [reader], said, step=step, template="notes_to_approve")
    return reader


def write_final(*, meeting: Meeting, paper: NotesPaper, by: User) -> None:
    """To those seated, that the notes stand; and to the registrar, with the paper."""
    step, said = f"klara/{paper.number}", {"number": paper.number}
    send(meeting, seated_readers(meeting, but=by), said, step=step, template="notes_final")
    owner = meeting.maintained_by
    if not owner.registry_mailbox:
        return
    queue_mail(
        to=owner.registry_mailbox,
        template="notes_to_register",
        context={
            "title": meeting.title,
            "facts": facts_of(meeting),
            "is_formal": paper.is_formal,
            "number": paper.number,
            "checksum": paper.checksum,
            "link": link_to("notes", meeting.public_id, language="sv"),
        },
        language="sv",
        key=f"registrering/mote/{meeting.public_id}/{paper.number}",
        attachment=Attachment(paper.file_name, MEDIA_TYPE, bytes(paper.content)),
    )


def write_missing(*, meeting: Meeting, step: str) -> None:
    """To who is to write them."""
    send(meeting, running_readers(meeting), {}, step=step, template="notes_missing")


def step_of(meeting: Meeting) -> str:
    """Notes may be sent several times; each time the meeting is saved anew."""
    return f"skickade/{meeting.version}"


def send(
    meeting: Meeting, readers: Iterable[Reader], said: dict, *, step: str, template: str
) -> None:
    for reader in readers:
        queue_mail(
            to=reader.address,
            template=template,
            context={
                "name": reader.name,
                "meeting": meeting.title,
                "network": meeting.network.title if meeting.network else "",
                "is_formal": meeting.is_formal,
                "link": link_to("notes", meeting.public_id, language=reader.language),
                **said,
            },
            language=reader.language,
            key=f"anteckningar/{meeting.public_id}/{template}/{step}/{reader.address}",
        )
