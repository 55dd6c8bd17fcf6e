"""Giving data to the financial-monitoring body (order No. 114-НҚ): what both sides' acts and pages share, pure."""
