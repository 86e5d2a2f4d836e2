"""What a view looks at, decided on the whole columns of a copy: which claims, how many, in which groups and pages."""
