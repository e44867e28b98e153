from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from actors.access import access_of
from actors.filters import ActorFilter, HistoryFilter
from actors.history import history_rows, visible_history
from actors.models import Actor
from actors.rules import reads_history
from records.lists import FilteredListView
from records.public_pages import PublicListView


class ActorListView(PublicListView):
    """All organisations that exist today."""

    queryset = Actor.objects.all()
    filterset_class = ActorFilter
    extra_context = {"heading": _("Aktörer")}

    def get_queryset(self):
        return super().get_queryset().in_force().prefetch_related("counties")


class HistoryView(FilteredListView):
    """Who changed what: all of it for superusers, their own people for coordinators."""

    filterset_class = HistoryFilter
    template_name = "actors/history.html"

    def get_queryset(self):
        self.access = access_of(self.request.user)
        if not reads_history(self.access):
            raise PermissionDenied
        self.queryset = visible_history(self.access)
        return super().get_queryset()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        entries = list(context["object_list"])
        return context | {"rows": history_rows(entries, access=self.access)}
