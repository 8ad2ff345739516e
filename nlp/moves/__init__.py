"""Reading of moves: who takes, leaves or keeps which post, one family of constructions a module."""
