"""What the names of columns say: their fields, and whom or how their figures count."""
