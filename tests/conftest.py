"""The ground under every test: an own data folder, a fresh key, the cast. Set before Django reads its settings."""

from __future__ import annotations

import os
import shutil
import tempfile

for _name in [n for n in os.environ if n.startswith("MENSCH_") and n not in ("MENSCH_DATABASE_URL", "MENSCH_TEST_DIR")]:
    del os.environ[_name]
# Workers of pytest-xdist inherit the folder of the process that starts them.
_MINE = "" if "MENSCH_TEST_DIR" in os.environ else tempfile.mkdtemp(prefix="mensch-test-")
os.environ.setdefault("MENSCH_TEST_DIR", _MINE)
os.environ["MENSCH_DATA_DIR"] = os.environ["MENSCH_TEST_DIR"]
os.environ["MENSCH_SECRET_KEY"] = "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz-0123456789"
os.environ["MENSCH_KEY_FILE"] = f"{os.environ['MENSCH_TEST_DIR']}/keys/secrets.key"
os.environ["MENSCH_MODEL_OFF"] = "1"  # tests of the model switch it on
os.environ["DJANGO_SETTINGS_MODULE"] = "mensch.settings"

import django  # noqa: E402
import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402

settings.STATIC_ROOT.mkdir(exist_ok=True)
settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
    None if "postgres" in settings.DATABASES["default"]["ENGINE"] else f"{os.environ['MENSCH_TEST_DIR']}/test.sqlite3"
)

django.setup()
# A busy machine is no failure, and a run of CI says the same twice.
hypothesis.settings.register_profile(
    "mensch",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
hypothesis.settings.load_profile("mensch")
pytest_plugins = ["tests.fixtures"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that made the folder takes it away again."""
    if _MINE:
        shutil.rmtree(_MINE, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI nothing may be skipped: a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
