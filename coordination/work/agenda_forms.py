"""Forms of the agenda: items, their documents, and what is proposed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.access import NOBODY, Access
from actors.forms import DocumentForm
from actors.models import Document
from actors.models.actor import ActorQuerySet
from coordination.choices import Audience
from coordination.models import AgendaItem, ItemProposal
from coordination.rules.documents import AUDIENCE_OF_DOCUMENT
from records.forms import GuardedForm, RecordForm

AREA = forms.Textarea(attrs={"rows": 4})
# As long as a meeting of two days.
MINUTES = forms.NumberInput(attrs={"min": 1, "max": 2880, "inputmode": "numeric"})
FOR_WHOM = _("För vem?")


class QuickItemForm(RecordForm):
    """A title, so that an agenda is typed as fast as one thinks of it."""

    class Meta:
        model = AgendaItem
        fields = ["title"]
        labels = {"title": _("Ny punkt")}


class ItemForm(RecordForm):
    class Meta:
        model = AgendaItem
        fields = ["title", "kind", "presenter", "minutes", "text", "audience"]
        widgets = {
            "kind": forms.RadioSelect,
            "audience": forms.RadioSelect,
            "text": AREA,
            "minutes": MINUTES,
        }
        labels = {"audience": FOR_WHOM}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "audience"):
            self.fields[name].choices = self._meta.model._meta.get_field(name).choices


class ItemDocumentForm(DocumentForm):
    """A document with the item that it is for. Who may write it, the page has asked: whose the
    document is decides nothing here."""

    url = forms.URLField(
        label=_("Adress till dokumentet"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=DocumentForm.Meta.help_texts["url"],
        error_messages={"invalid": _("Adressen ska börja med https://.")},
    )
    for_whom = forms.ChoiceField(
        label=FOR_WHOM,
        choices=Audience.choices,
        widget=forms.RadioSelect,
        help_text=_("Visas aldrig för fler än punkten."),
    )

    class Meta(DocumentForm.Meta):
        fields = ["title", "file", "url", "text_summary", "is_accessible"]
        widgets = DocumentForm.Meta.widgets | {"text_summary": AREA}

    field_order = ("title", "file", "url", "for_whom", "text_summary", "is_accessible")

    access = NOBODY

    @staticmethod
    def can_edit(access: Access, document: Document) -> bool:
        return True

    def _post_clean(self) -> None:
        """For whom it is stands in the document too: what is for all is readable for all."""
        if chosen := self.cleaned_data.get("for_whom"):
            self.instance.audience = AUDIENCE_OF_DOCUMENT[Audience(chosen)]
        super()._post_clean()


class ProposalForm(RecordForm):
    class Meta:
        model = ItemProposal
        fields = ["title", "text", "minutes", "actor"]
        widgets = {"text": AREA, "minutes": MINUTES}
        labels = {"title": _("Vad vill ni ta upp?"), "actor": _("För vilken organisation?")}

    def __init__(self, *args, organisations: ActorQuerySet, **kwargs) -> None:
        """Who acts for one organisation proposes for that; for none, for the network itself."""
        super().__init__(*args, **kwargs)
        own = list(organisations[:2])
        if len(own) < 2:
            del self.fields["actor"]
            self.instance.actor = own[0] if own else None
            return
        self.fields["actor"] = forms.ModelChoiceField(
            organisations,
            label=self.fields["actor"].label,
            empty_label=_("Välj organisation"),
            to_field_name="slug",
            error_messages={"invalid_choice": _("Välj en organisation i listan.")},
        )
        self.fields["actor"].label_from_instance = lambda actor: actor.name_with_kind


class LeaveOutForm(GuardedForm, forms.Form):
    """Why what was proposed is not taken up."""

    guarded = ("why",)

    why = forms.CharField(
        label=_("Varför, med en mening"),
        help_text=_("Läses av den som föreslog punkten."),
        max_length=500,
        error_messages={"required": _("Skriv med en mening varför punkten inte tas upp.")},
    )
