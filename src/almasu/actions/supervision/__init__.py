"""What a prosecutor does: every act and every look is told in the log of supervision, and nowhere else (DESIGN 3.3)."""
