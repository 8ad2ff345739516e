"""The command line, and nothing else: it joins the crawl, the reader, the database and the site.

`app` holds the commands, `inputs` turns what a user names into records, `screen` shows progress, `failures` turns
errors into one line and an exit code. Nothing imports this package; it may import all the others.
"""

__version__ = "0.1.0"
