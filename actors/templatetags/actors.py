"""How pages write names of people and fields of forms."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from actors.access import access_of
from actors.models import Actor, User
from actors.summaries import name_seen_by

register = template.Library()


@register.simple_tag(takes_context=True)
def person_name(context, person: User, actor: Actor) -> str:
    """One of an organisation's people, as the reader of the page may see them."""
    return name_seen_by(access_of(context["user"]), person, actor)


@register.filter
def as_input(field: BoundField) -> SafeString:
    """A field in our design; its label stands above it, so nothing need stand inside."""
    return field.as_widget(attrs={"class": "ds-input", "placeholder": False})
