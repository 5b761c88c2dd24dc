"""lossdoctor tells people why their neural network does not train, and what to try next."""

__version__ = "0.1.0"
