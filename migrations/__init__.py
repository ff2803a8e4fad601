"""The history of the schema. How to write a migration is told in the README beside this file."""
