from django.urls import path

from website import views
from website.kept_posts import kept_post_page
from website.work import CalendarKeyView, MyWorkView, RemindersView, revoke_key

urlpatterns = [
    path("", views.StartView.as_view(), name="start"),
    path("lan/<slug:slug>/", views.CountyDetailView.as_view(), name="county"),
    path("aktorer/<slug:slug>/", views.ActorDetailView.as_view(), name="actor"),
    path("strategier/<slug:slug>/", views.StrategyDetailView.as_view(), name="strategy"),
    path("arbete/", MyWorkView.as_view(), name="my_work"),
    path("arbete/fortsatt/", kept_post_page, name="kept_post"),
    path("arbete/paminnelser/", RemindersView.as_view(), name="reminders"),
    path("arbete/kalender/", CalendarKeyView.as_view(), name="calendar_key"),
    path("arbete/kalender/ta-bort/", revoke_key, name="calendar_key_revoke"),
    path("kalender/<str:token>.ics", views.PersonalCalendarView.as_view(), name="own_calendar"),
    path("hjalp/", views.HelpView.as_view(), name="help"),
]
