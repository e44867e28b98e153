"""A meeting whose date was reserved and that does not take place: who keeps it free is told."""

from coordination.models import Meeting
from coordination.services.inviting.letters import Mailing, write_let_go
from coordination.services.reached import readers_of


def keeps_a_date(meeting: Meeting) -> bool:
    """Whether calendars hold the date of what does not take place."""
    return meeting.is_cancelled and meeting.reserved_at is not None


def let_go(meeting: Meeting) -> int:
    """Of a meeting that is held and keeps a date: say to each who has a seat that they need not
    keep it free, once. Who was invited has a letter of their own. Says how many letters left."""
    assert meeting.network is not None
    meeting.sequence += 1
    meeting.reserved_at = None
    meeting.save(update_fields=["sequence", "reserved_at"])
    sent = meeting.invitees.invited().written_to().values_list("address", flat=True)
    invited = {address.casefold() for address in sent}
    mailing = Mailing(meeting, before=meeting.told)
    readers = [
        one for one in readers_of(meeting.network).reached if one.address.casefold() not in invited
    ]
    for reader in readers:
        write_let_go(mailing=mailing, reader=reader)
    return len(readers)
