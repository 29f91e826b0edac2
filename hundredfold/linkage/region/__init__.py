"""The same-deed engine on many machines through Spark: the heavy part is done there, by the functions used here."""
