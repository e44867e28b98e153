"""What every public page has in common: open to all, the same bytes for everybody, no cookie.

A page that may reveal the reader's situation (`is_sensitive`) is never stored, sends no
referrer and has a neutral title.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Max, Min
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import DetailView, TemplateView, View

from records.linked_data import as_linked_data
from records.lists import FilteredListView
from records.summaries import Provenance

MAX_AGE_SECONDS = 60


def seconds_to_midnight(now: datetime) -> int:
    """Seconds left of the local day: what a page says of deadlines holds no longer."""
    local = timezone.localtime(now)
    tomorrow = timezone.make_aware(datetime.combine(local.date() + timedelta(days=1), time.min))
    # By the clock's own seconds: a day when it is changed has 23 or 25 hours.
    return int(tomorrow.timestamp() - now.timestamp())


# A page that takes no POST answers one with 405; asking for a token first would look for a cookie.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class PublicPage(View):
    """A view that anybody may read. `is_sensitive` is asked when the object is known."""

    neutral_title: Any = ""

    def is_sensitive(self) -> bool:
        return False

    def is_example(self) -> bool:
        """Whether the page shows what is invented: it then says so, to search engines too."""
        return False

    def get_linked_data(self) -> Mapping | None:
        """What the page says to search engines, where it is neither sensitive nor invented."""
        return None

    def render_to_response(self, context: dict, **kwargs) -> HttpResponse:
        return self.with_headers(super().render_to_response(context, **kwargs))  # type: ignore[misc]

    def with_headers(self, response: HttpResponse) -> HttpResponse:
        """How long it is kept, and by whom; a file of ours has the same as its page."""
        if self.is_sensitive():
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "no-referrer"
        else:
            seconds = min(MAX_AGE_SECONDS, seconds_to_midnight(timezone.now()))
            patch_cache_control(response, public=True, max_age=seconds)
        if self.is_example():
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_context_data(self, **kwargs) -> dict:
        sensitive, is_example = self.is_sensitive(), self.is_example()
        facts = None if sensitive or is_example else self.get_linked_data()
        return super().get_context_data(  # type: ignore[misc]
            is_sensitive=sensitive,
            neutral_title=self.neutral_title if sensitive else "",
            is_example=is_example,
            linked_data=as_linked_data(facts),
            **kwargs,
        )


class PublicTemplateView(PublicPage, TemplateView):
    pass


class PublicDetailView(PublicPage, DetailView):
    """One public record; what is not public is not found.

    A subclass gives a `queryset` of what everybody may read, and `get_summary()`: the read model
    that the template shows as `page`.
    """

    def get_summary(self):
        raise NotImplementedError

    def is_example(self) -> bool:
        return getattr(self.object, "is_example", False)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(page=self.get_summary(), **kwargs)


class PublicListView(PublicPage, FilteredListView):
    """A filtered list of what everybody may read, with its dates."""

    def is_example(self) -> bool:
        return self.filterset.shows_example

    def get_context_data(self, **kwargs) -> dict:
        dates = self.rows().aggregate(first=Min("published_at"), last=Max("content_updated_at"))
        provenance = Provenance(published_at=dates["first"], updated_at=dates["last"])
        return super().get_context_data(provenance=provenance, **kwargs)
