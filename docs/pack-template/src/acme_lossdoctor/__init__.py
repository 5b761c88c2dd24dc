"""Knowledge of Acme for lossdoctor; the files are in ``knowledge``, and there is no code."""
