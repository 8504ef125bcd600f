"""What all tests share: how long an example takes is no claim of ours on a busy machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
