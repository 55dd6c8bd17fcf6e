"""Acts of order No. 114-НҚ: state bodies give data to the Agency, each act decided, kept and journalled together."""
