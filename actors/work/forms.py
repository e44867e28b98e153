from django import forms
from django.utils.translation import gettext_lazy as _

from actors.access import Access
from actors.models import Actor, Invitation, Membership
from actors.rules import can_give
from actors.services import Rights
from actors.summaries.people import name_seen_by
from records.filters import FILTER_TEXT_LENGTH
from records.forms import RecordForm

ROLES_EXPLAINED = _(
    "En läsare ser även det som inte är publicerat. En uppgiftslämnare kan också lämna uppgifter. "
    "En organisationsansvarig kan också bjuda in och ändra uppdrag."
)
SIGNING_EXPLAINED = _("Rätten att fastställa det som er organisation svarar.")


class InvitationForm(RecordForm):
    """Whom to ask, and to what. Signing is there only for who may give it."""

    class Meta:
        model = Invitation
        fields = ["email", "name", "office", "role", "may_sign", "language"]
        help_texts = {"role": ROLES_EXPLAINED, "may_sign": SIGNING_EXPLAINED}

    def __init__(self, *args, actor: Actor, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.actor = actor
        if not can_give(access, actor, may_sign=True):
            del self.fields["may_sign"]

    def unsaved_parents(self) -> set[str]:
        """Whether the address waits for an answer already is the service's to judge: a second
        press of the button is no fault."""
        return super().unsaved_parents() | {"actor"}


class MembershipForm(RecordForm):
    class Meta:
        model = Membership
        fields = ["office", "role", "may_sign"]
        help_texts = {"role": ROLES_EXPLAINED, "may_sign": SIGNING_EXPLAINED}

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.access = access
        self.had_signing = self.instance.may_sign
        if not self.had_signing and not can_give(access, self.instance.actor, may_sign=True):
            del self.fields["may_sign"]

    def record_name(self) -> str:
        """Of who has protected personal data, no address."""
        return name_seen_by(self.access, self.instance.user, self.instance.actor)

    @property
    def rights(self) -> Rights:
        return Rights(
            role=self.cleaned_data["role"],
            office=self.cleaned_data["office"],
            may_sign=self.cleaned_data.get("may_sign", self.had_signing),
        )


class MailboxesForm(RecordForm):
    class Meta:
        model = Actor
        fields = ["function_mailbox", "registry_mailbox"]


class FirstCoordinatorForm(InvitationForm):
    class Meta(InvitationForm.Meta):
        fields = ["email", "name", "office", "may_sign", "language"]
        help_texts = {
            "email": _("Till den som ska vara organisationsansvarig."),
            "may_sign": _("Bara den som själv får fastställa svar kan ge andra den rätten."),
        }


class SearchForm(forms.Form):
    sok = forms.CharField(
        label=_("Organisationens namn"), required=False, max_length=FILTER_TEXT_LENGTH
    )
