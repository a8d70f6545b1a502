"""Media: pictures and recordings as they come in, their custody and clocks."""
