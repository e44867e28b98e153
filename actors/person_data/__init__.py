"""What the law gives a person: all that is kept about them, and that it can be taken away, whatever
addresses they have had."""

from actors.person_data.anonymising import also_forget, anonymise_person
from actors.person_data.export import also_export, export_person
from actors.person_data.saving import save_person

__all__ = ["also_export", "also_forget", "anonymise_person", "export_person", "save_person"]
