"""The unit of work and every query; domain objects go in and come out, rows stay here."""
