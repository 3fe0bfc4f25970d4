"""Brand-naming research: candidate names, target markets, evidence, and a ranked shortlist for legal review.

The package itself holds nothing but its version; `brandname.model` has the nouns, `brandname.run` the work.
"""

__version__ = "0.1.0"
