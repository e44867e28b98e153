from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.guarded import Guarded
from records.public_ids import LENGTH, new_public_id


class PubliclyIdentified(Guarded):
    """A row that is named by a random id in addresses, files and loads; never by its key."""

    public_id = models.CharField(
        _("id i adresser"), max_length=LENGTH, unique=True, editable=False, default=new_public_id
    )

    class Meta:
        abstract = True
