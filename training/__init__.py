"""What makes the weights that foedus ships."""
