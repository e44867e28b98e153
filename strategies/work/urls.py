from django.urls import path

from strategies.work import checking, receiving, writing

OF = "redovisa/<slug:slug>/"
REPORT = "uppfoljningar/<slug:public_id>/"

urlpatterns = [
    path(OF, writing.ReportingView.as_view(), name="report"),
    path(OF + "utskrift/", writing.ReportPrintView.as_view(), name="report_print"),
    path(OF + "kontrollera/", checking.ReportCheckView.as_view(), name="report_check"),
    path(OF + "kvitto/", checking.ReportReceiptView.as_view(), name="report_receipt"),
    path("uppfoljningar/", receiving.InboxView.as_view(), name="report_inbox"),
    path(REPORT, receiving.ReportView.as_view(), name="work_report"),
    path(REPORT + "ta-emot/", receiving.ReceiveView.as_view(), name="report_receive"),
    path(REPORT + "komplettera/", receiving.CompletionView.as_view(), name="report_complete"),
    path(REPORT + "publicera/", receiving.PublishView.as_view(), name="report_publish"),
    path(REPORT + "dolj/", receiving.HideView.as_view(), name="report_hide"),
    path(REPORT + "diarienummer/", receiving.RegistryView.as_view(), name="report_register"),
]
