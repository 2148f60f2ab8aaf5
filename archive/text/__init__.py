"""Text: its canonical form and digest, sections and passages, sentences, words. Pure."""
