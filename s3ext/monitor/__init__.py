"""What watches over a build in every phase: its lock, its time, and what it says."""
