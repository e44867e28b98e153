"""A payload as it is frozen: the same bytes for the same facts, on every machine."""

import json
from hashlib import sha256
from typing import Any

# What a payload may hold; no number with decimals, which machines write differently.
KINDS = (str, int, bool, type(None))

Payload = dict[str, Any]


def canonical_json(payload: Payload) -> str:
    """Keys in order, no space between, letters as they are. Raises TypeError for what is not
    plain."""
    refuse_what_is_not_plain(payload)
    return json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def refuse_what_is_not_plain(value: Any) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key of a payload is a text")
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            refuse_what_is_not_plain(one)
    elif not isinstance(value, KINDS):
        raise TypeError(f"a payload holds no {type(value).__name__}")


def checksum_of(payload: Payload) -> str:
    """SHA-256 of the canonical JSON in UTF-8."""
    return sha256(canonical_json(payload).encode()).hexdigest()
