"""Every setting of the site, in sections. Development works with none set; a bad value stops the start."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from hundredfold.base import env
from hundredfold.config.sqlite import stand_in

stand_in()

PACKAGE = Path(__file__).resolve().parent.parent

# --- Where things are kept -----------------------------------------------------------------------------------
HOME = env.folder("HUNDREDFOLD_HOME", Path("var"))
EVIDENCE_ROOT = HOME / "evidence"
COPIES_ROOT = HOME / "copies"
FREE_SPACE_KEPT = env.number("HUNDREDFOLD_FREE_MB", 200, least=0, most=1_000_000) << 20

# --- What kind of site this is -------------------------------------------------------------------------------
# A demonstration's home says so itself, and by how many seconds its clock runs behind: each process then agrees.
_DEMO_CLOCK = HOME / "demo-clock"
DEMO = _DEMO_CLOCK.is_file()
CLOCK_BEHIND = int(_DEMO_CLOCK.read_text(encoding="ascii")) if DEMO else 0
DEBUG = env.flag("HUNDREDFOLD_DEBUG", default=False)
SITE_URL = env.text("HUNDREDFOLD_URL", "http://localhost:8000")


def _secret_key() -> str:
    """The signing key: from the environment, else made once and kept in the home, readable by its owner only."""
    given = env.text("HUNDREDFOLD_SECRET_KEY")
    if given:
        return given
    from hundredfold.config.keys import kept_secret  # settings load before any app; this module has no Django

    return kept_secret(HOME / "keys" / "secret")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.words("HUNDREDFOLD_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("HUNDREDFOLD_ORIGINS", [])

# --- Apps, from the ground up --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "ninja",
    "hundredfold.base",
    "hundredfold.plan",
    "hundredfold.do.ledger",
    "hundredfold.do.press",
    "hundredfold.prove",
    "hundredfold.tell",
    "hundredfold.web.common",
    "hundredfold.web.desk",
    "hundredfold.web.office",
    "hundredfold.web.portal",
    "hundredfold.web.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "hundredfold.config.urls"
WSGI_APPLICATION = "hundredfold.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "web" / "common" / "templates"
        ],  # first, so that our sign-in pages win over allauth's
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hundredfold.web.common.context.site",
            ]
        },
    }
]


# --- Database ------------------------------------------------------------------------------------------------
def _database(url: str) -> dict[str, Any]:
    """SQLite in the home, or the PostgreSQL that DATABASE_URL names."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "CONN_MAX_AGE": 600,  # a fresh connection would check the whole log in again
            "NAME": HOME / "hundredfold.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # FULL: what was acknowledged survives a power cut. WAL is safe from SQLite 3.51.3 on (ADR 0005).
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-65536;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise env.BadSetting(f"DATABASE_URL must look like postgresql://user@host/name, not {url!r}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Signing in ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "base.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "hundredfold.web.common.accounts.ByInviteOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_REDIRECT_URL = "entry:onward"
LOGIN_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SAMESITE = "Lax"

# --- Language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"  # of this site's clock on the wall; each programme has its own for counting

# --- Static files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# The tokens and the grid are drawn on pages that stand alone too: their sheets lie where those are rendered.
STATICFILES_DIRS = [PACKAGE / "web" / "static", ("css", PACKAGE / "tell" / "render" / "css")]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- Safety --------------------------------------------------------------------------------------------------
_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("HUNDREDFOLD_PROXY", default=False) else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
LOOK_AT_LINKS = env.flag("HUNDREDFOLD_LOOK_AT_LINKS", default=True)
FETCH_PRESS = env.flag("HUNDREDFOLD_FETCH_PRESS", default=True)
PHOTO_BYTES_MOST = env.number("HUNDREDFOLD_PHOTO_MB", 30, least=1, most=500) << 20
SHEET_BYTES_MOST = env.number("HUNDREDFOLD_SHEET_MB", 64, least=1, most=1000) << 20

# --- Logs: what happened, never who from where ---------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.text("HUNDREDFOLD_LOG", "WARNING").upper()},
}
