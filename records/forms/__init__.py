from records.forms.clash import Clash, Difference
from records.forms.record import CONFIRM, RecordForm
from records.forms.rows import OnceFormSet
from records.forms.versioned import SHOWN, VersionedForm

__all__ = [
    "CONFIRM",
    "SHOWN",
    "Clash",
    "Difference",
    "OnceFormSet",
    "RecordForm",
    "VersionedForm",
]
