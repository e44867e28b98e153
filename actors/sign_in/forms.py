"""allauth's forms with our labels, and without links inside a field's help."""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

from records.forms import GuardedForm

LONGEST_ADDRESS = 254
GOOD_PASSWORD = _("Minst tolv tecken. Gärna några ord som inte hör ihop.")


class SignInForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-postadress")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""


class ForgottenPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-postadress")

    def clean_email(self) -> str:
        """What a letter can be sent to: some letters turn into others when made small."""
        EmailValidator()(self.cleaned_data["email"].lower())
        MaxLengthValidator(LONGEST_ADDRESS)(self.cleaned_data["email"].lower())
        return super().clean_email()


class PasswordAgainForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = GOOD_PASSWORD


class NewPasswordForm(account.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = GOOD_PASSWORD


class CodeForm(second_factor.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Engångskod eller reservkod")


class CodeAgainForm(second_factor.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Engångskod eller reservkod")


class FirstCodeForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Koden som appen visar")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


# What a key's answer raises where a part of it is missing, or is not what it should be.
BROKEN_ANSWER = (AttributeError, LookupError, TypeError, ValueError, InvalidSignature)
BROKEN_TEXT = _("Nyckelns svar gick inte att läsa. Försök igen.")


class KeyAnswerField(forms.JSONField):
    """Reading what is nested too deep breaks, wherever Django tries to."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(BROKEN_TEXT) from error

    def bound_data(self, data, initial):
        """Never shown again: a key answers each question once."""
        return None if data is None else InvalidJSONInput("")


class NewKeyForm(GuardedForm, webauthn.AddWebAuthnForm):
    guarded = ("name",)
    credential = KeyAnswerField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Vad du kallar nyckeln")

    def clean(self) -> dict:
        """allauth lets an answer that lacks a part through to the library, which breaks on it."""
        try:
            return super().clean()
        except BROKEN_ANSWER as error:
            raise ValidationError(BROKEN_TEXT) from error


class KeyForm(webauthn.AuthenticateWebAuthnForm):
    credential = KeyAnswerField()

    def clean_credential(self):
        try:
            return super().clean_credential()
        except BROKEN_ANSWER as error:
            raise ValidationError(BROKEN_TEXT) from error


class KeyAgainForm(webauthn.ReauthenticateWebAuthnForm):
    credential = KeyAnswerField()

    def clean_credential(self):
        try:
            return super().clean_credential()
        except BROKEN_ANSWER as error:
            raise ValidationError(BROKEN_TEXT) from error


class KeyNameForm(GuardedForm, webauthn.EditWebAuthnForm):
    guarded = ("name",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Vad du kallar nyckeln")
