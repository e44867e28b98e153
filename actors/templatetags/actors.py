"""How pages write names of counties and fields of forms."""

import re

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from actors.access import access_of
from actors.models import Actor, User
from actors.summaries import name_seen_by

register = template.Library()

# Where a county's name may break on a narrow tile: Väster|norr|land, Norr|botten.
NAME_JOINTS = re.compile(r"(?<=\w{4})(?=norrland|götland|manland|botten|(?<=[nr])land)")


@register.filter
def soft_hyphens(name: str) -> str:
    """A long name with the places where a narrow tile may break it."""
    return NAME_JOINTS.sub("\u00ad", name)


@register.simple_tag(takes_context=True)
def person_name(context, person: User, actor: Actor) -> str:
    """One of an organisation's people, as the reader of the page may see them."""
    return name_seen_by(access_of(context["user"]), person, actor)


@register.filter
def as_input(field: BoundField) -> SafeString:
    """A field in our design; its label stands above it, so nothing need stand inside."""
    return field.as_widget(attrs={"class": "ds-input", "placeholder": False})
