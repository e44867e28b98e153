from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    GOVERNMENT = "government", _("regering")
    GOVERNMENT_AGENCY = "government_agency", _("myndighet")
    COUNTY_BOARD = "county_board", _("länsstyrelse")
    POLICE_REGION = "police_region", _("polisregion")
    UNIT = "unit", _("enhet inom en myndighet")
    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("kommun")
    MUNICIPAL_ASSOCIATION = "municipal_association", _("samverkansorganisation")
    UNIVERSITY_CENTRE = "university_centre", _("centrum vid universitet")
    CIVIL_SOCIETY = "civil_society", _("civilsamhälle")
    BUSINESS = "business", _("näringsliv")


class Role(models.TextChoices):
    """What a person may do for an organisation; each role holds the one before it."""

    READER = "reader", _("läsare")
    REPORTER = "reporter", _("uppgiftslämnare")
    COORDINATOR = "coordinator", _("organisationsansvarig")


class Language(models.TextChoices):
    SWEDISH = "sv", "Svenska"
    ENGLISH = "en", "English"


class DocumentAudience(models.TextChoices):
    """For whom a document is; for all only once it is published."""

    COORDINATORS = "coordinators", _("organisationsansvariga")
    MEMBERS = "members", _("organisationens egna")
    PUBLIC = "public", _("alla")


class MediaType(models.TextChoices):
    """The kinds of file that are taken: those that most can read, and that are simple to check."""

    PDF = "application/pdf", "PDF"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"
    PPTX = (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "PowerPoint",
    )
    ODT = "application/vnd.oasis.opendocument.text", _("OpenDocument-text")
    ODS = "application/vnd.oasis.opendocument.spreadsheet", _("OpenDocument-kalkylblad")
    PNG = "image/png", "PNG"
    JPEG = "image/jpeg", "JPEG"
    TEXT = "text/plain", _("textfil")
    CSV = "text/csv", "CSV"


# How the name of such a file ends; the first is the one that we write.
EXTENSIONS = {
    MediaType.PDF: ("pdf",),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
    MediaType.PPTX: ("pptx",),
    MediaType.ODT: ("odt",),
    MediaType.ODS: ("ods",),
    MediaType.PNG: ("png",),
    MediaType.JPEG: ("jpg", "jpeg"),
    MediaType.TEXT: ("txt",),
    MediaType.CSV: ("csv",),
}
