"""The access matrix of what networks decide, promise and have to take on."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from tests.site.addresses import WORK
from tests.site.rows import NO_POST, OUT, Row, answers, where_open
from tests.site.scene import Scene

# An office of the agency sits in the network: its people read it, and those of its parent.
READS = answers(200, signed_out=OUT, other_agency=404, unit=404, ended=404)
RUNS = READS | dict.fromkeys(["reader", "reporter", "coordinator", "signer", "parent"], 403)
# What the agency has promised, and what it has to decide by itself.
CLOSES = READS | dict.fromkeys(["reader", "parent"], 403)
ANSWERS = RUNS | {"coordinator": 200}
# Whoever coordinates something may keep a strategy in which it could stand.
PROMISES = ANSWERS | {"parent": 200}
OF_STRANGERS = answers(404, signed_out=OUT, other_agency=200, superuser=200)

# Who may open it, who may post, and what an empty POST is answered then.
PAGES = {
    "work_decisions": (READS, READS, 405),
    "decision_new": (RUNS, RUNS, 422),
    "work_decision": (READS, READS, 405),
    "decision_change": (RUNS, RUNS, 409),
    "agency_decision": (ANSWERS, ANSWERS, 409),
    "work_action_points": (READS, READS, 405),
    "action_point_new": (RUNS, RUNS, 422),
    "work_action_point": (READS, CLOSES, 422),
    "action_point_change": (RUNS, RUNS, 409),
    "action_point_promise": (PROMISES, PROMISES, 422),
    "challenge_new": (RUNS, RUNS, 422),
    "work_challenge": (RUNS, RUNS, 409),
}


def deciding() -> Iterator[Row]:
    for name, (get, post, empty_post) in PAGES.items():
        path = partial(deciding_path, name, "drafts")
        about = "of a draft of a network where the agency has a seat"
        yield Row(name, about, path, get, where_open(post, empty_post))
        path, post = partial(deciding_path, name, "others"), where_open(OF_STRANGERS, empty_post)
        yield Row(name, "of a draft of strangers", path, OF_STRANGERS, post)
    yield Row("decisions", "of a draft", register_path, answers(404), NO_POST)


def register_path(scene: Scene) -> str:
    return reverse("decisions", args=[scene.drafts["coordination_network"].slug])


def deciding_path(name: str, whose: str, scene: Scene) -> str:
    rows = getattr(scene, whose)
    return WORK[name][0].format(
        network=rows["coordination_network"].slug,
        decision=rows["coordination_decision"].public_id,
        agency_decision=rows["coordination_agencydecision"].public_id,
        action_point=rows["coordination_actionpoint"].public_id,
        challenge=rows["coordination_challenge"].public_id,
    )
