"""The access matrix of follow-up rounds: who runs them, who answers, who signs."""

from collections.abc import Iterator
from functools import partial

from tests.site.addresses import WORK
from tests.site.rows import COORDINATORS, NO_POST_INSIDE, OUT, SUPERUSER, Row, answers, where_open
from tests.site.scene import Scene

# Who answers or signs sees that there is a round, and does not run it; the other agency is asked in
# it too.
RUN = answers(
    404, signed_out=OUT, maintainer=200, superuser=200, reporter=403, coordinator=403, signer=403,
    other_agency=403,
)  # fmt: skip
RUN_REQUEST = RUN | {"other agency": 404}
RUN_PREPARED = answers(404, signed_out=OUT, maintainer=200, superuser=200)
RUN_STRANGERS = OF_STRANGERS = answers(404, signed_out=OUT, other_agency=200, superuser=200)
# What is not submitted is the organisation's alone.
ANSWER = answers(
    404, signed_out=OUT, maintainer=403, superuser=200, reporter=200, coordinator=200, signer=200
)
SIGN = ANSWER | {"reporter": 403, "coordinator": 403, "superuser": 403}

# What an empty POST is answered where the page opens; None where it takes none.
OPEN_ROUND = {
    "round": None,
    "round_remind": 302,
    "round_ask": 302,
    "round_close": 302,
    "round_reopen": 422,
    "round_reminders": None,
    "round_reminder_days": 302,
    "round_move_due": 422,
    "round_letter_again": 302,
}
PREPARED_ROUND = {
    "round_prepare": 409,
    "round_preview": None,
    "round_test_letter": 302,
    "round_open": 302,
}
REQUEST = {
    "round_request": None,
    "request_note": 422,
    "request_extend": 422,
    "request_remind": 302,
    "request_receive": 422,
    "request_complete": 422,
    "request_telephone": 422,
}
ANSWERING = {
    "round_answer": 302,
    "round_check": 422,
    "round_under_preparation": 422,
    "round_contact": 302,
    "round_decline": 422,
}


def rounds() -> Iterator[Row]:
    lists = SUPERUSER | dict.fromkeys(COORDINATORS, 200)
    path = lambda scene: "/arbete/uppfoljningar/omgangar/"  # noqa: E731
    yield Row("rounds", "the own ones", path, lists, NO_POST_INSIDE)
    begins = answers(403, signed_out=OUT, maintainer=302, superuser=302)
    yield Row("round_begin", "a public strategy", partial(round_path, "round_begin", "open"),
              NO_POST_INSIDE, begins)  # fmt: skip
    for names, which, about, may in (
        (OPEN_ROUND, "open", "a round that asks the agency", RUN),
        (PREPARED_ROUND, "prepared", "a round that is prepared", RUN_PREPARED),
        (OPEN_ROUND, "strangers", "a round of strangers", RUN_STRANGERS),
        (REQUEST, "open", "what the agency is asked", RUN_REQUEST),
        (REQUEST, "strangers", "what strangers are asked", OF_STRANGERS),
        (ANSWERING, "open", "what the agency is asked", ANSWER),
        (ANSWERING, "strangers", "what strangers are asked", OF_STRANGERS),
    ):
        for name, empty_post in names.items():
            get = may if WORK[name][1] else where_open(may, 405)
            post = where_open(may, empty_post or 405)
            yield Row(name, about, partial(round_path, name, which), get, post)
    # Nothing is submitted yet: who may sign is told so.
    yield Row("round_sign", "what the agency is asked", partial(round_path, "round_sign", "open"),
              where_open(ANSWER, 405), where_open(SIGN, 422))  # fmt: skip


def round_path(name: str, which: str, scene: Scene) -> str:
    round = scene.rounds[which]
    asked = scene.cast.other if which == "strangers" else scene.cast.agency
    request = round.requests.get(actor=asked)
    return WORK[name][0].format(
        strategy=round.strategy.slug,
        round=round.public_id,
        prepared=round.public_id,
        request=request.public_id,
    )
