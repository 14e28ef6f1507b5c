"""The nouns of foedus: frozen values without files, clock, network or randomness."""
