"""What the screens show, as functions from a consultation to lines of text; they know no widget."""
