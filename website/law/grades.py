"""What each grade means, for readers."""

from django.utils.translation import gettext_lazy as _

from strategies.choices import Grade

GRADES = (
    (Grade.NOT_STARTED, _("Inget är gjort än.")),
    (Grade.STARTED, _("Arbetet har börjat. Mindre än hälften är gjort.")),
    (Grade.HALF_OR_MORE, _("Hälften eller mer är gjort.")),
    (Grade.COMPLETED, _("Allt, eller det viktigaste, är gjort.")),
    (Grade.CONTINUOUS, _("Det görs hela tiden, som det är lovat. Räknas som genomfört.")),
    (Grade.NOT_RELEVANT, _("Åtagandet gäller inte längre. Skälet står bredvid.")),
    (Grade.DISCONTINUED, _("Åtagandet har tagits bort. Skälet står bredvid.")),
)
