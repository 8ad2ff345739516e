"""The annotated articles, in our own words about invented people, and what checks them.

``articles/NN.jsonl`` holds those about the province with Kemendagri code NN, ``contract_dev.jsonl`` the facts
contract's development set, ``splits.toml`` which provinces are for training, development and testing. `lint` checks
records; ``docs/annotation.md`` says how they are written. Imports nothing but `nlp`; only training, evaluation and
tests import it.
"""
