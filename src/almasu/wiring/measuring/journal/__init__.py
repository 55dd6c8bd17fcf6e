"""What `almasu bench journal` measures, one thing a file."""
