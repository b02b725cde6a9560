"""Every page. A new URL joins the tenant matrix by itself (tests/pages/test_matrix.py)."""

from django.urls import include, path

from mensch.views import health, today

urlpatterns = [
    path("", today.home, name="home"),
    path("today", today.show, name="today"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("account/", include("allauth.urls")),
]
