"""``knowledge check --fix``: what is wrong with a file and can be mended beyond doubt is mended in its text.

Text is edited at the place that a problem names, and nowhere else, so that comments and layout stay. Which
codes are mended, and how, is in ``menders``; what an edit is, in ``edits``; ``files`` goes over the files
until nothing is left to mend, and writes them. Finding problems is left to the checks.
"""

from __future__ import annotations

from lossdoctor.mending.files import Mend, MendedFile, as_diff, mend_folders, write_all
from lossdoctor.mending.menders import MENDERS

__all__ = ["MENDERS", "Mend", "MendedFile", "as_diff", "mend_folders", "write_all"]
