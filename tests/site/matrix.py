"""The access matrix: every address, what each kind of person is answered to GET and to POST.

The table is the law of section 4 of the design as the addresses keep it. An address that is not
here fails the suite (`test_matrix.py`), and `docs/permissions.md` is written from it.
"""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from strategies.choices import JoinState, PartyRole
from tests.site.addresses import (
    ACCOUNT,
    FOR_ROBOTS,
    MEETING_FILES,
    OPERATIONS,
    ROUND_REPORT_FILES,
    WORK,
    public_addresses,
)
from tests.site.matrix_of_agendas import agendas
from tests.site.matrix_of_deciding import deciding
from tests.site.matrix_of_help import told_by_boards
from tests.site.matrix_of_law import law_pages
from tests.site.matrix_of_networks import (
    at_meeting,
    invitations,
    networks_at_work,
    notes_of_meetings,
)
from tests.site.matrix_of_planning import planning
from tests.site.matrix_of_rounds import rounds
from tests.site.matrix_of_succession import succession
from tests.site.rows import (
    ALL,
    COORDINATORS,
    DIFFERS,
    EDITORS,
    MAINTAINERS,
    NO_POST,
    NO_POST_INSIDE,
    OF_STRANGERS,
    OUT,
    SAVES_NOTHING,
    SUPERUSER,
    Answers,
    Row,
    answers,
    fixed,
    where_open,
)
from tests.site.scene import OPEN_STRATEGY, Scene


def rows(scene: Scene) -> Iterator[Row]:
    yield from operations()
    yield from public(scene)
    yield from links(scene)
    yield from account()
    yield from staff()
    yield from papers()
    yield from reminders()
    yield from commitments_at_work()
    yield from rounds()
    yield from joining()
    yield from personal_links()
    yield from round_reports_at_work()
    yield from networks_at_work()
    yield from agendas()
    yield from at_meeting()
    yield from deciding()
    yield from invitations()
    yield from planning()
    yield from succession()
    yield from notes_of_meetings()
    yield from site_pages()
    yield from nouns_of_editors()
    yield from told_by_boards()
    yield from nouns_of_superusers()


# ---------------------------------------------------------------- open to all


def operations() -> Iterator[Row]:
    for name, path in OPERATIONS.items():
        yield Row(name, "for machines", lambda scene, path=path: path, ALL, NO_POST)


def public(scene: Scene) -> Iterator[Row]:
    for address in public_addresses(scene.world):
        yield Row(
            address.name,
            "what is published",
            lambda scene, path=address.path: path,
            ALL,
            # What comes from no page of ours.
            answers(403) if address.takes_form else NO_POST,
        )
    for name in ROUND_REPORT_FILES:
        yield Row(name, "a published report", partial(report_file_path, name), ALL, NO_POST)
    for name, path in FOR_ROBOTS.items():
        yield fixed(name, path, ALL, NO_POST, "what search engines may find")
    yield from law_pages()
    for name, path in MEETING_FILES.items():
        yield fixed(name, path, ALL, NO_POST, "days and towns of public meetings")
    for name in ("network_calendar", "network_feed"):
        path = partial(file_of_draft, name)
        yield Row(name, "of a network that is a draft", path, answers(404), NO_POST)
    for name, row in (("strategy", "strategies_strategy"), ("goal", "strategies_goal"),
                      ("commitment", "strategies_commitment"), ("network", "coordination_network"),
                      ("meeting", "coordination_meeting")):  # fmt: skip
        yield Row(
            name,
            "a draft",
            lambda scene, row=row: scene.drafts[row].get_absolute_url(),
            answers(404),
            NO_POST,
        )


def links(scene: Scene) -> Iterator[Row]:
    """Who has a link is asked for nothing else. A form that comes from no page of ours is refused
    before it is asked what it opens."""
    yield fixed("answer", "/svar/finns-inte/", answers(404), answers(403), "a link of no letter")
    for about, status in (("valid", 200), ("revoked", 404), ("expired", 404), ("another's", 200)):
        yield Row(
            "answer",
            f"a personal link of a round, {about}",
            lambda scene, about=about: f"/svar/{scene.personal_links.tokens[about]}/",
            answers(status),
            answers(403),
        )
    for about in scene.links:
        get = ALL if about == "that holds" else answers(404)
        path = partial(link_path, about)
        yield Row("answer", f"a link {about}", path, get, answers(403))


def link_path(about: str, scene: Scene) -> str:
    return reverse("answer", args=[scene.links[about]])


def file_of_draft(name: str, scene: Scene) -> str:
    return reverse(name, args=[scene.drafts["coordination_network"].slug])


def report_file_path(name: str, scene: Scene) -> str:
    return reverse(name, args=[scene.world.round_report.slug])


# ---------------------------------------------------------------- the own account

# What GET answers one signed out and one signed in (who has not just shown who they are), and the
# same of an empty POST. Nothing here depends on what a person may do.
OWN_ACCOUNT = {
    "account": (302, 200, 302, 405),
    "account_login": (200, 302, 200, 302),
    "account_logout": (302, 200, 302, 302),
    "account_inactive": (200, 200, 405, 405),
    "account_signup": (200, 302, 200, 302),
    "account_reauthenticate": (302, 200, 302, 200),
    # Without an identity provider; with one: tests/actors/test_single_sign_on.py.
    "single_sign_on": (404, 404, 404, 404),
    "single_sign_on_answer": (404, 404, 404, 404),
    "single_sign_on_refused": (404, 404, 404, 404),
    "usersessions_list": (302, 200, 302, 302),
    "account_change_password": (302, 200, 302, 200),
    "account_reset_password": (200, 200, 200, 200),
    "account_reset_password_done": (200, 200, 405, 405),
    "account_reset_password_from_key_done": (200, 200, 405, 405),
    "account_reset_password_from_key": (200, 200, 200, 200),
    "invitation": (404, 404, 404, 404),
    "mfa_index": (302, 200, 302, 405),
    "mfa_authenticate": (302, 302, 302, 302),
    "mfa_reauthenticate": (302, 302, 302, 302),
    "mfa_activate_totp": (302, 302, 302, 302),
    "mfa_deactivate_totp": (302, 404, 302, 404),
    "mfa_view_recovery_codes": (302, 404, 302, 405),
    "mfa_generate_recovery_codes": (302, 302, 302, 302),
    "mfa_download_recovery_codes": (302, 404, 302, 404),
    "mfa_list_webauthn": (302, 200, 302, 405),
    "mfa_add_webauthn": (302, 302, 302, 302),
    "mfa_reauthenticate_webauthn": (302, 302, 302, 302),
    "mfa_remove_webauthn": (302, 302, 302, 302),
    "mfa_edit_webauthn": (302, 302, 302, 302),
}


def account() -> Iterator[Row]:
    for name, (path, *_seen) in ACCOUNT.items():
        seen_out, seen_in, sent_out, sent_in = OWN_ACCOUNT[name]
        yield Row(
            name,
            "the own account",
            lambda scene, path=path: path,
            answers(seen_in, signed_out=seen_out),
            answers(sent_in, signed_out=sent_out),
        )


# ---------------------------------------------------------------- staff


def documents() -> Iterator[Row]:
    published = lambda scene: scene.world.document.get_absolute_url()  # noqa: E731
    yield Row("document", "a published document", published, ALL, NO_POST)
    members = answers(200, signed_out=OUT, other_agency=404, maintainer=404, unit=404, ended=404)
    for about, whose, get in (
        ("a document of the agency's own", "drafts", members),
        ("a document of strangers", "others", answers(
            404, signed_out=OUT, other_agency=200, superuser=200
        )),
    ):  # fmt: skip
        yield Row(
            "document", about, partial(document_path, "document", whose), answers(404), NO_POST
        )
        at_work = partial(document_path, "work_document", whose)
        yield Row("work_document", about, at_work, get, NO_POST_INSIDE)


def people_pages() -> Iterator[Row]:
    """People of an organisation: its coordinators' to keep. Who reads it knows of the page."""
    of_agency = answers(
        403, signed_out=OUT, other_agency=404, maintainer=404, unit=404, ended=404,
        coordinator=200, superuser=200,
    )  # fmt: skip
    of_strangers = answers(404, signed_out=OUT, other_agency=200, superuser=200)
    for name in PEOPLE_PAGES:
        yield people_page(name, "people of the agency", "agency", of_agency)
        yield people_page(name, "people of strangers", "other", of_strangers)
    # Straight to the only one; a superuser to the register.
    straight = answers(403, signed_out=OUT, superuser=302) | dict.fromkeys(COORDINATORS, 302)
    takes_no_post = where_open(SUPERUSER, 405)
    yield fixed("people", "/arbete/medarbetare/", straight, NO_POST_INSIDE, "the own ones")
    yield fixed("onboarding", "/arbete/organisationer/", SUPERUSER, takes_no_post, "the register")
    # An empty form would empty the mailboxes; nobody was invited yet, so nothing is done.
    empty_form, leads = where_open(SUPERUSER, 409), where_open(SUPERUSER, 302)
    for name, get, post in (
        ("onboard", SUPERUSER, empty_form), ("onboarded", leads, takes_no_post),
    ):  # fmt: skip
        path = partial(people_path, WORK[name][0], "new")
        yield Row(name, "an organisation without people", path, get, post)


# What an empty POST is answered where the page opens. Each asks the rule before the method.
PEOPLE_PAGES = {
    "share_out": 422,
    "handover": 422,
    "people_of": 405,
    "invite": 200,
    "mailboxes": 409,
    "person": 409,
    "person_end": 302,
    "person_confirm": 302,
    "invitation_revoke": 302,
    "invitation_again": 302,
}


def people_page(name: str, about: str, whose: str, may: Answers) -> Row:
    pattern, is_page = WORK[name]
    post = where_open(may, PEOPLE_PAGES[name])
    if name == "person_end" and whose == "other":
        # The last coordinator stays until there is another; a superuser can end it.
        post |= {"other agency": 403}
    get = may if is_page else where_open(may, 405)
    return Row(name, about, partial(people_path, pattern, whose), get, post)


def people_path(pattern: str, whose: str, scene: Scene) -> str:
    if whose == "new":
        return pattern.format(slug=scene.world.county.actors.municipalities().first().slug)
    actor = getattr(scene.cast, whose)
    invitation = actor.invitations.get().public_id
    membership = actor.memberships.order_by("pk").first().public_id
    return pattern.format(slug=actor.slug, invitation=invitation, person=membership)


def document_path(name: str, whose: str, scene: Scene) -> str:
    return reverse(name, args=[getattr(scene, whose)["actors_document"].public_id])


def reporting_pages() -> Iterator[Row]:
    """Reports are written by reporters and up, and received by who maintains the strategy."""
    own = answers(200, signed_out=OUT)
    yield fixed("my_work", "/arbete/", own, NO_POST_INSIDE, "what oneself owes")
    yield fixed("kept_post", "/arbete/fortsatt/", own, NO_POST_INSIDE, "what was sent in vain")
    inbox = SUPERUSER | dict.fromkeys(COORDINATORS, 200)
    yield fixed("report_inbox", "/arbete/uppfoljningar/", inbox, NO_POST_INSIDE, "what waits")
    writes = answers(
        403, signed_out=OUT, other_agency=404, unit=404, ended=404, reporter=200, coordinator=200,
        signer=200, superuser=200,
    )  # fmt: skip
    of_strangers = answers(404, signed_out=OUT, other_agency=200, superuser=200)
    for name, empty_post in WRITING_PAGES.items():
        for about, whose, may in (
            ("reports of the agency", "drafts", writes),
            ("reports of strangers", "others", of_strangers),
        ):
            path = partial(report_path, name, whose)
            yield Row(name, about, path, may, where_open(may, empty_post))
    handles = answers(404, signed_out=OUT, reporter=200, coordinator=200, signer=200)
    yield Row(
        "handover_history", "what one handles", partial(report_path, "handover_history", "drafts"),
        handles, NO_POST_INSIDE,
    )  # fmt: skip
    # A superuser may, and reports for no organisation: it is told, and nothing is done.
    takes = answers(
        403,
        signed_out=OUT,
        other_agency=404,
        unit=404,
        ended=404,
        reporter=302,
        coordinator=302,
        signer=302,
        superuser=302,
    )
    yield Row(
        "take_over", "a commitment of the agency", partial(report_path, "take_over", "drafts"),
        NO_POST_INSIDE, takes,
    )  # fmt: skip
    reads = answers(
        404, signed_out=OUT, reporter=200, coordinator=200, signer=200, maintainer=200,
        superuser=200,
    )  # fmt: skip
    yield Row(
        "work_report", "a report that waits", partial(report_path, "work_report", "drafts"), reads,
        where_open(reads, 405),
    )  # fmt: skip
    for name, (who, empty_post) in REPORT_ACTIONS.items():
        post = where_open(reads, 403) | dict.fromkeys(who, empty_post)
        path = partial(report_path, name, "drafts")
        yield Row(name, "a report that waits", path, where_open(reads, 405), post)


# What an empty POST is answered where the page opens: nothing is written, nothing is chosen.
WRITING_PAGES = {"report": 302, "report_print": 405, "report_check": 422, "report_receipt": 405}
RECEIVERS = ["maintainer", "superuser"]
# Who may, and what is answered: an empty form does not tell what was read, and what is not received
# is not published.
REPORT_ACTIONS = {
    "report_receive": (RECEIVERS, 409),
    "report_complete": (RECEIVERS, 409),
    "report_publish": (RECEIVERS, 422),
    "report_hide": (["coordinator", *RECEIVERS], 302),
    "report_register": (["reporter", "coordinator", "signer", *RECEIVERS], 409),
}


def report_path(name: str, whose: str, scene: Scene) -> str:
    rows = getattr(scene, whose)
    return WORK[name][0].format(
        slug=scene.cast.agency.slug,
        strategy=rows["strategies_strategy"].slug,
        report=rows["strategies_progressreport"].public_id,
        commitment=rows["strategies_commitment"].public_id,
    )


def staff() -> Iterator[Row]:
    """Where coordinators, and superusers, work with what is their own."""
    yield from documents()
    of_coordinators = SUPERUSER | dict.fromkeys(COORDINATORS, 200)
    yield from people_pages()
    yield from reporting_pages()
    yield fixed("history", "/arbete/historik/", of_coordinators, NO_POST_INSIDE, "what was done")


def papers() -> Iterator[Row]:
    """What was submitted, as a file for the registrars: those who may read it do."""
    get = answers(
        404, signed_out=OUT, reporter=200, coordinator=200, signer=200, maintainer=200,
        superuser=200,
    )  # fmt: skip

    def path(scene: Scene) -> str:
        return scene.drafts["strategies_reportversion"].get_paper_url()

    yield Row("report_paper", "of an unpublished report", path, get, where_open(get, 405))
    yield from only_shown("strategies_reportpaper", "a paper")


def reminders() -> Iterator[Row]:
    """Each chooses for themselves; an empty form is asked again."""
    everybody = answers(200, signed_out=OUT)
    yield fixed("reminders", "/arbete/paminnelser/", everybody, everybody, "the own choice")
    address, revoke = "/arbete/kalender/", "/arbete/kalender/ta-bort/"
    # Lena has an address, and an empty form does not tell that she saw it.
    makes = everybody | {"reader": 409}
    leads = where_open(everybody, 302)
    about = "the address of the own calendar"
    yield fixed("calendar_key", address, everybody, makes, about)
    yield fixed("calendar_key_revoke", revoke, NO_POST_INSIDE, leads, about)
    yield Row("own_calendar", "of a reader", lambda scene: scene.calendar, ALL, NO_POST)
    unknown = "/kalender/finns-inte.ics"
    yield fixed("own_calendar", unknown, answers(404), NO_POST, "an address of nobody")


def personal_links() -> Iterator[Row]:
    """Those who answer for the organisation and who runs the round; a link opens none of it."""
    gives = answers(
        404, signed_out=OUT, reporter=200, coordinator=200, signer=200, maintainer=200,
        superuser=200,
    )  # fmt: skip
    for name, get, post in (
        ("round_links", gives, where_open(gives, 422)),
        ("round_link_revoke", where_open(gives, 405), where_open(gives, 302)),
    ):
        yield Row(name, "links of the agency", partial(link_at_work, name), get, post)
    yield from only_shown("strategies_roundlink", "a personal link")


def link_at_work(name: str, scene: Scene) -> str:
    links = scene.personal_links
    return WORK[name][0].format(given=links.asked.public_id, link=links.link.public_id)


READ_DRAFT = answers(200, signed_out=OUT, other_agency=404, unit=404, ended=404)
# Coordinators of either side; others who read the draft are told that they may not.
EDIT_DRAFT = READ_DRAFT | dict.fromkeys(["reader", "reporter", "signer", "parent"], 403)
REPORTERS = answers(200, signed_out=OUT, reader=403, ended=403)
# Who reads the report of the joint effort, and of these who speaks for a contributor.
READ_JOINT = answers(200, signed_out=OUT, reader=404, parent=404, unit=404, ended=404)
SPEAK_FOR_CONTRIBUTOR = READ_JOINT | dict.fromkeys(["other agency", "maintainer"], 403)


def commitments_at_work() -> Iterator[Row]:
    """One commitment, its end, what it contributes to, and what contributors say of it."""
    draft, strangers = "a draft that the agency answers for", "a draft of strangers"
    for about, whose, read, edit in (
        (draft, "drafts", READ_DRAFT, EDIT_DRAFT),
        (strangers, "others", OF_STRANGERS, OF_STRANGERS),
    ):
        at = partial(work_path, whose=whose)
        commitment, contribution = "strategies_commitment", "strategies_contribution"
        yield Row("work_commitment", about, partial(at, "work_commitment", commitment),
                  read, where_open(read, 405))  # fmt: skip
        for name in ("move_end", "propose_contribution"):
            yield Row(name, about, partial(at, name, commitment), edit, where_open(edit, 422))
        yield Row("contribution", about, partial(at, "contribution", contribution),
                  read, where_open(edit, 422))  # fmt: skip
    yield fixed("contribution_inbox", "/arbete/bidrag/", EDITORS, NO_POST_INSIDE, "the own ones")
    yield fixed("stance_inbox", "/arbete/bekrafta/", REPORTERS, NO_POST_INSIDE, "the own ones")
    yield Row(
        "report_stance",
        "a report of others' joint effort, to which the agency contributes",
        lambda scene: reverse("report_stance", args=[scene.joint_report.public_id]),
        where_open(READ_JOINT, 405),
        where_open(SPEAK_FOR_CONTRIBUTOR, 422),
    )


def joining() -> Iterator[Row]:
    """A request of the agency, sent back to it, and that it has joined; the same of strangers."""
    open_to_all = f"/arbete/strategier/{OPEN_STRATEGY}/anslut/"
    yield fixed("work_join", open_to_all, EDITORS, where_open(EDITORS, 422), "one's own agency")
    yield Row(
        "work_join", "a draft of strangers that takes requests",
        lambda scene: reverse("work_join", args=[scene.others["strategies_strategy"].slug]),
        OF_STRANGERS, where_open(OF_STRANGERS, 422),
    )  # fmt: skip
    yield fixed("join_inbox", "/arbete/anslutningar/", EDITORS, NO_POST_INSIDE, "the own ones")
    reads_own = answers(200, signed_out=OUT, ended=403)
    yield fixed(
        "join_own", "/arbete/anslutningar/egna/", reads_own, NO_POST_INSIDE, "what one asks"
    )
    reads = answers(200, signed_out=OUT, other_agency=404, unit=404, ended=404)
    # Who answers it, and who asks: nobody else among those who read it.
    answers_it = where_open(reads, 403) | dict.fromkeys(["maintainer", "superuser"], 422)
    changes = where_open(reads, 403) | dict.fromkeys(["coordinator", "superuser"], 200)
    changes_by_post = changes | {"coordinator": 409, "superuser": 409}
    # The parent may read the strategy; of strangers' strategies only who takes part may.
    leaves = answers(403, signed_out=OUT, coordinator=200, maintainer=200, superuser=200)
    for name, get, post in (
        ("join_request", reads, answers_it),
        ("join_change", changes, changes_by_post),
        ("leave_strategy", leaves, where_open(leaves, 422)),
    ):
        yield Row(name, "of the agency", partial(joining_path, name, "agency"), get, post)
    # A strategy of strangers is public: that they have joined it is known to all.
    ends_others = answers(403, signed_out=OUT, other_agency=200, superuser=200)
    for name, get, empty_post in (
        ("join_request", OF_STRANGERS, 422),
        ("join_change", OF_STRANGERS, 409),
        ("leave_strategy", ends_others, 422),
    ):
        path = partial(joining_path, name, "other")
        yield Row(name, "of strangers", path, get, where_open(get, empty_post))


def joining_path(name: str, whose: str, scene: Scene) -> str:
    actor = getattr(scene.cast, whose)
    if name == "leave_strategy":
        party = actor.strategy_parties.get(role=PartyRole.JOINED)
        return reverse(name, args=[party.public_id])
    asked = actor.strategy_join_requests.get(state=JoinState.ASKED_BACK)
    return reverse(name, args=[asked.public_id])


def work_path(name: str, noun: str, scene: Scene, *, whose: str) -> str:
    return reverse(name, args=[getattr(scene, whose)[noun].public_id])


# Those who were asked know of the round; its report is made by who runs it.
RUNS_ROUND = answers(
    404, signed_out=OUT, reporter=403, coordinator=403, signer=403, maintainer=200, superuser=200
)
READS_OWN = RUNS_ROUND | dict.fromkeys(["reporter", "coordinator", "signer"], 200)
# What an empty POST is answered where it opens: published already, it stays so.
MAKING_REPORT = {
    "report_of_round": 405,
    "report_fact_check": 422,
    "report_renew": 422,
    "report_to_all": 302,
    "report_correct": 422,
    "report_withdraw": 302,
    "report_hide_text": 422,
    "report_answer_remark": 422,
}
OWN_REPORT = {
    "round_answer_report": READS_OWN | {"maintainer": 403},
    "own_text_hide": READS_OWN | dict.fromkeys(["reporter", "signer"], 403),
}


def round_reports_at_work() -> Iterator[Row]:
    """A published report: made by one side, read and checked by the other."""
    about = "a report of a round in which the agency was asked"
    for name, empty_post in MAKING_REPORT.items():
        get = RUNS_ROUND if WORK[name][1] else where_open(RUNS_ROUND, 405)
        post = where_open(RUNS_ROUND, empty_post)
        yield Row(name, about, partial(round_report_path, WORK[name][0]), get, post)
    for name, may in OWN_REPORT.items():
        get = READS_OWN if WORK[name][1] else where_open(READS_OWN, 405)
        path = partial(round_report_path, WORK[name][0])
        yield Row(name, about, path, get, where_open(may, 422))
    sheet = WORK["own_sheet"][0]
    no_post = where_open(READS_OWN, 405)
    yield Row("own_sheet", about, partial(round_report_path, sheet), READS_OWN, no_post)
    word = sheet.removesuffix("/") + ".docx"
    yield Row("own_sheet_word", about, partial(round_report_path, word), READS_OWN, no_post)


def round_report_path(pattern: str, scene: Scene) -> str:
    round = scene.round_report.round
    asked = round.requests.get().public_id
    return pattern.format(closed=round.public_id, closed_request=asked, remark="finns-inte")


# ---------------------------------------------------------------- the admin

NEVER = answers(403, signed_out=OUT)
# The same of what the responsible organisation edits too.
SHARED = MAINTAINERS | {"coordinator": 200}
# The same of a draft of strangers: who edits nothing here does not come into the admin at all.
STRANGERS = EDITORS | dict.fromkeys(["coordinator", "maintainer", "parent", "unit"], 404)
# What is never deleted, whoever asks and whatever for.
KEPT = NEVER

# An organisation's own: the parent reads it too, and the maintainer of a strategy does not.
OF_AGENCY = answers(
    403, signed_out=OUT, other_agency=404, maintainer=404, unit=404, coordinator=200, superuser=200
)
# For each noun that editors edit: who edits the draft, what the empty form is answered, and whether
# a row is ever deleted.
EDITED = {
    "strategies_strategy": (MAINTAINERS, DIFFERS, True),
    "strategies_goal": (MAINTAINERS, DIFFERS, True),
    "strategies_party": (MAINTAINERS, DIFFERS, True),
    "strategies_passage": (MAINTAINERS, DIFFERS, True),
    "strategies_commitment": (SHARED, DIFFERS, True),
    "strategies_milestone": (MAINTAINERS, DIFFERS, True),
    "strategies_contribution": (SHARED, SAVES_NOTHING, True),
    "records_source": (MAINTAINERS, DIFFERS, False),
    "actors_document": (OF_AGENCY, DIFFERS, True),
    "coordination_network": (MAINTAINERS, DIFFERS, True),
    "coordination_seat": (MAINTAINERS, DIFFERS, True),
    "coordination_meeting": (MAINTAINERS, DIFFERS, True),
    "coordination_agendaitem": (MAINTAINERS, DIFFERS, True),
    "coordination_attendance": (MAINTAINERS, DIFFERS, True),
    "coordination_challenge": (MAINTAINERS, DIFFERS, True),
    "website_newsitem": (MAINTAINERS | {"coordinator": 404, "parent": 404}, DIFFERS, True),
}
SUPERUSERS_NOUNS = [
    "actors_county", "actors_actor", "actors_user", "website_supportline",
]  # fmt: skip


LEADS_TO_HISTORY = where_open(SUPERUSER, 302)


def site_pages() -> Iterator[Row]:
    """The admin's own pages."""
    takes_no_post = where_open(EDITORS, 405)
    yield fixed("admin:index", "/admin/", EDITORS, EDITORS)
    yield fixed("admin:app_list", "/admin/strategies/", EDITORS, EDITORS)
    yield fixed("admin:jsi18n", "/admin/jsi18n/", EDITORS, takes_no_post)
    leads = where_open(EDITORS, 302)
    yield fixed("admin:login", "/admin/login/", leads, leads)
    yield fixed("admin:logout", "/admin/logout/", takes_no_post, EDITORS)
    yield fixed("admin:password_change", "/admin/password_change/", leads, leads)
    done = "/admin/password_change/done/"
    yield fixed("admin:password_change_done", done, EDITORS, takes_no_post)
    query = "app_label=strategies&model_name=goal&field_name=strategy"
    address = f"/admin/autocomplete/?{query}"
    yield fixed("admin:autocomplete", address, EDITORS, takes_no_post)


def nouns_of_editors() -> Iterator[Row]:
    for noun, (edits, empty_form, is_deleted) in EDITED.items():
        yield page(noun, "changelist", "the list", EDITORS, EDITORS)
        yield page(noun, "add", "a new one", EDITORS)
        for about, whose, may in (
            ("a draft that the agency takes part in", "drafts", edits),
            ("a draft of strangers", "others", STRANGERS),
        ):
            yield page(noun, "change", about, may, where_open(may, empty_form), whose=whose)
            yield page(noun, "delete", about, may if is_deleted else KEPT, whose=whose)
            yield page(noun, "history", about, LEADS_TO_HISTORY, whose=whose)
    # An end that was moved is shown for ever, and never touched.
    noun = "strategies_endmove"
    yield page(noun, "changelist", "the list", EDITORS, EDITORS)
    yield page(noun, "add", "a new one", EDITORS)
    for about, whose, may in (
        ("a draft that the agency takes part in", "drafts", SHARED),
        ("a draft of strangers", "others", STRANGERS),
    ):
        yield page(noun, "change", about, may, NEVER, whose=whose)
        yield page(noun, "delete", about, KEPT, whose=whose)
        yield page(noun, "history", about, LEADS_TO_HISTORY, whose=whose)


def page(
    noun: str,
    name: str,
    about: str,
    get: Answers,
    post: Answers | None = None,
    *,
    whose: str = "",
) -> Row:
    def path(scene: Scene) -> str:
        return scene.admin(noun, name, getattr(scene, whose)[noun] if whose else None)

    return Row(f"admin:{noun}_{name}", about, path, get, get if post is None else post)


def nouns_of_superusers() -> Iterator[Row]:
    for noun in SUPERUSERS_NOUNS:
        yield page(noun, "changelist", "the list", SUPERUSER)
        yield page(noun, "add", "a new one", SUPERUSER)
        empty_form = where_open(SUPERUSER, DIFFERS)
        yield page(noun, "change", "one", SUPERUSER, empty_form, whose="registers")
        yield page(noun, "delete", "one", SUPERUSER if noun in DELETED else KEPT, whose="registers")
        yield page(noun, "history", "one", LEADS_TO_HISTORY, whose="registers")
    password = "auth_user_password_change"
    yield of_user(f"admin:{password}", "password_change", "somebody's password", NEVER, NEVER)
    # Who asks for a person's data first shows again who they are.
    shown_again = where_open(SUPERUSER, 302)
    yield of_user("admin:actors_user_data", "data", "what is kept", shown_again, shown_again)
    yield of_user("admin:actors_user_export", "export", "what is kept", shown_again, shown_again)
    for noun in ("website_siteowner", "website_accessibilitystatement"):
        yield page(noun, "changelist", "the list", SUPERUSER)
        yield page(noun, "add", "a new one", NEVER)
        yield page(noun, "change", "the only one", SUPERUSER, empty_form, whose="registers")
        yield page(noun, "delete", "the only one", KEPT, whose="registers")
        yield page(noun, "history", "the only one", LEADS_TO_HISTORY, whose="registers")
    yield from only_shown("records_outgoingmail", "a letter")
    yield from only_shown("actors_invitation", "an invitation")
    yield from only_shown("actors_answerlink", "a link without sign-in")
    yield from only_shown("actors_membership", "a role of somebody")
    yield from only_shown("strategies_progressreport", "a report")
    yield from only_shown("strategies_reportversion", "what was submitted")
    yield from only_shown("website_remindersetting", "somebody's choice of reminders")
    yield from only_shown("website_reminderrun", "the reminders of a week")
    yield from only_shown("website_searchentry", "by which words something is found")
    yield from only_shown("website_calendarkey", "that somebody has an address of a calendar")
    yield from only_shown("strategies_stance", "what a contributor says")
    yield from only_shown("strategies_followupround", "a round")
    yield from only_shown("strategies_roundrequest", "what an organisation is asked")
    yield from only_shown("strategies_requestversion", "what it submitted")
    yield from only_shown("strategies_requestitem", "a commitment that is asked about")
    yield from only_shown("strategies_requestsignature", "how it was signed off")
    yield from only_shown("strategies_roundnote", "a note of a call")
    yield from only_shown("strategies_roundquestion", "a question")
    yield from only_shown("strategies_joinrequest", "a request to join")
    yield from only_shown("strategies_joinaim", "an aim of who asks to join")
    yield from only_shown("strategies_roundreport", "a report of a round")
    yield from only_shown("strategies_roundreportversion", "what was published")
    yield from only_shown("coordination_invitee", "who is invited")
    yield from only_shown("coordination_itemdocument", "a document for an item")
    yield from only_shown("coordination_itemproposal", "an item that is proposed")
    yield from only_shown("coordination_decision", "a decision")
    yield from only_shown("coordination_agencydecision", "what an agency decides by itself")
    yield from only_shown("coordination_actionpoint", "an action point")
    yield from only_shown("coordination_notescomment", "a comment on notes")
    yield from only_shown("coordination_notespaper", "a paper of notes")
    yield from only_shown("strategies_factremark", "a remark on a draft")
    yield from only_shown("strategies_hiddenanswer", "a text that is hidden")
    yield from only_shown("coordination_seatproposal", "whom an organisation proposes")


def only_shown(noun: str, about: str) -> Iterator[Row]:
    """What services alone write."""
    yield page(noun, "changelist", "the list", SUPERUSER)
    yield page(noun, "add", "a new one", NEVER)
    for name, get, post in (
        ("change", SUPERUSER, NEVER), ("delete", KEPT, KEPT),
        ("history", LEADS_TO_HISTORY, LEADS_TO_HISTORY),
    ):  # fmt: skip
        yield page(noun, name, about, get, post, whose="registers")


def of_user(name: str, page_name: str, about: str, get: Answers, post: Answers) -> Row:
    def path(scene: Scene) -> str:
        return scene.admin("actors_user", page_name, scene.registers["actors_user"])

    return Row(name, about, path, get, post)


DELETED = {"website_supportline"}
