"""The portal's pages, one file per thing a person comes to do."""
