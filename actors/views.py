import logging

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from actors.access import access_of
from actors.filters import ActorFilter, HistoryFilter
from actors.history import history_rows, visible_history
from actors.models import Actor, Document
from actors.rules import is_of_readers_own, reads_history
from records.history import note_reading
from records.lists import FilteredListView
from records.public_pages import PublicListView

logger = logging.getLogger(__name__)

# A file is somebody else's work: wherever it is opened, it may do nothing in our name. Who reads
# it, and from which page, is kept by no browser and told to nobody.
DOWNLOAD_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


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


@login_not_required
@csrf_exempt
@require_safe
def document_file(request: HttpRequest, public_id: str) -> FileResponse:
    """The file of a document that is for all."""
    return download(get_object_or_404(Document.objects.public(), public_id=public_id))


@require_safe
def work_document_file(request: HttpRequest, public_id: str) -> FileResponse:
    """The file of a document that the person may read."""
    access = access_of(request.user)
    document = get_object_or_404(Document.objects.visible_to(access), public_id=public_id)
    may_read_anyway = is_of_readers_own(access, document)
    note_reading(record=document, by=request.user, may_read_anyway=may_read_anyway)
    return download(document)


def download(document: Document) -> FileResponse:
    """The file as an attachment. One that is not on disk is not found, and told in the log."""
    if not document.file:
        raise Http404
    try:
        content = document.file.open("rb")
    except OSError as error:
        logger.exception("the file of document %s cannot be read", document.public_id)
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=document.download_name,
        content_type=document.content_type,
        headers=DOWNLOAD_HEADERS,
    )
