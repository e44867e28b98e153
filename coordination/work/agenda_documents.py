"""Documents of an agenda: attached by who runs the meeting, fetched by those for whom they are."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from actors.access import access_of
from actors.models import Document
from actors.views import download
from coordination.choices import Audience
from coordination.models import ItemDocument
from coordination.models.agenda_item import ItemDocumentQuerySet
from coordination.rules.documents import can_read_item_document
from coordination.services.agenda_documents import (
    hold_documents,
    keep_item_document,
    remove_item_document,
)
from coordination.work.agenda import ItemDoor, MeetingPage
from coordination.work.agenda_forms import ItemDocumentForm
from coordination.work.running import CLASHED, REFUSED
from records.history import note_reading
from records.services import lock


class AttachView(MeetingPage, ItemDoor):
    """A new document of an item."""

    template_name = "work/agenda/document.html"

    def attached(self) -> ItemDocument:
        item = self.item
        document = Document(actor=self.meeting.maintained_by)
        audience = item.audience
        return ItemDocument(item=item, meeting=self.meeting, document=document, audience=audience)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        attached = self.attached()
        return self.show_document(attached, form_of(attached))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        attached = self.attached()
        with transaction.atomic():
            hold_documents(self.meeting, by=request.user)
            if attached.pk:
                attached.document = lock(attached.document)
            form = form_of(attached, request.POST, request.FILES)
            if not form.is_valid():
                return self.show_document(attached, form, CLASHED if form.clash else REFUSED)
            attached.audience = form.cleaned_data["for_whom"]
            keep_item_document(attached=attached, by=request.user, file=form.new_file)
        return redirect("agenda_item", self.meeting.public_id, attached.item.public_id)

    def show_document(
        self, attached: ItemDocument, form: ItemDocumentForm, status: int = 200
    ) -> HttpResponse:
        clashes = [form.clash] if form.clash else []
        return self.show(status, item=attached.item, attached=attached, form=form, clashes=clashes)


def form_of(attached: ItemDocument, *posted) -> ItemDocumentForm:
    initial = {"for_whom": attached.audience or Audience.MEMBERS}
    return ItemDocumentForm(*posted, instance=attached.document, initial=initial)


class ItemDocumentDoor(ItemDoor):
    def attached(self) -> ItemDocument:
        rows = self.meeting.item_documents.select_related("item__meeting", "document__actor")
        key = {"item__public_id": self.kwargs["item"]}
        return get_object_or_404(rows, document__public_id=self.kwargs["document"], **key)


class ItemDocumentView(ItemDocumentDoor, AttachView):
    """One that is there: its title, for whom it is, and another file in its place."""


class RemoveItemDocumentView(ItemDocumentDoor):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        attached = self.attached()
        try:
            remove_item_document(attached=attached, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Handlingen är borttagen."))
        return redirect("agenda_item", self.meeting.public_id, attached.item.public_id)


# ---------------------------------------------------------------- fetched


def found(rows: ItemDocumentQuerySet, meeting: str, document: str) -> ItemDocument:
    """The document may hang on several items of one meeting."""
    rows = rows.filter(meeting__public_id=meeting, document__public_id=document)
    attached = rows.select_related("document", "item", "meeting__network__parent").first()
    return attached or get_object_or_404(rows)


@login_not_required
@csrf_exempt
@require_safe
def meeting_document(request: HttpRequest, public_id: str, document: str) -> FileResponse:
    """The file of what is for all."""
    return download(found(ItemDocument.objects.public(), public_id, document).document)


@require_safe
def work_meeting_document(request: HttpRequest, public_id: str, document: str) -> FileResponse:
    """The file of what the person may read, whichever organisation it belongs to."""
    access = access_of(request.user)
    attached = found(ItemDocument.objects.visible_to(access), public_id, document)
    may_read_anyway = can_read_item_document(replace(access, is_superuser=False), attached)
    note_reading(record=attached.document, by=request.user, may_read_anyway=may_read_anyway)
    return download(attached.document)
