from website.services.reminders import choose_reminders, reminders_of

__all__ = ["choose_reminders", "reminders_of"]
