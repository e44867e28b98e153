from django import template

from actors.access import access_of
from website.summaries import missing_parts

register = template.Library()


@register.simple_tag(takes_context=True)
def missing_law_parts(context) -> list:
    """What the law's pages still lack, for those who fill them in: superusers."""
    is_theirs = access_of(context["request"].user).is_superuser
    return missing_parts() if is_theirs else []
