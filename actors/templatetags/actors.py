"""How pages write the names of counties."""

import re

from django import template

register = template.Library()

# Where a county's name may break on a narrow tile: Väster|norr|land, Norr|botten.
NAME_JOINTS = re.compile(r"(?<=\w{4})(?=norrland|götland|manland|botten|(?<=[nr])land)")


@register.filter
def soft_hyphens(name: str) -> str:
    """A long name with the places where a narrow tile may break it."""
    return NAME_JOINTS.sub("\u00ad", name)
