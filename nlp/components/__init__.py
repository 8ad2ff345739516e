"""The rooms of the reading: one spaCy component a module, each reads one thing. `nlp.pipeline` gives the order."""
