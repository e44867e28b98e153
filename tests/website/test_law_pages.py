"""The law's pages: what they must tell, and that they say so where nobody has told it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actors.models import Actor
from tests import builders as make
from tests.people import PASSWORD, superuser
from tests.website.law import tell_all
from website.models import AccessibilityStatement, SiteOwner
from website.reference.law_pages import load_law_pages
from website.summaries import STATEMENT_PARTS, missing_parts
from website.summaries.law_pages import PARTS, Place

MISSING = "Uppgift saknas"
DOCUMENT = site_settings.BASE_DIR / "docs" / "accessibility-statement.md"


def text_of(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return " ".join(response.text.split())


def admin_form(model) -> str:
    row = model.the()
    return reverse(f"admin:website_{model._meta.model_name}_change", args=[row.pk])


# ---------------------------------------------------------------- what must be told


def test_what_is_loaded_tells_what_is_ours_and_claims_no_assessment(db):
    statement, owner = AccessibilityStatement.the(), SiteOwner.the()
    for name in ("not_accessible", "alternatives", "measures", "tested"):
        assert getattr(statement, name), name
        assert getattr(statement, f"{name}_en"), name
    assert (statement.conformance, statement.method, statement.assessed_on) == ("", "", None)
    assert (statement.burdensome, statement.not_covered) == ("", "")
    assert owner.actor is None
    text = text_of("/tillganglighet/")
    assert f"{MISSING}</span>. Den som driver webbplatsen har inte redovisat" in text
    assert "förenlig" not in text


def test_loading_again_keeps_what_an_editor_changed(db):
    AccessibilityStatement.objects.update(tested="Vi har prövat.", tested_en="")
    assert load_law_pages() == 0
    assert AccessibilityStatement.the().tested == "Vi har prövat."
    SiteOwner.objects.all().delete()
    assert load_law_pages() == 1


def test_check_passes_when_everything_is_told(db, settings, capsys):
    tell_all(settings)
    assert missing_parts() == []
    call_command("check_law_pages")
    assert "is told" in capsys.readouterr().out


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_check_fails_and_names_the_one_part_that_is_empty(db, settings, part):
    tell_all(settings)
    empty = None if part.name in ("actor", "assessed_on", "content_updated_at") else " "
    if part.place is Place.SETTING:
        setattr(settings, part.name, "")
    elif part.name == "mailbox":
        Actor.objects.filter(pk=make.board().pk).update(function_mailbox="")
    elif part.name in ("assessed_on", "method", "conformance"):
        # What is not assessed is not said to follow the act either.
        value = {part.name: None if part.name == "assessed_on" else ""}
        AccessibilityStatement.objects.update(**({"conformance": ""} | value))
    else:
        model = SiteOwner if part.place is Place.OWNER else AccessibilityStatement
        model.objects.update(**{part.name: empty})
    with pytest.raises(CommandError, match=f": {part.name}\\)"):
        call_command("check_law_pages")


def test_check_fails_where_nothing_has_been_loaded(db):
    SiteOwner.objects.all().delete()
    AccessibilityStatement.objects.all().delete()
    with pytest.raises(CommandError, match="tested"):
        call_command("check_law_pages")
    for path in ("/tillganglighet/", "/om/", "/personuppgifter/", "/sprak/"):
        assert MISSING in text_of(path)


def test_each_part_stands_in_the_document_with_its_source():
    document = DOCUMENT.read_text(encoding="utf-8")
    rows = {cell.strip() for cell in re.findall(r"^\|([^|]*)\|", document, re.MULTILINE)}
    assert {str(part.label) for part in STATEMENT_PARTS} <= rows
    for source in ("2018:1937", "2018:1938", "MDFFS 2019:2", "2018/1523", "digg.se"):
        assert source in document


def test_start_of_the_admin_tells_superusers_what_is_missing_and_nobody_else(cast, settings):
    told = "Lagens sidor är inte ifyllda"
    editor, administrator = cast.client("coordinator"), cast.client("superuser")
    assert told not in editor.get("/admin/").text
    page = administrator.get("/admin/").text
    assert told in page
    assert "SECURITY_CONTACT" in page
    tell_all(settings)
    assert told not in administrator.get("/admin/").text


# ---------------------------------------------------------------- who fills it in


def test_who_is_no_superuser_does_not_find_the_forms(cast):
    for model in (SiteOwner, AccessibilityStatement):
        assert cast.client("coordinator").get(admin_form(model)).status_code == 403


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"conformance": "full"}, "Ange dag och metod"),
        ({"conformance": "full", "assessed_on": "2026-10-01"}, "Ange dag och metod"),
        ({"assessed_on": "2999-01-01"}, "Den dagen har inte varit än."),
        ({"burdensome": "19121212-1212"}, "personnummer"),
    ],
)
def test_statement_that_cannot_be_is_told_and_keeps_the_text(admin, change, told):
    path = admin_form(AccessibilityStatement)
    form = admin.get(path).context["adminform"].form
    said = {name: form[name].value() or "" for name in form.fields} | change
    response = admin.post(path, said)
    assert response.status_code == 200
    assert told in response.text
    assert AccessibilityStatement.the().conformance == ""
    for text in change.values():
        assert text in response.text


def test_database_refuses_a_grade_that_nobody_has_assessed(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessibilityStatement.objects.update(conformance="full")


def test_there_is_one_of_each(db):
    for model in (SiteOwner, AccessibilityStatement):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create()
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(key="en-till")


def test_site_is_run_by_nobody_invented(admin):
    invented = make.organisation("Påhittade verket", is_example=True)
    path = admin_form(SiteOwner)
    form = admin.get(path).context["adminform"].form
    said = {name: form[name].value() or "" for name in form.fields}
    assert admin.post(path, said | {"actor": invented.pk}).status_code == 200
    assert SiteOwner.the().actor is None
    assert admin.post(path, said | {"actor": make.board().pk}).status_code == 302
    assert SiteOwner.the().actor == make.board()


# ---------------------------------------------------------------- what a reader reads


def test_statement_tells_everything_once_it_is_told(db, settings):
    tell_all(settings)
    text = text_of("/tillganglighet/")
    for words in (
        "Länsstyrelsen i Kalmar län står bakom webbplatsen",
        "<strong>delvis förenlig</strong>",
        "lanet@samordna.example",
        "010-000 00 00",
        "Vi undantar inget.",
        "1 oktober 2026",
        "Självskattning",
        'href="https://www.digg.se/tdosanmalan"',
        'href="/tillganglighet/beratta/"',
    ):
        assert words in text, words
    assert MISSING not in text


def test_english_statement_is_english_where_it_is_written_so(db, settings):
    tell_all(settings)
    text = text_of("/en/tillganglighet/")
    assert "tested with screen readers" in text
    assert "skärmläsare" not in text
    assert '<div lang="sv"><p>Vi undantar inget.</p></div>' in text


@pytest.mark.parametrize("path", ["/", "/en/aktorer/", "/hjalp/", "/lan/kalmar/"])
def test_every_page_leads_to_the_laws_pages(db, path):
    footer = text_of(path).split("<footer")[1]
    for name in (
        "about",
        "accessibility",
        "cookies",
        "personal_data",
        "official_documents",
        "languages",
    ):
        prefix = "/en" if path.startswith("/en/") else ""
        assert f'href="{prefix}{reverse(name)}"' in footer, name


def test_cookies_are_those_that_are_set(db, settings):
    text = text_of("/kakor/")
    client = Client()
    client.get("/konto/logga-in/")
    client.post("/konto/logga-in/", {"login": superuser().email, "password": PASSWORD})
    client.get("/arbete/")
    listed = set(re.findall(r"<code>(\w+)</code>", text))
    assert listed == set(client.cookies) == {"sessionid", "csrftoken"}
    assert "Tills du stänger webbläsaren" in text
    assert "10 timmar" in text
    settings.SESSION_COOKIE_NAME, settings.SESSION_EXPIRE_AT_BROWSER_CLOSE = "annan", False
    settings.SESSION_COOKIE_AGE = 60 * 60
    text = text_of("/kakor/")
    assert "<code>annan</code>" in text
    assert "1 timme" in text
    assert "Tills du stänger" not in text


def test_documents_are_asked_for_by_each_real_organisation_of_today(db):
    Actor.objects.filter(pk=make.board().pk).update(registry_mailbox="diariet@samordna.example")
    make.organisation("Aaverket", is_example=True, registry_mailbox="aa@exempel.example")
    gone = timezone.localdate() - timedelta(days=1)
    make.organisation("Aborta verket", valid_to=gone, registry_mailbox="ab@samordna.example")
    text = text_of("/allmanna-handlingar/")
    assert "381 organisationer" in text
    assert "Aaverket" not in text
    assert "Aborta" not in text
    found = text_of("/allmanna-handlingar/?sok=kalmar")
    assert 'href="mailto:diariet@samordna.example"' in found
    assert MISSING in found


def test_about_tells_what_every_grade_means(db):
    text = text_of("/om/")
    for words in ("Påbörjat, mindre än hälften", "15 månader", "Tolkning", "Uppgift saknas"):
        assert words in text


def test_personal_data_tells_who_answers_and_whom_to_complain_to(db, settings):
    assert MISSING in text_of("/personuppgifter/")
    tell_all(settings)
    text = text_of("/personuppgifter/")
    assert "dataskydd@samordna.example" in text
    assert "Integritetsskyddsmyndigheten" in text
    assert MISSING not in text


def test_languages_are_honest_about_what_is_not_there(db):
    text = text_of("/sprak/")
    assert "Lättläst svenska: finns inte." in text
    SiteOwner.objects.update(other_languages="Ring oss.", other_languages_en="Call us.")
    assert "Ring oss." in text_of("/sprak/")
    assert "Call us." in text_of("/en/sprak/")
