"""What a network has promised or taken on and not finished: the first thing on each agenda."""

from collections.abc import Sequence
from dataclasses import dataclass

from actors.access import Access
from coordination.choices import ChallengeState, MeetingState
from coordination.models import ActionPoint, Challenge, Meeting, Network


@dataclass(frozen=True)
class OpenPoints:
    """Read where it stands each time: nothing of it is copied from meeting to meeting."""

    action_points: Sequence[ActionPoint] = ()
    challenges: Sequence[Challenge] = ()

    def __bool__(self) -> bool:
        return bool(self.action_points or self.challenges)


def open_points(network: Network, access: Access, *, besides: Meeting | None = None) -> OpenPoints:
    """What the person reads of it, but what is written at the meeting `besides`. Two queries,
    whatever their number."""
    points = network.action_points.visible_to(access).open().select_related("actor")
    challenges = network.challenges.visible_to(access).exclude(state=ChallengeState.HANDLED)
    if besides is not None:
        points = points.exclude(meeting=besides)
        challenges = challenges.exclude(meeting=besides)
    return OpenPoints(list(points), list(challenges))


def open_before(meeting: Meeting, access: Access) -> OpenPoints:
    """What comes by itself to the agenda of a meeting that is planned."""
    if meeting.network is None or meeting.state != MeetingState.PLANNED:
        return OpenPoints()
    return open_points(meeting.network, access, besides=meeting)
