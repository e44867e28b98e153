import re
from functools import partial

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, County
from coordination.calendars.entries import CONTENT_TYPE
from records.lists import FilteredListView
from records.public_pages import PublicDetailView, PublicPage, PublicTemplateView
from strategies.models import Strategy
from strategies.summaries import strategy_page
from website.calendars import personal_calendar
from website.filters import SearchFilter
from website.search.finding import hits_of, public_entries
from website.search.need_for_help import may_need_help
from website.services import who_reads_calendar
from website.summaries import actor_page, county_page, help_page, start_page, together

SLUG = re.compile(r"[a-z0-9-]{1,80}")


class StartView(PublicTemplateView):
    template_name = "website/start.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(page=start_page(), **kwargs)


class CountyDetailView(PublicDetailView):
    queryset = County.objects.all()
    template_name = "website/county_detail.html"

    def get_summary(self):
        return county_page(self.object)

    def get_linked_data(self) -> dict:
        address = settings.SITE_ADDRESS + self.object.get_absolute_url()
        return {"@type": "AdministrativeArea", "name": self.object.name, "url": address}


class ActorDetailView(PublicDetailView):
    queryset = Actor.objects.select_related("parent")
    template_name = "website/actor_detail.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """One that has ended leads to its only successor; after a split its page lists them."""
        actor = self.get_object()
        successors = list(actor.succeeded_by.all()[:2])
        if not actor.is_in_force and len(successors) == 1 and successors[0].is_in_force:
            return redirect(successors[0])
        return super().get(request, *args, **kwargs)

    def get_summary(self):
        return actor_page(self.object)

    def get_linked_data(self) -> dict:
        actor = self.object
        return {
            "@type": "Organization",
            "name": actor.name_with_kind,
            "alternateName": actor.alias_list,
            "url": settings.SITE_ADDRESS + actor.get_absolute_url(),
            "identifier": actor.organisation_number or actor.municipality_code,
        }


class StrategyDetailView(PublicDetailView):
    queryset = Strategy.objects.public().select_related("county", "under", "lead", "maintained_by")
    template_name = "website/strategy_detail.html"

    @property
    def neutral_title(self) -> str:
        return capfirst(self.object.get_kind_display())

    def is_sensitive(self) -> bool:
        return self.object.sensitive

    def get_summary(self):
        return strategy_page(self.object)

    def get_linked_data(self) -> dict:
        strategy, updated = self.object, self.object.content_updated_at
        return {
            "@type": "CreativeWork",
            "name": strategy.title,
            "inLanguage": "sv",
            "url": settings.SITE_ADDRESS + strategy.get_absolute_url(),
            "dateModified": timezone.localdate(updated).isoformat() if updated else "",
        }

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(together=together(self.object), **kwargs)


class HelpView(PublicTemplateView):
    """Helplines, help in one municipality, and a way to leave at once. Nothing of a visit here is
    stored."""

    template_name = "website/help.html"
    neutral_title = _("Sida")

    @cached_property
    def municipality(self) -> Actor | None:
        """The one that is asked about; what names none is as if nothing was asked."""
        slug = self.request.GET.get("kommun", "")
        municipalities = Actor.objects.in_force().municipalities()
        return municipalities.filter(slug=slug).first() if SLUG.fullmatch(slug) else None

    def is_sensitive(self) -> bool:
        return True

    def is_example(self) -> bool:
        return self.municipality is not None and self.municipality.is_example

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(page=help_page(self.municipality), **kwargs)


class LeavingView(PublicTemplateView):
    """How to leave and to hide one's visit, and what no button can hide."""

    template_name = "website/leaving.html"
    neutral_title = _("Sida")

    def is_sensitive(self) -> bool:
        return True


class PersonalCalendarView(PublicPage):
    """A person's own calendar, for the program that has its secret address: nobody signs in here.
    One that opens nothing is answered alike, whatever the reason."""

    http_method_names = ["get", "head", "options"]

    def is_sensitive(self) -> bool:
        return True

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        response = self.with_headers(self.answered(token))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def answered(self, token: str) -> HttpResponse:
        """What opens nothing counts as a guess, as it does for links without sign-in."""
        is_over = partial(consume_or_429, self.request, limit_get=True)
        person = who_reads_calendar(token=token)
        if limited := is_over(action="guess_answer_link", dry_run=person is not None):
            return limited
        if person is None:
            text = gettext("Adressen gäller inte. Gör en ny under ditt konto i Samordna.")
            return HttpResponse(text, status=404, content_type="text/plain; charset=utf-8")
        if limited := is_over(action="open_calendar", key=str(person.pk)):
            return limited
        return HttpResponse(personal_calendar(person), content_type=CONTENT_TYPE)


class SearchView(PublicPage, FilteredListView):
    """Search over all that is public. What somebody searches for may tell of their situation: it
    stands in no title, is stored by no browser and told to no other site."""

    filterset_class = SearchFilter
    template_name = "website/search.html"
    neutral_title = _("Sök")

    def get_queryset(self):
        self.queryset = public_entries()
        return super().get_queryset()

    def is_sensitive(self) -> bool:
        return True

    def is_example(self) -> bool:
        return self.filterset.shows_example

    def with_headers(self, response: HttpResponse) -> HttpResponse:
        response = super().with_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        asked = self.filterset.asked
        hits = hits_of(context["object_list"], asked)
        return context | {"asked": asked, "hits": hits, "may_need_help": may_need_help(asked)}
