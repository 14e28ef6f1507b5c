"""The rules by which claims are found to contradict one another, one module for each family of them."""
