"""Records and answers → tables, sentences and CSV: pure, and without a word on how they are drawn."""
