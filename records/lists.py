"""A list with a filter, for pages of everybody and of staff alike."""

from typing import Any

from django.http import HttpResponse
from django.views.generic import ListView

ROWS_A_PAGE = 50


class FilteredListView(ListView):
    """A filtered list, 50 rows a page. A value that no filter knows is answered with 400."""

    filterset_class: Any = None
    paginate_by = ROWS_A_PAGE

    def get_queryset(self):
        self.filterset = self.filterset_class(
            self.request.GET, queryset=super().get_queryset(), request=self.request
        )
        return self.rows()

    def rows(self):
        """What the filter finds; nothing where it was asked for what cannot be."""
        return self.filterset.qs if self.filterset.is_valid() else self.filterset.queryset.none()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(filterset=self.filterset, **kwargs)

    def render_to_response(self, context, **kwargs) -> HttpResponse:
        status = 200 if self.filterset.is_valid() else 400
        return super().render_to_response(context, status=status, **kwargs)
