"""The six sites, one module a platform; `base` holds what all sites do (robots.txt, ETags, moved and broken pages)."""
