from django.urls import path

from actors import views
from actors.answer_links import answer_page

urlpatterns = [
    path("aktorer/", views.ActorListView.as_view(), name="actors"),
    path("dokument/<slug:public_id>/", views.document_file, name="document"),
    path("svar/<str:token>/", answer_page, name="answer"),
    path("arbete/dokument/<slug:public_id>/", views.work_document_file, name="work_document"),
    path("arbete/historik/", views.HistoryView.as_view(), name="history"),
]
