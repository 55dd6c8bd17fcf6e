"""What of an application's answer is shown at a workplace: the fields of the act in force, and nothing beside them."""
