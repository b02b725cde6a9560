"""How dates are written, a folder a language (settings.FORMAT_MODULE_PATH)."""
