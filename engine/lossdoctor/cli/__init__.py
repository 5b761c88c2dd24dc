"""The command line: every step of the wizard has its twin here.

Owns arguments, exit codes, and what goes to stdout (data) and stderr (talk).
"""

from lossdoctor.cli.main import main

__all__ = ["main"]
