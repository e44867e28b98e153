"""Addresses that exist only in development: config/urls.py asks for them when there is a folder."""

from django.urls import path

from records import views

urlpatterns = [
    path("utveckling/post/", views.FolderMailsView.as_view(), name="folder_mails"),
    path("utveckling/post/<slug:name>/", views.FolderMailView.as_view(), name="folder_mail"),
    path("utveckling/post/<slug:name>/html/", views.folder_mail_html, name="folder_mail_html"),
]
