"""The public pages: what joining a strategy means, and the form of who has no account."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from records.public_forms import public_form
from records.public_pages import PublicDetailView
from strategies.joining.forms import JoinForm, organisations_in
from strategies.models import JoinRequest, Strategy
from strategies.services import ask_to_join_by_mail

REFUSED = 422


class JoiningPage(PublicDetailView):
    """Of a strategy that takes requests to join it."""

    queryset = (
        Strategy.objects.public()
        .open_for_joining()
        .select_related("county", "under", "maintained_by")
    )
    neutral_title = _("Anslutning")

    def is_sensitive(self) -> bool:
        return self.object.sensitive

    def get_summary(self) -> Strategy:
        return self.object


@method_decorator(public_form, name="dispatch")
class JoinView(JoiningPage):
    template_name = "strategies/joining/join.html"

    def form(self, data=None) -> JoinForm:
        return JoinForm(
            data,
            instance=JoinRequest(strategy=self.object),
            organisations=organisations_in(self.object),
            goals=self.object.goals.public(),
        )

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", None)
        return super().get_context_data(**(kwargs | {"form": kwargs["form"] or self.form()}))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.object = self.get_object()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                ask_to_join_by_mail(request=form.instance, aims=form.aims)
                return redirect("join_sent", self.object.slug)
            except ValidationError as error:
                form.add_refusal(error)
        response = self.render_to_response(self.get_context_data(form=form), status=REFUSED)
        response.headers["Cache-Control"] = "no-store"
        return response


class JoinSentView(JoiningPage):
    """The same to everybody: nothing tells which mailbox we know."""

    template_name = "strategies/joining/sent.html"
