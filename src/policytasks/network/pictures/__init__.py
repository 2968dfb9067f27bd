"""Pictures: one module for each kind of picture, all of one shape: a graph in, matplotlib axes in and out."""
