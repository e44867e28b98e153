from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from actors.models import County
from records.public_pages import PublicDetailView, PublicPage, PublicTemplateView
from website.places.comparing import beside_each_other
from website.places.finding import LONGEST, Found, all_places, find


class PlaceView(PublicTemplateView):
    """Leads from a name to its page; several that are called so are shown, and so is what looks
    like one that is none. Nothing of it is remembered."""

    template_name = "website/place.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        text = request.GET.get("ort", "")
        if len(text) > LONGEST or "\0" in text:
            return self.show(text.replace("\0", "")[:LONGEST], Found(), is_wrong=True)
        found = find(text, among=all_places())
        if len(found.places) == 1:
            return redirect(found.places[0].address)
        return self.show(text, found)

    def show(self, text: str, found: Found, *, is_wrong: bool = False) -> HttpResponse:
        context = self.get_context_data(
            text=text,
            found=found,
            is_wrong=is_wrong,
            counties=County.objects.filter(is_example=False),
        )
        response = self.render_to_response(context)
        response.status_code = 400 if is_wrong else 200
        return response


class PlaceNamesView(PublicPage):
    """The names of all places, for the suggestions of who types one."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.with_headers(JsonResponse([one.name for one in all_places()], safe=False))


class ComparisonView(PublicDetailView):
    """The municipalities of a county, in their own assessment."""

    queryset = County.objects.all()
    template_name = "website/county_municipalities.html"

    def get_summary(self):
        return beside_each_other(self.object)
