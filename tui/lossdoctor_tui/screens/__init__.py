"""The screens, each over the same consultation."""
