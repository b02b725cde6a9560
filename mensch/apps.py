from django.apps import AppConfig


class MenschConfig(AppConfig):
    name = "mensch"
    verbose_name = "Mensch"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mensch import checks  # noqa: F401  (registers the system checks)
