import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mensch.settings")
application = get_wsgi_application()
# Loaded once, before the processes that answer part: nobody waits for it at their first page.
get_resolver().url_patterns  # noqa: B018
get_template("base.html")
gc.collect()
gc.freeze()  # and nobody looks through it for garbage, which would hold up a page now and then
