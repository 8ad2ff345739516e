"""The reader: what an article tells of the moving of public officials, each fact with the sentence it was read in.

Begin with `nlp.pipeline` (the rooms in order) and `nlp.reader` (records in, records with facts out); `nlp.facts` are
the facts' types, `nlp.components` the rooms, ``nlp/data`` their words, `nlp.evaluation` the scoring. Nothing here
imports from the crawl, the database or the sample newsroom; only the command line (`pantau`) imports the reader.
"""
