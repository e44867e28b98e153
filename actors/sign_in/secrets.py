"""Encrypts what must be read again: the secrets of second factors."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def cipher() -> MultiFernet:
    """From SECRET_KEY; the keys in SECRET_KEY_FALLBACKS still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_from(force_bytes(secret))) for secret in keys])


def key_from(secret: bytes) -> bytes:
    digest = hashlib.sha256(b"samordna second factor" + secret).digest()
    return base64.urlsafe_b64encode(digest)


def encrypt(text: str) -> str:
    return cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    return cipher().decrypt(text.encode()).decode()
