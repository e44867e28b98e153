"""All settings, read from the environment (in production also from `.env` beside manage.py).

`.env.example` tells what an installation sets. Production is the default; DEBUG=1 is for
development and for tests. ENV_FILE names another file than `.env`.
"""

from pathlib import Path

from config import environment as environ

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"

DEBUG = environ.flag("DEBUG")
# Development has its own values: the `.env` of an installation in the same folder is not for it.
if not DEBUG:
    environ.read_env_file(Path(environ.env.str("ENV_FILE", default=str(BASE_DIR / ".env"))))
SECRET_KEY = environ.secret("SECRET_KEY", development=DEBUG)
# Keys of before: what they signed and encrypted can still be read.
SECRET_KEY_FALLBACKS = environ.env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = environ.hosts("ALLOWED_HOSTS", development=DEBUG)
# Whether `load_demo` may load the invented Exempel län.
ALLOW_DEMO = environ.flag("ALLOW_DEMO")
# Links in letters begin with it.
SITE_ADDRESS = environ.site_address("SITE_ADDRESS", development=DEBUG)
# Where a reader of a page that may reveal their situation is sent by "Lämna sidan snabbt".
QUICK_EXIT_URL = environ.origin("QUICK_EXIT_URL", default="https://www.smhi.se/")

INSTALLED_APPS = [
    "records",
    "actors",
    "strategies",
    "coordination",
    "website",
    "config.apps.SamordnaAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "auditlog",
    "django_filters",
    "csp",
]

MIDDLEWARE = [
    "config.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.PathLanguageMiddleware",
    "config.middleware.NoStoreMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.HistoryMiddleware",
    "config.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.SecondFactorMiddleware",
    "config.middleware.RefuseNulInAdminMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                # The admin needs these two; public pages never look at what they give.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "website.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "records.templatetags.records",
                "actors.templatetags.actors",
            ],
        },
    }
]

# --- Database: SQLite in a file, or PostgreSQL with ICU (docs/adr/0001) ---------------------
CONN_MAX_AGE = environ.whole_number("CONN_MAX_AGE", default=60)
DATABASES = {
    "default": environ.database(
        "DATABASE_URL", default=f"sqlite:///{LOCAL_DIR / 'samordna.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    LOCAL_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # A write lock from the start of a transaction: two writers wait instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = CONN_MAX_AGE
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environ.cache("CACHE_URL", default="locmemcache://")}

# --- People ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "actors.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Signing in (docs/adr/0003) --------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["actors.sign_in.backend.EmailBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_work"
# Whether people may sign in with a password that is kept here.
LOCAL_PASSWORDS = environ.flag("LOCAL_PASSWORDS", default=True)
# The organisation's own sign-in, by OpenID Connect; None where there is none.
IDENTITY_PROVIDER = environ.identity_provider()
# Whether /admin/ and /arbete/ open only with a second factor, for those who answer for much. Off in
# development: the sign-in that `make run` prints works at once.
REQUIRE_SECOND_FACTOR = environ.flag("REQUIRE_SECOND_FACTOR", default=not DEBUG)
# Seconds within which a link to choose a new password works.
PASSWORD_RESET_TIMEOUT = 60 * 60 * 2

ACCOUNT_ADAPTER = "actors.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# The address stands on the person alone, and is theirs by the invitation.
ACCOUNT_EMAIL_VERIFICATION = "none"
# allauth's own keeps a second list of addresses, where an old one would go on opening the account.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 5
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
# Beside allauth's own: tokens of invitations, links without sign-in (by link; those that open
# nothing by address), people's own calendars, how many a person invites, what is kept of those
# whose sign-in has run out, and forms of public pages. A whole organisation may sit at one address.
ACCOUNT_RATE_LIMITS = {
    "open_invitation": "60/m/ip",
    "open_answer_link": "60/m/key,600/h/key",
    "guess_answer_link": "60/m/ip",
    "open_calendar": "30/m/key,240/h/key",
    "invite": "60/h/user",
    "kept_post": "20/m/ip",
    "public_form": "30/h/ip",
}
ACCOUNT_FORMS = {
    "login": "actors.sign_in.forms.SignInForm",
    "reset_password": "actors.sign_in.forms.ForgottenPasswordForm",
    "reauthenticate": "actors.sign_in.forms.PasswordAgainForm",
    "change_password": "actors.sign_in.forms.ChangePasswordForm",
    "reset_password_from_key": "actors.sign_in.forms.NewPasswordForm",
}
SOCIALACCOUNT_ADAPTER = "actors.sign_in.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# Seconds that we wait for the provider.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
MFA_ADAPTER = "actors.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Samordna"
MFA_FORMS = {
    "authenticate": "actors.sign_in.forms.CodeForm",
    "reauthenticate": "actors.sign_in.forms.CodeAgainForm",
    "authenticate_webauthn": "actors.sign_in.forms.KeyForm",
    "reauthenticate_webauthn": "actors.sign_in.forms.KeyAgainForm",
    "activate_totp": "actors.sign_in.forms.FirstCodeForm",
    "add_webauthn": "actors.sign_in.forms.NewKeyForm",
    "edit_webauthn": "actors.sign_in.forms.KeyNameForm",
}
# How many proxies in front add to X-Forwarded-For: limits count by the caller's own address.
ALLAUTH_TRUSTED_PROXY_COUNT = environ.whole_number(
    "TRUSTED_PROXIES", default=1 if environ.flag("BEHIND_TLS_PROXY") else 0
)

# --- The one history (records/history) ---------------------------------------------------------
# Numbers, yes and no, and what is empty as they are, instead of their English words.
AUDITLOG_STORE_JSON_CHANGES = True
# Where somebody sat is nobody's concern.
AUDITLOG_DISABLE_REMOTE_ADDR = True

# --- Mail: put in the outbox by whoever writes it, sent by `manage.py send_mail` -------------
# In development letters lie here as files, and are read at /utveckling/post/.
MAIL_FOLDER = LOCAL_DIR / "mail" if DEBUG else None
MAIL_SERVER = environ.mail_server("EMAIL_URL", development=DEBUG)
EMAIL_BACKEND = MAIL_SERVER["backend"]
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER["host"], MAIL_SERVER["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER["user"], MAIL_SERVER["password"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER["use_tls"], MAIL_SERVER["use_ssl"]
EMAIL_TIMEOUT = 20
# Where messages about faults in accessibility go; empty: the form says that it cannot send them.
ACCESSIBILITY_MAILBOX = environ.mailbox(
    "ACCESSIBILITY_MAILBOX", default="tillganglighet@samordna.example" if DEBUG else ""
)
# Where one writes who finds a hole in the site's safety; empty: there is no security.txt.
SECURITY_CONTACT = environ.contact("SECURITY_CONTACT")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environ.sender("DEFAULT_FROM_EMAIL", development=DEBUG)

# --- Language and time: the path alone decides the language ---------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- Static files ---------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static_root"
# What `manage.py build_assets` joins from the design system; missing until it has run.
ASSETS_DIR = BASE_DIR / "static_built"
STATICFILES_DIRS = [BASE_DIR / "static", *([ASSETS_DIR] if ASSETS_DIR.exists() else [])]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # In MEDIA_ROOT, for the site's own user alone.
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# In development files are found where they lie; production serves what collectstatic gathered.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- Documents: private files, which leave through views that ask the rules -------------------
# No address leads here: there is no MEDIA_URL.
MEDIA_ROOT = environ.private_folder(
    "MEDIA_ROOT", default=LOCAL_DIR / "media", public=[STATIC_ROOT, *STATICFILES_DIRS]
)
DOCUMENT_MAX_BYTES = environ.whole_number("DOCUMENT_MAX_MEGABYTES", default=20) * 1024 * 1024
# Somewhat larger ones are told in the form; what is far too large is never taken in.
FILE_UPLOAD_HANDLERS = [
    "config.uploads.FarTooLargeHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# A strategy with all its parties, goals and commitments is one form; Django allows 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Safety ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# A working day, and no longer than the browser is open.
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Not in a cookie of their own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "website.kept_posts.csrf_failure"
CSRF_TRUSTED_ORIGINS = environ.env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_SSL_REDIRECT = not DEBUG
# The container's own health check speaks plain HTTP on loopback.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else 60 * 60 * 24 * 365
# A promise for every name below the site's own; switch it off where others serve plain HTTP there.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG and environ.flag(
    "HSTS_SUBDOMAINS", default=True
)
if environ.flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Logs: one JSON object a line; no query strings, addresses or bodies --------------------
LOG_LEVEL = environ.choice(
    "LOG_LEVEL", default="INFO", allowed=("DEBUG", "INFO", "WARNING", "ERROR")
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "config.logs.RequestIdFilter"},
        "paths": {"()": "config.logs.PathFilter"},
    },
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id", "paths"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.utils.autoreload": {"handlers": [], "level": "WARNING", "propagate": True},
        # It writes addresses with their query strings; our own line takes its place.
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # Strangers ask for any host; a traceback for each would only fill the log.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # Our own line tells of every 4xx; only what broke, with its traceback, is news here.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
