"""The environment: every MENSCH_* variable is read here, once, and fails loudly with what to do."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mensch.errors import SetupError


def text(name: str, default: str = "") -> str:
    """MENSCH_<name>, or the content of the file that MENSCH_<name>_FILE points to."""
    from_file = os.environ.get(f"MENSCH_{name}_FILE", "")
    if from_file:
        try:
            return Path(from_file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SetupError(f"MENSCH_{name}_FILE cannot be read: {error.strerror}.") from error
    return os.environ.get(f"MENSCH_{name}", default)


def flag(name: str) -> bool:
    value = text(name).casefold()
    if value not in ("", "0", "1", "false", "true", "no", "yes"):
        raise SetupError(f"MENSCH_{name} is {value!r}. Use 1 or 0.")
    return value in ("1", "true", "yes")


def number(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdecimal():
        raise SetupError(f"MENSCH_{name} is {value!r}. Use a whole number.")
    return int(value) if value else default


def words(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def data_dir() -> Path:
    """Where everything is kept: MENSCH_DATA_DIR, else ~/.local/share/mensch. Made with mode 0700 when missing."""
    fallback = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "mensch"
    folder = Path(text("DATA_DIR") or fallback).expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SetupError(f"The data folder {folder} cannot be made: {error.strerror}. Set MENSCH_DATA_DIR.") from error
    return folder


def secret_key(folder: Path) -> str:
    """MENSCH_SECRET_KEY, else the key made at first start and kept in a 0600 file of the data folder."""
    given = text("SECRET_KEY")
    if given:
        return given
    path = folder / "secret.key"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def key_file() -> Path:
    """Where the key of stored passwords lies: MENSCH_KEY_FILE, else ~/.config/mensch/secrets.key. Not made here."""
    fallback = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "mensch" / "secrets.key"
    return Path(text("KEY_FILE") or fallback).expanduser().absolute()
