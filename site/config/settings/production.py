"""A server: everything comes from the environment (docs/howto/deploy.md lists it)."""

from config import env
from config.settings.base import *

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
BASE_URL = WAGTAILADMIN_BASE_URL = env.url("BASE_URL")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])
DATABASES = {"default": databases.configure(env.text("DATABASE_URL"))}
MEDIA_ROOT = env.path("MEDIA_ROOT", MEDIA_ROOT)
STATIC_ROOT = env.path("STATIC_ROOT", STATIC_ROOT)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL")

# Several processes share one cache, or each would keep its own idea of the site's addresses.
CACHES = {"default": {"BACKEND": "core.cache.ForgivingRedisCache", "LOCATION": env.text("REDIS_URL")}}

globals().update(env.email("EMAIL_URL", "smtp://localhost:25"))

# A proxy that ends TLS must say so, and strip the header when a visitor sends it: trusted on request only.
TRUST_PROXY_HEADERS = env.boolean("TRUST_PROXY_HEADERS", default=False)
if TRUST_PROXY_HEADERS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", SECURE_HSTS_SECONDS)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.boolean("HSTS_PRELOAD", default=False)
