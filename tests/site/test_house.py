"""The house keeps its shape: what import-linter cannot see is looked at here."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from auditlog.registry import auditlog
from django.apps import apps
from django.conf import settings
from django.contrib import admin

ROOMS = ["records", "actors", "strategies", "coordination", "website", "config"]
OURS = [model for room in ROOMS[:-1] for model in apps.get_app_config(room).get_models()]


def room_of(model) -> int:
    return ROOMS.index(model._meta.app_label)


def relations():
    """Each relation of our models to another of our rooms: field, from, to."""
    for model in OURS:
        for field in model._meta.get_fields():
            target = field.related_model
            if field.concrete and target in OURS:
                yield field, model, target


def test_foreign_keys_lead_down_or_stay_in_their_room():
    for field, model, target in relations():
        assert room_of(target) <= room_of(model), f"{model.__name__}.{field.name} leads up"


def upward_names() -> dict[str, set[str]]:
    """For each room, the names by which rows of a higher room hang on its own."""
    names: dict[str, set[str]] = {room: set() for room in ROOMS}
    for field, model, target in relations():
        name = field.remote_field.related_name
        if room_of(target) < room_of(model) and name and name != "+":
            for lower in ROOMS[: room_of(model)]:
                names[lower].add(name)
    return names


@pytest.mark.parametrize("room", ROOMS[:3])
def test_no_room_asks_for_what_hangs_on_it_from_above(room):
    forbidden = upward_names()[room]
    for path in (settings.BASE_DIR / room).rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            used = ""
            if isinstance(node, ast.Attribute):
                used = node.attr
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                used = node.value.split("__")[0]
            elif isinstance(node, ast.keyword) and node.arg:
                used = node.arg.split("__")[0]
            assert used not in forbidden, f"{path.name}:{node.lineno} asks upward for {used!r}"


def test_every_tie_to_a_lower_room_is_named():
    """A default name such as `strategy_set` would hide from the test above."""
    for field, model, target in relations():
        if room_of(target) < room_of(model):
            assert field.remote_field.related_name, f"{model.__name__}.{field.name}"


def test_every_model_of_ours_is_in_the_admin():
    assert {model.__name__ for model in OURS if not admin.site.is_registered(model)} == set()


def test_every_model_of_ours_has_its_history_or_a_reason_why_not():
    reasons = {}
    for room in ROOMS[:-1]:
        if (settings.BASE_DIR / room / "models").exists():
            reasons |= import_module(f"{room}.history").NOT_KEPT
    kept = {model.__name__ for model in OURS if auditlog.contains(model)}
    assert kept | set(reasons) == {model.__name__ for model in OURS}
    assert not kept & set(reasons)
    assert all(reasons.values())


def test_every_model_whose_history_is_kept_is_ours():
    assert set(auditlog.get_models()) <= set(OURS)


def test_every_constraint_says_in_words_what_it_wants():
    """An official must never read the name of a constraint."""
    for model in OURS:
        for constraint in model._meta.constraints:
            default = type(constraint).default_violation_error_message
            assert constraint.violation_error_message != default, constraint.name


def test_models_have_names_that_an_official_knows():
    for model in OURS:
        assert model._meta.verbose_name != model.__name__.lower(), model
        unnamed = [
            field.name
            for field in model._meta.get_fields()
            if field.concrete and not field.primary_key and field._verbose_name is None
        ]
        assert unnamed in ([], ["password", "last_login"]), model


def test_the_project_names_no_registry_and_no_home_folder():
    suspects = (
        "files.pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "pypi" + ".org",
        "/root" + "/",
    )
    kept = {".py", ".toml", ".txt", ".json", ".md", ".yml", ".html", ".css", ""}
    left_out = {".git", ".venv", ".local", "node_modules", "static_built"}
    for path in Path(settings.BASE_DIR).rglob("*"):
        inside = path.relative_to(settings.BASE_DIR)
        if not path.is_file() or path.suffix not in kept or inside.parts[0] in left_out:
            continue
        if "__pycache__" in inside.parts or inside.parts[0].endswith("_cache"):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not [word for word in suspects if word in text], inside
