"""Of the matrix: planning meetings, by who runs a network or coordinates an organisation."""

from collections.abc import Iterator
from functools import partial

from tests.site.addresses import WORK
from tests.site.rows import EDITORS, OUT, Row, answers, where_open
from tests.site.scene import Scene

# What an empty POST is answered where it opens: of a form, of what nobody was shown, of a button.
EMPTY_POST = {
    "meeting_plan": 422,
    "reserve_dates": 422,
    "reserved_letter": 409,
    "meeting_change": 409,
    "meeting_next": 422,
    "meeting_publish": 302,
    "meeting_withdraw": 302,
    "meeting_held": 302,
    "meeting_reopen": 302,
    "meeting_cancel": 302,
}
RUNS = answers(
    403, signed_out=OUT, other_agency=404, unit=404, ended=404, maintainer=200, superuser=200
)
STRANGERS = answers(404, signed_out=OUT, other_agency=200, superuser=200)


def planning() -> Iterator[Row]:
    for name, empty_post in EMPTY_POST.items():
        for about, whose, may in (
            ("a draft of a network where the agency has a seat", "drafts", RUNS),
            ("a draft of strangers", "others", STRANGERS),
        ):
            get = may if WORK[name][1] else where_open(may, 405)
            path = partial(planning_path, WORK[name][0], whose)
            yield Row(name, about, path, get, where_open(may, empty_post))
    talk = lambda _scene: WORK["talk_plan"][0]  # noqa: E731
    yield Row("talk_plan", "without a network", talk, EDITORS, where_open(EDITORS, 422))


def planning_path(pattern: str, whose: str, scene: Scene) -> str:
    rows = getattr(scene, whose)
    network, meeting = rows["coordination_network"], rows["coordination_meeting"]
    return pattern.format(network=network.slug, meeting=meeting.public_id)
