"""The account's addresses: of allauth's only those that we use, so that each has its test.

Left out are changing one's own e-mail address (it comes with the invitation), codes by mail and
signing up.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as key
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path

from actors.sign_in.confirming import by_one_who_has_shown
from actors.sign_in.invitation import InvitationView
from actors.sign_in.provider_views import (
    single_sign_on,
    single_sign_on_answer,
    single_sign_on_refused,
)
from actors.sign_in.views import (
    AccountView,
    SecondStepView,
    ShowAgainView,
    SignInView,
    while_as_it_began,
    with_local_passwords,
    with_own_password,
)

TWO_STEPS = "tva-steg/"
CODES = TWO_STEPS + "reservkoder/"
KEYS = TWO_STEPS + "nycklar/"
PASSWORD = "losenord/"

urlpatterns = [
    path("", AccountView.as_view(), name="account"),
    path("logga-in/", SignInView.as_view(), name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("avstangt/", account.account_inactive, name="account_inactive"),
    # Closed: it says how one gets an account.
    path("registrera/", account.signup, name="account_signup"),
    path("bekrafta/", ShowAgainView.as_view(), name="account_reauthenticate"),
    path("extern/", single_sign_on, name="single_sign_on"),
    path("extern/svar/", single_sign_on_answer, name="single_sign_on_answer"),
    path("extern/utan-konto/", single_sign_on_refused, name="single_sign_on_refused"),
    path("inbjudan/<str:token>/", InvitationView.as_view(), name="invitation"),
    path("enheter/", list_usersessions, name="usersessions_list"),
    path(
        PASSWORD + "byt/",
        with_own_password(account.password_change),
        name="account_change_password",
    ),
    path(
        PASSWORD + "glomt/",
        with_local_passwords(account.password_reset),
        name="account_reset_password",
    ),
    path(
        PASSWORD + "glomt/skickat/",
        with_local_passwords(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        PASSWORD + "nytt/klart/",
        with_local_passwords(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # allauth writes both with a hyphen between them into the mail.
    re_path(
        rf"^{PASSWORD}nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        with_local_passwords(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(TWO_STEPS, second_factor.index, name="mfa_index"),
    path(TWO_STEPS + "kod/", while_as_it_began(SecondStepView.as_view()), name="mfa_authenticate"),
    path(TWO_STEPS + "bekrafta/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path(TWO_STEPS + "app/", by_one_who_has_shown(app.activate_totp), name="mfa_activate_totp"),
    path(TWO_STEPS + "app/ta-bort/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path(CODES, recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(CODES + "nya/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(CODES + "hamta/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(KEYS, key.list_webauthn, name="mfa_list_webauthn"),
    path(KEYS + "ny/", by_one_who_has_shown(key.add_webauthn), name="mfa_add_webauthn"),
    path(KEYS + "bekrafta/", key.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(KEYS + "<int:pk>/ta-bort/", key.remove_webauthn, name="mfa_remove_webauthn"),
    path(KEYS + "<int:pk>/namn/", key.edit_webauthn, name="mfa_edit_webauthn"),
]
