"""The sentence model on this machine: there, absent or altered; matching works in each case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytest_django.fixtures import Settings as PytestSettings

from mensch.services import weights


@pytest.fixture(autouse=True)
def fresh(settings: PytestSettings, tmp_path: Path) -> None:
    settings.MODEL_DIR = str(tmp_path)
    settings.MODEL_OFF = False


def _tier() -> weights.Tier:
    return weights.tier.__wrapped__()


def test_without_weights_there_is_no_model_and_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    assert _tier() == weights.Tier(None, "absent")


def test_bytes_we_do_not_know_are_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    (tmp_path / "vocab.txt").write_bytes(b"words")
    assert _tier() == weights.Tier(None, "altered")
    assert not list(tmp_path.glob("*.npz"))


def test_a_model_that_is_switched_off_is_not_looked_for(settings: PytestSettings) -> None:
    settings.MODEL_OFF = True
    assert _tier() == weights.Tier(None, "off")


def test_the_model_we_know_means_what_it_meant_when_it_was_measured() -> None:
    encoder, why = _tier()
    if encoder is None:
        assert why == "absent"  # the package with the weights is not installed here: nothing is read, nothing breaks
        return
    ask, roof, roofer, logos = encoder.encode(
        [
            "I'm looking for a graphic designer",
            "Who can fix a leaking roof?",
            "Roofing contractor",
            "Grafiker, Logos und Plakate",
        ]
    )
    ids = encoder.pieces.ids("I'm looking for a graphic designer")
    assert ids == [101, 1045, 1005, 1049, 2559, 2005, 1037, 8425, 5859, 102]
    assert np.allclose(ask[:6], [-0.0351, -0.0672, 0.0300, 0.1023, -0.0048, -0.0759], atol=0.004)
    assert float(roof @ roofer) == pytest.approx(0.617, abs=0.01)
    assert float(logos @ ask) == pytest.approx(0.183, abs=0.01)
