"""What is told in lines and never joined: of a frame of claims, and the same on whole columns."""
