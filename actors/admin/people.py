from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.contrib.messages import ERROR, WARNING
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from actors.models import AnswerLink, Invitation, Membership, User
from actors.person_data import save_person
from actors.person_pages import person_data, person_export
from actors.sign_in.confirming import has_just_shown
from actors.sign_in.links import forget_links
from actors.sign_in.second_factor import forget_second_factor
from records.admin import ChosenRows, EditedByMany, ShownOnly
from records.choices import Verb
from records.forms import RecordForm
from records.history import note

# Memberships are the only table of rights.
admin.site.unregister(Group)
# What belongs to one person's sign-in is theirs alone; the address stands on the person. Imported
# from where they are registered, or that would happen after this.
for model in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession):
    admin.site.unregister(model)


class UserCreation(RecordForm):
    """An account without a password: its owner chooses one by the link of a letter, or signs in
    through the organisation. Most people come by an invitation instead."""

    class Meta:
        model = User
        fields = ["email", "name", "language"]

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class UserChange(RecordForm, UserChangeForm):
    password = None

    class Meta:
        model = User
        exclude = ["password"]


class MembershipInline(ShownOnly, admin.TabularInline):
    """To look at: rights are given and ended where an organisation keeps its people, and the person
    is told by a letter each time."""

    model = Membership
    fields = ["actor", "role", "office", "may_sign", "valid_from", "valid_to"]


@admin.register(User)
class UserAdmin(EditedByMany, ChosenRows, DjangoUserAdmin):
    form = UserChange
    add_form = UserCreation
    list_display = ["email", "name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "protected"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "created_at", "own_data", "locked"]
    inlines = [MembershipInline]
    actions = ["forget_second_factor", "forget_single_sign_on"]

    fieldsets = [
        (None, {"fields": ["email", "name", "language", "protected"]}),
        (_("Tillgång"), {"fields": ["is_active", "is_superuser", "last_login", "created_at"]}),
        (_("Personuppgifter"), {"fields": ["own_data"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "language"]})]

    def get_urls(self) -> list:
        data = self.admin_site.admin_view(person_data)
        export = self.admin_site.admin_view(person_export)
        return [
            path("<int:pk>/uppgifter/", data, name="actors_user_data"),
            path("<int:pk>/uppgifter/hamta/", export, name="actors_user_export"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj: User, form, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
        elif form.has_changed():
            save_person(person=obj)

    def get_readonly_fields(self, request, obj: User | None = None) -> list[str]:
        """Where a person signs in, and whether, is changed by one who has just shown who they are;
        an administrator's own access by another, so that one is always left."""
        fixed = list(super().get_readonly_fields(request, obj))
        if obj is not None and not has_just_shown(request):
            fixed += ["email", "is_active", "is_superuser"]
        elif obj == request.user:
            fixed += ["is_active", "is_superuser"]
        return fixed

    @admin.display(description=_("ändra adress och tillgång"))
    def locked(self, person: User):
        """Shown beside what is locked until one has shown who one is."""
        here = reverse("admin:actors_user_change", args=[person.pk])
        address = reverse("account_reauthenticate", query={"next": here})
        return format_html('<a href="{}">{}</a>', address, _("Visa först att det är du"))

    def get_fieldsets(self, request, obj: User | None = None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or has_just_shown(request):
            return fieldsets
        return [
            (name, options | {"fields": [*options["fields"], "locked"]})
            if "is_superuser" in options["fields"]
            else (name, options)
            for name, options in fieldsets
        ]

    @admin.display(description=_("allt om personen"))
    def own_data(self, person: User):
        if person.pk is None:
            return ""
        address = reverse("admin:actors_user_data", args=[person.pk])
        return format_html('<a href="{}">{}</a>', address, _("Hämta ut eller ta bort"))

    @admin.action(description=_("Ta bort inloggning i två steg, när telefon och koder är borta"))
    def forget_second_factor(self, request, queryset) -> None:
        done = _("Inloggning i två steg är borttagen.")
        self.forget(request, queryset, forget_second_factor, Verb.SECOND_FACTOR_REMOVED, done)

    @admin.action(
        description=_("Glöm vem personen är hos organisationens inloggning, när den gjorts om där")
    )
    def forget_single_sign_on(self, request, queryset) -> None:
        done = _("Organisationens inloggning är glömd: nästa gång avgör e-postadressen.")
        self.forget(request, queryset, forget_links, Verb.SINGLE_SIGN_ON_FORGOTTEN, done)

    def forget(self, request, queryset, service, verb: Verb, done: str) -> None:
        """What only who has just shown who they are may do, and not to themselves."""
        if not has_just_shown(request):
            self.message_user(request, _("Visa först att det är du, under Ditt konto."), ERROR)
            return
        for person in queryset.exclude(pk=request.user.pk):
            if service(person=person):
                note(verb=verb, on=person, by=request.user)
                self.message_user(request, f"{person}: {done}")
            else:
                nothing = _("Det fanns inget att ta bort.")
                self.message_user(request, f"{person}: {nothing}", WARNING)

    def user_change_password(self, request, id, form_url=""):
        """A password is chosen by its owner alone: by the link that a letter brings."""
        raise PermissionDenied

    def has_delete_permission(self, request, obj=None) -> bool:
        """What a person did stays theirs: who leaves no longer may sign in."""
        return False


@admin.register(Membership)
class MembershipAdmin(ShownOnly, ChosenRows):
    list_display = ["user", "actor", "role", "office", "may_sign", "valid_from", "valid_to"]
    list_select_related = ["user", "actor"]
    list_filter = ["role", "may_sign"]
    search_fields = ["user__email", "user__name", "actor__name", "office"]


@admin.register(Invitation)
class InvitationAdmin(ShownOnly, ChosenRows):
    list_display = ["email", "actor", "role", "created_at", "expires_at", "accepted_at"]
    list_select_related = ["actor"]
    list_filter = ["role"]
    search_fields = ["email", "name", "actor__name"]
    exclude = ["token_hash"]


@admin.register(AnswerLink)
class AnswerLinkAdmin(ShownOnly, ChosenRows):
    list_display = ["purpose", "about", "address", "created_at", "expires_at", "used_at"]
    list_filter = ["purpose"]
    search_fields = ["about", "address"]
    exclude = ["token_hash"]
