"""What people and rules decide of incidents, why it was refused, and what holds at a moment."""
