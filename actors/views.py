from django.utils.translation import gettext_lazy as _

from actors.filters import ActorFilter
from actors.models import Actor
from records.public_pages import PublicListView


class ActorListView(PublicListView):
    """All organisations that exist today."""

    queryset = Actor.objects.all()
    filterset_class = ActorFilter
    extra_context = {"heading": _("Aktörer")}

    def get_queryset(self):
        return super().get_queryset().in_force().prefetch_related("counties")
