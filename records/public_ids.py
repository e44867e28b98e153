"""Public ids: ten random letters and digits, so that no address tells a row's number."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

LENGTH = 10
# Without the letters and digits that are taken for each other when read aloud.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


class PubliclyIdentified(models.Model):
    """A row that is named by a random id in addresses, files and loads; never by its key."""

    public_id = models.CharField(
        _("id i adresser"), max_length=LENGTH, unique=True, editable=False, default=new_public_id
    )

    class Meta:
        abstract = True
