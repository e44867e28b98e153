"""Joint efforts: contributors confirm what the responsible organisation tells, or dissent."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from actors.access import access_of
from strategies.models import ProgressReport, Stance
from strategies.services import SeenOtherwiseError, state_stance
from strategies.work.commitment_forms import StanceForm, seen_now
from strategies.work.receiving import REFUSED, ReportAction

CLASHED = 409


class StanceInboxView(ListView):
    """Reports of joint efforts that wait for a word from the person's organisations, the oldest
    first."""

    template_name = "work/commitments/stance_inbox.html"
    paginate_by = 50

    def get_queryset(self):
        access = access_of(self.request.user)
        if not (access.reports or access.is_superuser):
            raise PermissionDenied
        return (
            ProgressReport.objects.awaiting_stance(access)
            .select_related("commitment__responsible", "commitment__home")
            .with_versions()
            .order_by("as_of", "pk")
        )


class StanceView(ReportAction):
    def may(self) -> bool:
        return bool(self.confirming and self.confirming.own)

    def act(self) -> HttpResponse:
        new = Stance(report=self.report)
        form = StanceForm(self.request.POST, instance=new, own=self.confirming.own)
        if not form.is_valid():
            return self.show(REFUSED, stance_form=form)
        said = form.cleaned_data
        try:
            state_stance(
                report=self.report,
                actor=said["actor"],
                agrees=said["agrees"],
                sentence=said["sentence"],
                seen=said["seen"],
                by=self.request.user,
            )
        except SeenOtherwiseError as error:
            del self.confirming
            seen_now(form, self.confirming.version)
            form.add_error(None, error)
            return self.show(CLASHED, stance_form=form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(REFUSED, stance_form=form)
        return self.done(_("Tack, ert svar är sparat. Det står bredvid uppföljningen."))
