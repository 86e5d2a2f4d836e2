"""What charts show of tolls, stocks and movements: over time, by month, and whether they still stand."""
