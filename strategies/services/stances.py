from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actors.access import access_of
from actors.models import Actor, User
from records.history import told_as
from strategies.choices import OPEN_TO_STANCES, CommitmentKind
from strategies.models import ProgressReport, Stance
from strategies.rules.stances import can_state_stance
from strategies.services.reports.holding import held, office_of, require, require_state
from strategies.services.reports.submitting import SeenOtherwiseError

RESUBMITTED = _(
    "Uppföljningen har kompletterats sedan du öppnade sidan. Läs den nya texten och svara igen."
)


@transaction.atomic
def state_stance(
    *,
    report: ProgressReport,
    actor: Actor,
    agrees: bool,
    sentence: str = "",
    by: User,
    seen: int | None = None,
) -> Stance:
    """Say for a contributor that it confirms a report of a joint effort, or what it sees
    otherwise. `seen` is the number of the version that was read.

    Said in the same words twice it is said once; said otherwise, what was said before stays with
    its day. Raises PermissionDenied; NotThereError for a report that is not submitted or received;
    SeenOtherwiseError where another version was submitted since; ValidationError where it is no
    joint effort, or dissent has no sentence.
    """
    kept = held(report)
    require(may=can_state_stance(access_of(by), kept, actor))
    if kept.commitment.kind != CommitmentKind.JOINT_EFFORT:
        raise ValidationError(_("Bara en myndighetsgemensam satsning bekräftas av medverkande."))
    require_state(kept, OPEN_TO_STANCES)
    number = kept.versions.latest("number").number
    if seen not in (None, number):
        raise SeenOtherwiseError(RESUBMITTED)
    said = kept.stances.current().filter(actor=actor).first()
    words = {"about_version": number, "agrees": agrees, "sentence": sentence.strip()}
    if said and all(getattr(said, name) == value for name, value in words.items()):
        return said
    with told_as(by=by, for_actor=actor.pk):
        return replace_stance(said, new_stance(kept, actor, by, words))


def new_stance(report: ProgressReport, actor: Actor, by: User, words: dict) -> Stance:
    with override("sv"):
        office, organisation = office_of(by, actor), str(actor.name_with_kind)
    return Stance(
        report=report,
        actor=actor,
        office=office,
        organisation=organisation,
        stated_at=timezone.now(),
        **words,
    )


def replace_stance(said: Stance | None, stance: Stance) -> Stance:
    if said is not None:
        said.replaced_at = stance.stated_at
        said.save()
    stance.full_clean()
    stance.save()
    return stance
