from typing import Any

from django.db import models

from records.secrets import UnreadableError, decrypt, encrypt

# Before what is encrypted: rows that were written before it was are read as they stand.
MARK = "enc:"


class EncryptedTextField(models.TextField):
    """A text that nobody reads in the database or in a copy of it. Nothing stays nothing.

    What cannot be opened any more (`records.secrets.UnreadableError`) is given as it is stored;
    `is_unreadable` tells.
    """

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return MARK + encrypt(text) if text else text

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        if not value or not value.startswith(MARK):
            return value
        try:
            return decrypt(value.removeprefix(MARK))
        except UnreadableError:
            return value


def is_unreadable(text: str) -> bool:
    return text.startswith(MARK)
