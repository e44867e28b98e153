import re
import unicodedata
from uuid import uuid4

from django.core.files.storage import Storage, storages
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.choices import EXTENSIONS, DocumentAudience, MediaType
from actors.models.actor import Actor
from actors.models.ruled import RuledQuerySet
from actors.rules import editable_document_q, public_document_q, readable_document_q
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Publishable, Versioned
from records.swedish import in_swedish_order

# What no file system takes in a name.
UNNAMEABLE = re.compile(r'[\\/:*?"<>|]+')
LONGEST_NAME = 100


def private_storage() -> Storage:
    """Outside what the web server serves: a file leaves it through our own views alone."""
    return storages["documents"]


def place_on_disk(document: "Document", _name: str) -> str:
    """A new random name for each file: nothing typed, nothing that an address tells."""
    return f"documents/{uuid4().hex}.{document.extension}"


class DocumentQuerySet(RuledQuerySet):
    def public(self) -> "DocumentQuerySet":
        return self.filter(public_document_q())

    def visible_q(self, access: Access) -> Q:
        return readable_document_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_document_q(access)


class Document(PubliclyIdentified, Publishable, Versioned):
    """A decision, an agreement, a strategy as it was adopted: a file that an organisation keeps
    here, or an address where it keeps it itself."""

    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("aktör"),
        help_text=_("Organisationen vars dokument det är."),
    )
    title = models.CharField(_("titel"), max_length=300)
    registry_number = models.CharField(_("diarienummer"), max_length=100, blank=True)
    text_summary = models.TextField(
        _("sammanfattning i text"),
        blank=True,
        help_text=_("Det viktigaste i dokumentet, för den som inte kan läsa filen."),
    )
    is_accessible = models.BooleanField(
        _("tillgänglighetsanpassad"),
        default=False,
        help_text=_(
            "Dokumentet går att läsa för alla, till exempel med en skärmläsare. Om inte, skriv en "
            "sammanfattning i text: det ena eller det andra krävs för att visa det för alla."
        ),
    )
    file = models.FileField(
        _("fil"), upload_to=place_on_disk, storage=private_storage, max_length=100, blank=True
    )
    original_name = models.CharField(_("filens namn"), max_length=150, blank=True, editable=False)
    media_type = models.CharField(
        _("filens slag"), max_length=100, choices=MediaType, blank=True, editable=False
    )
    size_bytes = models.PositiveBigIntegerField(
        _("storlek i byte"), null=True, blank=True, editable=False
    )
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, blank=True, editable=False)
    url = models.URLField(
        _("adress till dokumentet"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https"], message=_("Adressen ska börja med https://."))],
        help_text=_("När dokumentet finns på en annan webbplats. Ange en fil eller en adress."),
    )
    audience = models.CharField(
        _("för vem"),
        max_length=20,
        choices=DocumentAudience,
        default=DocumentAudience.MEMBERS,
        help_text=_("För alla: syns för allmänheten när det är publicerat."),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")
        ordering = [in_swedish_order("title"), "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=(~Q(file="") & Q(url="")) | (Q(file="") & ~Q(url="")),
                name="actors_document_file_or_url",
                violation_error_message=_("Ange en fil eller en adress, inte båda."),
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(file="")
                    & Q(media_type__in=MediaType.values)
                    # A comparison with nothing would neither hold nor fail.
                    & Q(size_bytes__isnull=False, size_bytes__gt=0)
                    & ~Q(sha256="")
                )
                | Q(file="", media_type="", size_bytes__isnull=True, sha256=""),
                name="actors_document_file_is_checked",
                violation_error_message=_("Filen är inte kontrollerad."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=DocumentAudience.PUBLIC)
                | Q(is_accessible=True)
                | ~Q(text_summary=""),
                name="actors_document_public_is_readable",
                violation_error_message=_(
                    "Det som visas för alla är tillgänglighetsanpassat eller har en "
                    "sammanfattning i text."
                ),
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="https://"),
                name="actors_document_url_is_safe",
                violation_error_message=_("Adressen ska börja med https://."),
            ),
            one_of("audience", DocumentAudience, name="actors_document_audience_known"),
            not_empty("title", name="actors_document_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everybody gets it, when it is public: from us, or where its owner keeps it."""
        return self.url or reverse("document", args=[self.public_id])

    def clean(self) -> None:
        """Only spaces are no summary."""
        self.text_summary = self.text_summary.strip()

    @property
    def is_example(self) -> bool:
        """Whether it is a document of Exempel län."""
        return self.actor.is_example

    @property
    def extension(self) -> str:
        return EXTENSIONS[MediaType(self.media_type)][0]

    @property
    def content_type(self) -> str:
        """What the file is served as. Text was kept as UTF-8 and says so."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type

    @property
    def download_name(self) -> str:
        """What the file is called where it lands: its title, for the name that somebody once gave
        it may tell more than it should."""
        seen = "".join(
            " " if unicodedata.category(character)[0] in "CZ" else character
            for character in self.title
        )
        name = " ".join(UNNAMEABLE.sub("-", seen).split()).strip(". ")
        return f"{name[:LONGEST_NAME].rstrip('. ') or self.public_id}.{self.extension}"
