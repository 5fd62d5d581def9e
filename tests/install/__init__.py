"""The built artefacts, installed as users install them: `python -m tests.install` (CONTRIBUTING.md)."""
