"""A superuser for a developer's own machine; its password lies in an ignored file."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actors.models import User

EMAIL = "admin@samordna.example"
PASSWORD_FILE = "sign-in.txt"


class Command(BaseCommand):
    help = "Makes sure that a superuser can sign in, and prints how. For development only."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--address", default="http://localhost:8000")

    def handle(self, *args, **options) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "This is for development (DEBUG=1). In production: manage.py createsuperuser."
            )
        password = kept_password(settings.LOCAL_DIR / PASSWORD_FILE)
        user = User.objects.filter(email=EMAIL).first()
        if user is None:
            User.objects.create_superuser(EMAIL, password)
        elif not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])
        address = options["address"]
        self.stdout.write(
            f"\n  Samordna: {address}/\n  Admin:    {address}/admin/"
            f"\n  Sign in:  {EMAIL}  {password}\n"
        )


def kept_password(path: Path) -> str:
    """The password of this folder, made at random once and kept where git does not look."""
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    password = secrets.token_urlsafe(12)
    path.parent.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(password + "\n", encoding="utf-8")
    return password
