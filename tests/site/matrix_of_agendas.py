"""The access matrix of agendas: their items, their documents, and what is proposed for them."""

from collections.abc import Iterator
from functools import partial

from tests.site.addresses import WORK
from tests.site.rows import ALL, NO_POST, OUT, Row, answers, where_open
from tests.site.scene import Scene

# Of a draft of a network where an office of the agency has a seat, and of a draft of strangers.
ABOUT = {
    "drafts": "a draft of a network where the agency has a seat",
    "others": "a draft of strangers",
}
STRANGERS = answers(404, signed_out=OUT, other_agency=200, superuser=200)
SITS = {
    "drafts": answers(200, signed_out=OUT, other_agency=404, unit=404, ended=404),
    "others": STRANGERS,
}
RUNS = {
    "drafts": answers(
        403, signed_out=OUT, other_agency=404, unit=404, ended=404, maintainer=200, superuser=200
    ),
    "others": STRANGERS,
}
# What an empty form is answered, or a button.
POSTED = {
    "agenda": 422,
    "agenda_proposal": 422,
    "agenda_item": 409,
    "agenda_move": 302,
    "agenda_remove": 302,
    "agenda_attach": 422,
    "agenda_document": 409,
    "agenda_detach": 302,
}
FILE = "/moten/{meeting}/handlingar/{item_document}/"


def agendas() -> Iterator[Row]:
    for whose, about in ABOUT.items():
        runs, sits = RUNS[whose], SITS[whose]
        for name, status in POSTED.items():
            pattern, shows = WORK[name]
            get = runs if shows else where_open(runs, 405)
            # Who may not is told so before it is told that it only takes a POST.
            path = partial(path_of, pattern, whose)
            yield Row(name, about, path, get, where_open(runs, status))
        path = partial(path_of, WORK["propose_item"][0], whose)
        yield Row("propose_item", about, path, sits, where_open(sits, 422))
        path = partial(path_of, f"/arbete{FILE}", whose)
        no_post = answers(405, signed_out=OUT)
        yield Row("work_meeting_document", about, path, sits, no_post)
        yield Row("meeting_document", about, partial(path_of, FILE, whose), answers(404), NO_POST)
    yield Row("meeting_document", "of a public item", public_file, ALL, NO_POST)


def path_of(pattern: str, whose: str, scene: Scene) -> str:
    rows = getattr(scene, whose)
    return pattern.format(
        network=rows["coordination_network"].slug,
        meeting=rows["coordination_meeting"].public_id,
        item=rows["coordination_agendaitem"].public_id,
        item_document=rows["coordination_itemdocument"].document.public_id,
        item_proposal=rows["coordination_itemproposal"].public_id,
    )


def public_file(scene: Scene) -> str:
    attached = scene.world.meeting.item_documents.first()
    return attached.get_absolute_url()
