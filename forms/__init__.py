"""Forms: fill, lay out, draw; one TOML file per paper."""
