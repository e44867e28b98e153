from datetime import date, datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Greatest, Length, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, County, RuledQuerySet
from coordination.choices import MeetingForm, MeetingState, NotesState
from coordination.models.final_notes import keep_meeting_as_noted
from coordination.models.network import Network
from coordination.models.seat import Seat
from coordination.rules.meetings import editable_meeting_q, own_meeting_q, public_meeting_q
from records.constraints import not_empty, one_of
from records.models import PubliclyIdentified, Publishable, Sourced, Versioned
from records.partial_dates import PartialDateField, has_passed, partial_dates_check
from strategies.models import Strategy


class MeetingQuerySet(RuledQuerySet):
    def public(self) -> Self:
        return self.filter(public_meeting_q())

    def visible_q(self, access: Access) -> Q:
        return public_meeting_q() | own_meeting_q(access)

    def editable_q(self, access: Access) -> Q:
        return editable_meeting_q(access)

    def own_of(self, access: Access) -> Self:
        """Those that the person reads from the first draft."""
        return self if access.is_superuser else self.filter(own_meeting_q(access))

    def to_be_approved_by(self, access: Access) -> Self:
        """Those whose minutes wait for the person, who still has the seat; as `is_approver`."""
        held = Seat.objects.held_on(timezone.localdate()).filter(person=access.user_id)
        rows = self.filter(notes_state=NotesState.SENT, is_formal=True, network__isnull=False)
        return rows.filter(approver__in=held.order_by().values("pk"))

    def to_be_commented_by(self, access: Access) -> Self:
        """Those whose notes are out for comments, of networks in which the person sits and that
        others run."""
        today = timezone.localdate()
        out = self.filter(notes_state=NotesState.SENT, comments_by__gte=today)
        return out.filter(network__in=access.sits_in).exclude(editable_meeting_q(access))

    def real(self) -> Self:
        """All but the invented ones of Exempel län."""
        return self.exclude(county__is_example=True)

    def in_county(self, county: County) -> Self:
        return self.filter(county=county)

    def matching(self, text: str) -> Self:
        return self.filter(
            Q(title__icontains=text) | Q(network__title__icontains=text) | Q(town__icontains=text)
        )

    def to_come(self) -> Self:
        """Planned, the next one first; those without a date stand last."""
        return self.filter(state=MeetingState.PLANNED).order_by(
            NullIf("on", Value("")).asc(nulls_last=True), "starts_at", "pk"
        )

    def past(self) -> Self:
        """Held or cancelled, the latest first; those without a date stand last."""
        return self.exclude(state=MeetingState.PLANNED).order_by("-on", "-starts_at", "-pk")

    def by_day(self) -> Self:
        """The latest first, what is to come before it."""
        return self.order_by("-on", "-starts_at", "-pk")

    def on_a_day(self, *, since: date) -> Self:
        """Those whose day is known, from that day on, the first one first."""
        whole = self.alias(precision=Length("on")).filter(precision=len("2026-05-12"))
        return whole.filter(on__gte=since.isoformat()).order_by("on", "pk")

    def latest_changed(self) -> Self:
        """Published ones, the last that came up or was changed first; as `changed_at` of one."""
        changed = Coalesce("content_updated_at", "published_at")
        return self.order_by(Greatest(changed, "published_at").desc(), "-pk")


class Meeting(PubliclyIdentified, Publishable, Versioned, Sourced):
    """A meeting of a network, or a talk that one organisation convenes. Of one that is
    public all read the title, day, town, form, strategies and description; the room, the address
    and the link are for those who are invited."""

    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("nätverk"),
    )
    convener = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="convened_meetings",
        verbose_name=_("inbjudare"),
        help_text=_("För ett samtal eller möte utan nätverk: den som bjöd in."),
    )
    convener_office = models.CharField(_("inbjudarens befattning"), max_length=200, blank=True)
    title = models.CharField(_("rubrik"), max_length=200)
    title_is_label = models.BooleanField(_("rubriken är vår beteckning"), default=False)
    description = models.TextField(_("om mötet"), blank=True)
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="county_meetings",
        verbose_name=_("län"),
        help_text=_("Tomt för det som är nationellt."),
    )
    strategies = models.ManyToManyField(
        Strategy, blank=True, related_name="meetings", verbose_name=_("strategier")
    )
    state = models.CharField(
        _("läge"), max_length=20, choices=MeetingState, default=MeetingState.PLANNED
    )
    starts_at = models.DateTimeField(_("börjar"), null=True, blank=True)
    ends_at = models.DateTimeField(_("slutar"), null=True, blank=True)
    # Follows from `starts_at` where that is known: lists are sorted by it.
    on = PartialDateField(_("dag"), help_text=_("När klockslaget inte är känt."))
    on_wording = models.CharField(
        _("dag, med källans ord"), max_length=100, blank=True, help_text=_("”i slutet av året”")
    )
    form = models.CharField(_("form"), max_length=20, choices=MeetingForm, blank=True)
    town = models.CharField(_("ort"), max_length=100, blank=True)
    place = models.CharField(
        _("lokal och adress"),
        max_length=300,
        blank=True,
        help_text=_("Visas bara för dem som är bjudna."),
    )
    joining_link = models.URLField(
        _("länk till mötet"),
        max_length=500,
        blank=True,
        help_text=_("Visas bara för dem som är bjudna."),
    )
    attendance_wording = models.CharField(
        _("hur många, med källans ord"), max_length=200, blank=True
    )

    answer_by = models.DateField(_("svar senast"), null=True, blank=True)
    propose_by = models.DateField(
        _("förslag på punkter senast"),
        null=True,
        blank=True,
        help_text=_("Till och med den dagen kan nätverkets egna föreslå punkter."),
    )
    documents_by = models.DateField(_("handlingarna skickas senast"), null=True, blank=True)

    # When its date was last sent to be kept free; empty where nobody was asked to, or need to.
    reserved_at = models.DateTimeField(_("datumet skickat"), null=True, editable=False)
    # Of the invitation: when it first left, and what those invited were last told (`invited.py`).
    invited_at = models.DateTimeField(_("inbjudan skickad"), null=True, editable=False)
    sequence = models.PositiveIntegerField(_("utskick i ordning"), default=0, editable=False)
    told = models.JSONField(_("så står det i utskicket"), default=dict, editable=False)

    is_formal = models.BooleanField(
        _("mötet har protokoll"),
        default=False,
        help_text=_("Paragrafer och justering. Annars minnesanteckningar."),
    )
    notes_state = models.CharField(
        _("anteckningarnas läge"),
        max_length=20,
        choices=NotesState,
        default=NotesState.DRAFT,
        editable=False,
    )
    notes_sent_at = models.DateTimeField(_("anteckningarna skickade"), null=True, editable=False)
    comments_by = models.DateField(_("kommentarer senast"), null=True, editable=False)
    # Who approves minutes, named before they are sent: by the seat, or where no seat holds them.
    approver = models.ForeignKey(
        "coordination.Seat",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="approves",
        verbose_name=_("justerare"),
    )
    final_at = models.DateTimeField(_("klara från"), null=True, editable=False)
    # Of what was final and is, or was, corrected: it stands on the next paper.
    correction = models.TextField(_("rättat"), blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        ordering = ["-on", "-starts_at", "-pk"]
        indexes = [models.Index(fields=["state", "on"])]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(network__isnull=False, convener__isnull=True)
                | Q(network__isnull=True, convener__isnull=False),
                name="coordination_meeting_of_network_or_convener",
                violation_error_message=_("Ange ett nätverk, eller den som bjöd in."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="coordination_meeting_in_order",
                violation_error_message=_("Mötet slutar före det börjar."),
            ),
            partial_dates_check("on", name="coordination_meeting_dates"),
            one_of("state", MeetingState, name="coordination_meeting_state_known"),
            one_of("notes_state", NotesState, name="coordination_meeting_notes_state_known"),
            models.CheckConstraint(
                condition=Q(notes_state=NotesState.FINAL, final_at__isnull=False)
                | (~Q(notes_state=NotesState.FINAL) & Q(final_at__isnull=True)),
                name="coordination_meeting_final_has_its_time",
                violation_error_message=_("Det som är klart har en tid, och bara det."),
            ),
            not_empty("title", name="coordination_meeting_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.public_id])

    def get_work_url(self) -> str:
        return reverse("work_meeting", args=[self.public_id])

    @property
    def is_example(self) -> bool:
        """Whether it is invented: a meeting of Exempel län."""
        return bool(self.county_id and self.county and self.county.is_example)

    @property
    def maintained_by(self) -> Actor:
        """Whose it is to tell of the meeting."""
        owner = self.network.maintained_by if self.network else self.convener
        assert owner is not None
        return owner

    @property
    def sensitive(self) -> bool:
        """Whether its page may reveal the reader's situation: as its network's."""
        return self.network is None or self.network.sensitive

    @property
    def calendar_uid(self) -> str:
        """By which every calendar knows the meeting, in all that is sent and shown of it."""
        return f"{self.public_id}@samordna"

    @property
    def changed_at(self) -> datetime:
        """When what everybody reads of it last changed or came up: of one that is published."""
        times = [self.published_at, self.content_updated_at]
        return max(time for time in times if time is not None)

    @property
    def has_final_notes(self) -> bool:
        return self.notes_state == NotesState.FINAL

    @property
    def has_begun(self) -> bool:
        """Whether some of when it may be has come; of what is not known, it may have."""
        if self.starts_at is not None:
            return self.starts_at <= timezone.now()
        return self.on == "" or self.on <= timezone.localdate().isoformat()[: len(self.on)]

    @property
    def is_left_open(self) -> bool:
        """Whether nobody has said if it was held, though all of when it may be has passed."""
        is_over = has_passed(self.on, timezone.localdate())
        return self.state == MeetingState.PLANNED and is_over

    @property
    def is_to_come(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def takes_comments(self) -> bool:
        """Whether its own may comment on the notes: until the named day ends."""
        if self.notes_state != NotesState.SENT or self.comments_by is None:
            return False
        return timezone.localdate() <= self.comments_by

    @property
    def needs_approver(self) -> bool:
        """Whether a named person approves the minutes. Who approves has a seat: a meeting without a
        network is confirmed by its convener, also where it has minutes."""
        return self.is_formal and self.network_id is not None

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    def clean(self) -> None:
        super().clean()
        if self.network is not None and self.network.county_id != self.county_id:
            raise ValidationError({"county": _("Ange samma län som nätverket har.")})
        self.date_by_start()
        keep_meeting_as_noted(self)

    def save(self, *args, **kwargs) -> None:
        self.date_by_start()
        super().save(*args, **kwargs)

    def date_by_start(self) -> None:
        if self.starts_at is not None:
            self.on = timezone.localdate(self.starts_at).isoformat()
