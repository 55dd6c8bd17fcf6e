"""A mail server for letters with notices: SMTP with STARTTLS over a real socket."""
