"""The regime of order No. 114-НҚ: state bodies give data to the financial-monitoring body by five ways in one order."""
