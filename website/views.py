from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from actors.models import Actor, County
from records.public_pages import PublicDetailView, PublicTemplateView
from website.models import SupportLine
from website.summaries import actor_page, county_page, start_page


class StartView(PublicTemplateView):
    template_name = "website/start.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(page=start_page(), **kwargs)


class CountyDetailView(PublicDetailView):
    queryset = County.objects.all()
    template_name = "website/county_detail.html"

    def get_summary(self):
        return county_page(self.object)


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


class HelpView(PublicTemplateView):
    """Helplines, and a way to leave at once. Nothing of a visit here is stored."""

    template_name = "website/help.html"
    neutral_title = _("Sida")

    def is_sensitive(self) -> bool:
        return True

    def get_context_data(self, **kwargs) -> dict:
        lines = list(SupportLine.objects.all())
        # All of them, or the page does not say that they are checked.
        dates = [line.checked_on for line in lines]
        checked_on = min(dates) if dates and all(dates) else None
        return super().get_context_data(support_lines=lines, checked_on=checked_on, **kwargs)
