"""Papers: documents of the exchange that pass through states, from an application to a resolution."""
