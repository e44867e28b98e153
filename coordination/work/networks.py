"""A network is made, changed, put up, taken down, handed over and ended."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.models import Network
from coordination.rules.networks import can_hand_over_network, is_public_network
from coordination.services.networks import (
    end_network,
    hand_over_network,
    publish_network,
    save_network,
    withdraw_network,
)
from coordination.work.doors import FormPage, NetworkDoor
from coordination.work.forms import (
    LastDayForm,
    MaintainerForm,
    NetworkForm,
    network_form,
    organisations_around,
)
from records.services import lock
from strategies.work.rounds.pages import Pressed


class NewNetworkView(FormPage):
    """For who coordinates an organisation, which then maintains it."""

    heading, button = gettext_lazy("Nytt nätverk"), gettext_lazy("Skapa nätverket")
    intro = gettext_lazy(
        "Det syns bara för er och dem som får en plats i det, tills du publicerar det."
    )

    def find(self, **kwargs) -> Network:
        if not self.access.is_editor:
            raise PermissionDenied
        return Network()

    def may(self) -> bool:
        return True

    def form(self, data=None) -> NetworkForm:
        return network_form(self.network, self.access, data)

    def act(self, form: NetworkForm) -> str:
        self.network = save_network(
            network=form.instance, strategies=form.chosen_strategies, by=self.request.user
        )
        return _("Nätverket finns. Lägg till vilka som är med.")

    def back(self) -> str:
        is_made = self.network.pk is not None
        return self.network.get_work_url() if is_made else reverse("own_networks")


class ChangeNetworkView(FormPage):
    heading, button = gettext_lazy("Ändra nätverket"), gettext_lazy("Spara")

    def form(self, data=None) -> NetworkForm:
        network = self.network if data is None else lock(self.network)
        return network_form(network, self.access, data)

    def act(self, form: NetworkForm) -> str:
        if form.has_changed():
            save_network(
                network=form.instance, strategies=form.chosen_strategies, by=self.request.user
            )
        return _("Ändringen är sparad.")


class PublishNetworkView(NetworkDoor, Pressed):
    def act(self) -> str:
        publish_network(network=self.network, by=self.request.user)
        self.network.refresh_from_db()
        if is_public_network(self.network):
            return _("Nätverket är publicerat. Alla kan läsa att det finns.")
        return _("Nätverket är publicerat. Det syns för alla när det som det hör till gör det.")


class WithdrawNetworkView(NetworkDoor, Pressed):
    def act(self) -> str:
        withdraw_network(network=self.network, by=self.request.user)
        return _("Nätverket är avpublicerat, och dess möten med det. Inget är raderat.")


class EndNetworkView(FormPage):
    heading = button = gettext_lazy("Avsluta nätverket")
    intro = gettext_lazy(
        "Alla platser upphör den dagen, och de som sitter där får ett brev. Inget raderas: möten, "
        "platser och utmaningar står kvar med sina dagar."
    )

    def form(self, data=None) -> LastDayForm:
        return LastDayForm(data)

    def act(self, form: LastDayForm) -> str:
        end_network(network=self.network, on=form.cleaned_data["on"], by=self.request.user)
        return _("Nätverket har fått sin sista dag.")


class HandOverNetworkView(FormPage):
    """To another organisation: an administrator's to do."""

    heading, button = gettext_lazy("Byt förvaltare"), gettext_lazy("Lämna över")
    intro = gettext_lazy(
        "Den nya organisationens ansvariga ändrar nätverket, platserna och mötena från nu."
    )

    def may(self) -> bool:
        return can_hand_over_network(self.access)

    def form(self, data=None) -> MaintainerForm:
        others = organisations_around(self.network).exclude(pk=self.network.maintained_by_id)
        return MaintainerForm(data, organisations=others)

    def act(self, form: MaintainerForm) -> str:
        to = form.cleaned_data["to"]
        hand_over_network(network=self.network, to=to, by=self.request.user)
        return _("%(organisation)s förvaltar nätverket nu.") % {"organisation": to.name_with_kind}
