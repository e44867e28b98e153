"""How pages write a record: missing facts, partial dates, and Swedish text on an English page."""

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from records.partial_dates import in_words
from records.public_forms import STAMP, TRAP, stamp

register = template.Library()


@register.filter
def sv(text: str) -> str | SafeString:
    """Content, which is Swedish, marked as such where the page is in another language."""
    if not text or get_language() == "sv":
        return text
    return format_html('<span lang="sv">{}</span>', text)


@register.filter
def sv_paragraphs(text: str) -> SafeString:
    """Content of several paragraphs, escaped, marked as Swedish where the page is not."""
    html = SafeString(linebreaks(text, autoescape=True))
    return html if get_language() == "sv" else format_html('<div lang="sv">{}</div>', html)


@register.filter
def told_in(record: object, name: str) -> SafeString:
    """A text of a record as paragraphs: its English one on an English page where there is one."""
    english = getattr(record, f"{name}_en") if get_language() == "en" else ""
    if english:
        return SafeString(linebreaks(english, autoescape=True))
    if text := getattr(record, name):
        return sv_paragraphs(text)
    return format_html("<p>{}.</p>", or_missing(""))


@register.filter
def or_missing(value: object) -> object:
    """The value, or the words for a fact that is not stated."""
    if value not in (None, ""):
        return value
    return format_html('<span class="missing">{}</span>', gettext("Uppgift saknas"))


@register.filter
def starts_with(path: str, address: str) -> bool:
    """Whether a page lies below an address."""
    return path.startswith(address)


@register.simple_tag
def partial_date(value: str, wording: str = "") -> object:
    """A partial date in words; the source's own wording is Swedish."""
    if wording and value:
        return format_html("{} ({})", sv(wording), in_words(value))
    return or_missing(sv(wording) if wording else in_words(value))


@register.simple_tag
def period(start: str, end: str, wording: str = "") -> object:
    """A period from and to partial dates, as the source words it where it does."""
    dates = ""
    if start and end:
        dates = f"{in_words(start)}–{in_words(end)}"
    elif start:
        dates = gettext("från %(date)s") % {"date": in_words(start)}
    elif end:
        dates = gettext("till %(date)s") % {"date": in_words(end)}
    if wording and dates:
        return format_html("{} ({})", sv(wording), dates)
    return or_missing(sv(wording) or dates)


@register.simple_tag(takes_context=True)
def page_address(context, number: int) -> str:
    """The address of another page of the same filtered list."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.tag
def remembered_title(parser, token) -> "RememberedTitle":
    """The title between this tag and its end; links to the page show it too, as `title_of_page`."""
    inner = parser.parse(("endremembered_title",))
    parser.delete_first_token()
    return RememberedTitle(inner)


class RememberedTitle(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context) -> SafeString:
        title = SafeString(self.nodelist.render(context).strip())
        context["title_of_page"] = title
        return title


@register.simple_tag
def public_form_fields() -> SafeString:
    """The hidden fields of a form on a public page (`records/public_forms.py`). The label is for
    who sees the page without its style."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">'
        '<div hidden><label>{} <input name="{}" autocomplete="off" tabindex="-1"></label></div>',
        STAMP,
        stamp(),
        gettext("Lämna det här fältet tomt"),
        TRAP,
    )
