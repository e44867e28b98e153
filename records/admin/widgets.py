from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _


class NamedSplitDateTime(AdminSplitDateTime):
    """The admin's two fields of a time, each with a name. Django only writes it beside them."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, (_("datum"), _("klockslag")), strict=True):
            widget.attrs["aria-label"] = name
