from records.models.publishing import Dated, Publishable
from records.models.sources import Source, Sourced
from records.models.versioning import Versioned

__all__ = ["Dated", "Publishable", "Source", "Sourced", "Versioned"]
