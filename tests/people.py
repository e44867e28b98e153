"""The cast. So far two kinds of people exist: who has not signed in, and the superuser."""

from actors.models import User


def superuser() -> User:
    """Samira, who runs the installation."""
    return User.objects.filter(email="samira@samordna.example").first() or (
        User.objects.create_superuser(
            "samira@samordna.example", "en lång fras om ek", name="Samira"
        )
    )
