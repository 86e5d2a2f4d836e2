"""What a view looks at: names resolved, claims as they were known, and where their incidents are counted."""
