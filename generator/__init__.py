"""Builds a searchable overview of a municipality’s help for children, young people and families."""
