from django.urls import path

from website import views
from website.kept_posts import kept_post_page
from website.law import views as law
from website.news import views as news
from website.places import views as places
from website.work import CalendarKeyView, MyWorkView, RemindersView, revoke_key

urlpatterns = [
    path("", views.StartView.as_view(), name="start"),
    path("din-kommun/", places.PlaceView.as_view(), name="place"),
    path("din-kommun/namn.json", places.PlaceNamesView.as_view(), name="place_names"),
    path("lan/<slug:slug>/kommuner/", places.ComparisonView.as_view(), name="municipalities"),
    path("lan/<slug:slug>/", views.CountyDetailView.as_view(), name="county"),
    path("aktorer/<slug:slug>/", views.ActorDetailView.as_view(), name="actor"),
    path("strategier/<slug:slug>/", views.StrategyDetailView.as_view(), name="strategy"),
    path("arbete/", MyWorkView.as_view(), name="my_work"),
    path("arbete/fortsatt/", kept_post_page, name="kept_post"),
    path("arbete/paminnelser/", RemindersView.as_view(), name="reminders"),
    path("arbete/kalender/", CalendarKeyView.as_view(), name="calendar_key"),
    path("arbete/kalender/ta-bort/", revoke_key, name="calendar_key_revoke"),
    path("kalender/<str:token>.ics", views.PersonalCalendarView.as_view(), name="own_calendar"),
    path("tillganglighet/", law.AccessibilityView.as_view(), name="accessibility"),
    path("tillganglighet/beratta/", law.TellView.as_view(), name="accessibility_tell"),
    path(
        "tillganglighet/skickat/<slug:reference>/",
        law.ToldView.as_view(),
        name="accessibility_told",
    ),
    path("kakor/", law.CookiesView.as_view(), name="cookies"),
    path("personuppgifter/", law.PersonalDataView.as_view(), name="personal_data"),
    path("om/", law.AboutView.as_view(), name="about"),
    path("allmanna-handlingar/", law.DocumentsView.as_view(), name="official_documents"),
    path("sprak/", law.LanguagesView.as_view(), name="languages"),
    path("sok/", views.SearchView.as_view(), name="search"),
    path("nyheter/", news.NewsListView.as_view(), name="news"),
    path("nyheter/feed.atom", news.NewsFeedView.as_view(), name="news_feed"),
    path("nyheter/<slug:slug>/", news.NewsItemView.as_view(), name="news_item"),
    path("hjalp/", views.HelpView.as_view(), name="help"),
    path("hjalp/lamna-sidan/", views.LeavingView.as_view(), name="leaving"),
]
