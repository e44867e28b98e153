from django.urls import path

from website import views

urlpatterns = [
    path("", views.StartView.as_view(), name="start"),
    path("lan/<slug:slug>/", views.CountyDetailView.as_view(), name="county"),
    path("aktorer/<slug:slug>/", views.ActorDetailView.as_view(), name="actor"),
    path("hjalp/", views.HelpView.as_view(), name="help"),
]
