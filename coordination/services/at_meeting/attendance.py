from collections.abc import Collection

from django.db import transaction

from actors.models import User
from coordination.models import Attendance, Meeting
from coordination.services.writing import hold_for_writing, told_of
from records.services import hold

# An organisation (its key), and by which office it takes part; never by which person.
Present = tuple[int, str]


@transaction.atomic
def save_attendance(
    *, meeting: Meeting, ticked: Collection[Present], shown: Collection[Present], by: User
) -> int:
    """Keep who takes part, and say how many are there: `ticked` now, of which `shown` were ticked
    on the page that one began from. What another ticked meanwhile stays. Raises PermissionDenied
    for who does not run the meeting; ValidationError once its notes are final."""
    held = hold_for_writing(meeting, by)
    there = {(row.actor_id, row.office): row for row in hold(held.attendances.all())}
    # The first who saves confirms those that were ticked from the start, too.
    added = set(ticked) - set(shown) if there else set(ticked)
    gone = set(shown) - set(ticked)
    with told_of(held, by):
        for key, office in sorted(added - there.keys()):
            Attendance.objects.create(meeting=held, actor_id=key, office=office)
        for present in gone & there.keys():
            there[present].delete()
    return len((there.keys() | added) - gone)
