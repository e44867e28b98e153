"""Reading the mail of development, which lies as files. None of these exists in production."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from records.mail.folder import FolderMail, mail_in_folder, mails_in_folder


def mail_or_404(name: str) -> FolderMail:
    mail = mail_in_folder(name)
    if mail is None:
        raise Http404
    return mail


@method_decorator([login_not_required, never_cache], name="dispatch")
class FolderMailsView(TemplateView):
    template_name = "records/folder_mails.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(mails=mails_in_folder(), **kwargs)


@method_decorator([login_not_required, never_cache], name="dispatch")
class FolderMailView(TemplateView):
    template_name = "records/folder_mail.html"

    def get_context_data(self, name: str, **kwargs) -> dict:
        return super().get_context_data(mail=mail_or_404(name), **kwargs)


@login_not_required
@never_cache
@require_safe
@csp_replace({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
def folder_mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The letter as a mail program shows it: with its own style, and nothing else."""
    return HttpResponse(mail_or_404(name).html)
