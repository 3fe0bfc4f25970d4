"""How alike two names are: by look, by sound in several languages, by words and, where a gloss is known, by meaning.

`names` makes names ready, `kernels` hold the measures, `scorer` puts them together and explains. Pure: knows no
register, no study, no market, and says nothing about whether a mark would be refused.
"""
