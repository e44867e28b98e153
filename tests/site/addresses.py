"""Every address of the site, by its name. An address that is not here fails the suite."""

from dataclasses import dataclass

from tests.world import World

LIST, DETAIL, START = "list", "detail", "start"

# DESIGN: lists at most 8 queries, details 15, start and county 20; bytes of compressed HTML.
MOST_QUERIES = {LIST: 8, DETAIL: 15, START: 20}
MOST_BYTES = {"start": 14_000, "help": 14_000}
MOST_BYTES_ELSEWHERE = 24_000


@dataclass(frozen=True)
class PublicAddress:
    name: str
    path: str
    kind: str
    is_sensitive: bool = False
    # Whether it has a form that anybody may send: tests/strategies/test_joining_pages.py.
    takes_form: bool = False

    @property
    def most_bytes(self) -> int:
        return MOST_BYTES.get(self.name, MOST_BYTES_ELSEWHERE)


# Answers for machines: no language, no page.
OPERATIONS = {"healthz": "/healthz", "readyz": "/readyz"}

# They exist only with DEBUG=1, as here, and need no sign-in: tests/records/test_mail_folder.py.
DEVELOPMENT_NAMES = {"folder_mails", "folder_mail", "folder_mail_html"}
# Each address of the account: its path, and what a GET answers one signed out and one signed in.
ACCOUNT = {
    "account": ("/konto/", 302, 200),
    "account_login": ("/konto/logga-in/", 200, 302),
    "account_logout": ("/konto/logga-ut/", 302, 200),
    "account_inactive": ("/konto/avstangt/", 200, 200),
    "account_signup": ("/konto/registrera/", 200, 302),
    "account_reauthenticate": ("/konto/bekrafta/", 302, 200),
    # Not there without an identity provider; with one: tests/actors/test_single_sign_on.py.
    "single_sign_on": ("/konto/extern/", 404, 404),
    "single_sign_on_answer": ("/konto/extern/svar/", 404, 404),
    "single_sign_on_refused": ("/konto/extern/utan-konto/", 404, 404),
    "invitation": ("/konto/inbjudan/finns-inte/", 404, 404),
    "usersessions_list": ("/konto/enheter/", 302, 200),
    "account_change_password": ("/konto/losenord/byt/", 302, 200),
    "account_reset_password": ("/konto/losenord/glomt/", 200, 200),
    "account_reset_password_done": ("/konto/losenord/glomt/skickat/", 200, 200),
    "account_reset_password_from_key_done": ("/konto/losenord/nytt/klart/", 200, 200),
    "account_reset_password_from_key": ("/konto/losenord/nytt/1-gammal/", 200, 200),
    "mfa_index": ("/konto/tva-steg/", 302, 200),
    "mfa_authenticate": ("/konto/tva-steg/kod/", 302, 302),
    "mfa_reauthenticate": ("/konto/tva-steg/bekrafta/", 302, 302),
    "mfa_activate_totp": ("/konto/tva-steg/app/", 302, 200),
    "mfa_deactivate_totp": ("/konto/tva-steg/app/ta-bort/", 302, 404),
    "mfa_view_recovery_codes": ("/konto/tva-steg/reservkoder/", 302, 404),
    "mfa_generate_recovery_codes": ("/konto/tva-steg/reservkoder/nya/", 302, 200),
    "mfa_download_recovery_codes": ("/konto/tva-steg/reservkoder/hamta/", 302, 404),
    "mfa_list_webauthn": ("/konto/tva-steg/nycklar/", 302, 200),
    "mfa_add_webauthn": ("/konto/tva-steg/nycklar/ny/", 302, 200),
    "mfa_reauthenticate_webauthn": ("/konto/tva-steg/nycklar/bekrafta/", 302, 302),
    "mfa_remove_webauthn": ("/konto/tva-steg/nycklar/1/ta-bort/", 302, 404),
    "mfa_edit_webauthn": ("/konto/tva-steg/nycklar/1/namn/", 302, 404),
}

# Pages of people with an account that stand in the menu: name to path.
STAFF = {
    "history": "/arbete/historik/",
    "my_work": "/arbete/",
    "report_inbox": "/arbete/uppfoljningar/",
    "rounds": "/arbete/uppfoljningar/omgangar/",
}
# Files, not pages: tests/actors/test_document_files.py.
FILE_NAMES = {"document", "work_document", "report_paper", "notes_paper", "notes_paper_version"}
# Opened by the link of a letter, tests/actors/test_answer_links.py, or by the secret address of a
# person's calendar, tests/website/test_own_calendar.py.
LINK_NAMES = {"answer", "own_calendar"}
# Where who told of a fault is led: tests/website/test_accessibility_messages.py.
LINK_NAMES |= {"accessibility_told"}
# Not there where nobody is named: tests/website/test_security_txt.py.
FILE_NAMES |= {"security_txt"}
# Of a published report, for all: tests/strategies/test_round_report_pages.py.
ROUND_REPORT_FILES = ("round_report_pdf", "round_report_csv", "round_report_json")
FILE_NAMES |= {*ROUND_REPORT_FILES, "own_sheet_word"}
# Documents of an agenda: tests/coordination/test_agenda_documents.py.
FILE_NAMES |= {"meeting_document", "work_meeting_document"}
# Of meetings, for all: tests/coordination/test_public_calendars.py.
MEETING_FILES = {
    "meetings_calendar": "/moten/kalender.ics",
    "meetings_feed": "/moten/feed.atom",
    "county_calendar": "/lan/kalmar/kalender.ics",
    "network_calendar": "/natverk/lanets-natverk/kalender.ics",
    "network_feed": "/natverk/lanets-natverk/feed.atom",
}
MEETING_FILES["news_feed"] = "/nyheter/feed.atom"
FILE_NAMES |= {*MEETING_FILES}
# For search engines: tests/site/test_sharing.py.
FOR_ROBOTS = {
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "sitemap_of": "/sitemap/strategier-sv.xml",
}
FOR_ROBOTS["place_names"] = "/din-kommun/namn.json"
FILE_NAMES |= {*FOR_ROBOTS}
# Each address under /arbete/, of `{slug}` an organisation, `{person}` a membership there and
# `{invitation}` one that waits, `{strategy}` one in which it reports, `{report}` one that it has
# submitted, `{commitment}` what it is about, `{contribution}` what that serves, `{asked}` a request
# to join that was sent back to it, `{joined}` the party that it is elsewhere and `{open_strategy}`
# one that takes requests; `{round}` that is open and `{prepared}` that is not, with the `{request}`
# to the organisation in the first; `{given}` a request with a personal `{link}`; `{closed}` a
# closed round, `{closed_request}` what it was asked there and `{remark}` a remark; `{network}`
# where it has a `{seat}`, and a `{proposal}` for that; a `{meeting}` there, an `{item}` of it with
# an `{item_document}`, a `{decision}`, a `{challenge}` and an `{action_point}`, and an
# `{item_proposal}`; an `{agency_decision}` of its own, and an `{invitee}` that it is; `{noted}` a
# meeting whose notes are out for comments, with a `{noted_item}` and a `{comment}`; and whether a
# GET shows a page (else it only takes a POST).
WORK = {
    "people": ("/arbete/medarbetare/", True),
    "people_of": ("/arbete/medarbetare/{slug}/", True),
    "invite": ("/arbete/medarbetare/{slug}/bjud-in/", True),
    "mailboxes": ("/arbete/medarbetare/{slug}/brevlador/", True),
    "invitation_revoke": (
        "/arbete/medarbetare/{slug}/inbjudningar/{invitation}/dra-tillbaka/", False
    ),
    "invitation_again": (
        "/arbete/medarbetare/{slug}/inbjudningar/{invitation}/skicka-igen/", False
    ),
    "person": ("/arbete/medarbetare/{slug}/{person}/", True),
    "person_end": ("/arbete/medarbetare/{slug}/{person}/avsluta/", False),
    "person_confirm": ("/arbete/medarbetare/{slug}/{person}/stammer/", False),
    "onboarding": ("/arbete/organisationer/", True),
    "onboard": ("/arbete/organisationer/{slug}/", True),
    "onboarded": ("/arbete/organisationer/{slug}/klart/", True),
    "actor_rename": ("/arbete/organisationer/{slug}/nytt-namn/", True),
    "actor_end": ("/arbete/organisationer/{slug}/upphor/", True),
    "kept_post": ("/arbete/fortsatt/", True),
    "share_out": ("/arbete/fordela/{slug}/", True),
    "handover": ("/arbete/lamna-over/{slug}/{person}/", True),
    "handover_history": ("/arbete/overlamnat/{slug}/", True),
    "take_over": ("/arbete/ataganden/{commitment}/ta-over/", False),
    "report": ("/arbete/redovisa/{strategy}/", True),
    "report_print": ("/arbete/redovisa/{strategy}/utskrift/", True),
    "report_check": ("/arbete/redovisa/{strategy}/kontrollera/", True),
    "report_receipt": ("/arbete/redovisa/{strategy}/kvitto/", True),
    "work_report": ("/arbete/uppfoljningar/{report}/", True),
    "report_receive": ("/arbete/uppfoljningar/{report}/ta-emot/", False),
    "report_complete": ("/arbete/uppfoljningar/{report}/komplettera/", False),
    "report_publish": ("/arbete/uppfoljningar/{report}/publicera/", False),
    "report_hide": ("/arbete/uppfoljningar/{report}/dolj/", False),
    "report_stance": ("/arbete/uppfoljningar/{report}/stallning/", False),
    "work_commitment": ("/arbete/ataganden/{commitment}/", True),
    "move_end": ("/arbete/ataganden/{commitment}/flytta-slutet/", True),
    "propose_contribution": ("/arbete/ataganden/{commitment}/bidra/", True),
    "contribution": ("/arbete/bidrag/{contribution}/", True),
    "contribution_inbox": ("/arbete/bidrag/", True),
    "stance_inbox": ("/arbete/bekrafta/", True),
    "new_period": ("/arbete/strategier/{strategy}/ny-planperiod/", True),
    "work_join": ("/arbete/strategier/{open_strategy}/anslut/", True),
    "join_inbox": ("/arbete/anslutningar/", True),
    "join_own": ("/arbete/anslutningar/egna/", True),
    "join_request": ("/arbete/anslutningar/{asked}/", True),
    "join_change": ("/arbete/anslutningar/{asked}/andra/", True),
    "leave_strategy": ("/arbete/anslutna/{joined}/lamna/", True),
    "report_register": ("/arbete/uppfoljningar/{report}/diarienummer/", False),
    "reminders": ("/arbete/paminnelser/", True),
    "calendar_key": ("/arbete/kalender/", True),
    "calendar_key_revoke": ("/arbete/kalender/ta-bort/", False),
    "round_begin": ("/arbete/uppfoljningar/omgangar/ny/{strategy}/", False),
    "round": ("/arbete/uppfoljningar/omgangar/{round}/", True),
    "round_prepare": ("/arbete/uppfoljningar/omgangar/{prepared}/forbered/", True),
    "round_preview": ("/arbete/uppfoljningar/omgangar/{prepared}/granska/", True),
    "round_test_letter": ("/arbete/uppfoljningar/omgangar/{prepared}/provbrev/", False),
    "round_open": ("/arbete/uppfoljningar/omgangar/{prepared}/oppna/", False),
    "round_remind": ("/arbete/uppfoljningar/omgangar/{round}/paminn/", False),
    "round_ask": ("/arbete/uppfoljningar/omgangar/{round}/fraga-en-till/", False),
    "round_close": ("/arbete/uppfoljningar/omgangar/{round}/stang/", False),
    "round_reopen": ("/arbete/uppfoljningar/omgangar/{round}/oppna-igen/", False),
    "round_reminders": ("/arbete/uppfoljningar/omgangar/{round}/paminnelser/", True),
    "round_reminder_days": ("/arbete/uppfoljningar/omgangar/{round}/paminnelser/dagar/", False),
    "round_move_due": ("/arbete/uppfoljningar/omgangar/{round}/paminnelser/svarsdag/", False),
    "round_letter_again": ("/arbete/uppfoljningar/omgangar/{round}/paminnelser/igen/", False),
    "round_request": ("/arbete/uppfoljningar/omgangar/tillfragade/{request}/", True),
    "request_note": ("/arbete/uppfoljningar/omgangar/tillfragade/{request}/anteckna/", False),
    "request_extend": ("/arbete/uppfoljningar/omgangar/tillfragade/{request}/mer-tid/", False),
    "request_remind": ("/arbete/uppfoljningar/omgangar/tillfragade/{request}/paminn/", False),
    "request_receive": ("/arbete/uppfoljningar/omgangar/tillfragade/{request}/ta-emot/", False),
    "request_complete": (
        "/arbete/uppfoljningar/omgangar/tillfragade/{request}/komplettera/", False
    ),
    "request_telephone": ("/arbete/uppfoljningar/omgangar/tillfragade/{request}/telefon/", True),
    "round_answer": ("/arbete/svara/{request}/", True),
    "round_check": ("/arbete/svara/{request}/kontrollera/", True),
    "round_under_preparation": ("/arbete/svara/{request}/beredning/", False),
    "round_contact": ("/arbete/svara/{request}/kontakt/", False),
    "round_decline": ("/arbete/svara/{request}/avsta/", False),
    "round_sign": ("/arbete/svara/{request}/faststall/", False),
    "round_links": ("/arbete/svara/{given}/lankar/", True),
    "round_link_revoke": ("/arbete/svara/{given}/lankar/{link}/dra-tillbaka/", False),
    "report_of_round": ("/arbete/uppfoljningar/omgangar/{closed}/rapport/", True),
    "report_fact_check": ("/arbete/uppfoljningar/omgangar/{closed}/rapport/faktagranska/", False),
    "report_renew": ("/arbete/uppfoljningar/omgangar/{closed}/rapport/fornya/", False),
    "report_to_all": ("/arbete/uppfoljningar/omgangar/{closed}/rapport/publicera/", False),
    "report_correct": ("/arbete/uppfoljningar/omgangar/{closed}/rapport/ratta/", False),
    "report_withdraw": ("/arbete/uppfoljningar/omgangar/{closed}/rapport/dolj/", False),
    "report_hide_text": ("/arbete/uppfoljningar/omgangar/{closed}/rapport/dolj-text/", False),
    "report_answer_remark": (
        "/arbete/uppfoljningar/omgangar/{closed}/rapport/svara/{remark}/", False
    ),
    "round_answer_report": ("/arbete/svara/{closed_request}/rapport/", True),
    "own_text_hide": ("/arbete/svara/{closed_request}/rapport/dolj-text/", False),
    "own_networks": ("/arbete/natverk/", True),
    "network_new": ("/arbete/natverk/nytt/", True),
    "own_seats": ("/arbete/natverk/era-platser/", True),
    "work_network": ("/arbete/natverk/{network}/", True),
    "network_change": ("/arbete/natverk/{network}/andra/", True),
    "network_publish": ("/arbete/natverk/{network}/publicera/", False),
    "network_withdraw": ("/arbete/natverk/{network}/avpublicera/", False),
    "network_end": ("/arbete/natverk/{network}/avsluta/", True),
    "network_hand_over": ("/arbete/natverk/{network}/forvaltare/", True),
    "network_attendance": ("/arbete/natverk/{network}/narvaro/", True),
    "network_secretariat": ("/arbete/natverk/{network}/sekreterare/", True),
    "seat_new": ("/arbete/natverk/{network}/platser/ny/", True),
    "seats_new": ("/arbete/natverk/{network}/platser/flera/", True),
    "seat": ("/arbete/natverk/{network}/platser/{seat}/", True),
    "seat_end": ("/arbete/natverk/{network}/platser/{seat}/avsluta/", False),
    "seat_propose": ("/arbete/natverk/{network}/platser/{seat}/foresla/", True),
    "seat_proposal": ("/arbete/natverk/{network}/forslag/{proposal}/", True),
    "work_meeting": ("/arbete/moten/{meeting}/", True),
    "agenda": ("/arbete/moten/{meeting}/dagordning/", True),
    "agenda_proposal": ("/arbete/moten/{meeting}/dagordning/forslag/{item_proposal}/", False),
    "agenda_item": ("/arbete/moten/{meeting}/dagordning/{item}/", True),
    "agenda_move": ("/arbete/moten/{meeting}/dagordning/{item}/flytta/", False),
    "agenda_remove": ("/arbete/moten/{meeting}/dagordning/{item}/ta-bort/", False),
    "agenda_attach": ("/arbete/moten/{meeting}/dagordning/{item}/ny-handling/", True),
    "agenda_document": (
        "/arbete/moten/{meeting}/dagordning/{item}/handlingar/{item_document}/", True
    ),
    "agenda_detach": (
        "/arbete/moten/{meeting}/dagordning/{item}/handlingar/{item_document}/ta-bort/", False
    ),
    "propose_item": ("/arbete/natverk/{network}/foresla/", True),
    "at_meeting": ("/arbete/moten/{meeting}/pagar/", True),
    "at_meeting_decision": ("/arbete/moten/{meeting}/pagar/beslut/{decision}/", True),
    "at_meeting_challenge": ("/arbete/moten/{meeting}/pagar/utmaningar/{challenge}/", True),
    "at_meeting_action_point": (
        "/arbete/moten/{meeting}/pagar/atgardspunkter/{action_point}/", True
    ),
    "work_decisions": ("/arbete/natverk/{network}/beslut/", True),
    "decision_new": ("/arbete/natverk/{network}/beslut/nytt/", True),
    "work_decision": ("/arbete/beslut/{decision}/", True),
    "decision_change": ("/arbete/beslut/{decision}/andra/", True),
    "agency_decision": ("/arbete/beslut/i-myndighet/{agency_decision}/", True),
    "work_action_points": ("/arbete/natverk/{network}/atgardspunkter/", True),
    "action_point_new": ("/arbete/natverk/{network}/atgardspunkter/ny/", True),
    "work_action_point": ("/arbete/atgardspunkter/{action_point}/", True),
    "action_point_change": ("/arbete/atgardspunkter/{action_point}/andra/", True),
    "action_point_promise": ("/arbete/atgardspunkter/{action_point}/atagande/", True),
    "challenge_new": ("/arbete/natverk/{network}/utmaningar/ny/", True),
    "work_challenge": ("/arbete/utmaningar/{challenge}/", True),
    "meeting_invite": ("/arbete/moten/{meeting}/bjud-in/", True),
    "meeting_tell": ("/arbete/moten/{meeting}/bjud-in/andringar/", False),
    "meeting_answer_for": ("/arbete/moten/{meeting}/bjud-in/telefon/", False),
    "invitee_withdraw": ("/arbete/moten/{meeting}/bjud-in/ta-bort/", False),
    "meeting_answer": ("/arbete/moten/{meeting}/svar/{invitee}/", True),
    "meeting_plan": ("/arbete/natverk/{network}/nytt-mote/", True),
    "reserve_dates": ("/arbete/natverk/{network}/datum/", True),
    "reserved_letter": ("/arbete/natverk/{network}/datum/brev/", True),
    "talk_plan": ("/arbete/moten/nytt/", True),
    "meeting_change": ("/arbete/moten/{meeting}/andra/", True),
    "meeting_next": ("/arbete/moten/{meeting}/nasta/", True),
    "meeting_cancel": ("/arbete/moten/{meeting}/stall-in/", True),
    "meeting_publish": ("/arbete/moten/{meeting}/publicera/", False),
    "meeting_withdraw": ("/arbete/moten/{meeting}/avpublicera/", False),
    "meeting_held": ("/arbete/moten/{meeting}/hallet/", False),
    "meeting_reopen": ("/arbete/moten/{meeting}/planerat-igen/", False),
    "notes": ("/arbete/moten/{noted}/anteckningar/", True),
    "notes_send": ("/arbete/moten/{noted}/anteckningar/skicka/", False),
    "notes_comment": ("/arbete/moten/{noted}/anteckningar/kommentera/{noted_item}/", False),
    "notes_comment_all": ("/arbete/moten/{noted}/anteckningar/kommentera/", False),
    "notes_handle": ("/arbete/moten/{noted}/anteckningar/kommentarer/{comment}/", False),
    "notes_final": ("/arbete/moten/{noted}/anteckningar/klara/", False),
    "notes_reopen": ("/arbete/moten/{noted}/anteckningar/oppna-igen/", False),
    "own_sheet": ("/arbete/svara/{closed_request}/rapport/blad/", True),
}  # fmt: skip

PUBLIC_NAMES = {
    "start", "place", "municipalities", "news", "news_item", "help", "leaving", "county",
    "actors", "actor", "strategies", "assignments", "programmes",
    "strategy", "join", "join_sent", "goal", "commitments", "commitment", "round_reports",
    "round_report", "round_report_version", "networks", "network", "meetings", "meeting",
    "decisions", "accessibility", "accessibility_tell", "cookies", "personal_data", "about",
    "official_documents", "languages",
    "search",
}  # fmt: skip


# tests/website/test_law_pages.py, tests/website/test_accessibility_messages.py.
LAW_PAGES = [
    PublicAddress("accessibility", "/tillganglighet/", DETAIL),
    PublicAddress("accessibility_tell", "/tillganglighet/beratta/", DETAIL, takes_form=True),
    PublicAddress("cookies", "/kakor/", DETAIL),
    PublicAddress("personal_data", "/personuppgifter/", DETAIL),
    PublicAddress("about", "/om/", DETAIL),
    PublicAddress("official_documents", "/allmanna-handlingar/", LIST),
    PublicAddress("languages", "/sprak/", DETAIL),
]


def public_addresses(world: World) -> list[PublicAddress]:
    """Each public page once, in Swedish, on the records of the world."""
    report = world.round_report.get_absolute_url()
    return [
        PublicAddress("start", "/", START),
        PublicAddress("place", "/din-kommun/", LIST),
        PublicAddress("municipalities", "/lan/kalmar/kommuner/", DETAIL),
        PublicAddress("news", "/nyheter/", LIST),
        PublicAddress("news_item", world.news.get_absolute_url(), DETAIL),
        PublicAddress("help", "/hjalp/", DETAIL, is_sensitive=True),
        PublicAddress("leaving", "/hjalp/lamna-sidan/", DETAIL, is_sensitive=True),
        *LAW_PAGES,
        PublicAddress("county", world.county.get_absolute_url(), START),
        PublicAddress("actors", "/aktorer/", LIST),
        PublicAddress("actor", world.board.get_absolute_url(), DETAIL),
        PublicAddress("strategies", "/strategier/", LIST),
        PublicAddress("assignments", "/uppdrag/", LIST),
        PublicAddress("programmes", "/program/", LIST),
        PublicAddress("strategy", world.strategy.get_absolute_url(), DETAIL, is_sensitive=True),
        PublicAddress(
            "join",
            f"{world.strategy.get_absolute_url()}anslut/",
            DETAIL,
            is_sensitive=True,
            takes_form=True,
        ),
        PublicAddress(
            "join_sent",
            f"{world.strategy.get_absolute_url()}anslut/skickat/",
            DETAIL,
            is_sensitive=True,
        ),
        PublicAddress("goal", world.goal.get_absolute_url(), DETAIL, is_sensitive=True),
        PublicAddress("commitments", "/ataganden/", LIST),
        PublicAddress("commitment", world.commitment.get_absolute_url(), DETAIL, is_sensitive=True),
        PublicAddress("round_reports", "/uppfoljningar/", LIST),
        PublicAddress("round_report", report, DETAIL, is_sensitive=True),
        PublicAddress("round_report_version", f"{report}version/1/", DETAIL, is_sensitive=True),
        PublicAddress("networks", "/natverk/", LIST),
        PublicAddress("network", world.network.get_absolute_url(), DETAIL, is_sensitive=True),
        PublicAddress(
            "decisions",
            f"{world.network.get_absolute_url()}beslut/",
            LIST,
            is_sensitive=True,
        ),
        PublicAddress("search", "/sok/?sok=l%C3%A4n", LIST, is_sensitive=True),
        PublicAddress("meetings", "/moten/", LIST),
        PublicAddress("meeting", world.meeting.get_absolute_url(), DETAIL, is_sensitive=True),
    ]
