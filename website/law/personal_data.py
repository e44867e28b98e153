"""What is kept about people, in a reader's words. docs/retention.md tells whoever runs a site the
same, and more; what one says the other must not deny."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kept:
    what: str | Promise
    why: str | Promise
    how_long: str | Promise


KEPT = (
    Kept(
        _("Konto: namn, e-post, språk, hur du loggar in"),
        _("För att du ska kunna logga in och få brev."),
        _("Tills du slutar och det tas bort på begäran."),
    ),
    Kept(
        _("Uppdrag: organisation, befattning, roll, från och till"),
        _("För att visa vem som fick göra vad."),
        _("Bevaras, utan ditt namn när kontot är borttaget."),
    ),
    Kept(
        _("Plats i nätverk: organisation, befattning, från och till"),
        _("För att veta vem som företräder vem. Namnet visas bara för nätverket självt."),
        _("Bevaras, utan ditt namn när kontot är borttaget."),
    ),
    Kept(
        _("Historik: vem som ändrade vad, och när du loggade in"),
        _("För att kunna visa hur en allmän handling kom till, och upptäcka missbruk."),
        _("Bevaras, utan namn."),
    ),
    Kept(
        _("Var du är inloggad: webbläsare och IP-adress"),
        _("För att du ska kunna se det och logga ut därifrån."),
        _("Tills du nästa gång loggar in eller öppnar listan."),
    ),
    Kept(
        _("Brev från webbplatsen: adress, ämne och tid"),
        _("För att veta att ett brev kom fram."),
        _("Bevaras. Texten tas bort när brevet är skickat."),
    ),
    Kept(
        _("Svar genom en personlig länk: namn, adress och befattning"),
        _("För att veta vem som svarade för organisationen."),
        _("Namn och adress i ett år efter att uppföljningen är stängd. Befattningen bevaras."),
    ),
    Kept(
        _("Begäran om att ansluta sig: adress, namn och befattning"),
        _("För att pröva den, och kunna svara. Visas bara för de två parterna."),
        _("Bevaras, som allmän handling."),
    ),
    Kept(
        _("Meddelande om brister i tillgängligheten: det du skrev, och din e-post om du gav den"),
        _("För att rätta felet och svara dig."),
        _("Här tills det är skickat. Sedan hos den som driver webbplatsen, som allmän handling."),
    ),
)
