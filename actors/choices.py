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
