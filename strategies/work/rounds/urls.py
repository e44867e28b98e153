from django.urls import path

from strategies.work.rounds import (
    answering,
    cockpit,
    links,
    listing,
    preparing,
    reminders,
    report_checking,
    reporting,
    requests,
)

ROUNDS = "uppfoljningar/omgangar/"
ROUND = ROUNDS + "<slug:public_id>/"
REQUEST = ROUNDS + "tillfragade/<slug:public_id>/"
ANSWER = "svara/<slug:public_id>/"
REPORT = ROUND + "rapport/"
OWN = ANSWER + "rapport/"

urlpatterns = [
    path(ROUNDS, listing.RoundListView.as_view(), name="rounds"),
    path(ROUNDS + "ny/<slug:slug>/", listing.begin_view, name="round_begin"),
    path(ROUND, preparing.RoundView.as_view(), name="round"),
    path(ROUND + "forbered/", preparing.PrepareRoundView.as_view(), name="round_prepare"),
    path(ROUND + "granska/", preparing.PreviewView.as_view(), name="round_preview"),
    path(ROUND + "provbrev/", preparing.TestLetterView.as_view(), name="round_test_letter"),
    path(ROUND + "oppna/", preparing.OpenRoundView.as_view(), name="round_open"),
    path(ROUND + "paminn/", cockpit.RemindView.as_view(), name="round_remind"),
    path(ROUND + "fraga-en-till/", cockpit.AskAlsoView.as_view(), name="round_ask"),
    path(ROUND + "stang/", cockpit.CloseView.as_view(), name="round_close"),
    path(ROUND + "oppna-igen/", cockpit.ReopenView.as_view(), name="round_reopen"),
    path(ROUND + "paminnelser/", reminders.RemindersView.as_view(), name="round_reminders"),
    path(ROUND + "paminnelser/dagar/", reminders.DaysView.as_view(), name="round_reminder_days"),
    path(ROUND + "paminnelser/svarsdag/", reminders.MoveView.as_view(), name="round_move_due"),
    path(ROUND + "paminnelser/igen/", reminders.AgainView.as_view(), name="round_letter_again"),
    path(REQUEST, requests.RunRequestView.as_view(), name="round_request"),
    path(REQUEST + "anteckna/", requests.NoteView.as_view(), name="request_note"),
    path(REQUEST + "mer-tid/", requests.ExtendView.as_view(), name="request_extend"),
    path(REQUEST + "paminn/", requests.RemindOneView.as_view(), name="request_remind"),
    path(REQUEST + "ta-emot/", requests.ReceiveRequestView.as_view(), name="request_receive"),
    path(REQUEST + "komplettera/", requests.CompleteRequestView.as_view(), name="request_complete"),
    path(REQUEST + "telefon/", requests.TelephoneView.as_view(), name="request_telephone"),
    path(ANSWER, answering.AnswerView.as_view(), name="round_answer"),
    path(ANSWER + "kontrollera/", answering.CheckView.as_view(), name="round_check"),
    path(ANSWER + "beredning/", answering.PrepareView.as_view(), name="round_under_preparation"),
    path(ANSWER + "kontakt/", answering.ContactView.as_view(), name="round_contact"),
    path(ANSWER + "avsta/", answering.DeclineView.as_view(), name="round_decline"),
    path(ANSWER + "lankar/", links.LinksView.as_view(), name="round_links"),
    path(
        ANSWER + "lankar/<slug:link>/dra-tillbaka/",
        links.RevokeLinkView.as_view(),
        name="round_link_revoke",
    ),
    path(ANSWER + "faststall/", answering.SignView.as_view(), name="round_sign"),
    path(REPORT, reporting.MakeReportView.as_view(), name="report_of_round"),
    path(REPORT + "faktagranska/", reporting.FactCheckView.as_view(), name="report_fact_check"),
    path(REPORT + "fornya/", reporting.RenewDraftView.as_view(), name="report_renew"),
    path(REPORT + "publicera/", reporting.PublishReportView.as_view(), name="report_to_all"),
    path(REPORT + "ratta/", reporting.CorrectReportView.as_view(), name="report_correct"),
    path(REPORT + "dolj/", reporting.WithdrawReportView.as_view(), name="report_withdraw"),
    path(REPORT + "dolj-text/", reporting.HideTextView.as_view(), name="report_hide_text"),
    path(
        REPORT + "svara/<slug:remark>/",
        reporting.AnswerRemarkView.as_view(),
        name="report_answer_remark",
    ),
    path(OWN, report_checking.CheckReportView.as_view(), name="round_answer_report"),
    path(OWN + "dolj-text/", report_checking.HideOwnTextView.as_view(), name="own_text_hide"),
    path(OWN + "blad/", report_checking.SheetView.as_view(), name="own_sheet"),
    path(OWN + "blad.docx", report_checking.SheetWordView.as_view(), name="own_sheet_word"),
]
