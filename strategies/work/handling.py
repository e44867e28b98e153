"""Who handles what: sharing out, taking over, handing over, and what the successor finds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from actors.access import access_of
from actors.models import Actor, Membership
from actors.work.pages import OrganisationTemplate
from records.lists import ROWS_A_PAGE
from strategies.models import Commitment
from strategies.services import hand_over, handled_in, left_in, share_out, take_over
from strategies.summaries import work_rows
from strategies.work.forms import HandoverForm, ShareOutForm

REFUSED = 422


class ShareOutView(OrganisationTemplate):
    """All commitments of an organisation, to give to those who handle them."""

    template_name = "work/handling/share_out.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(ShareOutForm(actor=self.actor, access=self.access))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ShareOutForm(request.POST, actor=self.actor, access=self.access)
        if not form.is_valid():
            return self.show(form, REFUSED)
        try:
            done = share_out(commitments=form.chosen, shares=form.shares, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, REFUSED)
        text = ngettext(
            "%(count)d åtagande är fördelat.", "%(count)d åtaganden är fördelade.", done
        )
        messages.success(request, text % {"count": done})
        return redirect(request.get_full_path())

    def show(self, form: ShareOutForm, status: int = 200) -> HttpResponse:
        rows = work_rows(Commitment.objects.promised_by(self.actor))
        only_free = "lediga" in self.request.GET
        if only_free:
            rows = [row for row in rows if row.needs_handler]
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        context = self.get_context_data(
            form=form,
            only_free=only_free,
            rows=list(page),
            chosen=set(form.data.getlist("commitments")) if form.is_bound else set(),
            page_obj=page,
            paginator=page.paginator,
        )
        return self.render_to_response(context, status=status)


@require_POST
def take_over_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A colleague's commitment becomes one's own; the colleague is told."""
    visible = Commitment.objects.visible_to(access_of(request.user))
    commitment = get_object_or_404(visible, public_id=public_id)
    try:
        taken = take_over(commitment=commitment, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("my_work")
    if taken.is_told:
        text = _("Du svarar nu för åtagandet. Den som gjorde det förut har fått ett brev.")
    else:
        text = _("Du svarar nu för åtagandet.")
    messages.success(request, text)
    return redirect("my_work")


class HandoverView(OrganisationTemplate):
    """Somebody leaves, or is away for long: all that they handle goes to another in one step."""

    template_name = "work/handling/handover.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        membership = self.membership()
        return self.show(membership, self.form(membership))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        membership = self.membership()
        form = self.form(membership, request.POST)
        if not form.is_valid():
            return self.show(membership, form, REFUSED)
        moved = hand_over(
            actor=self.actor, leaver=membership.user, successor=form.chosen, by=request.user
        )
        text = ngettext(
            "%(count)d åtagande är överlämnat, och efterträdaren har fått ett brev.",
            "%(count)d åtaganden är överlämnade, och efterträdaren har fått ett brev.",
            len(moved),
        )
        if moved:
            messages.success(request, text % {"count": len(moved)})
        else:
            messages.info(request, _("Det fanns inget att lämna över."))
        return redirect(self.people_address)

    def membership(self) -> Membership:
        rows = self.actor.memberships.select_related("user")
        return get_object_or_404(rows, public_id=self.kwargs["public_id"])

    def form(self, membership: Membership, data=None) -> HandoverForm:
        return HandoverForm(data, actor=self.actor, access=self.access, leaver=membership.user)

    def show(self, membership: Membership, form: HandoverForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            leaver=membership.user,
            commitments=list(left_in(self.actor, membership.user).select_related("home")),
        )
        return self.render_to_response(context, status=status)


class HandoverHistoryView(TemplateView):
    """What has happened so far with all that one handles for an organisation, on one page."""

    template_name = "work/handling/history.html"

    def get_context_data(self, **kwargs) -> dict:
        own = Actor.objects.filter(pk__in=access_of(self.request.user).reports)
        actor = get_object_or_404(own, slug=self.kwargs["slug"])
        rows = work_rows(handled_in(actor, self.request.user).with_story())
        return super().get_context_data(actor=actor, rows=rows, **kwargs)
