"""Public ids: ten random letters and digits, so that no address tells a row's number."""

import secrets

LENGTH = 10
# Without the letters and digits that are taken for each other when read aloud.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
