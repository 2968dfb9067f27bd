"""Networks: who shares work with whom, as plain networkx graphs."""
