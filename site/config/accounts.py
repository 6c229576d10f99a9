"""How the team comes in: allauth, a second factor, and a log-in service when the environment names one."""

from typing import Any

from config import env

APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
#: Once Django knows who asks: allauth, then whether the session lasts, then whether a second factor is missing.
MIDDLEWARE = [
    "allauth.account.middleware.AccountMiddleware",
    "core.login.sessions.SessionLimitsMiddleware",
    "core.login.duty.DutyMiddleware",
]


def login_service() -> list[dict[str, Any]]:
    """The OpenID Connect service of the environment, as allauth wants it; none when none is named.

    ProConnect is one: docs/howto/deploy.md.
    """
    server = env.text("OIDC_SERVER_URL", "")
    if not server:
        return []
    level = env.text("OIDC_ACR_VALUES", "")
    settings = {
        "server_url": server,
        "scope": env.words("OIDC_SCOPES", ["openid", "email"]),
        "verified_email": env.boolean("OIDC_EMAIL_IS_VERIFIED", default=False),
        "auth_params": {"acr_values": level} if level else {},
    }
    service = {
        "provider_id": "service",
        "name": env.text("OIDC_NAME", "ProConnect"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.text("OIDC_CLIENT_SECRET"),
        "settings": settings,
    }
    return [service]


def configure() -> dict[str, Any]:
    """The settings of accounts, by name."""
    return {
        # Who may see personal data or publish: "asked" for a second factor, or only "offered" one.
        "SECOND_FACTOR": "asked",
        "ACCOUNT_ADAPTER": "core.login.adapters.AccountAdapter",
        "ACCOUNT_EMAIL_VERIFICATION": "none",  # administrators make accounts, and know whose they are
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,  # the adapter writes them into the outbox
        "ACCOUNT_REAUTHENTICATION_METHODS": ["password", "mfa"],
        "ACCOUNT_RATE_LIMITS": False,  # counted in the database: core.login.factor_forms, core.limits
        "MFA_ADAPTER": "core.login.adapters.FactorAdapter",
        "MFA_FORMS": {
            "authenticate": "core.login.factor_forms.CodeForm",
            "reauthenticate": "core.login.factor_forms.ConfirmCodeForm",
            "activate_totp": "core.login.factor_forms.ActivateAppForm",
            "add_webauthn": "core.login.factor_forms.AddPasskeyForm",
        },
        "MFA_RATE_LIMITS": False,  # same
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_ISSUER": "Commande publique responsable",
        "MFA_TOTP_TOLERANCE": 1,  # a telephone whose clock is half a minute off
        "SOCIALACCOUNT_ADAPTER": "core.login.service.ServiceAdapter",
        "SOCIALACCOUNT_LOGIN_ON_GET": True,  # browsers follow no form to another site: core.middleware, form-action
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": login_service()}},
    }
