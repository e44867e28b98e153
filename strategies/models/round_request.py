from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, RuledQuerySet
from records.models import Guarded, PubliclyIdentified, Versioned
from records.swedish import in_swedish_order
from strategies.choices import UNANSWERED, AnswerKind, RequestState
from strategies.models.commitment import Commitment
from strategies.models.follow_up_round import FollowUpRound
from strategies.models.progress_report import ProgressReport
from strategies.rules.rounds import answerable_request_q, visible_request_q


class RoundRequestQuerySet(RuledQuerySet):
    def public(self) -> Self:
        """None: what an organisation answers is read in the report, and else at work alone."""
        return self.none()

    def visible_q(self, access: Access) -> Q:
        return visible_request_q(access)

    def editable_q(self, access: Access) -> Q:
        """Those that the person may answer."""
        return answerable_request_q(access)

    def owed_by(self, access: Access) -> Self:
        """Those that the person's organisations are to answer now, by membership."""
        return self.answerable().filter(answerable_request_q(access)).waited_for()

    def to_be_signed_by(self, access: Access) -> Self:
        """Those whose answer one of the person's organisations has submitted and the person may
        sign off, until the report of the round is published."""
        versions = apps.get_model("strategies", "RequestVersion").objects.order_by("-number")
        of_last = versions.filter(request=OuterRef("pk")).values("signature")[:1]
        return self.alias(signature=Subquery(of_last)).filter(
            signature__isnull=True,
            actor__in=access.signs,
            round__opened_at__isnull=False,
            round__report__published_at__isnull=True,
            answer=AnswerKind.ANSWERS,
            completion_asked_at__isnull=True,
        )

    def waited_for(self) -> Self:
        """Those in which something is to be written, and not only to be received."""
        return self.filter(Q(answer="") | Q(completion_asked_at__isnull=False))

    def answerable(self) -> Self:
        """Those in which somebody may still write; the same as `can_be_answered` of one."""
        more_time = Q(extended_to__gte=timezone.localdate()) | Q(completion_asked_at__isnull=False)
        return self.filter(
            Q(round__closed_at__isnull=True) | more_time,
            round__opened_at__isnull=False,
            received_at__isnull=True,
        )

    def in_swedish_order(self) -> Self:
        return self.order_by(in_swedish_order("actor__name"), "pk")

    def with_answers(self) -> Self:
        """Each with what it has submitted (`told_versions`, the latest first, with signatures) and
        its commitments (`told_items`, with their reports). Two queries more."""
        versions = apps.get_model("strategies", "RequestVersion").objects.order_by("-number")
        items = RequestItem.objects.select_related("commitment", "report").order_by("pk")
        return self.prefetch_related(
            Prefetch("versions", versions.select_related("signature"), to_attr="told_versions"),
            Prefetch("items", items, to_attr="told_items"),
        )


class RoundRequest(PubliclyIdentified, Versioned):
    """That an organisation is asked in a follow-up round: once, however many roles it has.

    Its answers to the questions are a draft here until they are submitted; each submission makes a
    version that is never changed. How its commitments go is told in progress reports as always.
    """

    uncounted = frozenset({"first_opened_at"})
    # Whom the organisation has named: a request hangs on no person.
    doers = frozenset({"contact"})

    round = models.ForeignKey(
        FollowUpRound,
        on_delete=models.PROTECT,
        related_name="requests",
        verbose_name=_("uppföljningsomgång"),
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="round_requests", verbose_name=_("aktör")
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="round_requests",
        verbose_name=_("den som svarar hos er"),
    )
    # Answers by the public id of their question: see `strategies.answers`.
    draft = models.JSONField(_("utkast till svar"), default=dict, blank=True)
    saved_at = models.DateTimeField(_("senast sparad"), null=True, blank=True, editable=False)
    first_opened_at = models.DateTimeField(_("först öppnad"), null=True, blank=True, editable=False)
    # "Under beredning hos oss": until the board's day.
    prepared_until = models.DateField(
        _("väntas efter"),
        null=True,
        blank=True,
        help_text=_("Dagen då nämnden eller styrelsen sammanträder."),
    )
    preparation = models.CharField(
        _("vad svaret väntar på"),
        max_length=300,
        blank=True,
        help_text=_("Till exempel ”socialnämndens sammanträde”."),
    )
    extended_to = models.DateField(_("förlängd svarstid"), null=True, blank=True)

    answer = models.CharField(_("svar"), max_length=20, blank=True, choices=AnswerKind)
    submitted_at = models.DateTimeField(_("inlämnad"), null=True, blank=True, editable=False)
    completion_asked_at = models.DateTimeField(
        _("komplettering begärd"), null=True, blank=True, editable=False
    )
    request_for_completion = models.TextField(_("vad som ska kompletteras"), blank=True)
    received_at = models.DateTimeField(_("mottagen"), null=True, blank=True, editable=False)

    # Filled by `.with_answers()`.
    told_versions: list[Any]
    told_items: "list[RequestItem]"

    objects = RoundRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("förfrågan")
        verbose_name_plural = _("förfrågningar")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "actor"],
                name="strategies_roundrequest_once",
                violation_error_message=_("Organisationen är redan tillfrågad."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", submitted_at__isnull=True)
                | (Q(answer__in=AnswerKind.values) & Q(submitted_at__isnull=False)),
                name="strategies_roundrequest_answered_at",
                violation_error_message=_("Det som är inlämnat har en tid, och bara det."),
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False)
                | Q(completion_asked_at__isnull=True, received_at__isnull=True),
                name="strategies_roundrequest_handled_was_submitted",
                violation_error_message=_("Det som inte är inlämnat kan inte tas emot."),
            ),
            models.CheckConstraint(
                condition=Q(completion_asked_at__isnull=True) | Q(received_at__isnull=True),
                name="strategies_roundrequest_received_or_asked",
                violation_error_message=_("Det som är mottaget väntar inte på komplettering."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.actor}"

    def get_answer_url(self) -> str:
        """Where its organisation answers."""
        return reverse("round_answer", args=[self.public_id])

    def get_work_url(self) -> str:
        """Where who runs the round looks after it."""
        return reverse("round_request", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        return self.round.is_example

    @property
    def due_on(self) -> date | None:
        """Its own last day, where more time was given."""
        return max(filter(None, [self.round.due_on, self.extended_to]), default=None)

    def is_late_at(self, moment: datetime) -> bool:
        """Whether that moment lies after its last day, which is local and ends 23:59:59."""
        due = self.due_on
        return due is not None and timezone.localdate(moment) > due

    @property
    def is_late(self) -> bool:
        """Submitted after its last day, or not submitted though that has passed."""
        return self.is_late_at(self.submitted_at or timezone.now())

    @property
    def state(self) -> RequestState:
        if self.completion_asked_at is not None:
            return RequestState.COMPLETION_ASKED
        if self.answer in (AnswerKind.ABSTAINS, AnswerKind.NOT_CONCERNED):
            return RequestState(self.answer)
        if self.answer:
            return RequestState.RECEIVED if self.received_at else RequestState.SUBMITTED
        if self.prepared_until is not None:
            return RequestState.UNDER_PREPARATION
        has_begun = self.first_opened_at is not None or bool(self.draft)
        return RequestState.STARTED if has_begun else RequestState.NOT_OPENED

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def can_be_answered(self) -> bool:
        """While its round is open; afterwards where more time was given, or something is to be
        completed. Once what was submitted is received, it stands."""
        if self.round.is_prepared or self.received_at is not None:
            return False
        has_time = self.extended_to is not None and self.extended_to >= timezone.localdate()
        return self.round.is_open or has_time or self.completion_asked_at is not None

    @property
    def is_waited_for(self) -> bool:
        """Whether its organisation is to write: what is submitted waits for who runs the round."""
        return self.can_be_answered and self.is_unanswered


class RequestItem(Guarded):
    """A commitment that an organisation is asked about in a round, and the progress report that
    answers: a new one, or one that was given before and used again."""

    request = models.ForeignKey(
        RoundRequest, on_delete=models.CASCADE, related_name="items", verbose_name=_("förfrågan")
    )
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        related_name="request_items",
        verbose_name=_("åtagande"),
    )
    report = models.ForeignKey(
        ProgressReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="request_items",
        verbose_name=_("uppföljning"),
    )

    class Meta:
        verbose_name = _("åtagande i en förfrågan")
        verbose_name_plural = _("åtaganden i förfrågningar")
        ordering = ["request", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "commitment"],
                name="strategies_requestitem_once",
                violation_error_message=_("Åtagandet finns redan i förfrågan."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.commitment}"

    @property
    def is_example(self) -> bool:
        return self.request.is_example

    @property
    def is_told(self) -> bool:
        """Whether a report that was submitted answers it."""
        return self.report is not None and self.report.as_of is not None

    @property
    def is_its_own(self) -> bool:
        """Whether the organisation that was asked still answers for the commitment."""
        return self.commitment.responsible_id == self.request.actor_id


def asked_about(items: Iterable[RequestItem]) -> list[RequestItem]:
    """What the organisation has told of, or is to tell of: what changed hands before it was told of
    is another's to tell."""
    return [item for item in items if item.is_told or item.is_its_own]


def untold_q() -> Q:
    """The same of rows: commitments of which no report is submitted, whoever answers for them."""
    return Q(report__isnull=True) | Q(report__as_of__isnull=True)


def untold(items: Iterable[RequestItem]) -> list[RequestItem]:
    """Those that still wait for a report."""
    return [item for item in asked_about(items) if not item.is_told]
