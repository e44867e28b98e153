from django.urls import path

from actors.views import ActorListView, HistoryView

urlpatterns = [
    path("aktorer/", ActorListView.as_view(), name="actors"),
    path("arbete/historik/", HistoryView.as_view(), name="history"),
]
