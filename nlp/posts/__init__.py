"""Reading of public posts in running text: words, extents, and which wordings name one post."""
