"""Our settings: `config.toml` in, `domain.settings.Settings` and findings out."""
