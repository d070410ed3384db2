"""Settings: the environment decides values, not which file. What never differs stands beside:
the applications, the shape of REST, the content security policy.

`CGTLIMS_ENV=production` refuses embedded services and names every missing or weak setting in one
error. Variables are listed in docs/settings.md.
"""

from hashlib import sha256
from pathlib import Path

from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from cgtlims.api.settings import DESCRIPTION, REST_FRAMEWORK
from cgtlims.applications import INSTALLED_APPS, MIDDLEWARE, TEMPLATES
from cgtlims.connections import databases, embedded_addresses
from cgtlims.env import Env
from cgtlims.mail import mail_settings
from cgtlims.oidc import oidc_apps, oidc_claim
from cgtlims.origins import https_origins, site_url
from cgtlims.places import data_dir
from cgtlims.web.content_security import CONTENT_SECURITY_POLICY

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

# -- Requests --------------------------------------------------------------------------------------
ROOT_URLCONF = "cgtlims.urls"
WSGI_APPLICATION = "cgtlims.wsgi.application"

# -- Data ------------------------------------------------------------------------------------------
DATABASES = databases(env, production=PRODUCTION)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES_DIR = Path(env.text("CGTLIMS_FILES_DIR", str(DATA_DIR / "files")))
FILE_MEGABYTES = env.number("CGTLIMS_FILE_MEGABYTES", 25, least=1)
PRINTER_NETWORKS = env.networks("CGTLIMS_PRINTER_NETWORKS")
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

# -- Sign-in and sessions (docs/sign-in.md) --------------------------------------------------------
AUTHENTICATION_BACKENDS = ["cgtlims.web.signin.backend.Passwords"]
LOCK_SECONDS = 60 * env.number("CGTLIMS_LOCK_MINUTES", 3, least=1)
SESSION_SECONDS = 60 * env.number("CGTLIMS_SESSION_MINUTES", 15, least=1)
if SESSION_SECONDS < LOCK_SECONDS:
    env.problems.append("CGTLIMS_SESSION_MINUTES must be at least CGTLIMS_LOCK_MINUTES.")
SESSION_COOKIE_AGE = 3600 * env.number("CGTLIMS_SESSION_HOURS", 12, least=1)
MFA_REQUIRED = env.choice(
    "CGTLIMS_MFA_REQUIRED", "remote" if PRODUCTION else "off", {"off", "remote", "always"}
)
FACILITY_NETWORKS = env.networks("CGTLIMS_FACILITY_NETWORKS")
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("CGTLIMS_PROXIES", 1 if PRODUCTION else 0)
ACCOUNT_ADAPTER = "cgtlims.web.signin.accounts.Accounts"
ACCOUNT_FORMS = {"change_password": "cgtlims.web.signin.forms.ChangePasswordForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody can sign up; allauth checks it
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # failures are counted in PostgreSQL, for every process alike
MFA_ADAPTER = "cgtlims.web.signin.factors.Factors"
MFA_FORMS = {
    "authenticate": "cgtlims.web.signin.factor_forms.CodeForm",
    "reauthenticate": "cgtlims.web.signin.factor_forms.CodeAgainForm",
    "authenticate_webauthn": "cgtlims.web.signin.factor_forms.KeyForm",
    "reauthenticate_webauthn": "cgtlims.web.signin.factor_forms.KeyAgainForm",
    "activate_totp": "cgtlims.web.signin.factor_forms.AddAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a code is good half a minute longer, for clocks that differ
MFA_TOTP_ISSUER = "CGT-LIMS"
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a key opens a locked session by itself
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "cgtlims.web.signin.single.SingleSignOn"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another origin (form-action 'self')
OIDC_CLAIM = oidc_claim(env)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(env)}}
SESSION_SAVE_EVERY_REQUEST = False
TABLET_COOKIE = "__Host-tablet" if PRODUCTION else "tablet"
TABLETS_ONLY = env.flag("CGTLIMS_TABLETS_ONLY", False)
LOCKOUT_FAILURES = env.number("CGTLIMS_LOCKOUT_FAILURES", 5, least=1)
LOCKOUT_MINUTES = env.number("CGTLIMS_LOCKOUT_MINUTES", 15, least=1)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

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

# -- Jobs: PostgreSQL is the queue of record, Redis only the doorbell (docs/adr/0004) --------------
JOB_LEASE_SECONDS = env.number("CGTLIMS_JOB_LEASE_SECONDS", 150, least=1)
JOB_SWEEP_SECONDS = env.number("CGTLIMS_JOB_SWEEP_SECONDS", 30, least=1)
ACCESS_REVIEW_MONTHS = env.number("CGTLIMS_ACCESS_REVIEW_MONTHS", 12, least=1)
NOTIFY_SECONDS = env.number("CGTLIMS_NOTIFY_SECONDS", 60, least=1)
NO_SHOW_MINUTES = env.number("CGTLIMS_NO_SHOW_MINUTES", 60, least=1)
JOB_ATTEMPTS = env.number("CGTLIMS_JOB_ATTEMPTS", 3, least=1)
CELERY_BROKER_URL = env.url(
    "REDIS_URL",
    ("redis", "rediss", "redis+socket"),
    None if PRODUCTION else embedded_addresses().get("REDIS_URL", "redis+socket:///nonexistent"),
)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_keepalive": True,
    "health_check_interval": 30,
    "max_retries": 0,  # whoever rings does not wait for a dead broker; a worker does, on its own
    "socket_connect_timeout": 2,
    "socket_timeout": 2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_DEFAULT_QUEUE = env.text("CGTLIMS_QUEUE", "render")
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 800_000  # kB
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 60
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "sweep jobs": {"task": "integrity.sweep", "schedule": JOB_SWEEP_SECONDS},
    "sweep sections": {"task": "documents.sweep_sections", "schedule": 3600},
    "sweep files that nobody loaded": {"task": "first_run.sweep", "schedule": 1800},
    "make documents effective": {"task": "documents.make_effective", "schedule": 300},
    "sign the trail's head": {"task": "integrity.sign_head", "schedule": AUDIT_HEAD_SECONDS},
    # Each night once; asked for again each hour, in case the first one was lost.
    "check the trail": {
        "task": "integrity.check_trail",
        "schedule": crontab(hour="1-4", minute="30"),
    },
    "end clean hold times": {"task": "cleanrooms.end_clean_holds", "schedule": 60},
    "mark no-shows": {"task": "bookings.mark_no_shows", "schedule": 120},
    "lay recurring maintenance": {"task": "bookings.lay_maintenance", "schedule": 3600},
    "notify people": {"task": "people.notify", "schedule": NOTIFY_SECONDS},
    "watch the channels": {"task": "monitoring.watch_channels", "schedule": 60},
    "mail the trail's head": {"task": "integrity.mail_head", "schedule": crontab(minute="10")},
}

# -- E-mail: off without an address ----------------------------------------------------------------
globals().update(mail_settings(env, "CGTLIMS_EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("CGTLIMS_EMAIL_FROM", "cgt-lims@localhost")

# -- REST ------------------------------------------------------------------------------------------
SPECTACULAR_SETTINGS = {**DESCRIPTION, "VERSION": RELEASE}

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
