"""All addresses. Swedish stands without prefix, English under /en/; the words stay Swedish."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.health import healthz, readyz
from website.law.security_txt import security_txt
from website.sitemaps import RobotsView, SitemapView

# Mail lies as files only in development, and only there can it be read in the browser.
only_in_development = [path("", include("records.urls"))] if settings.MAIL_FOLDER else []

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", RobotsView.as_view(), name="robots"),
    path("sitemap.xml", SitemapView.as_view(), name="sitemap"),
    path("sitemap/<slug:section>.xml", SitemapView.as_view(), name="sitemap_of"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    *i18n_patterns(
        path("", include("website.urls")),
        path("", include("actors.urls")),
        path("", include("strategies.urls")),
        path("", include("coordination.urls")),
        *only_in_development,
        path("konto/", include("actors.sign_in.urls")),
        path("arbete/", include("actors.work.urls")),
        path("arbete/", include("strategies.work.urls")),
        path("arbete/", include("coordination.work.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
