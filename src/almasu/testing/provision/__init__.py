"""What is made up around the zone in which state bodies give data to the Agency."""
