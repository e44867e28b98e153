from django.urls import path

from actors.views import ActorListView

urlpatterns = [path("aktorer/", ActorListView.as_view(), name="actors")]
