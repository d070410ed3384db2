"""Settings, a function for each larger subject; the environment decides values, not which file.

`CGTLIMS_ENV=production` refuses embedded services and names every missing or weak setting in one
error. Variables are listed in docs/settings.md.
"""

from hashlib import sha256
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cgtlims.api.settings import api_settings
from cgtlims.connections import databases
from cgtlims.env import Env
from cgtlims.job_settings import job_settings
from cgtlims.mail import mail_settings
from cgtlims.origins import https_origins, site_url
from cgtlims.places import data_dir
from cgtlims.sign_in_settings import sign_in_settings

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = data_dir()
RELEASE = "0.1.0"
PRODUCTION = env.choice("CGTLIMS_ENV", "development", {"development", "production"}) == "production"

# -- Secrets and hosts -----------------------------------------------------------------------------
SECRET_KEY = (
    env.secret("CGTLIMS_SECRET_KEY")
    if PRODUCTION
    else env.text("CGTLIMS_SECRET_KEY", "only-for-a-machine-of-ones-own")
)
DEBUG = env.flag("CGTLIMS_DEBUG", False)
if PRODUCTION and DEBUG:
    env.problems.append("CGTLIMS_DEBUG must be off in production.")
if PRODUCTION and env.text("CGTLIMS_FAILPOINT", ""):
    env.problems.append("CGTLIMS_FAILPOINT kills processes for tests; production refuses it.")
ALLOWED_HOSTS = env.words(
    "CGTLIMS_ALLOWED_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,[::1]"
)
CSRF_TRUSTED_ORIGINS = https_origins(ALLOWED_HOSTS) if PRODUCTION else []
SITE_URL = env.url(
    "CGTLIMS_SITE_URL",
    ("https",) if PRODUCTION else ("https", "http"),
    site_url(ALLOWED_HOSTS) if PRODUCTION else "http://localhost:8000",
).rstrip("/")

# -- Applications, lower ones first (docs/architecture.md) -----------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "cgtlims.apps.Static",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "integrity",
    "people",
    "documents",
    "materials",
    "cleanrooms",
    "qc",
    "batches",
    "cgtlims.apps.ProjectConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cgtlims.web.middleware.DatabaseDown",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cgtlims.web.signin.tablets.KnownTablet",
    "cgtlims.web.signin.middleware.SessionLife",
    "cgtlims.web.middleware.SignInRequired",
    "cgtlims.web.signin.middleware.OwnPasswordRequired",
    "cgtlims.web.signin.middleware.FactorRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cgtlims.web.middleware.RefusedAsPage",
]
ROOT_URLCONF = "cgtlims.urls"
WSGI_APPLICATION = "cgtlims.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cgtlims.web.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
            ],
        },
    }
]

# -- Data ------------------------------------------------------------------------------------------
DATABASES = databases(env, production=PRODUCTION)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES_DIR = Path(env.text("CGTLIMS_FILES_DIR", str(DATA_DIR / "files")))
SECTION_DAYS = env.number("CGTLIMS_SECTION_DAYS", 90, least=1)
SECTION_MEGABYTES = env.number("CGTLIMS_SECTION_MEGABYTES", 1000, least=1)

# -- Audit trail: its heads are signed and kept outside the database (docs/audit-trail.md) --------
AUDIT_SIGNER_NAME = env.text("CGTLIMS_AUDIT_SIGNER", "cgt-lims")
AUDIT_SIGNING_KEY = sha256(
    (
        env.secret("CGTLIMS_AUDIT_KEY")
        if PRODUCTION
        else env.text("CGTLIMS_AUDIT_KEY", "only-for-a-machine-of-ones-own")
    ).encode()
).digest()
AUDIT_HEADS_DIR = Path(env.text("CGTLIMS_HEADS_DIR", str(DATA_DIR / "heads")))
AUDIT_HEADS_TO = env.words("CGTLIMS_HEADS_TO", "")
AUDIT_HEAD_SECONDS = env.number("CGTLIMS_HEAD_SECONDS", 300, least=1)

# -- People ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "cgtlims.web.errors.csrf_failed"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
ACCESS_REVIEW_MONTHS = env.number("CGTLIMS_ACCESS_REVIEW_MONTHS", 12, least=1)

# -- Sign-in and sessions --------------------------------------------------------------------------
globals().update(sign_in_settings(env, production=PRODUCTION))

# -- Language and time: UTC inside, the facility's zone shown --------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.time_zone("CGTLIMS_TIME_ZONE", "Europe/Amsterdam")

# -- Static files, hashed and served from here -----------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("CGTLIMS_STATIC_ROOT", str(DATA_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "cgtlims.web.static.HashedStatic"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# -- Security --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

# -- Jobs ------------------------------------------------------------------------------------------
globals().update(job_settings(env, production=PRODUCTION, head_seconds=AUDIT_HEAD_SECONDS))

# -- E-mail: off without an address ----------------------------------------------------------------
globals().update(mail_settings(env, "CGTLIMS_EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("CGTLIMS_EMAIL_FROM", "cgt-lims@localhost")

# -- REST ------------------------------------------------------------------------------------------
globals().update(api_settings(RELEASE))

# -- Log -------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # One line a section and font would bury what a worker has to say.
    "loggers": {
        "weasyprint.progress": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": env.text("CGTLIMS_LOG_LEVEL", "INFO")},
}

env.refuse_if_problems()
