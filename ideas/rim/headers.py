"""Security headers and a cache class on every answer."""

from flask import Flask, g, request
from werkzeug.wrappers import Response

from ideas.base.settings import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'"
)
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
UNSAFE_FETCH_SITES = frozenset({"cross-site", "same-site"})


def init_app(app: Flask, settings: Settings) -> None:
    """Set the headers after each request; a view that set one of its own keeps it."""

    @app.after_request
    def _set_headers(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        secret_page = bool(g.get("secret_address"))
        response.headers.setdefault(
            "Referrer-Policy", "no-referrer" if secret_page else "strict-origin-when-cross-origin"
        )
        if settings.is_https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.add("Vary", "HX-Request")
        return response


def comes_from_here(settings: Settings) -> bool:
    """Whether the browser says that one of our own pages sent this request (or says nothing of it at all)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in UNSAFE_FETCH_SITES
    origin = request.headers.get("Origin")
    if origin == "null" and g.get("secret_address"):
        # A page that sends no Referer sends this Origin with its own forms; their token still has to be right.
        return True
    return origin is None or origin in (settings.origin, request.host_url.rstrip("/"))
