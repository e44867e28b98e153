"""Encrypts what must be read again: secrets of second factors, and letters on their way."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class UnreadableError(ValueError):
    """It was encrypted with a SECRET_KEY that is no longer given, nor in SECRET_KEY_FALLBACKS."""


def cipher() -> MultiFernet:
    """From SECRET_KEY; the keys in SECRET_KEY_FALLBACKS still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_from(force_bytes(secret))) for secret in keys])


def key_from(secret: bytes) -> bytes:
    # The words are part of every key that was made: they stay, whatever else it encrypts now.
    digest = hashlib.sha256(b"samordna second factor" + secret).digest()
    return base64.urlsafe_b64encode(digest)


def encrypt(text: str) -> str:
    return cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Raises UnreadableError."""
    try:
        return cipher().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError from error
