"""``python -m lossdoctor`` is ``lossdoctor``."""

from lossdoctor.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
