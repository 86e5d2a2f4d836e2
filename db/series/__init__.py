"""What is told in lines and never summed over incidents: tolls, stocks, periods, movements."""
