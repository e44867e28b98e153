from records.forms.clash import Clash, Difference
from records.forms.record import RecordForm
from records.forms.rows import OnceFormSet, RecordFormSet
from records.forms.texts import CONFIRM, GuardedForm
from records.forms.versioned import SHOWN, VersionedForm

__all__ = [
    "CONFIRM",
    "SHOWN",
    "Clash",
    "Difference",
    "GuardedForm",
    "OnceFormSet",
    "RecordForm",
    "RecordFormSet",
    "VersionedForm",
]
