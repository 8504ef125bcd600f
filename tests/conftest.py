"""What all tests share: how long an example takes is no claim of ours on a busy machine.

The examples of a property are the same on every machine, so that a change is judged by what it
changed. ``scripts/test --hypothesis-profile=search`` looks for new ones.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("calm", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("calm")
