from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actors.filters import ActorFilter
from actors.models import Actor
from records.public_forms import public_form, texts_of
from records.public_pages import PublicListView, PublicTemplateView
from strategies.standing import STALE_AFTER_MONTHS
from website.law.cookies import cookies
from website.law.forms import TellForm
from website.law.grades import GRADES
from website.law.personal_data import KEPT
from website.models import AccessibilityStatement, SiteOwner
from website.services import is_told, tell_of_fault

REFUSED = 422


class OwnersPage(PublicTemplateView):
    """A page about the site itself, with who runs it."""

    def get_context_data(self, **kwargs) -> dict:
        owner = SiteOwner.the()
        return super().get_context_data(owner=owner, **kwargs)


class AccessibilityView(OwnersPage):
    template_name = "website/law/accessibility.html"

    def get_context_data(self, **kwargs) -> dict:
        statement = AccessibilityStatement.the()
        return super().get_context_data(statement=statement, **kwargs)


@method_decorator(public_form, name="dispatch")
class TellView(OwnersPage):
    """ "Berätta om brister": anybody's message to the site's accessibility mailbox."""

    template_name = "website/law/accessibility_tell.html"

    def get_context_data(self, **kwargs) -> dict:
        given = {"form": TellForm(), "texts": [], "can_send": bool(settings.ACCESSIBILITY_MAILBOX)}
        return super().get_context_data(**(given | kwargs))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TellForm(request.POST)
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("text", "page", "email")}
            try:
                reference = tell_of_fault(**said, language=get_language())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("accessibility_told", reference)
        context = self.get_context_data(form=form, texts=texts_of(request))
        response = self.render_to_response(context, status=REFUSED)
        response.headers["Cache-Control"] = "no-store"
        return response


class ToldView(OwnersPage):
    """The receipt of one message, at an address that only its sender is led to."""

    template_name = "website/law/accessibility_told.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_told(reference=kwargs["reference"]):
            raise Http404
        response = super().get(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


class CookiesView(OwnersPage):
    template_name = "website/law/cookies.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(cookies=cookies(), **kwargs)


class PersonalDataView(OwnersPage):
    template_name = "website/law/personal_data.html"
    extra_context = {"kept": KEPT}


class AboutView(OwnersPage):
    template_name = "website/law/about.html"
    extra_context = {"grades": GRADES, "months": STALE_AFTER_MONTHS}


class LanguagesView(OwnersPage):
    template_name = "website/law/languages.html"


class DocumentsView(PublicListView):
    """How one asks for an official document, and where each organisation's registrar is."""

    queryset = Actor.objects.all()
    filterset_class = ActorFilter
    template_name = "website/law/documents.html"
    extra_context = {"heading": _("Allmänna handlingar")}

    def get_queryset(self):
        return super().get_queryset().in_force()
