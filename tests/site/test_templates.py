"""Every template is used: a page or a letter names it, another includes or extends it, or it
replaces one of allauth's."""

import re
from pathlib import Path

import allauth
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, get_resolver

from tests.site.test_house import ROOMS

FOLDER = settings.BASE_DIR / "templates"
# Where one of ours stands in the place of allauth's.
OF_ALLAUTH = Path(allauth.__file__).parent / "templates"
# Django and allauth name these themselves.
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
# The admin looks for one of a model before its own.
OF_A_MODEL = ("change_form.html", "change_form_object_tools.html", "change_list.html")


def named_by_views(resolver) -> set[str]:
    names = set()
    for entry in resolver.url_patterns:
        if not isinstance(entry, URLPattern):
            if entry.namespace != "admin":
                names |= named_by_views(entry)
            continue
        view_class = getattr(entry.callback, "view_class", None)
        if view_class is None:
            continue
        if not hasattr(view_class, "template_name"):
            continue  # It only takes a POST.
        if view_class.template_name is not None:
            names.add(view_class.template_name)
        else:
            options = (
                view_class.model._meta if view_class.model else view_class.queryset.model._meta
            )
            suffix = view_class.template_name_suffix
            names.add(f"{options.app_label}/{options.model_name}{suffix}.html")
    return names


def named_by_letters() -> set[str]:
    """Ours by their own names, those of the account by allauth's."""
    letters = {
        path.name.removesuffix("_subject.txt")
        for path in OF_ALLAUTH.glob("*/email/*_subject.txt")
    }  # fmt: skip
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            letters |= set(re.findall(r'\btemplate="(\w+)"', path.read_text(encoding="utf-8")))
    endings = (".html", ".txt", ".subject.txt")
    return {f"mail/{name}{ending}" for name in letters for ending in endings}


def named_by_functions() -> set[str]:
    """Of views that are functions: the admin's among them are not found by their address."""
    names = set()
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            names |= set(
                re.findall(r'\brender\(\s*(?:self\.)?request, "([^"]+)"', path.read_text("utf-8"))
            )
    return names


def named_by_the_admin() -> set[str]:
    places = (model._meta.label_lower.replace(".", "/") for model in admin.site._registry)
    return {f"admin/{place}/{name}" for place in places for name in OF_A_MODEL}


def test_every_template_is_used():
    mentioned = (
        set(BY_DJANGO) | named_by_the_admin() | named_by_views(get_resolver()) | named_by_letters()
    )
    mentioned |= named_by_functions()
    paths = [path for path in FOLDER.rglob("*.*") if path.is_file()]
    for path in paths:
        mentioned |= set(re.findall(r'{% (?:include|extends) "([^"]+)"', path.read_text()))
    there = {str(path.relative_to(FOLDER)) for path in paths}
    mentioned |= {name for name in there if (OF_ALLAUTH / name).exists()}
    assert there - mentioned == set()


def test_every_comment_ends_on_its_line():
    """One that goes on is no comment: it stands on the page."""
    for path in FOLDER.rglob("*.*"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line.count("{#") == line.count("#}"), (path, line)
