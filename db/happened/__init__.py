"""Single incidents: which claims of a view are about them, and what these come to."""
