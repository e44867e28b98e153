"""Challenges of a network: raised between meetings, and followed until they are handled."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from coordination.models import Challenge
from coordination.rules.challenges import can_edit_challenge
from coordination.services.challenges import save_challenge
from coordination.services.holding import hold_with_meeting
from coordination.work.deciding_doors import FormPage, OneRow
from coordination.work.deciding_forms import ChallengeForm
from coordination.work.running import OfRunNetwork


class SavesChallenge(FormPage):
    button = _("Spara")

    def save(self, form: ChallengeForm) -> None:
        save_challenge(
            challenge=form.instance,
            goals=form.chosen("goals"),
            commitments=form.chosen("commitments"),
            by=self.request.user,
        )


class NewChallengeView(OfRunNetwork, SavesChallenge):
    heading = _("Lyft en utmaning")
    said = _("Utmaningen står på nätverkets sida.")

    def form(self, data=None) -> ChallengeForm:
        return ChallengeForm(data, instance=Challenge(network=self.network), access=self.access)

    def back(self) -> str:
        return self.network.get_work_url()


class ChallengeView(OneRow, SavesChallenge):
    rows: Any = Challenge.objects.select_related(
        "network__county", "network__maintained_by", "meeting__county", "meeting__convener",
        "meeting__network",
    )  # fmt: skip
    heading = _("En utmaning")
    said = _("Utmaningen är sparad.")

    def may(self) -> bool:
        return can_edit_challenge(self.access, self.row)

    def form(self, data=None) -> ChallengeForm:
        row = self.row if data is None else hold_with_meeting(self.row)
        return ChallengeForm(data, instance=row, access=self.access)

    def back(self) -> str:
        return (self.row.network or self.row.meeting).get_work_url()
