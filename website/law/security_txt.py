"""Where one writes who finds a hole in the site's safety, for programs to read (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from records.public_pages import MAX_AGE_SECONDS

# Whoever reads it later than this asks anew; the standard recommends less than a year.
HOLDS_FOR = timedelta(days=180)


@login_not_required
@csrf_exempt
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The file; not there where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    # From midnight, so that it is the same file all day.
    expires = datetime.combine(timezone.now().date() + HOLDS_FOR, time.min, tzinfo=UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_ADDRESS}{reverse('security_txt')}",
    ]
    return HttpResponse(
        "\n".join(lines) + "\n",
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={MAX_AGE_SECONDS}"},
    )
