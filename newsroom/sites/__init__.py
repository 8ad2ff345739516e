"""One module a platform, and beside it, in a folder of the site's name, the templates of its pages."""
