"""How other recorders read words that state no number: named conventions, chosen when looking, never when storing."""
