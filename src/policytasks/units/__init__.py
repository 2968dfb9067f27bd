"""From a printed name to the unit that it is: names, kinds, registry in time, collectives, resolution."""
